//! Who is believed first. It refuses to know why: that is the rule's business.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::claims::Claim;
use crate::count::Count;
use crate::event::Rank;
use crate::settlement::{Basis, Direction, Rule};
use crate::statement::Attribution;
use crate::text::Text;

/// The claims in the order of the rule, best first.
///
/// Within a rule: the class of the claimant, preferred, exact before bounded before approximate,
/// the finer split, the later statement, the earlier in the log.
pub(super) fn ranked<'c, 'a>(
    claims: &[&'c Claim<'a>],
    direction: &Direction,
    rule: Rule,
) -> Vec<&'c Claim<'a>> {
    let mut ranked = claims.to_vec();
    ranked.sort_by_cached_key(|claim| {
        let said = claim.said();
        (
            by_rule(claim, claims, rule),
            basis(&said.attribution, direction),
            claim.from.recorded.rank != Rank::Preferred,
            claim.precision(),
            Reverse(claim.fineness()),
            Reverse(said.attribution.said_on.map(|when| when.sort_key())),
            claim.from.order,
        )
    });
    ranked
}

/// The class of a claimant, by the side that he speaks for; a joint claimant is of each of his.
pub(super) fn basis(attribution: &Attribution, direction: &Direction) -> Basis {
    let speaks_for_owner = direction.of.is_some_and(|of| attribution.speaks_for(of));
    if attribution.speaks_for(direction.to) {
        Basis::ReceivingSide
    } else if attribution.speaks_for(direction.from) || speaks_for_owner {
        Basis::OtherSide
    } else if attribution.is_official() {
        Basis::ThirdParty
    } else {
        Basis::PressOnly
    }
}

/// What the rule puts first has the smallest key; who gives no best number comes last.
fn by_rule(claim: &Claim<'_>, claims: &[&Claim<'_>], rule: Rule) -> u64 {
    let Some(best) = claim.total.best() else { return u64::MAX };
    match rule {
        Rule::Lowest => best.number().into(),
        Rule::Highest => u64::from(u32::MAX.saturating_sub(best.number())),
        Rule::MostSources => u64::from(u32::MAX).saturating_sub(sources(best, claims)),
        Rule::ReceivingSideFirst | Rule::PreferredOnly | Rule::ByHand => u64::MAX,
    }
}

fn sources(best: Count, claims: &[&Claim<'_>]) -> u64 {
    let giving = claims.iter().filter(|claim| claim.total.best() == Some(best));
    let addresses: BTreeSet<&Text> =
        giving.map(|claim| &claim.said().attribution.source.address).collect();
    u64::try_from(addresses.len()).unwrap_or(u64::MAX)
}
