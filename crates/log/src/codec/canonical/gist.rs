//! The gist of the events of a line, with the words between skipped unread.
//!
//! Where the general parser reads a line, this reads the same or nothing: a member that was asked
//! for and not met has to be absent, so its name is looked for in all that was skipped. What is
//! skipped is not held to be sound: its crc says that it was written so, and `verify` reads it.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use repatria_domain::{Correction, CountStatement, ExchangeId, Gist, LegGist, StatementId, Text};

use super::event;
use super::known::Known;
use super::scan::{Scan, utf8};
use super::statement::{correction, count_statement};
use super::values::{band, leg_key, parties, split, tariff};
use crate::codec::frame::CRC_BYTES;

static TYPE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(r#""type""#));
static CORRECTS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(r#""corrects""#));
static ON: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(r#""on""#));
static FRAME: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(r#""frame""#));
static SPLIT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(r#""split""#));

/// The page of every statement that is read in brief.
static ANYWHERE: LazyLock<Option<Text>> = LazyLock::new(|| "not read".parse().ok());

/// The end of the events and the hash behind them: `],"prev":"`, 64 digits and `"`.
const PREV_BYTES: usize = 75;

/// Shows the gist of each event of a line whose crc was checked, and answers with its number;
/// `None` where the line has to be read whole. Nothing was shown then.
pub(in crate::codec) fn gists(line: &[u8], known: &Known, gists: &mut Vec<Gist>) -> Option<u64> {
    // With no escapes in it, a quote is the end of a string, and a name is what it looks like.
    if memchr::memchr(b'\\', line).is_some() {
        return None;
    }
    let (n, mut rest) = events(utf8(line)?, known)?;
    let begin = r#"{"type":"#;
    while let Some(end) = TYPE.find(rest.strip_prefix(begin)?.as_bytes()) {
        let (event, behind) = rest.split_at_checked(end.checked_add(begin.len() - 1)?)?;
        gists.push(gist(event.strip_suffix(',')?, known)?);
        rest = behind;
    }
    gists.push(gist(rest, known)?);
    Some(n)
}

/// The number of a commit, and its events without the brackets around them.
fn events<'a>(line: &'a str, known: &'a Known) -> Option<(u64, &'a str)> {
    let mut line = Scan::of(line, known);
    line.literal(r#"{"n":"#)?;
    let n = line.number()?;
    line.literal(r#","id":"#)?;
    line.string_of(36)?;
    line.literal(r#","at":"#)?;
    line.string_of(27)?;
    line.literal(r#","by":"#)?;
    line.word()?;
    line.literal(r#","events":["#)?;
    let rest = line.rest();
    let (events, end) = rest.split_at_checked(rest.len().checked_sub(PREV_BYTES + CRC_BYTES)?)?;
    end.strip_prefix(r#"],"prev":""#)?;
    Some((n, events))
}

fn gist(event: &str, known: &Known) -> Option<Gist> {
    let mut scan = Scan::of(event, known);
    scan.literal(r#"{"type":"#)?;
    let kind = scan.word()?;
    scan.literal(r#","v":1,"data":{"#)?;
    Some(match kind {
        "count-stated" => count_stated(&mut scan)?,
        "exchange-settled" => settled(&mut scan)?,
        "exchange-opened" => opened(&mut scan)?,
        "exchange-described" => described(&mut scan)?,
        "exchange-cancelled" => Gist::Cancelled { exchange: exchange(&mut scan)? },
        "exchange-reinstated" => Gist::Reinstated { exchange: exchange(&mut scan)? },
        "settlement-withdrawn" => {
            let exchange = exchange(&mut scan)?;
            scan.literal(r#","revision":"#)?;
            Gist::Withdrawn { exchange, revision: scan.number()? }
        }
        "statement-reviewed" => {
            scan.literal(r#""statement":"#)?;
            let statement = scan.id()?;
            scan.literal(r#","finding":"#)?;
            Gist::Reviewed { statement, finding: event::finding(&mut scan)? }
        }
        "agreement-reached" | "total-stated" | "movement-recorded" | "detail-withheld"
        | "detail-disclosed" | "custody-declared" | "custody-changed" | "loss-accepted" => {
            Gist::Other
        }
        _ => return None,
    })
}

fn opened(scan: &mut Scan<'_>) -> Option<Gist> {
    let exchange = exchange(scan)?;
    scan.literal(r#","reference":"#)?;
    let reference = scan.parsed()?;
    scan.literal(r#","parties":"#)?;
    Some(Gist::Opened { exchange, reference, parties: parties(scan)? })
}

fn exchange(scan: &mut Scan<'_>) -> Option<ExchangeId> {
    scan.literal(r#""exchange":"#)?;
    scan.id()
}

/// What is asked of a statement about an exchange.
struct Stated {
    statement: StatementId,
    exchange: ExchangeId,
    corrects: Option<Correction>,
}

/// Reads what stands of an event, from its first member on.
fn stated(scan: &mut Scan<'_>) -> Option<Stated> {
    scan.literal(r#""statement":"#)?;
    let statement = scan.id()?;
    scan.literal(r#","exchange":"#)?;
    let exchange = scan.id()?;
    let rest = scan.rest();
    let corrects = match CORRECTS.find(rest.as_bytes()) {
        None => None,
        // It is the last member, and so there is nothing else behind it.
        Some(place) => {
            let mut behind = Scan::of(rest.get(place..)?, scan.known());
            behind.literal(r#""corrects":"#)?;
            let corrects = correction(&mut behind)?;
            (behind.rest() == "}}").then_some(Some(corrects))?
        }
    };
    Some(Stated { statement, exchange, corrects })
}

fn count_stated(scan: &mut Scan<'_>) -> Option<Gist> {
    let Stated { statement, exchange, corrects } = stated(scan)?;
    let corrects = corrects.map(|correction| correction.statement);
    Some(Gist::CountStated { statement, exchange, corrects })
}

/// A statement without its words: its event is stepped over, to the brace that ends it.
pub(super) fn count_in_brief(scan: &mut Scan<'_>) -> Option<CountStatement> {
    scan.literal("{")?;
    let rest = scan.rest();
    // As above.
    if memchr::memchr(b'\\', rest.as_bytes()).is_some() {
        return None;
    }
    let end = match TYPE.find(rest.as_bytes()) {
        Some(next) => next.checked_sub(",{".len())?,
        None => rest.len().checked_sub(PREV_BYTES + CRC_BYTES)?,
    };
    let Stated { statement, exchange, corrects } =
        stated(&mut Scan::of(rest.get(..end)?, scan.known()))?;
    scan.take(end.checked_sub("}".len())?)?.strip_suffix('}')?;
    Some(CountStatement::in_brief(statement, exchange, corrects, ANYWHERE.clone()?))
}

/// The same; but what was said of this exchange is read in every word.
pub(super) fn count_in_brief_but(
    scan: &mut Scan<'_>,
    exchange: ExchangeId,
) -> Option<CountStatement> {
    let mut behind = scan.clone();
    let said = count_in_brief(&mut behind)?;
    if said.exchange == exchange {
        return count_statement(scan);
    }
    *scan = behind;
    Some(said)
}

fn described(scan: &mut Scan<'_>) -> Option<Gist> {
    let exchange = exchange(scan)?;
    scan.literal(r#","revision":"#)?;
    let revision = scan.number()?;
    scan.literal(r#","description":"#)?;
    let mut members = scan.object()?;
    let kind = members.required("kind", Scan::named)?;
    let on = members.optional("on", Scan::parsed)?;
    members.optional("terms", Scan::word)?;
    let frame = members.optional("frame", Scan::id)?;
    absent_if(on.is_none(), &ON, scan.rest())?;
    absent_if(frame.is_none(), &FRAME, scan.rest())?;
    Some(Gist::Described { exchange, revision, kind, on, frame })
}

fn settled(scan: &mut Scan<'_>) -> Option<Gist> {
    let exchange = exchange(scan)?;
    scan.literal(r#","revision":"#)?;
    let revision = scan.number()?;
    scan.literal(r#","settlement":"#)?;
    let mut members = scan.object()?;
    let on = members.optional("on", Scan::parsed)?;
    members.optional("terms", Scan::word)?;
    members.optional("tariff", tariff)?;
    let legs = members.required("legs", |scan| scan.list(leg_gist))?;
    absent_if(on.is_none(), &ON, scan.rest())?;
    Some(Gist::Settled { exchange, revision, on, legs })
}

/// What is left of a leg holds names and figures, and no text in which a brace could stand.
fn leg_gist(scan: &mut Scan<'_>) -> Option<LegGist> {
    let mut members = scan.object()?;
    let key = members.required("key", leg_key)?;
    let count = members.required("count", band)?;
    let basis = members.required("basis", Scan::named)?;
    let split = members.or_default("split", split)?;
    absent_if(split.is_silent(), &SPLIT, members.skip()?)?;
    Some(LegGist { key, count, basis, split })
}

/// Nothing to be known where a member that was not met stands further on.
fn absent_if(is_missed: bool, name: &Finder<'_>, skipped: &str) -> Option<()> {
    (!is_missed || name.find(skipped.as_bytes()).is_none()).then_some(())
}
