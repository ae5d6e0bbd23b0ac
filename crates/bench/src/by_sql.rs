//! What SQL over JSON alone can say of the job, whoever runs it: who came home, by side, kind and
//! month; and of each exchange how often it was described and spoken of. Not whether it is stale:
//! that would take another join.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::Failed;
use crate::fold::{Answer, Came, Home, Kind, Month, Stage, month};

/// What a database answered.
#[derive(Debug, Default)]
pub(crate) struct BySql {
    pub(crate) home: Vec<(Home, Came)>,
    pub(crate) exchanges: Vec<Told>,
}

/// What it said of one exchange.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) exchange: Uuid,
    /// How many statements spoke of it when they were made.
    pub(crate) statements: u64,
    pub(crate) described: u64,
    /// Of the last settlement, withdrawn or not; or 0.
    pub(crate) revision: u32,
}

/// To whom, who, and in which month, as a database writes them.
pub(crate) fn home(to: &str, kind: &str, on: Option<&str>) -> Home {
    let kind = match kind {
        "living" => Kind::Living,
        "bodies" => Kind::Bodies,
        _ => Kind::Bags,
    };
    let on: Option<Month> = on.and_then(month);
    (to.into(), kind, on)
}

/// How many came, as a database writes it behind these three: low, best, high, legs and open.
pub(crate) fn came<E>(number: impl Fn(usize) -> Result<u64, E>) -> Result<Came, E> {
    let [low, best, high] = [number(3)?, number(4)?, number(5)?];
    Ok(Came { low, best, high, legs: number(6)?, open: number(7)? })
}

impl BySql {
    /// Compares what SQL can say with what the folds say.
    pub(crate) fn compare(self, way: &str, answer: &Answer) -> Result<(), Failed> {
        let rows = self.home.len();
        let home: BTreeMap<Home, Came> = self.home.into_iter().collect();
        let is_same = home == answer.home
            && home.len() == rows
            && self.exchanges.len() == answer.exchanges.len()
            && self.exchanges.iter().all(|told| told.is_of(answer))
            && said(&self.exchanges) <= said_and_moved(answer);
        if is_same { Ok(()) } else { Err(format!("{way}: another answer").into()) }
    }
}

/// All statements: SQL counts each where it was made, the folds count a moved one twice.
fn said(exchanges: &[Told]) -> u64 {
    exchanges.iter().map(|told| told.statements).sum()
}

fn said_and_moved(answer: &Answer) -> u64 {
    answer.exchanges.values().map(|stage| u64::from(stage.statements)).sum()
}

impl Told {
    fn is_of(&self, answer: &Answer) -> bool {
        let stage = answer.exchanges.get(&self.exchange.as_u128());
        let is_told = |stage: &Stage| {
            u64::from(stage.described) == self.described && stage.revision == self.revision
        };
        stage.is_some_and(is_told)
    }
}

#[cfg(test)]
mod tests;
