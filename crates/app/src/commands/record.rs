//! `record`: one statement about an exchange, by hand.

use clap::Args;
use repatria_domain::{
    Category, Channel, Circumstances, Command, CountStatement, Figure, Party, Place, Population,
    Quantity, Reference, State, StatementId, Tense, Terms, Text, Toward, When, Whose,
};

use super::attribution::AttributionArguments;
use super::correction::CorrectionArguments;
use crate::cli::words::Named;
use crate::failure::{Failure, Input};
use crate::{identity, lookup};

const EXAMPLE: &str = "Examples:
  repatria record 2025-06-26 --to UA 106 --to RU 106 --population military \\
    --relay \"A newspaper\" --source https://example.org/a --said-on 2025-06-26
  repatria record 2025-08-14 --by-claimant \"Ministry of Defence\" --side RU \\
    --to UA 33 --to UA 51 --population military --population civilian \\
    --source https://example.org/84

An option of a figure (--population, --from, --of, --channel, --words) is given once for all \
    figures, or once for each --to, in the same order. \
    What is recorded already is not recorded twice.";

/// A statement about an exchange, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Record {
    /// The exchange that it speaks of
    #[arg(value_name = "REF")]
    reference: Reference,
    #[command(flatten)]
    attribution: AttributionArguments,
    #[command(flatten)]
    figures: FigureArguments,
    #[command(flatten)]
    says: CircumstanceArguments,
    #[command(flatten)]
    correction: CorrectionArguments,
    /// A remark
    #[arg(long)]
    note: Option<Text>,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Figures")]
struct FigureArguments {
    /// Where people went, or `both`, and how many: 106, >100, >=100, <=100, 95..100, ~250,
    /// "not stated", withheld; again for each figure
    #[arg(long, num_args = 2, value_names = ["PARTY", "QUANTITY"], action = clap::ArgAction::Append)]
    to: Vec<String>,
    /// military, civilian, child, persons (not split), bodies or bags [default: persons]
    #[arg(long, value_parser = Named::<Population>::default())]
    population: Vec<Population>,
    /// Who handed them over [default: the other party]
    #[arg(long, value_name = "PARTY")]
    from: Vec<Party>,
    /// Whose people they are, `?` where not stated or mixed [default: those of --to]
    #[arg(long, value_name = "PARTY")]
    of: Vec<Whose>,
    /// exchange or outside, as the claimant counts
    #[arg(long, value_parser = Named::<Channel>::default())]
    channel: Vec<Channel>,
    /// The words of the source
    #[arg(long)]
    words: Vec<Text>,
    /// Announced or meant, not reported as done
    #[arg(long, requires = "to")]
    planned: bool,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What else it says")]
struct CircumstanceArguments {
    /// When the hand-over was (EDTF)
    #[arg(long, value_name = "DATE")]
    on: Option<When>,
    /// Where it was, or `withheld`
    #[arg(long, default_value = "not stated")]
    place: Place,
    /// Where people were first received on the way home
    #[arg(long, value_name = "WHERE")]
    transit: Option<Text>,
    /// Who mediated; again for each
    #[arg(long, value_name = "WHO")]
    mediator: Vec<Text>,
    /// The agreement that it was part of, as the source calls it
    #[arg(long, value_name = "TITLE")]
    agreement: Option<Text>,
    /// What it was limited to (`under-25`); again for each
    #[arg(long)]
    category: Vec<Category>,
    /// man-for-man, all-for-all, unequal or by-tariff
    #[arg(long, value_parser = Named::<Terms>::default(), default_value = "not-stated")]
    terms: Terms,
    /// What the claimant calls it ("65th")
    #[arg(long)]
    label: Option<Text>,
}

impl Record {
    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let said = CountStatement {
            statement: StatementId::of(&[]),
            exchange: lookup::exchange(state, &self.reference)?.id,
            attribution: self.attribution.attribution(),
            figures: self.figures.figures()?,
            says: self.says.circumstances(),
            note: self.note,
            corrects: self.correction.correction(state)?,
        };
        Ok(Command::StateCount(identity::identified_count(said)?.into()))
    }
}

impl FigureArguments {
    fn figures(self) -> Result<Vec<Figure>, Failure> {
        let figures = self.to.len() / 2;
        let population = each("--population", self.population, figures)?;
        let from = each("--from", self.from, figures)?;
        let of = each("--of", self.of, figures)?;
        let channel = each("--channel", self.channel, figures)?;
        let words = each("--words", self.words, figures)?;
        let tense = if self.planned { Tense::Planned } else { Tense::Done };
        let read = |(index, pair): (usize, &[String])| {
            let [to, quantity] = pair else { return Err(Input::FigureWithoutNumber.into()) };
            Ok(Figure {
                of: of.of(index),
                from: from.of(index),
                to: to.parse::<Toward>()?,
                population: population.of(index).unwrap_or(Population::Persons),
                quantity: quantity.parse::<Quantity>()?,
                channel: channel.of(index).unwrap_or_default(),
                tense,
                words: words.of(index),
            })
        };
        self.to.chunks(2).enumerate().map(read).collect()
    }
}

/// What was given once for all figures, or once for each.
struct Each<Value>(Vec<Value>);

fn each<Value>(
    option: &'static str,
    given: Vec<Value>,
    figures: usize,
) -> Result<Each<Value>, Failure> {
    if given.len() > 1 && given.len() != figures || given.len() > figures {
        return Err(Input::NotOnceEach { option, given: given.len(), figures }.into());
    }
    Ok(Each(given))
}

impl<Value: Clone> Each<Value> {
    fn of(&self, index: usize) -> Option<Value> {
        match self.0.as_slice() {
            [for_all] => Some(for_all.clone()),
            one_each => one_each.get(index).cloned(),
        }
    }
}

impl CircumstanceArguments {
    fn circumstances(self) -> Circumstances {
        Circumstances {
            on: self.on,
            place: self.place,
            transit: self.transit,
            mediators: self.mediator,
            agreement: self.agreement,
            categories: self.category,
            terms: self.terms,
            label: self.label,
        }
    }
}
