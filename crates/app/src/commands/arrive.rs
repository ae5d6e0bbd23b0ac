//! `arrive`: people of a leg reached a milestone.

use clap::Args;
use repatria_domain::{
    Channel, Command, Count, Leg, LegKey, LegKind, Milestone, MovementRecorded, Party, Place,
    Reference, Source, State, Text, When,
};

use crate::cli::words::Named;
use crate::failure::{Failure, Input};
use crate::lookup;

const EXAMPLE: &str = "Example:
  repatria arrive 2025-06-26 --of UA --count 60 --on 2025-06-26 \\
    --milestone arrived-home

The count adds to those recorded before. Two groups of one size on one day are told apart by \
    --place or --note: the very same words again are taken for a repetition.";

/// A movement, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Arrive {
    /// Which exchange
    #[arg(value_name = "REF")]
    reference: Reference,
    #[command(flatten)]
    leg: LegArguments,
    /// How many of them
    #[arg(long)]
    count: Count,
    /// listed, assembled, in-transit, handed-over, received-abroad or arrived-home
    #[arg(long, value_parser = Named::<Milestone>::default())]
    milestone: Milestone,
    /// When (EDTF)
    #[arg(long, value_name = "DATE")]
    on: Option<When>,
    /// Where
    #[arg(long, default_value = "not stated")]
    place: Place,
    /// Where it was read
    #[arg(long, value_name = "URL")]
    source: Option<Text>,
    /// Title of the page
    #[arg(long, value_name = "TITLE", requires = "source")]
    title: Option<Text>,
    /// A remark
    #[arg(long)]
    note: Option<Text>,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Which leg: as much as tells it from the others")]
struct LegArguments {
    /// Whose people they are
    #[arg(long, value_name = "PARTY")]
    of: Option<Party>,
    /// Who handed them over
    #[arg(long, value_name = "PARTY")]
    from: Option<Party>,
    /// Where they went
    #[arg(long, value_name = "PARTY")]
    to: Option<Party>,
    /// living, bodies or bags
    #[arg(long, value_parser = Named::<LegKind>::default())]
    kind: Option<LegKind>,
    /// exchange, outside or not-stated
    #[arg(long, value_parser = Named::<Channel>::default())]
    channel: Option<Channel>,
}

impl Arrive {
    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let exchange = lookup::exchange(state, &self.reference)?;
        let settlement = exchange
            .settlement
            .as_ref()
            .ok_or_else(|| Failure::NotSettled { reference: self.reference.clone() })?;
        let leg = self.leg.only_one(&self.reference, &settlement.legs)?;
        Ok(Command::RecordMovement(MovementRecorded {
            exchange: exchange.id,
            leg,
            milestone: self.milestone,
            count: self.count,
            on: self.on,
            place: self.place,
            source: self.source.map(|address| Source { address, title: self.title }),
            note: self.note,
        }))
    }
}

impl LegArguments {
    fn only_one(&self, reference: &Reference, legs: &[Leg]) -> Result<LegKey, Failure> {
        let keys = || legs.iter().map(|leg| leg.key);
        let found: Vec<LegKey> = keys().filter(|key| self.names(key)).collect();
        match found.as_slice() {
            [leg] => Ok(*leg),
            [] => Err(Input::NoLeg { reference: reference.clone(), legs: keys().collect() }.into()),
            _ => Err(Input::SeveralLegs { reference: reference.clone(), legs: found }.into()),
        }
    }

    fn names(&self, key: &LegKey) -> bool {
        self.of.is_none_or(|of| key.of == Some(of))
            && self.from.is_none_or(|from| key.from == from)
            && self.to.is_none_or(|to| key.to == to)
            && self.kind.is_none_or(|kind| key.kind == kind)
            && self.channel.is_none_or(|channel| key.channel == channel)
    }
}
