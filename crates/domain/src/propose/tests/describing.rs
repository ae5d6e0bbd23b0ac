//! What an exchange is, as drawn from what was said of it.

use super::*;
use crate::event::{AgreementReached, Description, Drawn, Event, ExchangeKind};
use crate::id::AgreementId;
use crate::place::Place;
use crate::propose::describe;
use crate::settlement::Terms;
use crate::state::State;

fn described(parties: &str, said: Vec<RecordedStatement>) -> Description {
    describe(&State::default(), &exchange(parties, said)).unwrap()
}

fn kind(figures: &[&str]) -> ExchangeKind {
    described("UA RU", vec![said("UA", figures)]).kind
}

fn at(said: RecordedStatement, place: &str) -> RecordedStatement {
    but(said, |said| said.says.place = place.parse().unwrap())
}

#[test]
fn a_description_gathers_what_the_statements_say() {
    let outlet = but(said("", &["106 military to UA", "106 military to RU"]), |said| {
        said.says = Circumstances {
            on: Some("2025-06-26".parse().unwrap()),
            place: Place::Withheld,
            transit: Some(text("Belarus")),
            mediators: vec![text("United States"), text("Holy See")],
            agreement: Some(text("of nobody's knowledge")),
            categories: vec!["under-25".parse().unwrap()],
            terms: Terms::ManForMan,
            label: None,
        };
    });
    let again = but(said("UA", &["not stated persons to UA"]), |said| {
        said.says.mediators = vec![text("Holy See")];
    });
    assert_eq!(
        described("UA RU", vec![outlet, again]),
        Description {
            kind: ExchangeKind::Exchange,
            on: Some("2025-06-26".parse().unwrap()),
            terms: Terms::ManForMan,
            frame: None,
            agreements: vec![],
            categories: vec!["under-25".parse().unwrap()],
            place: Place::Withheld,
            transit: vec![text("Belarus")],
            mediators: vec![text("Holy See"), text("United States")],
            drawn: Drawn::FromStatements,
        }
    );
}

#[test]
fn people_both_ways_or_on_one_side_of_two_belligerents_are_an_exchange() {
    assert_eq!(kind(&["5 military to UA", "5 military to RU"]), ExchangeKind::Exchange);
    assert_eq!(kind(&["5 military to UA", "1 bodies to UA"]), ExchangeKind::Exchange);
}

#[test]
fn people_outside_an_exchange_children_and_those_from_a_third_state_are_a_transfer() {
    assert_eq!(kind(&["22 military to UA outside"]), ExchangeKind::Transfer);
    assert_eq!(kind(&["4 child to UA"]), ExchangeKind::Transfer);
    assert_eq!(kind(&["11 military to HU from RU of UA"]), ExchangeKind::Transfer);
    assert_eq!(kind(&["5 military to UA from TR"]), ExchangeKind::Transfer);
}

#[test]
fn remains_alone_are_bodies() {
    assert_eq!(kind(&["1212 bodies to UA", "27 bodies to RU"]), ExchangeKind::Bodies);
}

#[test]
fn a_place_is_withheld_only_while_nobody_names_it() {
    let withheld = at(said("UA", &["5 military to UA"]), "withheld");
    let sumy = at(said("", &["5 military to UA"]), "Sumy Oblast");
    let border = at(said("", &["5 military to UA"]), "the border");
    let place = |said: Vec<RecordedStatement>| described("UA RU", said).place.to_string();
    assert_eq!(place(vec![withheld.clone()]), "withheld");
    assert_eq!(place(vec![withheld.clone(), withheld, sumy.clone()]), "Sumy Oblast");
    assert_eq!(place(vec![border.clone(), sumy.clone()]), "the border");
    assert_eq!(place(vec![border, sumy.clone(), sumy]), "Sumy Oblast");
}

#[test]
fn plans_speak_where_nothing_else_does() {
    let plan = on(said("RU", &["192 military to UA planned"]), "2024-01-24");
    let done = on(said("RU", &["192 military to UA"]), "2024-01-31");
    let day = |said: Vec<RecordedStatement>| described("UA RU", said).on.unwrap().to_string();
    assert_eq!(day(vec![plan.clone()]), "2024-01-24");
    assert_eq!(day(vec![plan, done]), "2024-01-31");
}

#[test]
fn a_frame_is_kept() {
    let mut part = between(vec![said("UA", &["5 military to UA"])]);
    let frame = Some(ExchangeId::of(&"2025-05".parse().unwrap()));
    let drawn = describe(&State::default(), &part).unwrap();
    part.description = Some(Description { frame, ..drawn }.into());
    assert_eq!(describe(&State::default(), &part).unwrap().frame, frame);
}

#[test]
fn agreements_are_those_that_the_register_knows_by_that_title() {
    let title = text("Istanbul 2 June 2025");
    let agreement = AgreementId::of(&title);
    let reached = AgreementReached {
        agreement,
        title: title.clone(),
        parties: Parties::new([party("UA"), party("RU")]).unwrap(),
        on: None,
        terms: Terms::NotStated,
        tariff: None,
        ceilings: vec![],
        categories: vec![],
        member_of: None,
        sources: vec![],
        note: None,
    };
    let mut state = State::default();
    state.apply(&Event::AgreementReached(reached)).unwrap();
    let under = |title: &Text| {
        but(said("UA", &["5 military to UA"]), |said| said.says.agreement = Some(title.clone()))
    };
    let named = between(vec![under(&title), under(&text("some other")), under(&title)]);
    assert_eq!(describe(&state, &named).unwrap().agreements, [agreement]);
}

#[test]
fn nothing_said_is_not_described() {
    assert_eq!(describe(&State::default(), &between(vec![])), None);
}
