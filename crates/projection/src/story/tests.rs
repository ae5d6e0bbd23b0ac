use proptest::prelude::*;
use repatria_domain::{Before, Exchange, ExchangeKind, LegKey, Rank, Role, Total, generate};

use crate::as_of::every_day;
use crate::by_hand::{Given, day, name, text};
use crate::published::{Entry, Published};
use crate::record::Record;
use crate::story::at_hand::AtHand;
use crate::story::{Later, Stories, Story, story};

fn told(given: &Given, reference: &str) -> Story {
    story(&given.record, &name(reference), None).unwrap()
}

#[test]
fn an_exchange_that_is_not_known_has_no_story() {
    assert_eq!(story(&Given::default().record, &name("nowhere"), None), None);
}

#[test]
fn the_people_of_both_sides_are_counted_together() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106", "RU>UA 7 bodies"]);
    let people = told(&given, "june").people;
    assert_eq!((people.all.best, people.home.best), (Total::new(212), Total::new(212)));
}

#[test]
fn five_men_went_to_a_third_state_and_came_home_later() {
    let given = Given::default()
        .exchange("deal", "2022-09-21")
        .part("deal", "deal-b", "2022-09-21")
        .settled("deal", &["RU>UA 215", "UA>RU 55"])
        .settled("deal-b", &["RU>TR 5 of UA", "UA>RU 55"])
        .held("TR", "UA", 2, "2021-12-01")
        .described("earlier", "2022-01-01", ExchangeKind::Transfer, None)
        .settled("earlier", &["TR>UA 2"])
        .described("july", "2023-07-08", ExchangeKind::Transfer, None)
        .settled("july", &["TR>UA 5"]);
    for reference in ["deal", "deal-b"] {
        let later = told(&given, reference).later;
        let [later] = later.as_slice() else { panic!("one way home") };
        assert_eq!((&later.reference, later.count.low().number()), (&name("july"), 5));
    }
    let earlier = told(&given, "july").earlier;
    let [earlier] = earlier.as_slice() else { panic!("one way abroad") };
    assert_eq!(earlier.reference, name("deal-b"));
}

#[test]
fn a_deal_is_told_with_its_hand_overs_and_counted_once() {
    let given = Given::default()
        .exchange("deal", "2022-09-21")
        .part("deal", "deal-b", "2022-09-22")
        .part("deal", "deal-a", "2022-09-21")
        .settled("deal", &["RU>UA 215", "UA>RU 55"])
        .settled("deal-a", &["RU>UA 200", "UA>RU 1", "RU>SA 10 of ?"])
        .settled("deal-b", &["RU>TR 5 of UA", "UA>RU 55"]);
    let story = told(&given, "deal");
    let parts: Vec<String> = story.parts.iter().map(|part| part.reference.to_string()).collect();
    assert_eq!(parts, ["deal-a", "deal-b"]);
    let best = |sum: crate::sum::Sum| sum.best.number();
    let people = story.people;
    assert_eq!(
        (best(people.home), best(people.abroad), best(people.whose_not_stated)),
        (256, 5, 10)
    );
    assert_eq!(best(people.all), 271);
    assert_eq!(told(&given, "deal-a").frame.unwrap().reference, name("deal"));
}

#[test]
fn each_statement_says_what_it_was_used_for_and_when_it_was_recorded() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .said("june", "a ministry", "UA", &["UA persons not stated"])
        .said("june", "an outlet", "", &["UA military 106", "RU military 106"])
        .settled_by_rule("june")
        .said("june", "a late voice", "", &["UA military 107"]);
    let statements = told(&given, "june").statements;
    let [silent, used, late] = statements.as_slice() else { panic!("three statements") };
    assert_eq!((silent.called.as_str(), used.called.as_str()), ("june/1", "june/2"));
    assert!(silent.uses.iter().all(|held| held.role == Role::NoNumber));
    assert!(used.uses.iter().any(|held| held.role == Role::Best));
    assert_eq!((late.uses.len(), late.rank), (0, Rank::Normal));
    assert_eq!(late.recorded.as_ref().map(|stamp| stamp.n), Some(5));
}

#[test]
fn a_settlement_that_was_replaced_or_withdrawn_stays_readable() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106"])
        .settled("june", &["RU>UA 107", "UA>RU 106"])
        .withdrawn("june");
    let story = told(&given, "june");
    let revisions: Vec<_> =
        story.settlements.iter().map(|held| (held.revision, held.withdrawn.clone())).collect();
    assert_eq!(revisions, [(1, None), (2, Some(text("read wrongly")))]);
    assert_eq!(story.exchange.ways, []);
}

#[test]
fn what_had_not_happened_by_a_day_has_no_story_yet() {
    let given = Given::default().exchange("june", "2025-06-26");
    assert_eq!(story(&given.record, &name("june"), Some(day("2025-06-25"))), None);
}

/// Which of two legs is looked for: home from a third state, or there before.
#[derive(Clone, Copy)]
enum Onward {
    HomeLater,
    AbroadBefore,
}

/// The leg abroad, where the second entry brings home from there, and may be the later one.
fn followed_by(abroad: &Entry<'_>, home: &Entry<'_>) -> Option<LegKey> {
    let (out, back) = (abroad.leg()?.key, home.leg()?.key);
    let is_way_back =
        back.from == out.to && back.goes_home() && back.of == out.of && back.kind == out.kind;
    let may_be_later = match (abroad.on, home.on) {
        (Some(out), Some(back)) => back.before(&out) != Before::Surely,
        _ => true,
    };
    (is_way_back && !out.goes_home() && may_be_later).then_some(out)
}

fn later(abroad: LegKey, other: &Entry<'_>) -> Option<Later> {
    let leg = other.leg()?;
    Some(Later {
        abroad,
        reference: other.exchange.reference.clone(),
        on: other.on,
        count: leg.count,
        basis: leg.basis,
    })
}

/// What an exchange led to, or came of, worked out plainly from all that is published.
fn plain_onward(published: &Published<'_>, exchange: &Exchange, looked_for: Onward) -> Vec<Later> {
    let is_own = |entry: &&Entry<'_>| {
        entry.exchange.id == exchange.id || exchange.parts.contains(&entry.exchange.id)
    };
    let (own, others): (Vec<_>, Vec<_>) = published.entries.iter().partition(is_own);
    let mut found = Vec::new();
    for (mine, other) in own.iter().flat_map(|mine| others.iter().map(move |other| (mine, other))) {
        let followed = match looked_for {
            Onward::HomeLater => followed_by(mine, other),
            Onward::AbroadBefore => followed_by(other, mine),
        };
        found.extend(followed.and_then(|abroad| later(abroad, other)));
    }
    found
}

/// What is published of an exchange and of its hand-overs, worked out plainly.
fn plain_of_deal<'a>(published: &'a Published<'_>, exchange: &Exchange) -> Vec<&'a Entry<'a>> {
    let is_own = |entry: &&Entry<'_>| {
        entry.exchange.id == exchange.id || exchange.parts.contains(&entry.exchange.id)
    };
    published.entries.iter().filter(is_own).collect()
}

proptest! {
    #[test]
    fn a_story_holds_what_is_found_among_all_that_is_published_as_of_any_day(
        history in generate::history_of(0..60),
    ) {
        let record = Record::of(&history).unwrap();
        for as_of in every_day(&record) {
            let published = Published::of(&record, as_of);
            let at_hand = AtHand::of(Published::of(&record, as_of));
            let stories = Stories::of(&record, as_of);
            for exchange in record.state().exchanges() {
                let way = |entry: &Entry<'_>| (entry.exchange.id, entry.which(), entry.count());
                let ways = |entries: Vec<&Entry<'_>>| -> Vec<_> {
                    entries.into_iter().map(way).collect()
                };
                let plain = ways(plain_of_deal(&published, exchange));
                prop_assert_eq!(ways(at_hand.of_deal(exchange)), plain);
                let Some(told) = stories.of_exchange(&exchange.reference) else { continue };
                let plain = |looked_for| plain_onward(&published, exchange, looked_for);
                prop_assert_eq!(told.later, plain(Onward::HomeLater));
                prop_assert_eq!(told.earlier, plain(Onward::AbroadBefore));
            }
        }
    }

    #[test]
    fn all_stories_are_those_of_each(history in generate::history_of(0..60)) {
        let record = Record::of(&history).unwrap();
        let stories = Stories::of(&record, None);
        let mut references: Vec<_> =
            record.state().exchanges().map(|exchange| &exchange.reference).collect();
        references.sort_unstable();
        let one_by_one: Vec<_> =
            references.into_iter().filter_map(|of| stories.of_exchange(of)).collect();
        prop_assert_eq!(one_by_one.len(), record.state().exchanges().len());
        prop_assert_eq!(serde_json::to_string(&stories).unwrap(), serde_json::to_string(&one_by_one).unwrap());
        prop_assert_eq!(one_by_one, stories.each().collect::<Vec<_>>());
    }
}
