//! What each side owes under an agreement, what was delivered, and what is left.
//! It refuses to read an agreement out of dates: an exchange belongs to one where it is described so.

use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{
    AgreementId, AgreementReached, Category, Ceiling, Channel, Day, Exchange, LegKind, Parties,
    Party, Population, Quantity, Reference, Source, State, Terms, Text, Total, When,
};
use serde::Serialize;

use crate::carried::{TariffAccount, tariff_account};
use crate::happened::{Certainty, date, happened};
use crate::head::Head;
use crate::published::{Entry, Published, Why, frame, settled_parts, sort_key};
use crate::record::Record;
use crate::sum::{Item, Sum, Tally};

/// The agreements of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agreements {
    /// [`Agreements::NAME`].
    pub name: &'static str,
    /// [`Agreements::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// In order of (earliest day, latest day, title).
    pub agreements: Vec<AgreementShown>,
}

/// One agreement, and how far it was carried out. What its members carried out, it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementShown {
    /// What it is called.
    pub title: Text,
    /// Who agreed.
    pub parties: Parties,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Whether it had been reached by the day that was asked for.
    pub happened: Certainty,
    /// On what terms.
    pub terms: Terms,
    /// What it is limited to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// The wider agreement that it is a member of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_of: Option<Text>,
    /// The agreements that are members of it, and theirs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Text>,
    /// What is owed, one line a ceiling.
    pub owed: Vec<Owed>,
    /// All that was delivered, whether it was owed or not.
    pub delivered: Vec<Delivered>,
    /// What was carried forward from one exchange to the next, where the terms are by tariff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tariff: Option<TariffAccount>,
    /// The exchanges that carried it out and are settled, in order of their dates.
    pub exchanges: Vec<Reference>,
    /// Those that are said to, and are not settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_settled: Vec<Reference>,
    /// Those that were called off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cancelled: Vec<Reference>,
    /// Where it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Our remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// What is owed to a party, what it got, and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// To whom.
    pub to: Party,
    /// Of what.
    pub population: Population,
    /// In which category; absent: in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// How many.
    pub quantity: Quantity,
    /// How many it got.
    pub delivered: Sum,
    /// How many are left.
    pub left: Left,
}

/// What is left of what was owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Left {
    /// At least so many.
    pub low: Total,
    /// By the best figures; of "at least 1,000" what is missing from 1,000; absent: it was not said
    /// how many are owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Total>,
    /// At most so many; absent: open, because what is owed is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Total>,
    /// How many more were surely delivered than were owed at most; else 0.
    pub beyond: Total,
}

/// What went to a party under an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// To whom.
    pub to: Party,
    /// Living people, bodies or bags.
    pub kind: LegKind,
    /// How many.
    pub sum: Sum,
    /// How many went beside it, outside the exchange, as their claimants count; in no other figure. Absent: nobody.
    #[serde(skip_serializing_if = "Sum::is_empty")]
    pub outside: Sum,
}

impl Agreements {
    /// Its name.
    pub const NAME: &str = "agreements";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Draws the agreements up, as of the end of a day or of all days.
pub fn agreements(record: &Record, as_of: Option<Day>) -> Agreements {
    let state = record.state();
    let published = Published::of(record, as_of);
    let mut carried_out = CarriedOut::of(state, &published, as_of);
    let mut members = members(state);
    let mut agreements: Vec<AgreementShown> = state
        .agreements()
        .filter_map(|reached| {
            let under = carried_out.by_agreement.remove(&reached.agreement).unwrap_or_default();
            let members = members.remove(&reached.agreement).unwrap_or_default();
            agreement(state, reached, &under, members, as_of)
        })
        .collect();
    agreements.sort_by_cached_key(|shown| (sort_key(shown.on), shown.title.clone()));
    Agreements {
        name: Agreements::NAME,
        version: Agreements::VERSION,
        head: record.head(),
        as_of,
        agreements,
    }
}

/// What belongs to each agreement: by its own exchanges, or by those of a member.
#[derive(Debug, Default)]
struct CarriedOut<'p, 'a> {
    by_agreement: BTreeMap<AgreementId, Under<'p, 'a>>,
}

/// What belongs to one agreement.
#[derive(Debug, Default)]
struct Under<'p, 'a> {
    entries: Vec<&'p Entry<'a>>,
    exchanges: Vec<&'a Exchange>,
    not_settled: Vec<&'a Exchange>,
    cancelled: Vec<&'a Exchange>,
}

impl<'p, 'a> CarriedOut<'p, 'a> {
    fn of(state: &'a State, published: &'p Published<'a>, as_of: Option<Day>) -> Self {
        let mut carried_out = Self::default();
        for entry in &published.entries {
            for agreement in agreements_of(state, entry.exchange) {
                let under = carried_out.by_agreement.entry(agreement).or_default();
                under.entries.push(entry);
                if under.exchanges.last().is_none_or(|last| last.id != entry.exchange.id) {
                    under.exchanges.push(entry.exchange);
                }
            }
        }
        for (exchange, leg, why) in &published.left_out {
            let is_waited_for = leg.is_none()
                && happened(date(exchange), as_of).is_some()
                && settled_parts(state, exchange).next().is_none();
            if is_waited_for {
                carried_out.leave_out(state, exchange, *why);
            }
        }
        carried_out
    }

    fn leave_out(&mut self, state: &State, exchange: &'a Exchange, why: Why) {
        for agreement in agreements_of(state, exchange) {
            let under = self.by_agreement.entry(agreement).or_default();
            match why {
                Why::Cancelled => under.cancelled.push(exchange),
                Why::NotSettled | Why::PartsCounted | Why::FrameCounted | Why::NotYet => {
                    under.not_settled.push(exchange);
                }
            }
        }
    }
}

/// The agreements that an exchange carries out: those that it or its deal names, and the wider ones
/// that they are members of. A deal carries out what each of its hand-overs does.
fn agreements_of(state: &State, exchange: &Exchange) -> BTreeSet<AgreementId> {
    let mut named: BTreeSet<AgreementId> = named(exchange).collect();
    named.extend(frame(state, exchange).into_iter().flat_map(self::named));
    let mut parts = exchange.parts.iter().filter_map(|part| state.exchange(*part));
    if let Some(first) = parts.next() {
        let by_all = parts.fold(self::named(first).collect(), |by_all: BTreeSet<_>, part| {
            let by_part = self::named(part).collect();
            by_all.intersection(&by_part).copied().collect()
        });
        named.extend(by_all);
    }
    let wider = named.iter().flat_map(|id| wider(state, *id)).collect::<Vec<_>>();
    named.extend(wider);
    named
}

fn named(exchange: &Exchange) -> impl Iterator<Item = AgreementId> {
    exchange.description.iter().flat_map(|described| described.agreements.iter().copied())
}

/// The agreement that one is a member of, the one that that is a member of, and so on. A member is
/// recorded after what it belongs to, so this ends.
pub(crate) fn wider(state: &State, id: AgreementId) -> impl Iterator<Item = AgreementId> {
    let next = |id: &AgreementId| state.agreement(*id)?.member_of;
    std::iter::successors(next(&id), next)
}

fn agreement(
    state: &State,
    reached: &AgreementReached,
    under: &Under<'_, '_>,
    members: Vec<Text>,
    as_of: Option<Day>,
) -> Option<AgreementShown> {
    let references =
        |exchanges: &[&Exchange]| exchanges.iter().map(|held| held.reference.clone()).collect();
    let title = |id: AgreementId| Some(state.agreement(id)?.title.clone());
    let by_tariff = reached.terms == Terms::ByTariff;
    Some(AgreementShown {
        title: reached.title.clone(),
        parties: reached.parties.clone(),
        on: reached.on,
        happened: happened(reached.on, as_of)?,
        terms: reached.terms,
        categories: reached.categories.clone(),
        member_of: reached.member_of.and_then(title),
        members,
        owed: reached.ceilings.iter().map(|ceiling| owed(ceiling, &under.entries)).collect(),
        delivered: delivered(&under.entries),
        tariff: by_tariff.then(|| tariff_account(reached.tariff.as_ref(), &under.entries)),
        exchanges: references(&under.exchanges),
        not_settled: references(&under.not_settled),
        cancelled: references(&under.cancelled),
        sources: reached.sources.clone(),
        note: reached.note.clone(),
    })
}

/// The titles of the members of each agreement, and of their members, in order.
fn members(state: &State) -> BTreeMap<AgreementId, Vec<Text>> {
    let mut members: BTreeMap<AgreementId, Vec<Text>> = BTreeMap::new();
    for member in state.agreements() {
        for wider in wider(state, member.agreement) {
            members.entry(wider).or_default().push(member.title.clone());
        }
    }
    for titles in members.values_mut() {
        titles.sort_unstable();
    }
    members
}

fn owed(ceiling: &Ceiling, entries: &[&Entry<'_>]) -> Owed {
    let items = entries.iter().filter(|entry| concerns(ceiling, entry)).filter_map(|entry| {
        match ceiling.population {
            Population::Military | Population::Civilian | Population::Child => {
                Item::part(entry, ceiling.population)
            }
            // Of living people all are meant, those who are told apart among them.
            Population::Persons | Population::Bodies | Population::Bags => Some(Item::whole(entry)),
        }
    });
    let delivered = Tally::sum_of(items);
    Owed {
        to: ceiling.to,
        population: ceiling.population,
        category: ceiling.category.clone(),
        quantity: ceiling.quantity,
        delivered,
        left: Left::of(ceiling.quantity, delivered),
    }
}

fn concerns(ceiling: &Ceiling, entry: &Entry<'_>) -> bool {
    let described = entry.exchange.description.as_ref();
    let is_of_category = ceiling.category.as_ref().is_none_or(|category| {
        described.is_some_and(|described| described.categories.contains(category))
    });
    entry.to() == ceiling.to
        && entry.kind() == ceiling.population.kind()
        && !is_outside(entry)
        && is_of_category
}

impl Left {
    fn of(owed: Quantity, delivered: Sum) -> Self {
        let band = owed.band();
        let (low, high) = (Total::from(band.low()), band.high().map(Total::from));
        let named = owed.has_number().then(|| band.best().map_or(low, Total::from));
        Self {
            low: delivered.high.and_then(|delivered| low.minus(delivered)).unwrap_or_default(),
            best: named.map(|owed| owed.minus(delivered.best).unwrap_or_default()),
            high: high.map(|owed| owed.minus(delivered.low).unwrap_or_default()),
            beyond: high.and_then(|owed| delivered.low.minus(owed)).unwrap_or_default(),
        }
    }
}

fn delivered(entries: &[&Entry<'_>]) -> Vec<Delivered> {
    let mut groups: BTreeMap<(LegKind, Party), Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        groups.entry((entry.kind(), entry.to())).or_default().push(entry);
    }
    let sum = |entries: &[&Entry<'_>], outside: bool| {
        let asked = entries.iter().filter(|entry| is_outside(entry) == outside);
        Tally::sum_of(asked.map(|entry| Item::whole(entry)))
    };
    groups
        .into_iter()
        .map(|((kind, to), entries)| Delivered {
            to,
            kind,
            sum: sum(&entries, false),
            outside: sum(&entries, true),
        })
        .collect()
}

/// Who returned outside the exchange, as its claimant counts, was not owed under it.
fn is_outside(entry: &Entry<'_>) -> bool {
    entry.leg().is_some_and(|leg| leg.key.channel == Channel::Outside)
}

#[cfg(test)]
mod tests;
