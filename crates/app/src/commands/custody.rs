//! `declare-custody` and `change-custody`: the register's own judgement of who holds how many of whom.

use clap::Args;
use repatria_domain::{
    Band, Command, Count, CustodyChange, CustodyChanged, CustodyDeclared, Party, Quantity, Source,
    Text, When,
};

use crate::cli::words::Named;
use crate::failure::Failure;

const DECLARE_USAGE: &str = "\
repatria declare-custody [OPTIONS] --holder <PARTY> --of <PARTY>
                                --on <DATE> --basis <BASIS>";

const CHANGE_USAGE: &str = "\
repatria change-custody [OPTIONS] --change <CHANGE> --holder <PARTY>
                               --of <PARTY> --on <DATE> --basis <BASIS>";

const DECLARE_EXAMPLE: &str = "Example:
  repatria declare-custody --holder RU --of UA --low 100 --best 120 --high 150 \\
    --on 2025-06-01 --basis \"lists of the Central Tracing Agency\"

What a claimant says that somebody holds is no custody of the register: see `record-total held`.";

const CHANGE_EXAMPLE: &str = "Example:
  repatria change-custody --holder RU --of UA --change escaped --count 2 \\
    --on 2025-06-10 --basis \"both spoke to the press\"";

/// A judgement of custody, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = DECLARE_EXAMPLE, override_usage = DECLARE_USAGE)]
pub(crate) struct DeclareCustody {
    #[command(flatten)]
    account: Account,
}

/// A change of custody, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = CHANGE_EXAMPLE, override_usage = CHANGE_USAGE)]
pub(crate) struct ChangeCustody {
    /// captured, transferred-in, died, escaped, released or transferred-out
    #[arg(long, value_parser = Named::<CustodyChange>::default())]
    change: CustodyChange,
    #[command(flatten)]
    account: Account,
}

#[derive(Args, Clone, Debug)]
struct Account {
    /// Who holds them
    #[arg(long, value_name = "PARTY")]
    holder: Party,
    /// Whose people they are
    #[arg(long, value_name = "PARTY")]
    of: Party,
    #[command(flatten)]
    band: BandArguments,
    /// When (EDTF)
    #[arg(long, value_name = "DATE")]
    on: When,
    /// What it rests on
    #[arg(long)]
    basis: Text,
    /// Where it was read; again for each
    #[arg(long, value_name = "URL")]
    source: Vec<Text>,
}

#[derive(Args, Clone, Debug)]
struct BandArguments {
    /// How many, in one word: 100, >=100, 95..100, ~250
    #[arg(long, value_name = "QUANTITY", required_unless_present = "low")]
    count: Option<Quantity>,
    /// How many at least
    #[arg(long, value_name = "N", conflicts_with = "count")]
    low: Option<Count>,
    /// How many, in the register's judgement
    #[arg(long, value_name = "N", requires = "low")]
    best: Option<Count>,
    /// How many at most; leave it out where nobody can say
    #[arg(long, value_name = "N", requires = "low")]
    high: Option<Count>,
}

impl DeclareCustody {
    pub(crate) fn command(self) -> Result<Command, Failure> {
        let account = self.account;
        Ok(Command::DeclareCustody(CustodyDeclared {
            holder: account.holder,
            of: account.of,
            count: account.band.band()?,
            on: account.on,
            basis: account.basis,
            sources: sources(account.source),
        }))
    }
}

impl ChangeCustody {
    pub(crate) fn command(self) -> Result<Command, Failure> {
        let account = self.account;
        Ok(Command::ChangeCustody(CustodyChanged {
            holder: account.holder,
            of: account.of,
            change: self.change,
            count: account.band.band()?,
            on: account.on,
            basis: account.basis,
            sources: sources(account.source),
        }))
    }
}

impl BandArguments {
    fn band(self) -> Result<Band, Failure> {
        match self.count {
            Some(quantity) => Ok(quantity.band()),
            None => Ok(Band::new(self.low.unwrap_or(Count::ZERO), self.best, self.high)?),
        }
    }
}

fn sources(addresses: Vec<Text>) -> Vec<Source> {
    addresses.into_iter().map(|address| Source { address, title: None }).collect()
}
