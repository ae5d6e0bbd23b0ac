//! What claimants said.

use repatria_domain::{
    Attribution, Circumstances, Correction, CountStatement, Figure, Scope, TotalStatement,
};

use super::scan::Scan;
use super::values::source;

pub(super) fn count_statement(scan: &mut Scan<'_>) -> Option<CountStatement> {
    let mut members = scan.object()?;
    let said = CountStatement {
        statement: members.required("statement", Scan::id)?,
        exchange: members.required("exchange", Scan::id)?,
        attribution: members.required("attribution", attribution)?,
        figures: members.or_default("figures", |scan| scan.list(figure))?,
        says: members.or_default("says", circumstances)?,
        note: members.optional("note", Scan::text)?,
        corrects: members.optional("corrects", correction)?,
    };
    members.end()?;
    Some(said)
}

pub(super) fn total_statement(scan: &mut Scan<'_>) -> Option<TotalStatement> {
    let mut members = scan.object()?;
    let said = TotalStatement {
        statement: members.required("statement", Scan::id)?,
        attribution: members.required("attribution", attribution)?,
        measure: members.required("measure", Scan::named)?,
        scope: members.or_default("scope", scope)?,
        quantity: members.required("quantity", Scan::parsed)?,
        words: members.optional("words", Scan::text)?,
        note: members.optional("note", Scan::text)?,
        corrects: members.optional("corrects", correction)?,
    };
    members.end()?;
    Some(said)
}

fn attribution(scan: &mut Scan<'_>) -> Option<Attribution> {
    let mut members = scan.object()?;
    let who = Attribution {
        claimant: members.optional("claimant", Scan::name)?,
        role: members.optional("role", Scan::name)?,
        sides: members.or_default("sides", |scan| scan.list(Scan::parsed))?,
        relay: members.optional("relay", Scan::name)?,
        source: members.required("source", source)?,
        said_on: members.optional("said_on", Scan::parsed)?,
    };
    members.end()?;
    Some(who)
}

fn figure(scan: &mut Scan<'_>) -> Option<Figure> {
    let mut members = scan.object()?;
    let figure = Figure {
        of: members.optional("of", Scan::parsed)?,
        from: members.optional("from", Scan::parsed)?,
        to: members.required("to", Scan::parsed)?,
        population: members.required("population", Scan::named)?,
        quantity: members.required("quantity", Scan::parsed)?,
        channel: members.or_default("channel", Scan::named)?,
        tense: members.or_default("tense", Scan::named)?,
        words: members.optional("words", Scan::text)?,
    };
    members.end()?;
    Some(figure)
}

fn circumstances(scan: &mut Scan<'_>) -> Option<Circumstances> {
    let mut members = scan.object()?;
    let says = Circumstances {
        on: members.optional("on", Scan::parsed)?,
        place: members.or_default("place", Scan::text)?,
        transit: members.optional("transit", Scan::name)?,
        mediators: members.or_default("mediators", |scan| scan.list(Scan::name))?,
        agreement: members.optional("agreement", Scan::name)?,
        categories: members.or_default("categories", |scan| scan.list(Scan::parsed))?,
        terms: members.or_default("terms", Scan::named)?,
        label: members.optional("label", Scan::text)?,
    };
    members.end()?;
    Some(says)
}

fn scope(scan: &mut Scan<'_>) -> Option<Scope> {
    let mut members = scan.object()?;
    let scope = Scope {
        to: members.optional("to", Scan::parsed)?,
        of: members.optional("of", Scan::parsed)?,
        holder: members.optional("holder", Scan::parsed)?,
        population: members.optional("population", Scan::named)?,
        since: members.optional("since", Scan::parsed)?,
        until: members.optional("until", Scan::parsed)?,
        agreement: members.optional("agreement", Scan::name)?,
        mediator: members.optional("mediator", Scan::name)?,
        channel: members.or_default("channel", Scan::named)?,
    };
    members.end()?;
    Some(scope)
}

pub(super) fn correction(scan: &mut Scan<'_>) -> Option<Correction> {
    let mut members = scan.object()?;
    let statement = members.required("statement", Scan::id)?;
    let mistake = members.required("mistake", Scan::named)?;
    members.end()?;
    Some(Correction { statement, mistake })
}
