//! The account of a proposal: what each statement was to each leg, or why it was left out.
//! It refuses to leave out that something was left out.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::claims;
use super::counting::{self, Counting};
use crate::settlement::{Evidence, Leg, LegKey, Parties, Role, Rule};
use crate::state::Exchange;
use crate::statement::{Figure, Toward};

/// One entry for each statement and leg, in order of recording.
pub(super) fn evidence(
    exchange: &Exchange,
    rule: Rule,
    legs: &[Leg],
    roles: Vec<(usize, LegKey, Role)>,
) -> Vec<Evidence> {
    let mut entries: BTreeMap<(usize, Option<LegKey>), Role> = BTreeMap::new();
    let mut enter = |order: usize, leg: Option<LegKey>, role: Role| {
        let entry = entries.entry((order, leg)).or_insert(role);
        *entry = role.min(*entry);
    };
    for (order, leg, role) in roles {
        enter(order, Some(leg), role);
    }
    for said in counting::standing(exchange) {
        for (figure, role) in left_out(&said, rule, &exchange.parties) {
            enter(said.order, concerned(figure, legs, &exchange.parties), role);
        }
    }
    let entry = |((order, leg), role): ((usize, Option<LegKey>), Role)| {
        let statement = exchange.statements.get(order)?.said.statement;
        Some(Evidence { statement, leg, role })
    };
    entries.into_iter().filter_map(entry).collect()
}

fn left_out<'a>(
    said: &Counting<'a>,
    rule: Rule,
    parties: &Parties,
) -> impl Iterator<Item = (&'a Figure, Role)> {
    let set_aside = counting::set_aside(said.recorded, rule);
    said.recorded.said.figures.iter().filter_map(move |figure| {
        set_aside.or_else(|| why(figure, parties)).map(|role| (figure, role))
    })
}

fn why(figure: &Figure, parties: &Parties) -> Option<Role> {
    if !figure.tense.is_done() {
        Some(Role::Planned)
    } else if figure.to == Toward::Both {
        Some(Role::BothDirections)
    } else if claims::direction(figure, parties).is_none() {
        Some(Role::NoDirection)
    } else {
        None
    }
}

/// The leg that a figure speaks of: of its channel, else the first of its direction, else the
/// first that goes that way.
fn concerned(figure: &Figure, legs: &[Leg], parties: &Parties) -> Option<LegKey> {
    let direction = claims::direction(figure, parties)?;
    let by = |fits: &dyn Fn(&LegKey) -> bool| legs.iter().map(|leg| leg.key).find(|leg| fits(leg));
    by(&|leg| *leg == direction.leg(figure.channel))
        .or_else(|| by(&|leg| leg.direction() == direction))
        .or_else(|| {
            by(&|leg| {
                (leg.from, leg.to, leg.kind) == (direction.from, direction.to, direction.kind)
            })
        })
}
