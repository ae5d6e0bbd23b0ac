//! `explain`: what a published figure rests on, and what was left out.

use clap::Args;
use repatria_domain::{Party, Population, Reference};
use repatria_projection::{Month, Question, Record, TotalAsked, Which, explain};

use super::read::Clocks;
use crate::cli::words::Named;
use crate::cli::{Call, Format};
use crate::failure::{Failure, Input};
use crate::output::{Output, width};
use crate::{lookup, print};

const EXAMPLE: &str = "Examples:
  repatria explain 2025-06-26
  repatria explain total home UA
  repatria explain total home UA --population military --month 2025-06
  repatria explain total abroad UA";

/// Which figure is to be explained, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE, override_usage = "repatria explain [OPTIONS] <REF>\n       \
    repatria explain [OPTIONS] total <home|abroad|whose-not-stated> <PARTY>")]
pub(crate) struct Explain {
    /// An exchange; or `total`, which one (home, abroad, whose-not-stated) and of which party
    #[arg(required = true, num_args = 1..=3, value_name = "FIGURE")]
    figure: Vec<String>,
    /// Of a total: military, civilian, child or persons alone; bodies or bags [default: the living]
    #[arg(long, value_parser = Named::<Population>::default())]
    population: Option<Population>,
    /// Of a total: those from this holder alone
    #[arg(long, value_name = "PARTY")]
    from: Option<Party>,
    /// Of a total: those of this month alone
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<Month>,
    #[command(flatten)]
    clocks: Clocks,
}

impl Explain {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let question = self.question()?;
        let record = match &question {
            Question::Exchange(reference) => self.clocks.record_about(call, reference)?,
            Question::Total(_) => self.clocks.record(call)?,
        };
        answer(record, &question, &self.clocks, output)
    }

    fn question(&self) -> Result<Question, Failure> {
        let words: Vec<&str> = self.figure.iter().map(String::as_str).collect();
        match words.as_slice() {
            [reference] => Ok(Question::Exchange(reference.parse()?)),
            ["total", which, party] => Ok(Question::Total(TotalAsked {
                which: which_total(which, party.parse()?)?,
                population: self.population,
                from: self.from,
                month: self.month,
            })),
            _ => Err(Input::NoFigure { figure: words.join(" ") }.into()),
        }
    }
}

fn which_total(which: &str, party: Party) -> Result<Which, Failure> {
    match which {
        "home" => Ok(Which::Home(party)),
        "abroad" => Ok(Which::Abroad(party)),
        "whose-not-stated" => Ok(Which::WhoseNotStated(party)),
        _ => Err(Input::NoFigure { figure: format!("total {which} {party}") }.into()),
    }
}

/// Explains the figures of one exchange.
pub(crate) fn exchange(
    record: &Record,
    reference: &Reference,
    output: &mut Output,
) -> Result<(), Failure> {
    answer(record, &Question::Exchange(reference.clone()), &Clocks::default(), output)
}

fn answer(
    record: &Record,
    question: &Question,
    clocks: &Clocks,
    output: &mut Output,
) -> Result<(), Failure> {
    if let Question::Exchange(reference) = question {
        lookup::exchange(record.state(), reference)?;
    }
    let explanation = explain(record, question, clocks.as_of());
    match output.format() {
        Format::Table => output.text(&print::explanation_text(&explanation, width())),
        Format::Json => output.json(&explanation),
        Format::Csv => output.text(&print::explanation_csv(&explanation)),
    }
}
