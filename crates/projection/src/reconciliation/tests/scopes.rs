//! Which of the record a claim is held against.

use repatria_domain::{
    AgreementId, Attribution, Band, Channel, Count, Description, ExchangeId, ExchangeKind, LegKey,
    Measure, Population, Scope, Since, Toward, Whose,
};

use super::register::{
    Register, band, bodies, civilians, ends, exactly, leg, of, official, outside, since_the_start,
    soldiers, to_russia, to_ukraine,
};
use crate::reconciliation::{Comparison, Verdict, reconciliation};

fn exchange() -> Description {
    Description::new(ExchangeKind::Exchange)
}

fn under(agreement: &str) -> Description {
    Description { agreements: vec![AgreementId::of(&of(agreement))], ..exchange() }
}

fn by(mediator: &str) -> Description {
    Description { mediators: vec![of(mediator)], ..exchange() }
}

fn since(scope: Scope, since: &str) -> Scope {
    Scope { since: Some(of::<Since>(since)), ..scope }
}

/// What is recorded in the scope of a claim.
fn recorded(register: Register, scope: Scope) -> (u64, u64, Option<u64>) {
    ends(&register.against("1", scope))
}

fn only(number: u64) -> (u64, u64, Option<u64>) {
    (number, number, Some(number))
}

#[test]
fn an_agreement_matches_itself_and_its_members_and_supplies_since() {
    let register = || {
        Register::default()
            .agreement("Ankara", None)
            .agreement("Ankara, 2 June", Some("Ankara"))
            .exchange_of("2025-06-09", under("Ankara, 2 June"), [to_ukraine(exactly(10))])
            .exchange_of("2025-06-10", under("Ankara"), [to_ukraine(exactly(20))])
            .swap("2025-06-26", 106)
    };
    let claimed =
        |title: &str| Scope { agreement: Some(of(title)), since: None, ..since_the_start("UA") };
    assert_eq!(recorded(register(), claimed("Ankara")), only(30));
    assert_eq!(recorded(register(), claimed("Ankara, 2 June")), only(10));
}

#[test]
fn a_mediator_is_matched_letter_for_letter_and_supplies_since() {
    let register = || {
        Register::default()
            .exchange_of("2025-06-09", by("United Arab Emirates"), [to_ukraine(exactly(10))])
            .exchange_of("2025-06-10", by("Türkiye"), [to_ukraine(exactly(20))])
    };
    let scope =
        Scope { mediator: Some(of("United Arab Emirates")), since: None, ..since_the_start("UA") };
    assert_eq!(recorded(register(), scope), only(10));
}

#[test]
fn a_hand_over_is_by_the_mediator_of_its_deal() {
    let deal = Some(ExchangeId::of(&of("2022-09-21")));
    let register = Register::default()
        .described("2022-09-21", by("Türkiye"))
        .exchange_of(
            "2022-09-22",
            Description { frame: deal, ..exchange() },
            [to_ukraine(exactly(10))],
        )
        .swap("2022-09-23", 7);
    let scope = Scope { mediator: Some(of("Türkiye")), ..since_the_start("UA") };
    assert_eq!(recorded(register, scope), only(10));
}

#[test]
fn a_swapped_leg_without_a_channel_counts_as_exchange() {
    let register = || {
        Register::default()
            .swap("2025-04-19", 246)
            .exchange("2025-04-20", [outside(to_ukraine(exactly(31)))])
    };
    let channel = |channel| Scope { channel, ..since_the_start("UA") };
    assert_eq!(recorded(register(), channel(Channel::Exchange)), only(246));
    assert_eq!(recorded(register(), channel(Channel::Outside)), only(31));
    assert_eq!(recorded(register(), channel(Channel::NotStated)), only(277));
}

#[test]
fn a_leg_without_a_channel_that_is_not_swapped_may_be_either() {
    let register = || Register::default().exchange("2025-04-20", [to_ukraine(exactly(31))]);
    for channel in [Channel::Exchange, Channel::Outside] {
        let scope = Scope { channel, ..since_the_start("UA") };
        assert_eq!(recorded(register(), scope), (0, 0, Some(31)));
    }
}

#[test]
fn a_deal_is_never_added_to_its_hand_overs() {
    let deal = Some(ExchangeId::of(&of("2025-05-23")));
    let part = || Description { frame: deal, ..exchange() };
    let register = Register::default()
        .exchange("2025-05-23", [to_ukraine(exactly(1000))])
        .exchange_of("2025-05-24", part(), [to_ukraine(exactly(390))])
        .exchange_of("2025-05-25", part(), [to_ukraine(exactly(610))]);
    assert_eq!(recorded(register, since_the_start("UA")), only(1000));
}

#[test]
fn a_claim_is_held_against_the_days_that_it_speaks_of() {
    let register = || {
        Register::default()
            .swap("2024-12-30", 150)
            .swap("2025-01-15", 25)
            .swap("2025-02-05", 150)
            .swap("2026-01-02", 7)
    };
    let year = Scope { until: Some(of("2025-01")), ..since(since_the_start("UA"), "2025-01-01") };
    assert_eq!(recorded(register(), year), only(25));
    // Said on the last day of 2025, it cannot count what came later.
    assert_eq!(recorded(register(), since_the_start("UA")), only(325));
}

#[test]
fn since_a_month_counts_all_of_it() {
    let register = Register::default().swap("2024-06-25", 90).swap("2024-05-31", 75);
    assert_eq!(recorded(register, since(since_the_start("UA"), "2024-06")), only(90));
}

#[test]
fn what_may_have_come_before_widens_the_high_end_only() {
    let register = || {
        Register::default()
            .swap("2024-06-25", 90)
            .exchange("2024-06", [to_ukraine(exactly(10))])
            .exchange("2024", [to_ukraine(exactly(5))])
    };
    let scope = since(since_the_start("UA"), "2024-06-20");
    assert_eq!(recorded(register(), scope), (90, 90, Some(105)));
}

#[test]
fn a_claim_of_some_day_of_a_month_may_leave_out_what_came_in_that_month() {
    let register = Register::default().swap("2023-12-31", 100).swap("2024-01-31", 195);
    let some_day = Attribution { said_on: Some(of("2024-01")), ..official() };
    let comparison = register.said_by(some_day, Measure::Returned, "100", since_the_start("UA"));
    assert_eq!(ends(&comparison), (100, 100, Some(295)));
    assert_eq!(comparison.verdict, Verdict::Agrees);
    let record = comparison.record.unwrap();
    assert_eq!(record.until, of("2024-01-31"));
    assert_eq!(record.surely_until, Some(of("2024-01-01")));
}

#[test]
fn a_claim_of_no_date_is_held_against_the_last_day_until_which_it_counts() {
    let undated = Attribution { said_on: None, ..official() };
    let register = Register::default().swap("2022-10-29", 52).swap("2023-01-08", 50);
    let scope = Scope { until: Some(of("2022")), ..since_the_start("UA") };
    let comparison = register.said_by(undated, Measure::Returned, "52", scope);
    assert_eq!(ends(&comparison), only(52));
    assert_eq!(comparison.record.unwrap().until, of("2022-12-31"));
}

#[test]
fn a_deal_counted_as_one_has_its_hand_overs_beside_it() {
    let deal = Some(ExchangeId::of(&of("2025-05-23")));
    let part = || Description { frame: deal, ..exchange() };
    let register = Register::default()
        .exchange("2025-05-23", [to_ukraine(exactly(1000))])
        .exchange_of("2025-05-24", part(), [to_ukraine(exactly(390))])
        .exchange_of("2025-05-25", part(), [to_ukraine(exactly(610))])
        .exchange("2025-06-23", [bodies(to_russia(exactly(3)))]);
    let scope = Scope { since: Some(Since::Start), ..Scope::default() };
    let count = register.said_by(official(), Measure::Exchanges, "65", scope).own_count.unwrap();
    assert_eq!((count.hand_overs, count.deals), (2, 1));
}

#[test]
fn our_own_count_is_of_one_agreement_and_one_mediator() {
    let both = || Description { mediators: vec![of("Türkiye")], ..under("Ankara") };
    let count = |scope: Scope| {
        let register = Register::default()
            .agreement("Ankara", None)
            .exchange_of("2025-06-09", both(), [to_ukraine(exactly(10))])
            .exchange_of("2025-06-10", under("Ankara"), [to_ukraine(exactly(20))])
            .exchange_of("2025-06-11", by("Türkiye"), [to_ukraine(exactly(30))])
            .swap("2025-06-26", 106);
        register.said_by(official(), Measure::Exchanges, "65", scope).own_count.unwrap().hand_overs
    };
    let agreement = Some(of("Ankara"));
    let mediator = Some(of("Türkiye"));
    assert_eq!(count(Scope::default()), 4);
    assert_eq!(count(Scope { agreement: agreement.clone(), ..Scope::default() }), 2);
    assert_eq!(count(Scope { mediator: mediator.clone(), ..Scope::default() }), 2);
    assert_eq!(count(Scope { agreement, mediator, ..Scope::default() }), 1);
    let since = since(Scope::default(), "2025-06-10");
    assert_eq!(count(since), 3);
}

#[test]
fn people_whom_nobody_tells_apart_widen_the_high_end() {
    let register = || {
        Register::default()
            .exchange("2025-08-14", [soldiers(to_ukraine(exactly(84)), exactly(33))])
            .exchange("2025-08-24", [to_ukraine(exactly(10))])
    };
    let military = Scope { population: Some(Population::Military), ..since_the_start("UA") };
    let comparison = register().against("1", military);
    assert_eq!(ends(&comparison), (33, 33, Some(94)));
    assert_eq!(comparison.record.unwrap().not_told_apart, 2);
}

#[test]
fn people_who_are_told_apart_widen_nothing() {
    let told_apart = civilians(soldiers(to_ukraine(exactly(84)), exactly(33)), exactly(51));
    let register = Register::default().exchange("2025-08-14", [told_apart]);
    let military = Scope { population: Some(Population::Military), ..since_the_start("UA") };
    assert_eq!(recorded(register, military), only(33));
}

#[test]
fn bodies_are_held_against_bodies() {
    let dead = || [bodies(to_ukraine(band(1245, 1245, 1248))), bodies(to_russia(exactly(51)))];
    let register = || Register::default().swap("2025-06-26", 106).exchange("2025-06-16", dead());
    let of_kind = |population| Scope { population: Some(population), ..since_the_start("UA") };
    assert_eq!(recorded(register(), of_kind(Population::Bodies)), (1245, 1245, Some(1248)));
    assert_eq!(recorded(register(), of_kind(Population::Bags)), only(0));
    assert_eq!(recorded(register(), of_kind(Population::Persons)), only(106));
}

fn uneven() -> Register {
    Register::default().exchange("2025-06-26", [to_ukraine(exactly(215)), to_russia(exactly(55))])
}

#[test]
fn both_sides_are_added_up() {
    assert_eq!(recorded(uneven(), since_the_start("both")), only(270));
}

#[test]
fn each_side_is_compared_by_itself() {
    let claims = uneven().claims(official(), "215", since_the_start("each")).reconciled();
    let sides: Vec<(Option<Toward>, Verdict)> = claims
        .into_iter()
        .flat_map(|claim| claim.comparisons)
        .map(|comparison| (comparison.to, comparison.verdict))
        .collect();
    let to = |party| Some(of::<Toward>(party));
    assert_eq!(sides, [(to("RU"), Verdict::Above), (to("UA"), Verdict::Agrees)]);
}

#[test]
fn those_who_went_abroad_came_home_to_nobody() {
    let abroad = LegKey { to: of("TR"), ..LegKey::home(of("RU"), of("UA")) };
    let register = || {
        Register::default().swap("2022-09-20", 5).exchange("2022-09-21", [leg(abroad, exactly(3))])
    };
    assert_eq!(recorded(register(), since_the_start("UA")), only(5));
    let went = Scope { of: Some(of::<Whose>("UA")), ..since_the_start("TR") };
    assert_eq!(recorded(register(), went), only(3));
}

#[test]
fn a_claim_that_names_the_holder_counts_those_from_him() {
    let from_turkey = LegKey::home(of("TR"), of("UA"));
    let register = Register::default()
        .swap("2023-07-06", 45)
        .exchange("2023-07-08", [leg(from_turkey, exactly(5))]);
    let scope = Scope { holder: Some(of("TR")), ..since_the_start("UA") };
    assert_eq!(recorded(register, scope), only(5));
}

#[test]
fn held_is_compared_with_what_was_judged_by_then_and_who_left_since() {
    let register = Register::default()
        .declared("UA", "RU", exactly(900), "2024-01-01")
        .declared("UA", "RU", band(1000, 1200, 1400), "2025-01-01")
        .declared("UA", "RU", exactly(9), "2026-01-01")
        .exchange("2025-06-26", [to_russia(exactly(100))]);
    let scope = Scope {
        holder: Some(of("UA")),
        of: Some(of::<Whose>("RU")),
        population: Some(Population::Persons),
        ..Scope::default()
    };
    let comparison = register.said_by(official(), Measure::Held, "1248", scope);
    assert_eq!(ends(&comparison), (900, 1100, Some(1300)));
    assert_eq!(comparison.verdict, Verdict::WithinTheBand);
}

#[test]
fn what_was_said_later_is_left_out_and_what_happened_later_is_not_counted() {
    let register = Register::default()
        .swap("2025-06-26", 106)
        .swap("2025-07-04", 50)
        .claims(
            Attribution { said_on: Some(of("2025-07")), ..official() },
            "106",
            since_the_start("UA"),
        )
        .claims(official(), "156", since_the_start("UA"));
    let seen = reconciliation(&register.record(), Some(of("2025-07-03")));
    let [claim] = seen.claims.try_into().unwrap();
    let [comparison]: [Comparison; 1] = claim.comparisons.try_into().unwrap();
    assert_eq!(ends(&comparison), only(106));
}

#[test]
fn a_leg_with_only_a_low_end_counts_with_that_in_the_closed_part() {
    let register =
        Register::default().exchange("2025-07-04", [to_ukraine(Band::from(Count::new(100)))]);
    let comparison = register.against("100", since_the_start("UA"));
    assert_eq!(comparison.verdict, Verdict::Agrees);
    assert_eq!(comparison.record.unwrap().closed.number(), 100);
}

#[test]
fn what_is_not_settled_is_not_recorded() {
    let described = Description { on: Some(of("2025-07-05")), ..exchange() };
    let register = Register::default().swap("2025-07-04", 50).described("2025-07-05", described);
    assert_eq!(recorded(register, since_the_start("UA")), only(50));
}

#[test]
fn an_exchange_with_no_figure_either_way_is_counted_once() {
    let silent = || [to_ukraine(Band::UNKNOWN), to_russia(Band::UNKNOWN)];
    let comparison = Register::default()
        .exchange("2025-06-09", silent())
        .swap("2025-06-10", 20)
        .exchange("2025-06-26", silent())
        .against("106", since_the_start("both"));
    let record = comparison.record.unwrap();
    assert_eq!((record.without_figure, record.open, record.closed.number()), (2, 4, 40));
}
