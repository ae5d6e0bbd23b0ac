//! Who says how many, side by side: the claims that a settlement is chosen from.
//! It refuses to choose.

use alloc::vec::Vec;

use super::claims::{self, Claim};
use super::{NotProposed, counting, legs};
use crate::id::StatementId;
use crate::quantity::Band;
use crate::settlement::{Channel, Direction, LegKey, Rule};
use crate::state::Exchange;

/// What one statement says of all the people, or remains, who went one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Competing {
    /// The statement.
    pub statement: StatementId,
    /// Which way, and whose they are; the channel where each is spoken of for itself.
    pub leg: LegKey,
    /// How many, as far as it says.
    pub count: Band,
}

/// Says what competes over each way: whole statements with a number, as [`propose`](super::propose())
/// hears them. Plans, what was set aside, parts of a whole and silence are not among them.
///
/// # Errors
/// [`NotProposed::TooLarge`] when the figures of one statement add up to more than can be counted.
pub fn competing(exchange: &Exchange) -> Result<Vec<Competing>, NotProposed> {
    let rule = Rule::ReceivingSideFirst;
    let counting = counting::counting(exchange, rule);
    let claims = claims::gather(&counting, &exchange.parties)?;
    let heard = |(direction, claim): (Direction, &Claim<'_>)| {
        let leg = direction.leg(claim.only_channel().unwrap_or(Channel::NotStated));
        Competing { statement: claim.said().statement, leg, count: claim.total }
    };
    Ok(legs::competing(&claims, &exchange.parties, rule).into_iter().map(heard).collect())
}
