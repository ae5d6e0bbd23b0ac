//! What was not opened, what is there already, and what comes out of turn.

use repatria_domain::{
    AgreementId, AgreementReached, Command, Correction, CountStatement, Description, Detail,
    DetailDisclosed, ExchangeCancelled, ExchangeDescribed, ExchangeKind, ExchangeReinstated,
    Finding, LossAccepted, Mistake, Parties, Quantity, Refusal, Settlement, StatementId,
    StatementReviewed, WithholdDetails,
};

use super::{Reproducer, answer};
use crate::words::{count, exchange, home, leg, open, party, said, settle, state, text};

const REFERENCE: &str = "2025-06-26";
const OTHER: &str = "2025-06-20";

fn reference() -> repatria_domain::Reference {
    REFERENCE.parse().unwrap()
}

fn agreement(title: &str) -> AgreementReached {
    AgreementReached::new(text(title), Parties::new([party("UA"), party("RU")]).unwrap())
}

fn statement() -> CountStatement {
    said(REFERENCE, &["UA"], &["106 military to UA"])
}

fn backwards() -> CountStatement {
    let mut said = statement();
    for figure in &mut said.figures {
        figure.quantity = Quantity::Between(count(110), count(108));
    }
    said
}

fn correcting(statement: StatementId, number: &str) -> Command {
    let corrects = Some(Correction { statement, mistake: Mistake::Register });
    state(CountStatement { corrects, ..said(REFERENCE, &["UA"], &[number]) })
}

fn move_to(reference: &str) -> Command {
    Command::ReviewStatement(StatementReviewed {
        statement: statement().statement,
        finding: Finding::SpeaksOf(exchange(reference)),
        why: text("it names another day"),
    })
}

fn describe(reference: &str, frame: &str) -> Command {
    let frame = Some(exchange(frame));
    Command::DescribeExchange(ExchangeDescribed {
        exchange: exchange(reference),
        revision: 1,
        description: Description { frame, ..Description::new(ExchangeKind::Exchange) }.into(),
    })
}

fn settled() -> Command {
    settle(REFERENCE, 1, Settlement::by_hand([leg(home("RU", "UA"), 106)], []))
}

fn cancel() -> Command {
    Command::CancelExchange(ExchangeCancelled {
        exchange: exchange(REFERENCE),
        why: text("no agreement"),
    })
}

fn reinstate() -> Command {
    Command::ReinstateExchange(ExchangeReinstated {
        exchange: exchange(REFERENCE),
        why: text("agreed"),
    })
}

fn withhold(details: &[Detail]) -> Command {
    Command::WithholdDetails(WithholdDetails::new(exchange(REFERENCE), details, party("UA")))
}

pub(super) fn reproducers() -> Vec<Reproducer> {
    let mut all = of_exchanges();
    all.extend(of_agreements());
    all.extend(of_statements());
    all.extend(of_details());
    all
}

fn of_exchanges() -> Vec<Reproducer> {
    vec![
        Reproducer {
            what: "a statement about an exchange that is not open",
            answer: answer([], &state(statement())),
            refusal: Refusal::NoSuchExchange { exchange: exchange(REFERENCE) },
        },
        Reproducer {
            what: "an exchange opened twice",
            answer: answer([open(REFERENCE)], &open(REFERENCE)),
            refusal: Refusal::ExchangeRepeated { reference: reference() },
        },
        Reproducer {
            what: "the settlement that somebody else has just recorded",
            answer: answer([open(REFERENCE), settled()], &settled()),
            refusal: Refusal::RevisionOutOfTurn { expected: 2, given: 1 },
        },
        Reproducer {
            what: "a settlement of what was called off",
            answer: answer([open(REFERENCE), cancel()], &settled()),
            refusal: Refusal::Cancelled { reference: reference() },
        },
        Reproducer {
            what: "on again, though never off",
            answer: answer([open(REFERENCE)], &reinstate()),
            refusal: Refusal::NotCancelled { reference: reference() },
        },
        Reproducer {
            what: "called off after it was settled",
            answer: answer([open(REFERENCE), settled()], &cancel()),
            refusal: Refusal::Settled { reference: reference() },
        },
        Reproducer {
            what: "a part of a part",
            answer: answer(
                [open(REFERENCE), open(OTHER), open("deal"), describe(OTHER, "deal")],
                &describe(REFERENCE, OTHER),
            ),
            refusal: Refusal::FrameWithinFrame { reference: reference() },
        },
    ]
}

fn of_agreements() -> Vec<Reproducer> {
    let reach = Command::ReachAgreement;
    let unknown = AgreementId::of(&text("Istanbul"));
    let foreign = AgreementReached { agreement: unknown, ..agreement("Istanbul, 2 June 2025") };
    let member = AgreementReached { member_of: Some(unknown), ..agreement("second stage") };
    vec![
        Reproducer {
            what: "an id that is not made from the title",
            answer: answer([], &reach(foreign)),
            refusal: Refusal::ForeignId { id: unknown.into() },
        },
        Reproducer {
            what: "a member of an agreement that was not recorded",
            answer: answer([], &reach(member)),
            refusal: Refusal::NoSuchAgreement { agreement: unknown },
        },
        Reproducer {
            what: "an agreement recorded twice",
            answer: answer([reach(agreement("Istanbul"))], &reach(agreement("Istanbul"))),
            refusal: Refusal::AgreementRepeated { agreement: unknown },
        },
    ]
}

fn of_statements() -> Vec<Reproducer> {
    let recorded = || [open(REFERENCE), state(statement())];
    let statement = statement().statement;
    let unknown = StatementId::of(b"never recorded");
    let corrected = recorded().into_iter().chain([correcting(statement, "105 military to UA")]);
    vec![
        Reproducer {
            what: "a correction of what was never said",
            answer: answer(recorded(), &correcting(unknown, "105 military to UA")),
            refusal: Refusal::NoSuchStatement { statement: unknown },
        },
        Reproducer {
            what: "a statement recorded twice",
            answer: answer(recorded(), &recorded()[1]),
            refusal: Refusal::StatementRepeated { statement },
        },
        Reproducer {
            what: "a correction of what was corrected already",
            answer: answer(corrected, &correcting(statement, "104 military to UA")),
            refusal: Refusal::CannotBeCorrected { statement },
        },
        Reproducer {
            what: "a statement moved to where it is",
            answer: answer(recorded(), &move_to(REFERENCE)),
            refusal: Refusal::CannotBeMoved { statement },
        },
    ]
}

fn nothing_lost() -> LossAccepted {
    LossAccepted {
        kept: 1,
        acknowledged: Some(1),
        lines: 0,
        bytes: 0,
        sha256: [0; 32].into(),
        why: text("tried out"),
    }
}

fn of_details() -> Vec<Reproducer> {
    let disclosed = DetailDisclosed::new(exchange(REFERENCE), Detail::Place, party("UA"));
    vec![
        Reproducer {
            what: "from 110 to 108",
            answer: answer([open(REFERENCE)], &state(backwards())),
            refusal: Refusal::Unwritable { text: "110..108".into() },
        },
        Reproducer {
            what: "nothing kept back",
            answer: answer([open(REFERENCE)], &withhold(&[])),
            refusal: Refusal::NothingWithheld,
        },
        Reproducer {
            what: "a loss of nothing",
            answer: answer([open(REFERENCE)], &Command::AcceptLoss(nothing_lost())),
            refusal: Refusal::NothingLost { kept: 1 },
        },
        Reproducer {
            what: "a number kept back twice",
            answer: answer(
                [open(REFERENCE), withhold(&[Detail::Count])],
                &withhold(&[Detail::Place, Detail::Count]),
            ),
            refusal: Refusal::WithheldAlready { detail: Detail::Count, by: party("UA") },
        },
        Reproducer {
            what: "a place that nobody kept back comes out",
            answer: answer([open(REFERENCE)], &Command::DiscloseDetail(disclosed)),
            refusal: Refusal::NotWithheld { detail: Detail::Place, by: party("UA") },
        },
    ]
}
