//! What differs between two statements, two descriptions, two settlements.
//! It refuses to know when either was recorded.

use repatria_domain::{
    Attribution, Circumstances, CountStatement, Description, Figure, Place, Settlement, State,
    Terms, TotalStatement,
};

use super::{Aspect, Difference, FigureChanged, Stated, WayChanged};
use crate::way::Way;

/// The figures that differ: each of the one beside its counterpart in the other.
pub(super) fn figures(before: &[Figure], after: &[Figure]) -> Vec<FigureChanged> {
    let mut unmatched: Vec<&Figure> = after.iter().collect();
    let mut changed = Vec::new();
    for was in before {
        let counterpart = unmatched.iter().position(|is| counts_the_same(was, is));
        let is = counterpart.map(|index| unmatched.remove(index));
        changed.push(figure(was, Some(was), is));
    }
    changed.extend(unmatched.into_iter().map(|is| figure(is, None, Some(is))));
    changed.retain(|figure| figure.before != figure.after);
    changed
}

fn counts_the_same(a: &Figure, b: &Figure) -> bool {
    (a.to, a.from, a.of, a.population, a.channel, a.tense)
        == (b.to, b.from, b.of, b.population, b.channel, b.tense)
}

fn figure(counts: &Figure, before: Option<&Figure>, after: Option<&Figure>) -> FigureChanged {
    FigureChanged {
        to: counts.to,
        from: counts.from,
        of: counts.of,
        population: counts.population,
        channel: counts.channel,
        tense: counts.tense,
        before: before.map(|figure| figure.quantity),
        after: after.map(|figure| figure.quantity),
    }
}

/// The legs that differ, those that are held now in their order, then those that are no more.
pub(super) fn ways(before: Option<&Settlement>, after: &Settlement) -> Vec<WayChanged> {
    let mut before = before.map(Way::all).unwrap_or_default();
    let mut changed = Vec::new();
    for is in Way::all(after) {
        let counterpart = before.iter().position(|was| was.key() == is.key());
        let was = counterpart.map(|index| before.remove(index));
        if was.as_ref() != Some(&is) {
            changed.push(WayChanged { before: was, after: Some(is) });
        }
    }
    changed.extend(before.into_iter().map(|was| WayChanged { before: Some(was), after: None }));
    changed
}

/// What else differs between two settlements.
pub(super) fn settlements(before: Option<&Settlement>, after: &Settlement) -> Vec<Difference> {
    let aspects = |settlement: &Settlement| {
        [
            (Aspect::Date, settlement.on.map(Stated::Date)),
            (Aspect::Terms, terms(settlement.terms)),
            (Aspect::Rule, Some(Stated::Rule(settlement.rule))),
        ]
    };
    before.map(|before| different(aspects(before), aspects(after))).unwrap_or_default()
}

/// What else differs between a statement and the one that it corrects.
pub(super) fn statements(before: &CountStatement, after: &CountStatement) -> Vec<Difference> {
    let who = different(attribution(&before.attribution), attribution(&after.attribution));
    let what = different(circumstances(&before.says), circumstances(&after.says));
    who.into_iter().chain(what).collect()
}

/// What else differs between a claim about a running total and the one that it corrects.
pub(super) fn totals(before: &TotalStatement, after: &TotalStatement) -> Vec<Difference> {
    let who = different(attribution(&before.attribution), attribution(&after.attribution));
    let aspects = |said: &TotalStatement| {
        let scope = (!said.scope.is_blank()).then(|| Stated::Scope(Box::new(said.scope.clone())));
        [(Aspect::Measure, Some(Stated::Measure(said.measure))), (Aspect::Scope, scope)]
    };
    who.into_iter().chain(different(aspects(before), aspects(after))).collect()
}

/// What differs between two descriptions.
pub(super) fn descriptions(
    state: &State,
    before: &Description,
    after: &Description,
) -> Vec<Difference> {
    different(description(state, before), description(state, after))
}

type Said = (Aspect, Option<Stated>);

fn different<const N: usize>(before: [Said; N], after: [Said; N]) -> Vec<Difference> {
    let pairs = before.into_iter().zip(after);
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((what, before), (_, after))| Difference { what, before, after })
        .collect()
}

fn attribution(who: &Attribution) -> [Said; 5] {
    [
        (Aspect::Claimant, words(who.claimant.as_ref())),
        (Aspect::Sides, words(&who.sides)),
        (Aspect::Relay, words(who.relay.as_ref())),
        (Aspect::SaidOn, who.said_on.map(Stated::Date)),
        (Aspect::Source, words([&who.source.address])),
    ]
}

fn circumstances(says: &Circumstances) -> [Said; 8] {
    [
        (Aspect::Date, says.on.map(Stated::Date)),
        (Aspect::Terms, terms(says.terms)),
        (Aspect::Agreements, words(says.agreement.as_ref())),
        (Aspect::Categories, words(&says.categories)),
        (Aspect::Place, place(&says.place)),
        (Aspect::Transit, words(says.transit.as_ref())),
        (Aspect::Mediators, words(&says.mediators)),
        (Aspect::Label, words(says.label.as_ref())),
    ]
}

fn description(state: &State, described: &Description) -> [Said; 10] {
    let frame = described.frame.and_then(|frame| state.exchange(frame));
    let agreements = described.agreements.iter().filter_map(|id| state.agreement(*id));
    [
        (Aspect::Date, described.on.map(Stated::Date)),
        (Aspect::Kind, Some(Stated::Kind(described.kind))),
        (Aspect::Terms, terms(described.terms)),
        (Aspect::Frame, words(frame.map(|frame| &frame.reference))),
        (Aspect::Agreements, words(agreements.map(|reached| &reached.title))),
        (Aspect::Categories, words(&described.categories)),
        (Aspect::Place, place(&described.place)),
        (Aspect::Transit, words(&described.transit)),
        (Aspect::Mediators, words(&described.mediators)),
        (Aspect::Drawn, Some(Stated::Drawn(described.drawn))),
    ]
}

fn terms(terms: Terms) -> Option<Stated> {
    (!terms.is_not_stated()).then_some(Stated::Terms(terms))
}

fn place(place: &Place) -> Option<Stated> {
    (!place.is_not_stated()).then(|| Stated::Place(place.clone()))
}

/// Several parted by `; `; none where nothing was said.
fn words(values: impl IntoIterator<Item: ToString>) -> Option<Stated> {
    let words: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!words.is_empty()).then(|| Stated::Words(words.join("; ")))
}
