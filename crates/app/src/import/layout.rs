//! The two layouts: which columns they have, and which of them a file may leave out.

/// What a file is a table of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Figures of statements about exchanges.
    Counts,
    /// Statements about running totals.
    Totals,
}

/// A column of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name in the header.
    pub(super) name: &'static str,
    /// Whether a file may leave it out, which says the same as blank cells.
    pub(super) optional: bool,
}

const fn must(name: &'static str) -> Column {
    Column { name, optional: false }
}

const fn may(name: &'static str) -> Column {
    Column { name, optional: true }
}

const COUNTS: [Column; 26] = [
    must("exchange"),
    may("part_of"),
    must("date"),
    must("between"),
    must("claimant"),
    must("claimant_side"),
    may("relayed_by"),
    may("said_on"),
    may("from"),
    may("of"),
    must("to"),
    must("population"),
    must("quantity"),
    may("channel"),
    may("tense"),
    may("terms"),
    may("category"),
    may("place"),
    may("transit"),
    may("mediator"),
    may("agreement"),
    may("status"),
    may("corrects"),
    must("source_url"),
    may("source_title"),
    may("note"),
];

const TOTALS: [Column; 19] = [
    must("claimant"),
    may("claimant_role"),
    must("claimant_side"),
    may("relayed_by"),
    may("said_on"),
    must("what"),
    must("to"),
    may("of"),
    may("holder"),
    must("population"),
    must("since"),
    may("until"),
    may("agreement"),
    may("mediator"),
    may("channel"),
    must("quantity"),
    may("words"),
    must("source_url"),
    may("note"),
];

impl Layout {
    /// The layout that these names are of: the one that knows more of them. None when neither
    /// knows two.
    pub(super) fn of<'n>(names: &(impl Iterator<Item = &'n str> + Clone)) -> Option<Self> {
        let known = |layout: Self| names.clone().filter(|name| layout.has(name)).count();
        let (counts, totals) = (known(Self::Counts), known(Self::Totals));
        match counts.max(totals) {
            0 | 1 => None,
            _ if totals > counts => Some(Self::Totals),
            _ => Some(Self::Counts),
        }
    }

    /// Its columns, in the order of the documentation.
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Counts => &COUNTS,
            Self::Totals => &TOTALS,
        }
    }

    /// Whether it has a column of this name.
    pub(super) fn has(self, name: &str) -> bool {
        self.columns().iter().any(|column| column.name == name)
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Totals => "totals",
        }
    }
}

/// Columns of counts that name the statement or give a figure of it; its rows agree in all others.
pub(super) const OF_THE_ROW: [&str; 11] = [
    "exchange",
    "claimant",
    "relayed_by",
    "source_url",
    "from",
    "of",
    "to",
    "population",
    "quantity",
    "channel",
    "tense",
];
