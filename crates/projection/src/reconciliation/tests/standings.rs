//! What becomes of claims that were corrected, set aside, or contradicted.

use repatria_domain::{
    Attribution, Correction, Event, Finding, Measure, Mistake, Rank, StatementReviewed,
    TotalStatement,
};

use super::register::{Register, of, official, since_the_start};
use crate::reconciliation::{ClaimStanding, Verdict, reconciliation_of};

fn one_claim() -> Register {
    Register::default().swap("2025-06-26", 106).claims(official(), "160", since_the_start("UA"))
}

/// The claim that was made last is corrected to 106.
fn corrected(register: Register, wrong: usize) -> Register {
    let statement = register.reconciled_id(wrong);
    let correction = Correction { statement, mistake: Mistake::Register };
    let said = TotalStatement::new(register.next(), official(), Measure::Returned, of("106"));
    let scope = since_the_start("UA");
    register.and(Event::TotalStated(
        TotalStatement { scope, corrects: Some(correction), ..said }.into(),
    ))
}

impl Register {
    fn reconciled_id(&self, number: usize) -> repatria_domain::StatementId {
        let record = self.record();
        let mut claims = record.total_claims();
        claims.find(|(other, _)| *other == number).unwrap().1.said.statement
    }
}

#[test]
fn claims_are_called_in_order_of_recording() {
    let register = one_claim().claims(official(), "1", since_the_start("UA"));
    let called: Vec<String> = register.reconciled().into_iter().map(|claim| claim.called).collect();
    assert_eq!(called, ["T/1", "T/2"]);
}

#[test]
fn a_corrected_claim_names_the_one_that_took_its_place() {
    let [wrong, right] = corrected(one_claim(), 1).reconciled().try_into().unwrap();
    let standing = ClaimStanding::Corrected { by: "T/2".to_owned(), mistake: Mistake::Register };
    assert_eq!(wrong.standing, standing);
    assert!(wrong.standing.is_set_aside());
    assert_eq!((right.standing, right.corrects), (ClaimStanding::Stands, Some("T/1".to_owned())));
    // It is compared all the same, for whoever wants to know by how much it was wrong.
    assert_eq!(wrong.comparisons[0].verdict, Verdict::Above);
    assert_eq!(right.comparisons[0].verdict, Verdict::Agrees);
}

#[test]
fn a_claim_that_a_reviewer_set_aside_is_marked() {
    let register = one_claim();
    let review = StatementReviewed {
        statement: register.reconciled_id(1),
        finding: Finding::Rank(Rank::Deprecated),
        why: of("a relay printed thousands for units"),
    };
    let [claim] = register.and(Event::StatementReviewed(review)).reconciled().try_into().unwrap();
    assert_eq!(claim.standing, ClaimStanding::Deprecated);
}

#[test]
fn what_else_was_said_that_day_of_the_same_scope_stands_beside_it() {
    let relayed = Attribution { relay: Some(of("Evening Courier")), ..official() };
    let later = Attribution { said_on: Some(of("2026-01-01")), ..official() };
    let register = one_claim()
        .claims(relayed, "106", since_the_start("UA"))
        .claims(official(), "106", since_the_start("RU"))
        .claims(later, "107", since_the_start("UA"));
    let beside: Vec<Vec<String>> = register
        .reconciled()
        .into_iter()
        .map(|claim| claim.beside.into_iter().map(|other| other.called).collect())
        .collect();
    assert_eq!(beside, [vec!["T/2".to_owned()], vec!["T/1".to_owned()], vec![], vec![]]);
}

#[test]
fn what_was_said_on_days_that_are_written_otherwise_does_not_stand_beside_it() {
    let in_december = |on: &str| Attribution { said_on: Some(of(on)), ..official() };
    let register = Register::default()
        .claims(in_december("2025-12"), "106", since_the_start("UA"))
        .claims(in_december("2025-12-01/2025-12-31"), "107", since_the_start("UA"));
    assert!(register.reconciled().iter().all(|claim| claim.beside.is_empty()));
}

#[test]
fn one_claim_alone_lists_what_the_record_is_made_of() {
    let register = one_claim().swap("2025-06-19", 40);
    let found = reconciliation_of(&register.record(), &[1], None);
    let counted = &found.claims[0].comparisons[0].record.as_ref().unwrap().counted;
    let references: Vec<&str> = counted.iter().map(|held| held.reference.as_str()).collect();
    assert_eq!(references, ["2025-06-19", "2025-06-26"]);
    assert_eq!(reconciliation_of(&register.record(), &[2], None).claims, []);
}
