//! The values that several events share.

use std::collections::BTreeMap;

use repatria_domain::{Band, Category, Count, LegKey, Parties, Party, Source, Split, Tariff};

use super::scan::Scan;

pub(super) fn source(scan: &mut Scan<'_>) -> Option<Source> {
    let mut members = scan.object()?;
    let address = members.required("address", Scan::text)?;
    let title = members.optional("title", Scan::text)?;
    members.end()?;
    Some(Source { address, title })
}

pub(super) fn sources(scan: &mut Scan<'_>) -> Option<Vec<Source>> {
    scan.list(source)
}

pub(super) fn parties(scan: &mut Scan<'_>) -> Option<Parties> {
    Parties::new(scan.list(Scan::parsed::<Party>)?).ok()
}

pub(super) fn leg_key(scan: &mut Scan<'_>) -> Option<LegKey> {
    scan.leg_key(read_leg_key)
}

fn read_leg_key(scan: &mut Scan<'_>) -> Option<LegKey> {
    let mut members = scan.object()?;
    let key = LegKey {
        of: members.optional("of", Scan::parsed)?,
        from: members.required("from", Scan::parsed)?,
        to: members.required("to", Scan::parsed)?,
        kind: members.required("kind", Scan::named)?,
        channel: members.or_default("channel", Scan::named)?,
    };
    members.end()?;
    Some(key)
}

pub(super) fn count(scan: &mut Scan<'_>) -> Option<Count> {
    scan.number().map(Count::new)
}

pub(super) fn band(scan: &mut Scan<'_>) -> Option<Band> {
    let mut members = scan.object()?;
    let low = members.required("low", count)?;
    let best = members.optional("best", count)?;
    let high = members.optional("high", count)?;
    members.end()?;
    Band::new(low, best, high).ok()
}

pub(super) fn split(scan: &mut Scan<'_>) -> Option<Split> {
    let mut members = scan.object()?;
    let split = Split {
        military: members.optional("military", band)?,
        civilian: members.optional("civilian", band)?,
        child: members.optional("child", band)?,
    };
    members.end()?;
    Some(split)
}

pub(super) fn tariff(scan: &mut Scan<'_>) -> Option<Tariff> {
    let mut members = scan.object()?;
    let title = members.required("title", Scan::text)?;
    let privates = members.required("privates", ranks)?;
    members.end()?;
    Some(Tariff { title, privates })
}

/// A table by rank, in the order of its keys.
pub(super) fn ranks(scan: &mut Scan<'_>) -> Option<BTreeMap<Category, Count>> {
    let mut members = scan.object()?;
    let mut ranks = BTreeMap::new();
    while !members.has_ended() {
        let (rank, scan) = members.next_member()?;
        let rank: Category = rank.parse().ok()?;
        if ranks.last_key_value().is_some_and(|(last, _)| *last >= rank) {
            return None;
        }
        ranks.insert(rank, count(scan)?);
    }
    Some(ranks)
}
