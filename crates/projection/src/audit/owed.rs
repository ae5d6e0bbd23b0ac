//! Agreements under which more was delivered than was owed.

use repatria_domain::{Day, Total};

use super::{AuditCode, AuditNumber, AuditQuestion};
use crate::agreements::{AgreementShown, Owed, agreements};
use crate::record::Record;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let agreements = agreements(record, as_of).agreements;
    let owed = agreements.iter().flat_map(|shown| shown.owed.iter().map(move |owed| (shown, owed)));
    owed.filter(|(_, owed)| owed.left.beyond > Total::ZERO)
        .map(|(shown, owed)| beyond(shown, owed))
        .collect()
}

fn beyond(shown: &AgreementShown, owed: &Owed) -> AuditQuestion {
    let to = owed.to;
    let question = format!(
        "More went to {to} than \"{}\" owes: was more agreed, or does an exchange not belong to it?",
        shown.title
    );
    let delivered = AuditNumber {
        what: format!("delivered to {to}"),
        low: owed.delivered.low,
        best: Some(owed.delivered.best),
        high: owed.delivered.high,
    };
    AuditQuestion::new(AuditCode::BeyondOwed, question, "repatria agreements")
        .about_all(shown.exchanges.iter().cloned())
        .with([AuditNumber::of(format!("owed to {to}"), owed.quantity.band()), delivered])
}
