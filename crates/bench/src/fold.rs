//! The job that everybody here does: who came home, by side, kind and month, and the state of every
//! exchange. Whoever reads the events, and however, feeds this one fold, so that what differs in
//! time is the reading. It refuses to know where the events come from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;

use chrono::Datelike as _;
use repatria_domain::When;

/// Of an id eight bytes, of other keys all of them, spread out.
#[derive(Default)]
pub(crate) struct OfId(u64);

/// 2<sup>64</sup> by the golden ratio, odd: multiplied by it, neighbours stand far apart (Knuth, The
/// Art of Computer Programming, volume 3, section 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for OfId {
    fn finish(&self) -> u64 {
        // The highest bits are the best of a product, and a map asks for the lowest too.
        self.0.wrapping_mul(SPREAD).rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 ^= u64::from(number);
    }

    fn write_u128(&mut self, id: u128) {
        let low = (id ^ (id >> 64)) & u128::from(u64::MAX);
        self.0 ^= u64::try_from(low).unwrap_or_default();
    }
}

type ById<K, V> = HashMap<K, V, BuildHasherDefault<OfId>>;

/// An id that takes its sixteen bytes and no more, wherever it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Packed([u8; 16]);

impl From<u128> for Packed {
    fn from(id: u128) -> Self {
        Self(id.to_ne_bytes())
    }
}

impl Hash for Packed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(u128::from_ne_bytes(self.0));
    }
}

/// Who went which way, and how many.
#[derive(Clone, Debug)]
pub(crate) struct Went {
    /// To whom, if they went home.
    pub(crate) home: Option<u32>,
    pub(crate) kind: Kind,
    pub(crate) low: u32,
    pub(crate) best: Option<u32>,
    pub(crate) high: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Living,
    Bodies,
    Bags,
}

/// The month that a date begins in, as it is written: `2025-06`.
pub(crate) type Month = [u8; 7];

/// The state of one exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stage {
    pub(crate) described: u32,
    pub(crate) revision: u32,
    pub(crate) is_settled: bool,
    pub(crate) is_cancelled: bool,
    pub(crate) is_stale: bool,
    pub(crate) statements: u32,
}

/// How many came home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Came {
    pub(crate) low: u64,
    pub(crate) best: u64,
    pub(crate) high: u64,
    pub(crate) legs: u64,
    pub(crate) open: u64,
}

/// To whom, who, and in which month.
pub(crate) type Home = (String, Kind, Option<Month>);

/// The same, with the number of whom they came to.
#[derive(PartialEq, Eq)]
pub(crate) struct InMonth {
    to: u32,
    kind: Kind,
    on: Option<Month>,
}

impl Hash for InMonth {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let month =
            self.on.map_or(0, |[a, b, c, d, _, e, f]| u64::from_be_bytes([0, 0, a, b, c, d, e, f]));
        let whom = u64::from(self.to) << 2 | self.kind as u64;
        state.write_u128(u128::from(whom) << 64 | u128::from(month));
    }
}

/// What the job comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) home: BTreeMap<Home, Came>,
    pub(crate) exchanges: BTreeMap<u128, Stage>,
}

#[derive(Default)]
struct Held {
    id: u128,
    stage: Stage,
    described_on: Option<When>,
    settled_on: Option<When>,
    // Among those of all.
    legs: Range<usize>,
}

/// The fold.
#[derive(Default)]
pub(crate) struct Fold {
    exchanges: Vec<Held>,
    // Of every settlement, one behind the other, also of those no longer held.
    legs: Vec<Went>,
    places: ById<Packed, u32>,
    statements: ById<Packed, u32>,
    been: HashSet<(u128, u32), BuildHasherDefault<OfId>>,
    parties: ById<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl Fold {
    /// The number of a party.
    pub(crate) fn party(&mut self, name: &str) -> u32 {
        if let Some(number) = self.parties.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.into());
        self.parties.insert(name.into(), number);
        number
    }

    fn place(&mut self, id: u128) -> u32 {
        let next = u32::try_from(self.exchanges.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(id.into()).or_insert(next);
        if place == next {
            self.exchanges.push(Held { id, ..Held::default() });
        }
        place
    }

    fn at(&mut self, place: u32, change: impl FnOnce(&mut Held)) {
        if let Some(held) = self.exchanges.get_mut(place as usize) {
            change(held);
        }
    }

    pub(crate) fn opened(&mut self, exchange: u128) {
        self.place(exchange);
    }

    pub(crate) fn described(&mut self, exchange: u128, revision: u32, on: Option<When>) {
        let place = self.place(exchange);
        self.at(place, |held| (held.stage.described, held.described_on) = (revision, on));
    }

    pub(crate) fn called(&mut self, exchange: u128, off: bool) {
        let place = self.place(exchange);
        self.at(place, |held| held.stage.is_cancelled = off);
    }

    /// A statement; one that corrects another speaks of what that one speaks of now.
    pub(crate) fn said(&mut self, statement: u128, exchange: u128, corrects: Option<u128>) {
        let followed =
            corrects.and_then(|corrected| self.statements.get(&corrected.into()).copied());
        let place = followed.unwrap_or_else(|| self.place(exchange));
        self.statements.insert(statement.into(), place);
        self.at(place, |held| {
            held.stage.statements += 1;
            held.stage.is_stale = held.stage.is_settled;
        });
    }

    pub(crate) fn ranked(&mut self, statement: u128) {
        if let Some(place) = self.statements.get(&statement.into()).copied() {
            self.at(place, |held| held.stage.is_stale = held.stage.is_settled);
        }
    }

    pub(crate) fn relinked(&mut self, statement: u128, other: u128) {
        let to = self.place(other);
        let Some(from) = self.statements.insert(statement.into(), to) else { return };
        self.been.insert((statement, from));
        let is_new = self.been.insert((statement, to));
        self.at(from, |held| held.stage.is_stale = held.stage.is_settled);
        self.at(to, |held| {
            held.stage.statements += u32::from(is_new);
            held.stage.is_stale = held.stage.is_settled;
        });
    }

    pub(crate) fn settled(
        &mut self,
        exchange: u128,
        revision: u32,
        on: Option<When>,
        legs: Vec<Went>,
    ) {
        let place = self.place(exchange);
        let begins = self.legs.len();
        self.legs.extend(legs);
        let legs = begins..self.legs.len();
        self.at(place, |held| {
            held.stage.revision = revision;
            (held.stage.is_settled, held.stage.is_stale) = (true, false);
            (held.settled_on, held.legs) = (on, legs);
        });
    }

    pub(crate) fn withdrawn(&mut self, exchange: u128) {
        let place = self.place(exchange);
        self.at(place, |held| {
            (held.stage.is_settled, held.stage.is_stale) = (false, false);
            held.legs = 0..0;
        });
    }

    /// The totals by number of the party, kind and month: the end of the job.
    pub(crate) fn home(&self) -> ById<InMonth, Came> {
        let mut home: ById<InMonth, Came> = HashMap::default();
        for held in &self.exchanges {
            let on = held.settled_on.or(held.described_on).and_then(month_of);
            for leg in self.legs.get(held.legs.clone()).unwrap_or_default() {
                let Some(to) = leg.home else { continue };
                let came = home.entry(InMonth { to, kind: leg.kind, on }).or_default();
                came.low += u64::from(leg.low);
                came.best += u64::from(leg.best.unwrap_or_default());
                came.high += u64::from(leg.high.unwrap_or_default());
                came.legs += 1;
                came.open += u64::from(leg.high.is_none());
            }
        }
        home
    }

    /// The answer, to be compared.
    pub(crate) fn answer(&self) -> Answer {
        let name =
            |number: u32| self.names.get(number as usize).cloned().unwrap_or_default().into();
        let home = self
            .home()
            .into_iter()
            .map(|(InMonth { to, kind, on }, came)| ((name(to), kind, on), came));
        let exchanges = self.exchanges.iter().map(|held| (held.id, held.stage.clone()));
        Answer { home: home.collect(), exchanges: exchanges.collect() }
    }
}

/// The month that a date begins in, as it is written.
fn month_of(on: When) -> Option<Month> {
    let Some(day) = on.exact_day() else { return month(&on.to_string()) };
    let digit = |number: u32| u8::try_from(number % 10).unwrap_or_default() + b'0';
    let (year, of_year) = (day.year().unsigned_abs(), day.month());
    let [century, decade, single] = [year / 100, year / 10, year].map(digit);
    Some([digit(year / 1000), century, decade, single, b'-', digit(of_year / 10), digit(of_year)])
}

/// The month of a date as it is written.
pub(crate) fn month(on: &str) -> Option<Month> {
    on.as_bytes().first_chunk().copied()
}
