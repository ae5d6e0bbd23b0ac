//! The tables of equivalents that come with the register, each from its source.
//! It refuses to fill in ranks that a source does not name.

use crate::count::Count;
use crate::tariff::{Rank, Tariff};
use crate::text::Text;

/// Army and navy, in privates or common seamen.
const DIX_HILL: [(&str, u32); 15] = [
    ("general-in-chief", 60),
    ("admiral", 60),
    ("major-general", 40),
    ("brigadier-general", 20),
    ("commodore", 20),
    ("colonel", 15),
    ("lieutenant-colonel", 10),
    ("major", 8),
    ("captain", 6),
    ("lieutenant", 4),
    ("ensign", 4),
    ("midshipman", 3),
    ("privateer-commander", 3),
    ("non-commissioned-officer", 2),
    ("private", 1),
];

/// Officers, in ensigns.
const HAMILTON: [(&str, u32); 10] = [
    ("commander-in-chief", 89),
    ("lieutenant-general", 55),
    ("major-general", 34),
    ("brigadier", 21),
    ("colonel", 13),
    ("lieutenant-colonel", 8),
    ("major", 5),
    ("captain", 3),
    ("lieutenant", 2),
    ("ensign", 1),
];

/// Privates for an ensign, where officers remain that no officers can be given for.
const HAMILTON_ENSIGN: u32 = 5;

impl Tariff {
    /// The names of the tables that come with the register.
    pub const NAMES: [&str; 2] = ["dix-hill-1862", "hamilton-1778"];

    /// The table of one of [`Tariff::NAMES`]; none by any other name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "dix-hill-1862" => Some(Self::dix_hill_1862()),
            "hamilton-1778" => Some(Self::hamilton_1778()),
            _ => None,
        }
    }

    /// The table of the cartel of Dix and Hill, 22 July 1862, in privates.
    ///
    /// A petty officer is a `non-commissioned-officer`, a common seaman a `private`; a captain of
    /// the navy stands among colonels and is no `captain`. Citizens are exchanged for citizens only.
    ///
    /// Source: the cartel, article 1, in Southern Historical Society Papers, volume 1,
    /// <https://en.wikisource.org/wiki/Page:Southern_Historical_Society_Papers_volume_01.djvu/165>;
    /// the sixty of a general in chief: <https://aadl.org/node/277375>.
    pub fn dix_hill_1862() -> Self {
        table("Dix-Hill 1862", &DIX_HILL, 1)
    }

    /// The table of Alexander Hamilton's notes on a cartel, 10 and 11 April 1778, in privates.
    ///
    /// The notes weigh officers in ensigns (89 for a commander in chief, 1 for an ensign) and give
    /// five privates for an ensign "and progressively in the above ratio": each is multiplied by
    /// five. It was never agreed.
    ///
    /// Source: <https://founders.archives.gov/documents/Hamilton/01-01-02-0427>.
    pub fn hamilton_1778() -> Self {
        let mut tariff = table("Hamilton 1778", &HAMILTON, HAMILTON_ENSIGN);
        tariff.privates.insert(Rank::own("private"), Count::new(1));
        tariff
    }
}

fn table(title: &'static str, ranks: &[(&'static str, u32)], each: u32) -> Tariff {
    let privates = ranks
        .iter()
        .map(|(rank, weight)| (Rank::own(rank), Count::new(weight.saturating_mul(each))));
    Tariff { title: Text::own(title), privates: privates.collect() }
}

#[cfg(test)]
mod tests;
