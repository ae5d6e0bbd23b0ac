//! The jobs that are done at every size, by name.

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Job {
    Record,
    Open,
    Verify,
    KnownAt,
    Figures,
    First,
    Overview,
    Totals,
    Models,
    Kept,
    KeptHalf,
    CatchUp,
    Say,
    SayBehind,
    Append,
}

/// What a job has to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Every line, or half of them.
    Log,
    /// What is kept already, in memory or in the index.
    Kept,
    /// So many lines, however many there are.
    Fixed,
}

impl Job {
    pub(super) const ALL: [Self; 15] = [
        Self::Record,
        Self::Open,
        Self::Verify,
        Self::KnownAt,
        Self::Figures,
        Self::First,
        Self::Overview,
        Self::Totals,
        Self::Models,
        Self::Kept,
        Self::KeptHalf,
        Self::CatchUp,
        Self::Say,
        Self::SayBehind,
        Self::Append,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Record => "record of all models",
            Self::Open => "open, no index",
            Self::Verify => "verify, all cores",
            Self::KnownAt => "known at half of it",
            Self::Figures => "figures from the gist",
            Self::First => "first question",
            Self::Overview => "overview as of a day",
            Self::Totals => "totals as of a day",
            Self::Models => "draw every read model",
            Self::Kept => "totals by the index",
            Self::KeptHalf => "totals known at half of it",
            Self::CatchUp => "catch up with 1,000",
            Self::Say => "open and record one",
            Self::SayBehind => "record one, old index",
            Self::Append => "append one commit",
        }
    }

    pub(super) fn scope(self) -> Scope {
        match self {
            Self::Record | Self::Open | Self::Verify | Self::KnownAt | Self::Figures => Scope::Log,
            Self::First
            | Self::Overview
            | Self::Totals
            | Self::Models
            | Self::Kept
            | Self::KeptHalf
            | Self::SayBehind => Scope::Kept,
            Self::CatchUp | Self::Say | Self::Append => Scope::Fixed,
        }
    }
}
