//! The codes of the questions. A code that was given once is never given to another question.

use serde::{Serialize, Serializer};

/// What a question is about. The codes stay: A01 totals, A02 settlements and figures, A03 frames,
/// A04 what is withheld, A05 duplicates, A06 the log; A11 to A16 the same and agreements, merely
/// unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditCode {
    /// A0101: a claimed total is above what is recorded.
    ClaimAbove,
    /// A0102: a claimed total is more than the exchanges without a figure could hold.
    ClaimImplausible,
    /// A0103: a claimed total is below what is recorded.
    ClaimBelow,
    /// A0104: two claims about one scope on one day differ.
    ClaimsDiffer,
    /// A0201: something was said or reviewed after a settlement.
    SettlementStale,
    /// A0202: an exchange has no settlement.
    NotSettled,
    /// A0203: sources split the same people differently.
    SplitsConflict,
    /// A0204: officials give numbers that exclude each other.
    OfficialsConflict,
    /// A0205: somebody says that the sides were equal, and the figures are not.
    RemainderDisputed,
    /// A0301: a frame differs from its parts.
    FrameDiffers,
    /// A0401: the day of a disclosure has passed.
    DisclosureDue,
    /// A0501: exchanges near each other hold the same number.
    EqualNumbers,
    /// A0502: two exchanges between the same parties lie on one day.
    SameDay,
    /// A0601: stored commits were lost and given up.
    CommitsLost,
    /// A1101: a claimed total cannot be compared, because its scope was not said.
    ScopeNotSaid,
    /// A1102: a claimed total has no date.
    ClaimWithoutDate,
    /// A1201: a published figure rests on the press alone.
    PressOnly,
    /// A1202: nobody says why more went one way than the other.
    RemainderUnexplained,
    /// A1203: statements about an exchange have no date.
    WithoutDate,
    /// A1204: the only official of a side is a reporter.
    ReporterAsOfficial,
    /// A1205: nobody speaks of the other direction.
    OneDirection,
    /// A1401: the day of a disclosure has possibly passed.
    DisclosurePossiblyDue,
    /// A1402: something is withheld until an event, or without an end.
    WithheldWithoutDay,
    /// A1403: statements say that something is withheld, and nobody recorded it.
    SaidWithheld,
    /// A1601: more was delivered under an agreement than was owed.
    BeyondOwed,
}

impl AuditCode {
    /// Every code, in order.
    pub const ALL: [Self; 25] = [
        Self::ClaimAbove,
        Self::ClaimImplausible,
        Self::ClaimBelow,
        Self::ClaimsDiffer,
        Self::SettlementStale,
        Self::NotSettled,
        Self::SplitsConflict,
        Self::OfficialsConflict,
        Self::RemainderDisputed,
        Self::FrameDiffers,
        Self::DisclosureDue,
        Self::EqualNumbers,
        Self::SameDay,
        Self::CommitsLost,
        Self::ScopeNotSaid,
        Self::ClaimWithoutDate,
        Self::PressOnly,
        Self::RemainderUnexplained,
        Self::WithoutDate,
        Self::ReporterAsOfficial,
        Self::OneDirection,
        Self::DisclosurePossiblyDue,
        Self::WithheldWithoutDay,
        Self::SaidWithheld,
        Self::BeyondOwed,
    ];

    /// The code, as it is written.
    pub fn as_str(self) -> &'static str {
        self.told().0
    }

    /// What it stands for.
    pub fn title(self) -> &'static str {
        self.told().1
    }

    /// Whether it is asked under strict scrutiny only.
    pub fn is_unusual(self) -> bool {
        self >= Self::ScopeNotSaid
    }

    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::ClaimAbove => ("A0101", "claimed total above what is recorded"),
            Self::ClaimImplausible => {
                ("A0102", "claimed total above what the missing figures could hold")
            }
            Self::ClaimBelow => ("A0103", "claimed total below what is recorded"),
            Self::ClaimsDiffer => ("A0104", "claims about one scope on one day differ"),
            Self::SettlementStale => ("A0201", "settlement stale"),
            Self::NotSettled => ("A0202", "exchange without settlement"),
            Self::SplitsConflict => ("A0203", "splits conflict"),
            Self::OfficialsConflict => ("A0204", "officials contradict each other"),
            Self::RemainderDisputed => ("A0205", "remainder disputed"),
            Self::FrameDiffers => ("A0301", "frame differs from its parts"),
            Self::DisclosureDue => ("A0401", "disclosure due"),
            Self::EqualNumbers => ("A0501", "equal numbers near each other"),
            Self::SameDay => ("A0502", "two exchanges on one day"),
            Self::CommitsLost => ("A0601", "stored commits lost"),
            Self::ScopeNotSaid => ("A1101", "scope of a claimed total not said"),
            Self::ClaimWithoutDate => ("A1102", "claimed total without date"),
            Self::PressOnly => ("A1201", "figure by the press alone"),
            Self::RemainderUnexplained => ("A1202", "remainder unexplained"),
            Self::WithoutDate => ("A1203", "statements without date"),
            Self::ReporterAsOfficial => ("A1204", "reporter as the only official of a side"),
            Self::OneDirection => ("A1205", "nobody speaks of the other direction"),
            Self::DisclosurePossiblyDue => ("A1401", "disclosure possibly due"),
            Self::WithheldWithoutDay => ("A1402", "withheld without a day"),
            Self::SaidWithheld => ("A1403", "said to be withheld, and not recorded so"),
            Self::BeyondOwed => ("A1601", "more delivered than owed"),
        }
    }
}

impl Serialize for AuditCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
