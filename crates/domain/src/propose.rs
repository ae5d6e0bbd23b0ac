//! From statements to a settlement, and to a description: pure functions that name what they rest
//! on and what they left out. Nothing is invented by symmetry.
//!
//! The way of a figure: what counts (`counting`), whole claims per direction (`claims`), which of
//! them are only parts (`parts`), who is believed first (`order`), the legs (`legs`), what answers
//! what (`swaps`, `remainders`), and the account of all of it (`evidence`).

mod bands;
mod claims;
mod competing;
mod counting;
mod describing;
mod evidence;
mod legs;
mod order;
mod parts;
mod remainders;
mod splits;
mod swaps;
mod votes;

pub use self::competing::{Competing, competing};
pub use self::describing::describe;

use self::legs::{Drawing, Voice};
use crate::count::Count;
use crate::settlement::{Leg, LegKind, Rule, Settlement, Swap, Terms};
use crate::state::Exchange;

/// Why no settlement can be proposed. Nothing is wrong with the exchange: it has to wait.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProposed {
    /// It was called off.
    #[error("it was called off")]
    Cancelled,
    /// Nobody says that anybody went any way: no statement, or only plans.
    #[error("no statement that counts says that people or remains went any way")]
    NothingSaid,
    /// The counts add up to more than can be counted.
    #[error("the figures add up to more than can be counted")]
    TooLarge,
}

/// Proposes a settlement of an exchange from its statements.
///
/// The answer follows from the statements and the rule alone. A settlement by hand has no rule to
/// follow, so [`Rule::ByHand`] is answered as [`Rule::ReceivingSideFirst`].
///
/// # Errors
/// [`NotProposed`] when there is nothing to settle.
pub fn propose(exchange: &Exchange, rule: Rule) -> Result<Settlement, NotProposed> {
    if exchange.cancelled.is_some() {
        return Err(NotProposed::Cancelled);
    }
    let rule = if rule == Rule::ByHand { Rule::ReceivingSideFirst } else { rule };
    let counting = counting::counting(exchange, rule);
    let claims = claims::gather(&counting, &exchange.parties)?;
    let Drawing { mut legs, voices, roles } = legs::draw(&claims, &exchange.parties, rule);
    if legs.is_empty() {
        return Err(NotProposed::NothingSaid);
    }
    let said = votes::terms(&counting, &exchange.parties);
    let swaps = swaps::swaps(&legs, &counting, &exchange.parties);
    remainders::mark(&mut legs, &swaps, &voices, said);
    Ok(Settlement {
        on: votes::day(&counting, &exchange.parties),
        terms: terms(said, &legs, &swaps, &voices),
        tariff: None,
        evidence: evidence::evidence(exchange, rule, &legs, roles),
        legs,
        swaps,
        rule,
        note: None,
    })
}

/// Man for man stands only if no two officials differ and the legs bear it out; a tariff is never
/// proposed, because statements give no ranks.
fn terms(said: Terms, legs: &[Leg], swaps: &[Swap], voices: &[Voice]) -> Terms {
    match said {
        Terms::ManForMan if !officials_agree(voices) || !wholly_swapped(legs, swaps) => {
            Terms::NotStated
        }
        Terms::ByTariff => Terms::NotStated,
        Terms::ManForMan | Terms::AllForAll | Terms::Unequal | Terms::NotStated => said,
    }
}

fn officials_agree(voices: &[Voice]) -> bool {
    let mut numbers = voices
        .iter()
        .filter(|voice| voice.official && voice.direction.kind == LegKind::Living)
        .filter_map(|voice| voice.best);
    let Some(first) = numbers.next() else { return true };
    numbers.all(|number| number == first)
}

fn wholly_swapped(legs: &[Leg], swaps: &[Swap]) -> bool {
    let whole = |leg: &Leg| swaps::left(leg, swaps).is_none_or(|left| left == Count::ZERO);
    legs.iter().filter(|leg| leg.key.kind == LegKind::Living).all(whole)
}

#[cfg(test)]
mod tests;
