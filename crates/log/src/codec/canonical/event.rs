//! An event of today's version, by its type.

use repatria_domain::{
    AgreementReached, Ceiling, CustodyChanged, CustodyDeclared, Description, DetailDisclosed,
    DetailWithheld, Event, ExchangeCancelled, ExchangeDescribed, ExchangeOpened,
    ExchangeReinstated, ExchangeSettled, Finding, LossAccepted, MovementRecorded,
    SettlementWithdrawn, StatementReviewed, Until,
};

use super::gist::{count_in_brief, count_in_brief_but};
use super::scan::Scan;
use super::settlement::settlement;
use super::statement::{count_statement, total_statement};
use super::values::{band, count, leg_key, parties, source, sources, tariff};
use crate::codec::Said;

pub(super) fn event(scan: &mut Scan<'_>, said: Said) -> Option<Event> {
    scan.literal(r#"{"type":"#)?;
    let event = scan.word()?;
    scan.literal(r#","v":1,"data":"#)?;
    let event = match (event, said) {
        ("count-stated", Said::InBrief) => Event::CountStated(count_in_brief(scan)?.into()),
        ("count-stated", Said::InBriefBut(exchange)) => {
            Event::CountStated(count_in_brief_but(scan, exchange)?.into())
        }
        _ => data(event, scan)?,
    };
    scan.literal("}")?;
    Some(event)
}

fn data(event: &str, scan: &mut Scan<'_>) -> Option<Event> {
    Some(match event {
        "agreement-reached" => Event::AgreementReached(agreement_reached(scan)?),
        "exchange-opened" => Event::ExchangeOpened(exchange_opened(scan)?),
        "exchange-described" => Event::ExchangeDescribed(exchange_described(scan)?),
        "exchange-cancelled" => Event::ExchangeCancelled(exchange_cancelled(scan)?),
        "exchange-reinstated" => Event::ExchangeReinstated(exchange_reinstated(scan)?),
        "count-stated" => Event::CountStated(count_statement(scan)?.into()),
        "total-stated" => Event::TotalStated(total_statement(scan)?.into()),
        "statement-reviewed" => Event::StatementReviewed(statement_reviewed(scan)?),
        "exchange-settled" => Event::ExchangeSettled(exchange_settled(scan)?),
        "settlement-withdrawn" => Event::SettlementWithdrawn(settlement_withdrawn(scan)?),
        "movement-recorded" => Event::MovementRecorded(movement_recorded(scan)?),
        "detail-withheld" => Event::DetailWithheld(detail_withheld(scan)?),
        "detail-disclosed" => Event::DetailDisclosed(detail_disclosed(scan)?),
        "custody-declared" => Event::CustodyDeclared(custody_declared(scan)?),
        "custody-changed" => Event::CustodyChanged(custody_changed(scan)?),
        "loss-accepted" => Event::LossAccepted(loss_accepted(scan)?),
        _ => return None,
    })
}

fn agreement_reached(scan: &mut Scan<'_>) -> Option<AgreementReached> {
    let mut members = scan.object()?;
    let reached = AgreementReached {
        agreement: members.required("agreement", Scan::id)?,
        title: members.required("title", Scan::text)?,
        parties: members.required("parties", parties)?,
        on: members.optional("on", Scan::parsed)?,
        terms: members.or_default("terms", Scan::named)?,
        tariff: members.optional("tariff", tariff)?,
        ceilings: members.or_default("ceilings", |scan| scan.list(ceiling))?,
        categories: members.or_default("categories", |scan| scan.list(Scan::parsed))?,
        member_of: members.optional("member_of", Scan::id)?,
        sources: members.or_default("sources", sources)?,
        note: members.optional("note", Scan::text)?,
    };
    members.end()?;
    Some(reached)
}

fn ceiling(scan: &mut Scan<'_>) -> Option<Ceiling> {
    let mut members = scan.object()?;
    let ceiling = Ceiling {
        to: members.required("to", Scan::parsed)?,
        population: members.required("population", Scan::named)?,
        quantity: members.required("quantity", Scan::parsed)?,
        category: members.optional("category", Scan::parsed)?,
    };
    members.end()?;
    Some(ceiling)
}

fn exchange_opened(scan: &mut Scan<'_>) -> Option<ExchangeOpened> {
    let mut members = scan.object()?;
    let exchange = members.required("exchange", Scan::id)?;
    let reference = members.required("reference", Scan::parsed)?;
    let parties = members.required("parties", parties)?;
    members.end()?;
    Some(ExchangeOpened { exchange, reference, parties })
}

fn exchange_described(scan: &mut Scan<'_>) -> Option<ExchangeDescribed> {
    let mut members = scan.object()?;
    let exchange = members.required("exchange", Scan::id)?;
    let revision = members.required("revision", Scan::number)?;
    let description = members.required("description", description)?;
    members.end()?;
    Some(ExchangeDescribed { exchange, revision, description: description.into() })
}

fn description(scan: &mut Scan<'_>) -> Option<Description> {
    let mut members = scan.object()?;
    let description = Description {
        kind: members.required("kind", Scan::named)?,
        on: members.optional("on", Scan::parsed)?,
        terms: members.or_default("terms", Scan::named)?,
        frame: members.optional("frame", Scan::id)?,
        agreements: members.or_default("agreements", |scan| scan.list(Scan::parsed))?,
        categories: members.or_default("categories", |scan| scan.list(Scan::parsed))?,
        place: members.or_default("place", Scan::text)?,
        transit: members.or_default("transit", |scan| scan.list(Scan::name))?,
        mediators: members.or_default("mediators", |scan| scan.list(Scan::name))?,
        drawn: members.required("drawn", Scan::named)?,
    };
    members.end()?;
    Some(description)
}

fn exchange_cancelled(scan: &mut Scan<'_>) -> Option<ExchangeCancelled> {
    let mut members = scan.object()?;
    let exchange = members.required("exchange", Scan::id)?;
    let why = members.required("why", Scan::text)?;
    members.end()?;
    Some(ExchangeCancelled { exchange, why })
}

fn exchange_reinstated(scan: &mut Scan<'_>) -> Option<ExchangeReinstated> {
    let ExchangeCancelled { exchange, why } = exchange_cancelled(scan)?;
    Some(ExchangeReinstated { exchange, why })
}

fn statement_reviewed(scan: &mut Scan<'_>) -> Option<StatementReviewed> {
    let mut members = scan.object()?;
    let statement = members.required("statement", Scan::id)?;
    let finding = members.required("finding", finding)?;
    let why = members.required("why", Scan::text)?;
    members.end()?;
    Some(StatementReviewed { statement, finding, why })
}

pub(super) fn finding(scan: &mut Scan<'_>) -> Option<Finding> {
    let mut members = scan.object()?;
    let finding = match members.next_member()? {
        ("rank", scan) => Finding::Rank(scan.named()?),
        ("speaks-of", scan) => Finding::SpeaksOf(scan.id()?),
        _ => return None,
    };
    members.end()?;
    Some(finding)
}

fn exchange_settled(scan: &mut Scan<'_>) -> Option<ExchangeSettled> {
    let mut members = scan.object()?;
    let exchange = members.required("exchange", Scan::id)?;
    let revision = members.required("revision", Scan::number)?;
    let settlement = members.required("settlement", settlement)?;
    members.end()?;
    Some(ExchangeSettled { exchange, revision, settlement: settlement.into() })
}

fn settlement_withdrawn(scan: &mut Scan<'_>) -> Option<SettlementWithdrawn> {
    let mut members = scan.object()?;
    let exchange = members.required("exchange", Scan::id)?;
    let revision = members.required("revision", Scan::number)?;
    let why = members.required("why", Scan::text)?;
    members.end()?;
    Some(SettlementWithdrawn { exchange, revision, why })
}

fn movement_recorded(scan: &mut Scan<'_>) -> Option<MovementRecorded> {
    let mut members = scan.object()?;
    let movement = MovementRecorded {
        exchange: members.required("exchange", Scan::id)?,
        leg: members.required("leg", leg_key)?,
        milestone: members.required("milestone", Scan::named)?,
        count: members.required("count", count)?,
        on: members.optional("on", Scan::parsed)?,
        place: members.or_default("place", Scan::text)?,
        source: members.optional("source", source)?,
        note: members.optional("note", Scan::text)?,
    };
    members.end()?;
    Some(movement)
}

fn detail_withheld(scan: &mut Scan<'_>) -> Option<DetailWithheld> {
    let mut members = scan.object()?;
    let withheld = DetailWithheld {
        exchange: members.required("exchange", Scan::id)?,
        detail: members.required("detail", Scan::named)?,
        by: members.required("by", Scan::parsed)?,
        claimant: members.optional("claimant", Scan::name)?,
        said_on: members.optional("said_on", Scan::parsed)?,
        why: members.optional("why", Scan::text)?,
        until: members.optional("until", until)?,
        source: members.optional("source", source)?,
    };
    members.end()?;
    Some(withheld)
}

fn until(scan: &mut Scan<'_>) -> Option<Until> {
    let mut members = scan.object()?;
    let until = match members.next_member()? {
        ("day", scan) => Until::Day(scan.parsed()?),
        ("event", scan) => Until::Event(scan.text()?),
        _ => return None,
    };
    members.end()?;
    Some(until)
}

fn detail_disclosed(scan: &mut Scan<'_>) -> Option<DetailDisclosed> {
    let mut members = scan.object()?;
    let disclosed = DetailDisclosed {
        exchange: members.required("exchange", Scan::id)?,
        detail: members.required("detail", Scan::named)?,
        by: members.required("by", Scan::parsed)?,
        on: members.optional("on", Scan::parsed)?,
        source: members.optional("source", source)?,
        note: members.optional("note", Scan::text)?,
    };
    members.end()?;
    Some(disclosed)
}

fn custody_declared(scan: &mut Scan<'_>) -> Option<CustodyDeclared> {
    let mut members = scan.object()?;
    let declared = CustodyDeclared {
        holder: members.required("holder", Scan::parsed)?,
        of: members.required("of", Scan::parsed)?,
        count: members.required("count", band)?,
        on: members.required("on", Scan::parsed)?,
        basis: members.required("basis", Scan::text)?,
        sources: members.or_default("sources", sources)?,
    };
    members.end()?;
    Some(declared)
}

fn custody_changed(scan: &mut Scan<'_>) -> Option<CustodyChanged> {
    let mut members = scan.object()?;
    let changed = CustodyChanged {
        holder: members.required("holder", Scan::parsed)?,
        of: members.required("of", Scan::parsed)?,
        change: members.required("change", Scan::named)?,
        count: members.required("count", band)?,
        on: members.required("on", Scan::parsed)?,
        basis: members.required("basis", Scan::text)?,
        sources: members.or_default("sources", sources)?,
    };
    members.end()?;
    Some(changed)
}

fn loss_accepted(scan: &mut Scan<'_>) -> Option<LossAccepted> {
    let mut members = scan.object()?;
    let accepted = LossAccepted {
        kept: members.required("kept", Scan::number)?,
        acknowledged: members.optional("acknowledged", Scan::number)?,
        lines: members.required("lines", Scan::number)?,
        bytes: members.required("bytes", Scan::number)?,
        sha256: members.required("sha256", Scan::parsed)?,
        why: members.required("why", Scan::text)?,
    };
    members.end()?;
    Some(accepted)
}
