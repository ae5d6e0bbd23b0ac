//! What a careful editor would ask of a register, each question with a code that stays.
//! It refuses to answer, and to change anything: equal numbers are a question, never a merge.

mod code;
mod duplicates;
mod figures;
mod frames;
mod losses;
mod number;
mod owed;
mod settlements;
mod totals;
mod withheld;

use repatria_domain::{Day, Exchange, RecordedStatement, Reference};
use serde::Serialize;

use crate::head::Head;
use crate::record::Record;

pub use code::AuditCode;
pub use number::AuditNumber;

/// What a careful editor would ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// [`Audit::NAME`].
    pub name: &'static str,
    /// [`Audit::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// How closely it looked.
    pub scrutiny: Scrutiny,
    /// The questions, by code; of one code in the order of what they are about.
    pub questions: Vec<AuditQuestion>,
}

/// How closely an audit looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scrutiny {
    /// At what does not fit together, or is waited for.
    #[default]
    Usual,
    /// Also at what is merely unusual.
    Strict,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditQuestion {
    /// Its code.
    pub code: AuditCode,
    /// What the code stands for.
    pub title: &'static str,
    /// Whether it is about what is merely unusual.
    pub unusual: bool,
    /// The exchanges that it is about.
    pub exchanges: Vec<Reference>,
    /// The statements that it is about, as they are called: `REF/k` or `T/k`.
    pub statements: Vec<String>,
    /// The numbers that it is about.
    pub numbers: Vec<AuditNumber>,
    /// The question.
    pub question: String,
    /// The command that leads on.
    pub next: String,
}

impl Audit {
    /// Its name.
    pub const NAME: &str = "audit";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Asks what a careful editor would, as of the end of a day or of all days.
pub fn audit(record: &Record, as_of: Option<Day>, scrutiny: Scrutiny) -> Audit {
    let mut questions = totals::ask(record, as_of, scrutiny);
    questions.extend(settlements::ask(record, as_of));
    questions.extend(figures::ask(record, as_of));
    questions.extend(frames::ask(record, as_of));
    questions.extend(withheld::ask(record, as_of));
    questions.extend(duplicates::ask(record, as_of));
    questions.extend(losses::ask(record));
    if scrutiny == Scrutiny::Strict {
        questions.extend(figures::ask_unusual(record, as_of));
        questions.extend(owed::ask(record, as_of));
    }
    questions.retain(|question| scrutiny == Scrutiny::Strict || !question.unusual);
    // The sort is stable: within a code the questions keep the order in which they were asked.
    questions.sort_by_key(|question| question.code);
    Audit {
        name: Audit::NAME,
        version: Audit::VERSION,
        head: record.head(),
        as_of,
        scrutiny,
        questions,
    }
}

impl AuditQuestion {
    /// A question of this code, about nothing yet.
    fn new(code: AuditCode, question: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            code,
            title: code.title(),
            unusual: code.is_unusual(),
            exchanges: Vec::new(),
            statements: Vec::new(),
            numbers: Vec::new(),
            question: question.into(),
            next: next.into(),
        }
    }

    fn about(self, exchange: &Exchange) -> Self {
        self.about_all([exchange.reference.clone()])
    }

    fn about_all(mut self, exchanges: impl IntoIterator<Item = Reference>) -> Self {
        self.exchanges.extend(exchanges);
        self
    }

    fn said_in(mut self, statements: impl IntoIterator<Item = String>) -> Self {
        self.statements.extend(statements);
        self
    }

    fn with(mut self, numbers: impl IntoIterator<Item = AuditNumber>) -> Self {
        self.numbers.extend(numbers);
        self
    }
}

/// The statements of an exchange that stand, with their numbers.
fn standing(exchange: &Exchange) -> impl Iterator<Item = (usize, &RecordedStatement)> {
    (1..).zip(&exchange.statements).filter(|(_, held)| crate::disclosures::is_standing(held))
}

#[cfg(test)]
mod tests;
