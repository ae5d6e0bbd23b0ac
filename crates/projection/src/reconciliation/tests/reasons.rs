//! Each reason for which a claim cannot be compared.

use repatria_domain::{
    Attribution, Band, Count, Measure, Party, Population, Scope, Since, Toward, Whose,
};

use super::register::{
    Register, ends, exactly, leg, of, official, since_the_start, to_russia, to_ukraine, why_not,
};
use crate::reconciliation::{Missing, OwnCount, WhyNot};

fn one_exchange() -> Register {
    Register::default().swap("2025-06-26", 106)
}

fn not_said(missing: Missing) -> WhyNot {
    WhyNot::NotSaid { missing }
}

/// People of RU in the hands of UA.
fn held() -> Scope {
    Scope {
        holder: Some(of("UA")),
        of: Some(of::<Whose>("RU")),
        population: Some(Population::Persons),
        ..Scope::default()
    }
}

fn says(register: Register, measure: Measure, scope: Scope) -> WhyNot {
    why_not(&register.said_by(official(), measure, "1000", scope))
}

#[test]
fn a_claim_without_a_number() {
    let comparison = one_exchange().against("withheld", since_the_start("UA"));
    assert_eq!(why_not(&comparison), WhyNot::NoNumber);
    assert_eq!(comparison.because, "the claim gives no number");
    assert_eq!(ends(&comparison), (106, 106, Some(106)));
}

#[test]
fn a_claim_that_does_not_say_to_which_side() {
    let scope = Scope { to: None, ..since_the_start("UA") };
    assert_eq!(one_exchange().why_not(scope), not_said(Missing::Direction));
}

#[test]
fn a_claim_that_does_not_say_who_is_counted() {
    let scope = Scope { population: None, ..since_the_start("UA") };
    assert_eq!(one_exchange().why_not(scope), not_said(Missing::Population));
}

#[test]
fn a_claim_that_does_not_say_since_when_has_the_whole_record_beside_it() {
    let scope = Scope { since: None, ..since_the_start("UA") };
    let comparison = one_exchange().against(">1000", scope);
    assert_eq!(why_not(&comparison), not_said(Missing::Since));
    assert_eq!(comparison.because, "it was not said since when");
    assert_eq!(ends(&comparison), (106, 106, Some(106)));
}

#[test]
fn the_first_thing_that_was_not_said_is_named() {
    assert_eq!(one_exchange().why_not(Scope::default()), not_said(Missing::Direction));
    let scope = Scope { to: Some(of::<Toward>("UA")), ..Scope::default() };
    assert_eq!(one_exchange().why_not(scope), not_said(Missing::Population));
}

#[test]
fn a_claim_of_no_date_is_held_against_no_day() {
    let undated = Attribution { said_on: None, ..official() };
    let scope = since_the_start("UA");
    let comparison = one_exchange().said_by(undated, Measure::Returned, "106", scope);
    assert_eq!(why_not(&comparison), not_said(Missing::Date));
    assert_eq!(comparison.record, None);
}

#[test]
fn both_sides_of_a_scope_with_three() {
    let home_to_belarus = repatria_domain::LegKey::home(of("UA"), of("BY"));
    let register = one_exchange().exchange("2025-11-22", [leg(home_to_belarus, exactly(3))]);
    let parties = ["BY", "RU", "UA"].map(of::<Party>).to_vec();
    assert_eq!(register.why_not(since_the_start("both")), WhyNot::WhichSides { parties });
}

#[test]
fn a_count_of_exchanges_has_our_own_count_beside_it() {
    let register = one_exchange().swap("2025-06-19", 40);
    let scope = Scope { since: Some(Since::Start), ..Scope::default() };
    let comparison = register.said_by(official(), Measure::Exchanges, "65", scope);
    assert_eq!(why_not(&comparison), WhyNot::DifferentRules);
    assert_eq!(comparison.own_count, Some(OwnCount { hand_overs: 2, deals: 2 }));
}

#[test]
fn an_offer_has_what_came_of_it_at_most_beside_it() {
    let scope = Scope { since: None, ..since_the_start("RU") };
    let comparison = one_exchange().said_by(official(), Measure::Offered, "630", scope);
    assert_eq!(why_not(&comparison), WhyNot::Offered);
    assert_eq!(ends(&comparison), (106, 106, Some(106)));
}

#[test]
fn what_the_register_does_not_record() {
    for measure in [Measure::Captured, Measure::Died] {
        assert_eq!(says(one_exchange(), measure, held()), WhyNot::NotRecorded { measure });
    }
    let remains = Scope { population: Some(Population::Bodies), ..held() };
    let measure = Measure::Held;
    assert_eq!(says(one_exchange(), measure, remains), WhyNot::NotRecorded { measure });
}

#[test]
fn people_held_of_whom_the_register_has_judged_nothing() {
    let why = says(one_exchange(), Measure::Held, held());
    assert_eq!(why, WhyNot::NoCustodyDeclared { holder: of("UA"), of: of("RU") });
}

#[test]
fn people_held_by_or_of_nobody_named() {
    let nobody = Scope { holder: None, ..held() };
    assert_eq!(says(one_exchange(), Measure::Held, nobody), not_said(Missing::Holder));
    let whose = Scope { of: None, ..held() };
    assert_eq!(says(one_exchange(), Measure::Held, whose), not_said(Missing::Of));
}

#[test]
fn soldiers_held_where_custody_tells_nobody_apart() {
    let register = one_exchange().declared("UA", "RU", exactly(1000), "2025-01-01");
    let soldiers = Scope { population: Some(Population::Military), ..held() };
    assert_eq!(says(register, Measure::Held, soldiers), WhyNot::CustodyNotToldApart);
}

#[test]
fn an_agreement_that_the_register_does_not_know() {
    let scope = Scope { agreement: Some(of("Ankara")), ..since_the_start("UA") };
    let why = WhyNot::NoSuchAgreement { agreement: of("Ankara") };
    assert_eq!(one_exchange().why_not(scope), why);
}

#[test]
fn a_mediator_that_no_exchange_names() {
    let scope = Scope { mediator: Some(of("Türkiye")), ..since_the_start("UA") };
    let why = WhyNot::NoSuchMediator { mediator: of("Türkiye") };
    assert_eq!(one_exchange().why_not(scope), why);
}

#[test]
fn a_record_without_a_figure_where_the_claim_meets_it() {
    let register = one_exchange().exchange("2025-06-19", [to_ukraine(Band::UNKNOWN)]);
    let why = WhyNot::NoFigure { without: 1, exchanges: 2 };
    assert_eq!(why_not(&register.against("150", since_the_start("UA"))), why);
}

#[test]
fn a_record_without_an_upper_end_where_the_claim_meets_it() {
    let open = Band::new(Count::new(90), Some(Count::new(100)), None).unwrap();
    let register = Register::default().exchange("2025-06-19", [to_ukraine(open)]);
    let comparison = register.against("150", since_the_start("UA"));
    assert_eq!(why_not(&comparison), WhyNot::NoUpperEnd);
}

#[test]
fn who_gives_no_number_and_of_whom_nobody_speaks_are_counted_apart() {
    let register = one_exchange()
        .exchange("2025-06-19", [to_ukraine(Band::UNKNOWN), to_russia(exactly(40))])
        .exchange("2025-06-20", [to_russia(exactly(40))]);
    let comparison = register.against("150", since_the_start("UA"));
    let sum = comparison.record.unwrap().sum;
    assert_eq!((sum.without_number, sum.silent, sum.exchanges), (1, 1, 3));
}
