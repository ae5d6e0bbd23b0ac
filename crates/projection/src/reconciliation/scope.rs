//! Which of the record a claim speaks of. What it leaves blank is not guessed: without direction,
//! population or beginning it cannot be compared; without agreement, channel or mediator it means
//! any. It refuses to add anything up.

use std::collections::BTreeSet;

use repatria_domain::{
    AgreementId, Channel, Day, Description, Exchange, Leg, Party, Population, Scope, Settlement,
    Since, State, Text, TotalStatement, Toward, Whose,
};

use super::sorted::Sorted;
use super::verdict::{Missing, WhyNot};
use crate::agreements::wider;
use crate::happened::{Certainty, Span};
use crate::published::{Entry, Spoken, Which, frame};
use crate::record::Record;

/// What claims are held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) record: &'a Record,
    pub(super) state: &'a State,
    pub(super) sorted: &'a Sorted<'a>,
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
        && !asked.sorted.knows(mediator)
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
        in_scope(asked, said, Toward::Both).filter_map(|(entry, _)| home(entry)).collect();
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
    pub(super) fn holds(&self, span: Span) -> Option<Certainty> {
        let is_within = |earliest, latest| {
            self.from.is_none_or(|from| from <= earliest) && latest <= self.surely_until
        };
        // As most are that belong to it at all.
        if span.earliest.zip(span.latest).is_some_and(|(first, last)| is_within(first, last)) {
            return Some(Certainty::Surely);
        }
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
) -> impl Iterator<Item = (&'a Entry<'a>, Certainty)> {
    let (state, scope, period) = (asked.state, &said.scope, period(asked, said));
    let whom = whom(scope.of, to);
    let unit = scope.population.map(Population::kind);
    let entries = unit.into_iter().flat_map(move |kind| asked.sorted.entries(whom, kind));
    let agreement = scope.agreement.as_ref().map(AgreementId::of);
    // Most claims name neither, and then nothing has to be looked up.
    let is_any = agreement.is_none() && scope.mediator.is_none();
    entries.filter_map(move |(span, entry)| {
        let happened = period?.holds(*span)?;
        let channel = channel(entry, scope.channel)?;
        let is_meant = scope.holder.is_none_or(|holder| entry.from() == Some(holder))
            && went_toward(entry, whom, to)
            && (is_any
                || is_under(state, entry.exchange, agreement)
                    && is_by(state, entry.exchange, scope.mediator.as_ref()));
        is_meant.then_some((entry, happened.max(channel)))
    })
}

/// Who is counted, as `totals` has it: home, unless the claim speaks of other people than those of
/// the party; none: whoever came home.
fn whom(of: Option<Whose>, to: Toward) -> Option<Which> {
    match (to, of) {
        (Toward::Party(to), None) => Some(Which::Home(to)),
        (Toward::Party(to), Some(Whose::Party(of))) if of == to => Some(Which::Home(to)),
        (Toward::Party(_), Some(Whose::Party(of))) => Some(Which::Abroad(of)),
        (Toward::Party(to), Some(Whose::NotStated)) => Some(Which::WhoseNotStated(to)),
        (Toward::Both | Toward::Each, Some(Whose::Party(of))) => Some(Which::Home(of)),
        (Toward::Both | Toward::Each, None | Some(Whose::NotStated)) => None,
    }
}

/// Whether people who went abroad went to the party that is meant.
fn went_toward(entry: &Entry<'_>, whom: Option<Which>, to: Toward) -> bool {
    match (whom, to) {
        (Some(Which::Abroad(_)), Toward::Party(party)) => entry.to() == party,
        (Some(Which::Abroad(_) | Which::Home(_) | Which::WhoseNotStated(_)) | None, _) => true,
    }
}

/// Whether a leg went by this channel; none where it surely did not.
///
/// A leg without a channel that is swapped counts as exchange. One that is not swapped may be
/// either. A direction of which nobody speaks is one of an exchange.
pub(super) fn channel(entry: &Entry<'_>, wanted: Channel) -> Option<Certainty> {
    if wanted.is_not_stated() {
        return Some(Certainty::Surely);
    }
    let is = match entry.way {
        Spoken::Silent { .. } => Channel::Exchange,
        Spoken::Leg(settlement, leg) => channel_of(settlement, leg),
    };
    match is {
        Channel::NotStated => Some(Certainty::Possibly),
        Channel::Exchange | Channel::Outside => (wanted == is).then_some(Certainty::Surely),
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
pub(super) fn is_under(state: &State, exchange: &Exchange, wanted: Option<AgreementId>) -> bool {
    wanted.is_none_or(|wanted| agreements(state, exchange).any(|agreement| agreement == wanted))
}

/// The agreements that an exchange, or the deal of which it is a hand-over, carries out, and the
/// wider ones that they are members of. One may come up again.
pub(super) fn agreements<'a>(
    state: &'a State,
    exchange: &'a Exchange,
) -> impl Iterator<Item = AgreementId> + 'a {
    let named = described(state, exchange).flat_map(|described| &described.agreements);
    named.flat_map(|named| std::iter::once(*named).chain(wider(state, *named)))
}

pub(super) fn is_by(state: &State, exchange: &Exchange, mediator: Option<&Text>) -> bool {
    mediator.is_none_or(|wanted| mediators(state, exchange).any(|mediator| mediator == wanted))
}

/// The mediators that an exchange, or the deal of which it is a hand-over, names; letter for letter.
/// One may come up again.
pub(super) fn mediators<'a>(
    state: &'a State,
    exchange: &'a Exchange,
) -> impl Iterator<Item = &'a Text> {
    described(state, exchange).flat_map(|described| &described.mediators)
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
