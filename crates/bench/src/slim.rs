//! What the fold needs of an event, read with `serde_json` from its data: the slim struct of whoever
//! keeps events in somebody else's store.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::Failed;
use crate::fold::{Fold, Kind, Went};

#[derive(Deserialize)]
struct Said<'a> {
    statement: &'a str,
    exchange: &'a str,
    #[serde(borrow)]
    corrects: Option<Corrects<'a>>,
}

#[derive(Deserialize)]
struct Corrects<'a> {
    statement: &'a str,
}

#[derive(Deserialize)]
struct Reviewed<'a> {
    statement: &'a str,
    #[serde(borrow)]
    finding: Finding<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Finding<'a> {
    Rank(IgnoredAny),
    SpeaksOf(&'a str),
}

#[derive(Deserialize)]
struct Described<'a> {
    revision: u32,
    #[serde(borrow)]
    description: Description<'a>,
}

#[derive(Deserialize)]
struct Description<'a> {
    on: Option<&'a str>,
}

#[derive(Deserialize)]
struct Settled<'a> {
    revision: u32,
    #[serde(borrow)]
    settlement: Settlement<'a>,
}

#[derive(Deserialize)]
struct Settlement<'a> {
    on: Option<&'a str>,
    #[serde(borrow)]
    legs: Vec<Leg<'a>>,
}

#[derive(Deserialize)]
struct Leg<'a> {
    #[serde(borrow)]
    key: Key<'a>,
    count: Band,
}

#[derive(Deserialize)]
struct Key<'a> {
    of: Option<&'a str>,
    to: &'a str,
    kind: &'a str,
}

#[derive(Deserialize)]
struct Band {
    low: u32,
    best: Option<u32>,
    high: Option<u32>,
}

/// Folds one event: its type, the exchange that it is about as the store keeps it, and its data.
pub(crate) fn take(fold: &mut Fold, event: &str, exchange: &str, data: &str) -> Result<(), Failed> {
    match event {
        "count-stated" => {
            let said: Said<'_> = serde_json::from_str(data)?;
            let corrects = said.corrects.map(|corrects| id(corrects.statement)).transpose()?;
            fold.said(id(said.statement)?, id(said.exchange)?, corrects);
        }
        "exchange-settled" => {
            let settled: Settled<'_> = serde_json::from_str(data)?;
            let legs = settled.settlement.legs.iter().map(|leg| went(fold, leg)).collect();
            let on = settled.settlement.on.map(str::parse).transpose()?;
            fold.settled(id(exchange)?, settled.revision, on, legs);
        }
        "exchange-described" => {
            let described: Described<'_> = serde_json::from_str(data)?;
            let on = described.description.on.map(str::parse).transpose()?;
            fold.described(id(exchange)?, described.revision, on);
        }
        "statement-reviewed" => {
            let reviewed: Reviewed<'_> = serde_json::from_str(data)?;
            match reviewed.finding {
                Finding::Rank(_) => fold.ranked(id(reviewed.statement)?),
                Finding::SpeaksOf(other) => fold.relinked(id(reviewed.statement)?, id(other)?),
            }
        }
        "exchange-opened" => fold.opened(id(exchange)?),
        "exchange-cancelled" => fold.called(id(exchange)?, true),
        "exchange-reinstated" => fold.called(id(exchange)?, false),
        "settlement-withdrawn" => fold.withdrawn(id(exchange)?),
        _ => {}
    }
    Ok(())
}

fn went(fold: &mut Fold, leg: &Leg<'_>) -> Went {
    let Key { of, to, kind } = leg.key;
    let kind = match kind {
        "living" => Kind::Living,
        "bodies" => Kind::Bodies,
        _ => Kind::Bags,
    };
    let home = (of == Some(to)).then(|| fold.party(to));
    Went { home, kind, low: leg.count.low, best: leg.count.best, high: leg.count.high }
}

/// The number that an id is.
fn id(text: &str) -> Result<u128, Failed> {
    Ok(uuid::Uuid::try_parse(text)?.as_u128())
}
