//! Every kind of mistake that a file can hold, by a code that never changes its meaning.

use std::fmt;

use serde::{Serialize, Serializer};

/// A kind of mistake. Codes are never used again for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Code {
    NotUtf8,
    BrokenQuotes,
    NoHeader,
    UnknownColumn,
    MissingColumn,
    ColumnTwice,
    FieldCount,
    NoReference,
    NoDate,
    NoParty,
    NoParties,
    UnknownWord,
    BadText,
    NoQuantity,
    BlankCell,
    NoCategory,
    StatementDisagrees,
    FigureTwice,
    TotalTwice,
    OtherParties,
    OtherFrame,
    FrameWithinFrame,
    NoSuchFrame,
    NothingToCorrect,
    CorrectsInCircle,
    CorrectedAlready,
    CorrectsLate,
    Refused,
    NotJson,
    NoCommand,
}

impl Code {
    /// Every code, in order.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 30] = [
        Self::NotUtf8,
        Self::BrokenQuotes,
        Self::NoHeader,
        Self::UnknownColumn,
        Self::MissingColumn,
        Self::ColumnTwice,
        Self::FieldCount,
        Self::NoReference,
        Self::NoDate,
        Self::NoParty,
        Self::NoParties,
        Self::UnknownWord,
        Self::BadText,
        Self::NoQuantity,
        Self::BlankCell,
        Self::NoCategory,
        Self::StatementDisagrees,
        Self::FigureTwice,
        Self::TotalTwice,
        Self::OtherParties,
        Self::OtherFrame,
        Self::FrameWithinFrame,
        Self::NoSuchFrame,
        Self::NothingToCorrect,
        Self::CorrectsInCircle,
        Self::CorrectedAlready,
        Self::CorrectsLate,
        Self::Refused,
        Self::NotJson,
        Self::NoCommand,
    ];

    /// The code as it is printed.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::NotUtf8 => "E0101",
            Self::BrokenQuotes => "E0102",
            Self::NoHeader => "E0103",
            Self::UnknownColumn => "E0104",
            Self::MissingColumn => "E0105",
            Self::ColumnTwice => "E0106",
            Self::FieldCount => "E0107",
            Self::NoReference => "E0201",
            Self::NoDate => "E0202",
            Self::NoParty => "E0203",
            Self::NoParties => "E0204",
            Self::UnknownWord => "E0205",
            Self::BadText => "E0206",
            Self::NoQuantity => "E0207",
            Self::BlankCell => "E0208",
            Self::NoCategory => "E0209",
            Self::StatementDisagrees => "E0301",
            Self::FigureTwice => "E0302",
            Self::TotalTwice => "E0303",
            Self::OtherParties => "E0304",
            Self::OtherFrame => "E0305",
            Self::FrameWithinFrame => "E0306",
            Self::NoSuchFrame => "E0307",
            Self::NothingToCorrect => "E0308",
            Self::CorrectsInCircle => "E0309",
            Self::CorrectedAlready => "E0401",
            Self::CorrectsLate => "E0402",
            Self::Refused => "E0403",
            Self::NotJson => "E0501",
            Self::NoCommand => "E0502",
        }
    }

    /// The rule that is broken, as the documentation has it.
    pub(crate) const fn rule(self) -> &'static str {
        match self {
            Self::NotUtf8 => "a file is text in UTF-8",
            Self::BrokenQuotes => {
                "a cell in quotes begins and ends with `\"`, and a `\"` within it is doubled"
            }
            Self::NoHeader => {
                "the first line names the columns, those of a table of counts or of totals"
            }
            Self::UnknownColumn => "every column is one of the layout; columns are found by name",
            Self::MissingColumn => "a column that is not optional stands in the header",
            Self::ColumnTwice => "a column stands in the header once",
            Self::FieldCount => "every row has as many cells as the header",
            Self::NoReference => "a reference is small letters, digits, `-` and `.`, 64 at most",
            Self::NoDate => {
                "a date is EDTF: 2025-06-26, 2025-06, 2025, 2025-05-23/2025-05-25, with ~ or ? \
                 where it is vague"
            }
            Self::NoParty => {
                "a party is an ISO 3166-1 alpha-2 code (UA), or x- and a slug (x-wagner)"
            }
            Self::NoParties => "an exchange is between two different parties or more",
            Self::UnknownWord => "this column holds one of a few words",
            Self::BadText => "a text has 1,000 bytes at most, on one line",
            Self::NoQuantity => {
                "a quantity is 106, >100, >=100, <=100, ~250, 95..100, `not stated` or `withheld`"
            }
            Self::BlankCell => "this cell is never blank",
            Self::NoCategory => {
                "a category is small letters, digits and `-`; several are separated by `;`"
            }
            Self::StatementDisagrees => {
                "rows with one exchange, claimant, relayed_by and source_url are the figures of \
                 one statement, and agree in everything else"
            }
            Self::FigureTwice => "a statement gives a figure once",
            Self::TotalTwice => "a claimant gives a total of one scope once in one source",
            Self::OtherParties => "an exchange is between the same parties in every row",
            Self::OtherFrame => "an exchange is part of one deal",
            Self::FrameWithinFrame => "a deal is not itself part of a deal; there are no circles",
            Self::NoSuchFrame => "the deal that frames an exchange has a row, or is open already",
            Self::NothingToCorrect => {
                "`corrects` holds the source_url of an earlier statement of this claimant about \
                 this exchange"
            }
            Self::CorrectsInCircle => "no statement corrects itself, over others or at once",
            Self::CorrectedAlready => "a statement is corrected once; then its correction counts",
            Self::CorrectsLate => "what a statement corrects is said when it is recorded",
            Self::Refused => "nothing is recorded that breaks a rule of the register",
            Self::NotJson => "every line is one JSON object",
            Self::NoCommand => {
                "a line holds the type and the data of one command, and perhaps an id and a by"
            }
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.text())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}
