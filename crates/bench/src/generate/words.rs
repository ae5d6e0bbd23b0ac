//! What invented sources say, in words of the length of real ones. Every name is made up.

use fastrand::Rng;
use repatria_domain::Text;

use crate::Failed;

/// Who speaks in a conflict: his name, what he is, and for which side.
pub(super) struct Speaker {
    pub(super) name: Text,
    pub(super) role: Text,
    pub(super) side: Option<usize>,
}

const SPEAKERS: [(&str, &str, Option<usize>); 12] = [
    ("Coordination Staff for Prisoners", "official body of the first side", Some(0)),
    ("Ministry of Defence", "ministry of the first side", Some(0)),
    ("Commissioner for Human Rights", "ombudsman of the first side", Some(0)),
    ("Head of State", "head of state of the first side", Some(0)),
    ("General Staff", "armed forces of the second side", Some(1)),
    ("Ministry for the Interior", "ministry of the second side", Some(1)),
    ("Delegate for Exchanges", "delegate of the second side", Some(1)),
    ("Relief Society", "neutral organisation", None),
    ("Morning Paper", "newspaper", None),
    ("News Agency of the Coast", "news agency", None),
    ("Archive of the Missing", "press-based dataset", None),
    ("Союз семей", "families of the missing", None),
];

const TITLES: [&str; 8] = [
    "Prisoners were exchanged at the border",
    "Another exchange took place, the second in a week",
    "The sides bring soldiers and civilians home",
    "Обмен пленными: вернулись домой",
    "Exchange under the agreement goes on: the wounded and the youngest first",
    "Homecoming",
    "Mortal remains were handed over",
    "Statement on the return of prisoners of war from captivity",
];

const NOTES: [&str; 10] = [
    "Both sides are named on the page, the number of one of them only",
    "The page gives the sum; the split stands in the caption of a picture",
    "Read in the archive; the page itself is gone",
    "Counted by us from the list that was published with the page",
    "Date not printed",
    "The number is that of the evening edition; the morning edition was silent",
    "The source calls it the sixty-fifth; nobody else counts so",
    "Включая гражданских лиц",
    "Translated by the desk",
    "Soldiers of the garrison among them, most of them wounded",
];

/// The marks that JSON escapes are as rare as in real notes.
const QUOTED: &str = "The source calls it \"the sixty-fifth\"; nobody else counts so";

const PLACES: [&str; 5] = [
    "Bridge over the Northern River",
    "Border crossing Far Hill",
    "withheld",
    "Old Ferry",
    "Lake Port",
];
const TRANSIT: [&str; 3] = ["Belarus", "Türkiye", "the neutral zone"];
const MEDIATORS: [&str; 4] = ["United Arab Emirates", "Holy See", "Relief Society", "Türkiye"];
const CATEGORIES: [&str; 5] = ["wounded", "under-25", "officers", "women", "civilians"];
const REASONS: [&str; 5] = [
    "the page was read wrongly",
    "a later page of the same ministry takes it back",
    "a crash on the way",
    "the list shows that these are other people",
    "the families asked for it until all are home",
];

/// The speakers of a conflict of this key.
pub(super) fn speakers(key: &str) -> Result<Vec<Speaker>, Failed> {
    let speaker = |(name, role, side): &(&str, &str, Option<usize>)| {
        Ok(Speaker { name: format!("{name}, {key}").parse()?, role: role.parse()?, side: *side })
    };
    SPEAKERS.iter().map(speaker).collect()
}

/// A page of one of many papers.
pub(super) fn address(rng: &mut Rng, day: &str) -> Result<Text, Failed> {
    let (paper, page) = (rng.u32(..400), rng.u32(..30_000));
    Ok(format!("https://paper-{paper}.example.org/{}/exchange-{page:05}", day.replace('-', "/"))
        .parse()?)
}

pub(super) fn title(rng: &mut Rng) -> Result<Text, Failed> {
    one(rng, &TITLES)
}

pub(super) fn note(rng: &mut Rng) -> Result<Text, Failed> {
    if rng.u32(..300) == 0 { Ok(QUOTED.parse()?) } else { one(rng, &NOTES) }
}

pub(super) fn reason(rng: &mut Rng) -> Result<Text, Failed> {
    one(rng, &REASONS)
}

pub(super) fn place<T: std::str::FromStr<Err: Into<Failed>>>(rng: &mut Rng) -> Result<T, Failed> {
    one(rng, &PLACES)
}

pub(super) fn transit(rng: &mut Rng) -> Result<Text, Failed> {
    one(rng, &TRANSIT)
}

pub(super) fn mediator(rng: &mut Rng) -> Result<Text, Failed> {
    one(rng, &MEDIATORS)
}

pub(super) fn category<T: std::str::FromStr<Err: Into<Failed>>>(
    rng: &mut Rng,
) -> Result<T, Failed> {
    one(rng, &CATEGORIES)
}

fn one<T: std::str::FromStr<Err: Into<Failed>>>(rng: &mut Rng, of: &[&str]) -> Result<T, Failed> {
    rng.choice(of).ok_or("nothing to choose from")?.parse().map_err(Into::into)
}

/// Whether something holds that holds so many times in a hundred.
pub(super) fn percent(rng: &mut Rng, share: u32) -> bool {
    rng.u32(..100) < share
}
