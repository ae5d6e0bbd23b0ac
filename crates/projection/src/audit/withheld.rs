//! What is kept back beyond its day, or without one.
//! It refuses to know the value that is kept back.

use std::collections::BTreeSet;

use repatria_domain::{Day, Detail, Reference, Until};

use super::{AuditCode, AuditQuestion};
use crate::disclosures::{SaidWithheld, WhatWithheld, Withholding, WithholdingState, disclosures};
use crate::record::Record;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let disclosures = disclosures(record, as_of);
    let mut questions: Vec<AuditQuestion> = disclosures.withheld.iter().filter_map(kept).collect();
    let withheld: BTreeSet<(&Reference, Detail)> =
        disclosures.withheld.iter().map(|held| (&held.reference, held.detail)).collect();
    let recorded =
        |said: &&SaidWithheld| withheld.contains(&(&said.reference, said_withheld(said.what)));
    let mut unrecorded = disclosures.said.iter().filter(|said| !recorded(said)).peekable();
    while let Some(first) = unrecorded.next() {
        let mut called = vec![first.called.clone()];
        while let Some(next) = unrecorded.next_if(|next| next.reference == first.reference) {
            called.push(next.called.clone());
        }
        called.dedup();
        let reference = &first.reference;
        let detail = detail(said_withheld(first.what));
        let question = format!("Which party keeps the {detail} back, and until when?");
        let next = format!("repatria withhold {reference} --details {detail} --by-party PARTY");
        questions.push(
            AuditQuestion::new(AuditCode::SaidWithheld, question, next)
                .about_all([reference.clone()])
                .said_in(called),
        );
    }
    questions
}

fn kept(held: &Withholding) -> Option<AuditQuestion> {
    let (detail, by) = (detail(held.detail), held.by);
    let until = match &held.until {
        Some(Until::Day(day)) => format!(" until {day}"),
        Some(Until::Event(event)) => format!(" until this: {event}"),
        None => String::new(),
    };
    let (code, question) = match held.state {
        WithholdingState::Due => (AuditCode::DisclosureDue, "Has it come out, and where?"),
        WithholdingState::PossiblyDue => {
            (AuditCode::DisclosurePossiblyDue, "Has the day passed, and has it come out?")
        }
        WithholdingState::UntilEvent => {
            (AuditCode::WithheldWithoutDay, "Has that happened, and has it come out?")
        }
        WithholdingState::NoEndStated => {
            (AuditCode::WithheldWithoutDay, "Does anybody say until when?")
        }
        WithholdingState::Kept | WithholdingState::Disclosed => return None,
    };
    let question = format!("{by} keeps the {detail} back{until}. {question}");
    let next = format!("repatria disclose {} --details {detail} --by-party {by}", held.reference);
    Some(AuditQuestion::new(code, question, next).about_all([held.reference.clone()]))
}

fn detail(detail: Detail) -> &'static str {
    match detail {
        Detail::Place => "place",
        Detail::Date => "date",
        Detail::Count => "count",
    }
}

fn said_withheld(what: WhatWithheld) -> Detail {
    match what {
        WhatWithheld::Place => Detail::Place,
        WhatWithheld::Count { .. } => Detail::Count,
    }
}
