//! `cancel`, `reinstate` and `withdraw`: what no longer stands, and why.

use clap::Args;
use repatria_domain::{
    Command, ExchangeCancelled, ExchangeReinstated, Reference, SettlementWithdrawn, State, Text,
};

use crate::failure::Failure;
use crate::lookup;

/// An exchange, and why something becomes of it.
#[derive(Args, Clone, Debug)]
pub(crate) struct Why {
    /// Which exchange
    #[arg(value_name = "REF")]
    reference: Reference,
    /// Why, as far as it was said
    #[arg(long)]
    why: Text,
}

impl Why {
    pub(crate) fn cancel(self, state: &State) -> Result<Command, Failure> {
        let exchange = lookup::exchange(state, &self.reference)?.id;
        Ok(Command::CancelExchange(ExchangeCancelled { exchange, why: self.why }))
    }

    pub(crate) fn reinstate(self, state: &State) -> Result<Command, Failure> {
        let exchange = lookup::exchange(state, &self.reference)?.id;
        Ok(Command::ReinstateExchange(ExchangeReinstated { exchange, why: self.why }))
    }

    pub(crate) fn withdraw(self, state: &State) -> Result<Command, Failure> {
        let exchange = lookup::exchange(state, &self.reference)?;
        Ok(Command::WithdrawSettlement(SettlementWithdrawn {
            exchange: exchange.id,
            revision: exchange.settlement_revision,
            why: self.why,
        }))
    }
}
