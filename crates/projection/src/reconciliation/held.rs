//! A claim about people who are held, against the register's own judgement of custody.
//! It refuses to infer a judgement from what claimants say.

use repatria_domain::{Day, Population, TotalStatement, Whose};

use super::recorded::Recorded;
use super::scope::{self, Asked};
use super::verdict::{Missing, WhyNot};
use super::{Comparison, against, not_compared};
use crate::balance::Balance;
use crate::custody::balance_by;
use crate::sum::Sum;

/// Holds a claim about people in custody against what was declared, and what came and went since.
pub(super) fn compared(asked: &Asked<'_>, said: &TotalStatement) -> Comparison {
    match balance(asked, said) {
        Ok(record) => against(None, said.quantity.band(), record),
        Err(why) => not_compared(None, why),
    }
}

fn balance(asked: &Asked<'_>, said: &TotalStatement) -> Result<Recorded, WhyNot> {
    let missing = |missing| WhyNot::NotSaid { missing };
    if !said.quantity.has_number() {
        return Err(WhyNot::NoNumber);
    }
    let holder = said.scope.holder.ok_or(missing(Missing::Holder))?;
    let Some(Whose::Party(of)) = said.scope.of else { return Err(missing(Missing::Of)) };
    match said.scope.population.ok_or(missing(Missing::Population))? {
        Population::Persons => {}
        Population::Military | Population::Civilian | Population::Child => {
            return Err(WhyNot::CustodyNotToldApart);
        }
        Population::Bodies | Population::Bags => {
            return Err(WhyNot::NotRecorded { measure: said.measure });
        }
    }
    let until = scope::period(asked, said).ok_or(missing(Missing::Date))?.until;
    let held = balance_by(asked.record, holder, of, until);
    Ok(recorded(held.ok_or(WhyNot::NoCustodyDeclared { holder, of })?, until))
}

fn recorded(held: Balance, until: Day) -> Recorded {
    let best = held.best.unwrap_or(held.low);
    Recorded {
        from: None,
        until,
        surely_until: None,
        sum: Sum { low: held.low, best, high: held.high, ..Sum::EMPTY },
        closed: held.high.unwrap_or(best),
        open: u64::from(held.high.is_none()),
        without_figure: 0,
        not_told_apart: 0,
        largest_leg: None,
        counted: Vec::new(),
    }
}
