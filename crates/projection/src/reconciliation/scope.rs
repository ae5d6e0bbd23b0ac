//! Which of the record a claim speaks of. What it leaves blank is not guessed: without direction,
//! population or beginning it cannot be compared; without agreement, channel or mediator it means
//! any. It refuses to add anything up.

use std::collections::BTreeSet;

use repatria_domain::{
    AgreementId, Channel, Day, Description, Exchange, Leg, Party, Scope, Settlement, Since, State,
    Text, TotalStatement, Toward, When, Whose,
};

use super::verdict::{Missing, WhyNot};
use crate::happened::{Certainty, Span};
use crate::published::{Entry, Published, Spoken, Which, frame};
use crate::record::Record;

/// What claims are held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) record: &'a Record,
    pub(super) state: &'a State,
    pub(super) published: &'a Published<'a>,
    pub(super) as_of: Option<Day>,
    /// Whether what the record is made of is listed.
    pub(super) in_detail: bool,
}

/// Looks whether a scope is said as far as a comparison needs it: unit, direction, population,
/// since, agreement, channel, mediator, in this order.
///
/// # Errors
/// The first thing that is missing.
pub(super) fn complete(asked: &Asked<'_>, said: &TotalStatement) -> Result<(), WhyNot> {
    let missing = |missing| Err(WhyNot::NotSaid { missing });
    let scope = &said.scope;
    if !said.quantity.has_number() {
        return Err(WhyNot::NoNumber);
    }
    if scope.to.is_none() {
        return missing(Missing::Direction);
    }
    if scope.population.is_none() {
        return missing(Missing::Population);
    }
    if scope.since.is_none() && scope.agreement.is_none() && scope.mediator.is_none() {
        return missing(Missing::Since);
    }
    known(asked, scope)?;
    if period(asked, said).is_none() {
        return missing(Missing::Date);
    }
    Ok(())
}

/// Looks whether the register knows the agreement and the mediator of a scope.
fn known(asked: &Asked<'_>, scope: &Scope) -> Result<(), WhyNot> {
    if let Some(agreement) = &scope.agreement
        && asked.state.agreement(AgreementId::of(agreement)).is_none()
    {
        return Err(WhyNot::NoSuchAgreement { agreement: agreement.clone() });
    }
    if let Some(mediator) = &scope.mediator
        && !asked.state.exchanges().any(|exchange| names(asked.state, exchange, mediator))
    {
        return Err(WhyNot::NoSuchMediator { mediator: mediator.clone() });
    }
    Ok(())
}

/// The sides that a claim is held against: the one it names, both together, or each by itself.
///
/// # Errors
/// [`WhyNot::WhichSides`] where it says both or each, and people came home to more than two.
pub(super) fn sides(asked: &Asked<'_>, said: &TotalStatement) -> Result<Vec<Toward>, WhyNot> {
    let to = match said.scope.to {
        Some(Toward::Party(party)) => return Ok(vec![Toward::Party(party)]),
        Some(to) => to,
        None => return Err(WhyNot::NotSaid { missing: Missing::Direction }),
    };
    let parties: BTreeSet<Party> =
        in_scope(asked, said, Toward::Both).filter_map(|entry| home(&entry)).collect();
    if parties.len() > 2 {
        return Err(WhyNot::WhichSides { parties: parties.into_iter().collect() });
    }
    match to {
        Toward::Each if !parties.is_empty() => Ok(parties.into_iter().map(Toward::Party).collect()),
        Toward::Each | Toward::Both | Toward::Party(_) => Ok(vec![to]),
    }
}

fn home(entry: &Entry<'_>) -> Option<Party> {
    match entry.which() {
        Which::Home(party) => Some(party),
        Which::Abroad(_) | Which::WhoseNotStated(_) => None,
    }
}

/// The time that a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// The first day; none: from the beginning.
    pub(super) from: Option<Day>,
    /// The last day on which it can have been said, or until which it counts.
    pub(super) until: Day,
    /// The first day on which it can have been said: what was later may be left out of it.
    pub(super) surely_until: Day,
}

/// The time that a claim speaks of; none where nobody says when it was said, nor until when it
/// counts. A month or a year that it begins or ends with is counted whole.
pub(super) fn period(asked: &Asked<'_>, said: &TotalStatement) -> Option<Period> {
    let said_on = said.attribution.said_on;
    let end = said.scope.until.and_then(|until| until.latest());
    let by_end = |day: Option<Day>| {
        [day, end, asked.as_of].into_iter().flatten().min().filter(|_| day.or(end).is_some())
    };
    let until = by_end(said_on.and_then(|on| on.latest()))?;
    let surely_until = match said_on {
        Some(on) => on.earliest().and_then(|first| by_end(Some(first))).unwrap_or(Day::MIN),
        None => until,
    };
    let from = match said.scope.since {
        Some(Since::Day(day)) => day.earliest(),
        Some(Since::Start) | None => None,
    };
    Some(Period { from, until, surely_until })
}

impl Period {
    /// Whether something belongs to it; none where it surely does not.
    pub(super) fn holds(&self, on: Option<When>) -> Option<Certainty> {
        let span = Span::of(on);
        span.happened(Some(self.until))?;
        let is_before = |day: Day| self.from.is_some_and(|from| day < from);
        if span.latest.is_some_and(is_before) {
            return None;
        }
        let is_since = self.from.is_none() || span.earliest.is_some_and(|day| !is_before(day));
        let is_by = span.happened(Some(self.surely_until)) == Some(Certainty::Surely);
        Some(if is_since && is_by { Certainty::Surely } else { Certainty::Possibly })
    }
}

/// What is published of the scope of a claim, each with how sure it is that it belongs there.
pub(super) fn in_scope<'a>(
    asked: &Asked<'a>,
    said: &TotalStatement,
    to: Toward,
) -> impl Iterator<Item = Entry<'a>> {
    let (state, published) = (asked.state, asked.published);
    let period = period(asked, said);
    published.entries.iter().filter_map(move |entry| {
        let happened = period?.holds(entry.on)?;
        let channel = channel(entry, said.scope.channel)?;
        let is_meant = is_counted(entry, &said.scope, to)
            && is_under(state, entry.exchange, said.scope.agreement.as_ref())
            && is_by(state, entry.exchange, said.scope.mediator.as_ref());
        is_meant.then_some(Entry { happened: happened.max(channel), ..*entry })
    })
}

/// Whether a direction is the one that is counted, of the people or remains that are counted.
fn is_counted(entry: &Entry<'_>, scope: &Scope, to: Toward) -> bool {
    let is_kind = scope.population.is_some_and(|counted| counted.kind() == entry.kind());
    let is_from = scope.holder.is_none_or(|holder| entry.from() == Some(holder));
    is_kind && is_from && is_toward(entry, scope.of, to)
}

/// As `totals` has it: home, unless the claim speaks of other people than those of the party.
fn is_toward(entry: &Entry<'_>, of: Option<Whose>, to: Toward) -> bool {
    let which = entry.which();
    let went_to = |party| entry.leg().is_some_and(|leg| leg.key.to == party);
    match (to, of) {
        (Toward::Party(to), None) => which == Which::Home(to),
        (Toward::Party(to), Some(Whose::Party(of))) if of == to => which == Which::Home(to),
        (Toward::Party(to), Some(Whose::Party(of))) => which == Which::Abroad(of) && went_to(to),
        (Toward::Party(to), Some(Whose::NotStated)) => which == Which::WhoseNotStated(to),
        (Toward::Both | Toward::Each, Some(Whose::Party(of))) => which == Which::Home(of),
        (Toward::Both | Toward::Each, None | Some(Whose::NotStated)) => home(entry).is_some(),
    }
}

/// Whether a leg went by this channel; none where it surely did not.
///
/// A leg without a channel that is swapped counts as exchange. One that is not swapped may be
/// either. A direction of which nobody speaks is one of an exchange.
fn channel(entry: &Entry<'_>, wanted: Channel) -> Option<Certainty> {
    let is = match entry.way {
        Spoken::Silent { .. } => Channel::Exchange,
        Spoken::Leg(settlement, leg) => channel_of(settlement, leg),
    };
    match (wanted, is) {
        (Channel::NotStated, _) => Some(Certainty::Surely),
        (_, Channel::NotStated) => Some(Certainty::Possibly),
        (wanted, is) => (wanted == is).then_some(Certainty::Surely),
    }
}

fn channel_of(settlement: &Settlement, leg: &Leg) -> Channel {
    let is_swapped = settlement.swaps.iter().any(|swap| swap.a == leg.key || swap.b == leg.key);
    match leg.key.channel {
        Channel::NotStated if is_swapped => Channel::Exchange,
        Channel::NotStated | Channel::Exchange | Channel::Outside => leg.key.channel,
    }
}

/// Whether an exchange carries out an agreement, or one named as its member, by itself or as a
/// hand-over of a deal that does.
pub(super) fn is_under(state: &State, exchange: &Exchange, wanted: Option<&Text>) -> bool {
    let Some(wanted) = wanted.map(AgreementId::of) else { return true };
    let carried_out = described(state, exchange).flat_map(|described| &described.agreements);
    carried_out.into_iter().any(|agreement| is_member(state, *agreement, wanted))
}

fn is_member(state: &State, agreement: AgreementId, wanted: AgreementId) -> bool {
    // A wider agreement is recorded before its members, so this comes to an end.
    let wider = |id: &AgreementId| state.agreement(*id).and_then(|agreement| agreement.member_of);
    core::iter::successors(Some(agreement), wider).any(|agreement| agreement == wanted)
}

pub(super) fn is_by(state: &State, exchange: &Exchange, mediator: Option<&Text>) -> bool {
    mediator.is_none_or(|mediator| names(state, exchange, mediator))
}

/// Whether an exchange, or the deal of which it is a hand-over, names this mediator, letter for
/// letter.
fn names(state: &State, exchange: &Exchange, mediator: &Text) -> bool {
    described(state, exchange).any(|described| described.mediators.contains(mediator))
}

/// The description of an exchange, and of the deal of which it is a hand-over.
fn described<'a>(
    state: &'a State,
    exchange: &'a Exchange,
) -> impl Iterator<Item = &'a Description> {
    [Some(exchange), frame(state, exchange)]
        .into_iter()
        .filter_map(|exchange| exchange?.description.as_deref())
}
