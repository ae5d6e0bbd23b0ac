//! What this program does: the figures out of the gist of a log, and the record of everything that
//! every read model is drawn from.

use std::ops::ControlFlow;

use repatria_domain::{
    Band, Count, ExchangeId, Finding, Gist, LegKey, LegKind, Refusal, StatementId, Timestamp,
};
use repatria_log::{FileReader, Said, Threads, each_commit, each_gist, fold_gists};
use repatria_projection::{
    Head, Outlines, Record, Scrutiny, agreements, audit, changes, claimants, custody, disclosures,
    overview, reconciliation, series, stories, timeline, totals,
};
use uuid::Uuid;

use crate::Failed;
use crate::fold::{Fold, Kind, Went};

/// Who came home and the state of every exchange, from the gist.
pub(crate) fn figures(log: &FileReader, threads: Threads) -> Result<Fold, Failed> {
    let mut fold = Fold::default();
    each_gist(log, threads, |gist| take(&mut fold, gist))?;
    Ok(fold)
}

/// The gist of every event, and nothing folded.
pub(crate) fn gists(log: &FileReader, threads: Threads) -> Result<u64, Failed> {
    let mut events = 0;
    each_gist(log, threads, |_| events += 1)?;
    Ok(events)
}

/// Every commit, read whole, and nothing folded.
pub(crate) fn commits(log: &FileReader, threads: Threads) -> Result<u64, Failed> {
    let mut events = 0;
    each_commit(log, Said::InWords, threads, |commit, _| {
        events += commit.events.len() as u64;
        ControlFlow::Continue(())
    })?;
    Ok(events)
}

/// The record that every read model is drawn from.
pub(crate) fn record(log: &FileReader, threads: Threads) -> Result<Record, Failed> {
    let mut record = Record::default();
    let mut refused = None;
    each_commit(log, Said::InWords, threads, |commit, _| match record.apply(commit) {
        Ok(()) => ControlFlow::Continue(()),
        Err(refusal) => {
            refused = Some(refusal);
            ControlFlow::Break(())
        }
    })?;
    refused.map_or(Ok(record), |refusal| Err(refusal.into()))
}

/// The exchanges in outline, as they were known at a time, from what an index keeps where there is one.
pub(crate) fn outlines(log: &FileReader, known_at: Option<Timestamp>) -> Result<Outlines, Failed> {
    let (folded, last) = fold_gists(log, known_at, |folded: &mut Folded, _, gist| {
        folded.refused = folded.outlines.apply(gist).err();
        if folded.refused.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let Folded { mut outlines, refused: None } = folded else {
        return Err("what the index keeps is of no register".into());
    };
    outlines.known_to(last.as_ref().map(Head::from).unwrap_or_default());
    Ok(outlines)
}

#[derive(Default)]
struct Folded {
    outlines: Outlines,
    refused: Option<Refusal>,
}

/// Draws every read model of a record, one after another, and lets each go.
pub(crate) fn draw_all(record: &Record) {
    drop(overview(record, None));
    drop(timeline(record, None));
    drop(totals(record, None));
    drop(reconciliation(record, None));
    drop(series(record, None));
    drop(custody(record, None));
    drop(agreements(record, None));
    drop(disclosures(record, None));
    drop(claimants(record, None));
    drop(changes(record, None));
    drop(audit(record, None, Scrutiny::Strict));
    drop(stories(record, None));
}

fn take(fold: &mut Fold, gist: &Gist) {
    match *gist {
        Gist::Opened { exchange, .. } => fold.opened(number(exchange)),
        Gist::Described { exchange, revision, on, .. } => {
            fold.described(number(exchange), revision, on);
        }
        Gist::Cancelled { exchange } => fold.called(number(exchange), true),
        Gist::Reinstated { exchange } => fold.called(number(exchange), false),
        Gist::CountStated { statement, exchange, corrects } => {
            fold.said(said(statement), number(exchange), corrects.map(said));
        }
        Gist::Reviewed { statement, finding: Finding::Rank(_) } => fold.ranked(said(statement)),
        Gist::Reviewed { statement, finding: Finding::SpeaksOf(other) } => {
            fold.relinked(said(statement), number(other));
        }
        Gist::Settled { exchange, revision, on, ref legs } => {
            let legs = legs.iter().map(|leg| went(fold, &leg.key, leg.count)).collect();
            fold.settled(number(exchange), revision, on, legs);
        }
        Gist::Withdrawn { exchange, .. } => fold.withdrawn(number(exchange)),
        Gist::Other => {}
    }
}

fn went(fold: &mut Fold, key: &LegKey, count: Band) -> Went {
    let kind = match key.kind {
        LegKind::Living => Kind::Living,
        LegKind::Bodies => Kind::Bodies,
        LegKind::Bags => Kind::Bags,
    };
    Went {
        home: key.goes_home().then(|| fold.party(key.to.as_str())),
        kind,
        low: count.low().number(),
        best: count.best().map(Count::number),
        high: count.high().map(Count::number),
    }
}

fn number(exchange: ExchangeId) -> u128 {
    Uuid::from(exchange).as_u128()
}

fn said(statement: StatementId) -> u128 {
    Uuid::from(statement).as_u128()
}
