//! What the register holds to be true of an exchange.

use repatria_domain::{Equal, Evidence, Leg, Settlement, Swap, Weight};

use super::scan::Scan;
use super::values::{band, count, leg_key, ranks, split, tariff};

pub(super) fn settlement(scan: &mut Scan<'_>) -> Option<Settlement> {
    let mut members = scan.object()?;
    let settlement = Settlement {
        on: members.optional("on", Scan::parsed)?,
        terms: members.or_default("terms", Scan::named)?,
        tariff: members.optional("tariff", tariff)?,
        legs: members.required("legs", |scan| scan.list(leg))?,
        swaps: members.or_default("swaps", |scan| scan.list(swap))?,
        evidence: members.or_default("evidence", |scan| scan.list(evidence))?,
        rule: members.required("rule", Scan::named)?,
        note: members.optional("note", Scan::text)?,
    };
    members.end()?;
    Some(settlement)
}

fn leg(scan: &mut Scan<'_>) -> Option<Leg> {
    let mut members = scan.object()?;
    let leg = Leg {
        key: members.required("key", leg_key)?,
        count: members.required("count", band)?,
        basis: members.required("basis", Scan::named)?,
        split: members.or_default("split", split)?,
        ranks: members.or_default("ranks", ranks)?,
        remainder: members.optional("remainder", Scan::named)?,
    };
    members.end()?;
    Some(leg)
}

fn swap(scan: &mut Scan<'_>) -> Option<Swap> {
    let mut members = scan.object()?;
    let a = members.required("a", leg_key)?;
    let b = members.required("b", leg_key)?;
    let equal = members.required("equal", equal)?;
    members.end()?;
    Some(Swap { a, b, equal })
}

fn equal(scan: &mut Scan<'_>) -> Option<Equal> {
    let mut members = scan.object()?;
    let equal = match members.next_member()? {
        ("persons", scan) => Equal::Persons(count(scan)?),
        ("weight", scan) => Equal::Weight(Weight::new(scan.number()?)),
        _ => return None,
    };
    members.end()?;
    Some(equal)
}

fn evidence(scan: &mut Scan<'_>) -> Option<Evidence> {
    let mut members = scan.object()?;
    let statement = members.required("statement", Scan::id)?;
    let leg = members.optional("leg", leg_key)?;
    let role = members.required("role", Scan::named)?;
    members.end()?;
    Some(Evidence { statement, leg, role })
}
