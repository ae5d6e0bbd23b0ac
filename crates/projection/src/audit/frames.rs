//! Deals whose own figures differ from those of their hand-overs.
//! It refuses to say which of them is counted.

use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{Band, Day, Exchange, LegKind, Party, State};

use super::{AuditCode, AuditNumber, AuditQuestion};
use crate::happened::{date, happened};
use crate::listed::in_order;
use crate::published::{legs, settled_parts};
use crate::record::Record;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let state = record.state();
    in_order(record)
        .filter(|frame| frame.is_frame() && frame.settlement.is_some())
        .filter(|frame| happened(date(frame), as_of).is_some())
        .flat_map(|frame| differences(state, frame))
        .collect()
}

/// The legs of an exchange, added up by who handed over and by kind.
type Sums = BTreeMap<(Party, LegKind), Vec<Band>>;

fn differences(state: &State, frame: &Exchange) -> Vec<AuditQuestion> {
    let whole = sums([frame]);
    let parts: Vec<&Exchange> = settled_parts(state, frame).collect();
    let all_settled = parts.len() == frame.parts.len();
    let in_parts = sums(parts.iter().copied());
    let ways: BTreeSet<_> = whole.keys().filter(|way| in_parts.contains_key(way)).collect();
    let ask = |way: &(Party, LegKind)| {
        let (from, kind) = way;
        let [told, added] =
            [whole.get(way)?, in_parts.get(way)?].map(|bands| bands.iter().copied());
        let told = AuditNumber::sum(format!("{kind} from {from}, the whole deal"), &told);
        let added = AuditNumber::sum(format!("{kind} from {from}, its hand-overs"), &added);
        let added = if all_settled { added } else { added.at_least() };
        let differ = told.best.zip(added.best).is_some_and(|(told, added)| told != added);
        let question = format!(
            "Why do the {kind} from {from} differ: is a hand-over missing, or counted otherwise?"
        );
        let next = format!("repatria show {}", frame.reference);
        let references: BTreeSet<_> = parts.iter().map(|part| part.reference.clone()).collect();
        (differ || told.excludes(&added)).then(|| {
            AuditQuestion::new(AuditCode::FrameDiffers, question, next)
                .about(frame)
                .about_all(references)
                .with([told, added])
        })
    };
    ways.into_iter().filter_map(ask).collect()
}

fn sums<'a>(exchanges: impl IntoIterator<Item = &'a Exchange>) -> Sums {
    let mut sums = Sums::new();
    for leg in exchanges.into_iter().flat_map(legs) {
        sums.entry((leg.key.from, leg.key.kind)).or_default().push(leg.count);
    }
    sums
}
