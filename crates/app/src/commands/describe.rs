//! `open` and `describe`: that an exchange is in the register, and what it is apart from its numbers.

use clap::Args;
use repatria_domain::{
    Category, Command, Description, Drawn, ExchangeDescribed, ExchangeKind, OpenExchange, Parties,
    Party, Place, Reference, State, Terms, Text, When,
};

use crate::cli::words::Named;
use crate::failure::Failure;
use crate::lookup;

const OPEN_EXAMPLE: &str = "Example:
  repatria open 2025-06-26 --between RU UA --on 2025-06-26 \\
    --agreement \"Istanbul 2 June 2025\"

Without --on or another detail it is opened alone; `describe` can follow.";

// What stands behind the parties would be taken for one of them.
const OPEN_USAGE: &str = "repatria open [OPTIONS] <REF> --between <PARTY> <PARTY>...";

const DESCRIBE_EXAMPLE: &str = "Example:
  repatria describe 2025-06-26 --place withheld --transit Belarus \\
    --category under-25

What is not given stays as it is; a list that is given takes the place of the old one. \
    From then on the program no longer draws the description up from the statements.";

/// An exchange to open, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = OPEN_EXAMPLE, override_usage = OPEN_USAGE)]
pub(crate) struct Open {
    /// What people call it: small letters, digits, `-` and `.`; unique in a register
    #[arg(value_name = "REF")]
    reference: Reference,
    /// Between whom
    #[arg(long, num_args = 2.., required = true, value_name = "PARTY")]
    between: Vec<Party>,
    #[command(flatten)]
    details: Details,
}

/// A description, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = DESCRIBE_EXAMPLE)]
pub(crate) struct Describe {
    /// Which exchange
    #[arg(value_name = "REF")]
    reference: Reference,
    #[command(flatten)]
    details: Details,
}

#[derive(Args, Clone, Debug)]
struct Details {
    /// exchange, transfer (one way only) or bodies
    #[arg(long, value_parser = Named::<ExchangeKind>::default())]
    kind: Option<ExchangeKind>,
    /// When it was (EDTF: 2025-06-26, 2025-06, 2025-05-23/2025-05-25)
    #[arg(long, value_name = "DATE")]
    on: Option<When>,
    /// man-for-man, all-for-all, unequal, by-tariff or not-stated
    #[arg(long, value_parser = Named::<Terms>::default())]
    terms: Option<Terms>,
    /// The exchange that frames it, when one deal had several hand-overs
    #[arg(long, value_name = "REF")]
    part_of: Option<Reference>,
    /// Title of an agreement that it carries out; again for each
    #[arg(long, value_name = "TITLE")]
    agreement: Vec<Text>,
    /// What it was limited to (`under-25`); again for each
    #[arg(long)]
    category: Vec<Category>,
    /// Where it was, `withheld` or "not stated"
    #[arg(long)]
    place: Option<Place>,
    /// Where people were first received on the way home; again for each
    #[arg(long, value_name = "WHERE")]
    transit: Vec<Text>,
    /// Who mediated; again for each
    #[arg(long, value_name = "WHO")]
    mediator: Vec<Text>,
}

impl Open {
    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let details = Some(self.details).filter(|details| !details.is_blank());
        let description = details
            .map(|details| details.over(Description::new(ExchangeKind::Exchange), state))
            .transpose()?;
        let parties = Parties::new(self.between)?;
        Ok(Command::OpenExchange(OpenExchange { reference: self.reference, parties, description }))
    }
}

impl Describe {
    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let exchange = lookup::exchange(state, &self.reference)?;
        let before = exchange
            .description
            .as_deref()
            .cloned()
            .unwrap_or_else(|| Description::new(ExchangeKind::Exchange));
        Ok(Command::DescribeExchange(ExchangeDescribed {
            exchange: exchange.id,
            revision: exchange.description_revision.saturating_add(1),
            description: self.details.over(before, state)?.into(),
        }))
    }
}

impl Details {
    fn is_blank(&self) -> bool {
        let given = self.kind.is_some()
            || self.on.is_some()
            || self.terms.is_some()
            || self.part_of.is_some()
            || self.place.is_some();
        let listed = [&self.agreement, &self.transit, &self.mediator];
        !given && self.category.is_empty() && listed.iter().all(|list| list.is_empty())
    }

    fn over(self, before: Description, state: &State) -> Result<Description, Failure> {
        let frame = self.part_of.map(|frame| lookup::exchange(state, &frame).map(|found| found.id));
        let agreements = self.agreement.iter().map(|title| lookup::agreement(state, title));
        Ok(Description {
            kind: self.kind.unwrap_or(before.kind),
            on: self.on.or(before.on),
            terms: self.terms.unwrap_or(before.terms),
            frame: frame.transpose()?.or(before.frame),
            agreements: given_or(agreements.collect::<Result<_, _>>()?, before.agreements),
            categories: given_or(self.category, before.categories),
            place: self.place.unwrap_or(before.place),
            transit: given_or(self.transit, before.transit),
            mediators: given_or(self.mediator, before.mediators),
            drawn: Drawn::ByHand,
        })
    }
}

fn given_or<Value>(given: Vec<Value>, before: Vec<Value>) -> Vec<Value> {
    if given.is_empty() { before } else { given }
}
