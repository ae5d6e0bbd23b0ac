//! What claims are held against, worked out plainly: every claim goes through all that is recorded.

use std::collections::BTreeSet;

use proptest::prelude::*;
use repatria_domain::{
    AgreementId, Attribution, Day, Exchange, ExchangeKind, Rank, Scope, TotalClaim, TotalStatement,
    Toward, When, Whose, generate,
};

use crate::happened::{Certainty, Span, date, happened};
use crate::published::{Entry, Published, Which, frame, living, settled_parts};
use crate::reconciliation::own_count::{OwnCount, own_count};
use crate::reconciliation::scope::{Asked, channel, in_scope, is_by, is_under, period};
use crate::reconciliation::sorted::Sorted;
use crate::reconciliation::standing::{ClaimBeside, ClaimStanding, Claims, called};
use crate::record::Record;

fn is_toward(entry: &Entry<'_>, of: Option<Whose>, to: Toward) -> bool {
    let which = entry.which();
    let went_to = |party| entry.leg().is_some_and(|leg| leg.key.to == party);
    match (to, of) {
        (Toward::Party(to), None) => which == Which::Home(to),
        (Toward::Party(to), Some(Whose::Party(of))) if of == to => which == Which::Home(to),
        (Toward::Party(to), Some(Whose::Party(of))) => which == Which::Abroad(of) && went_to(to),
        (Toward::Party(to), Some(Whose::NotStated)) => which == Which::WhoseNotStated(to),
        (Toward::Both | Toward::Each, Some(Whose::Party(of))) => which == Which::Home(of),
        (Toward::Both | Toward::Each, None | Some(Whose::NotStated)) => {
            matches!(which, Which::Home(_))
        }
    }
}

fn plain_scope<'a>(
    asked: &Asked<'_>,
    published: &Published<'a>,
    said: &TotalStatement,
    to: Toward,
) -> Vec<Entry<'a>> {
    let (state, scope) = (asked.state, &said.scope);
    let belongs = |entry: &Entry<'a>| {
        let sure =
            period(asked, said)?.holds(Span::of(entry.on))?.max(channel(entry, scope.channel)?);
        let is_meant = scope.population.is_some_and(|unit| unit.kind() == entry.kind())
            && scope.holder.is_none_or(|holder| entry.from() == Some(holder))
            && is_toward(entry, scope.of, to)
            && is_under(state, entry.exchange, scope.agreement.as_ref().map(AgreementId::of))
            && is_by(state, entry.exchange, scope.mediator.as_ref());
        is_meant.then_some(Entry { happened: sure, ..*entry })
    };
    published.entries.iter().filter_map(belongs).collect()
}

fn plain_count(asked: &Asked<'_>, said: &TotalStatement) -> Option<OwnCount> {
    let (state, period) = (asked.state, period(asked, said)?);
    let took_place = |exchange: &&Exchange| {
        let described = exchange.description.as_ref();
        described.is_none_or(|described| described.kind == ExchangeKind::Exchange)
            && living(exchange).next().is_some()
            && settled_parts(state, exchange).next().is_none()
            && period.holds(Span::of(date(exchange))) == Some(Certainty::Surely)
            && is_under(state, exchange, said.scope.agreement.as_ref().map(AgreementId::of))
            && is_by(state, exchange, said.scope.mediator.as_ref())
    };
    let counted: Vec<&Exchange> = state.exchanges().filter(took_place).collect();
    let deals: BTreeSet<_> =
        counted.iter().map(|held| frame(state, held).unwrap_or(held).id).collect();
    Some(OwnCount { hand_overs: counted.len() as u64, deals: deals.len() as u64 })
}

fn plain_beside(said: &[(usize, &TotalClaim)], claim: &TotalClaim) -> Vec<ClaimBeside> {
    let mine = &claim.said;
    let differs = |(_, other): &&(usize, &TotalClaim)| {
        mine.attribution.said_on.is_some()
            && mine.attribution.said_on == other.said.attribution.said_on
            && (mine.measure, &mine.scope) == (other.said.measure, &other.said.scope)
            && mine.quantity != other.said.quantity
    };
    let shown = |(number, other): &(usize, &TotalClaim)| ClaimBeside {
        called: called(*number),
        claimant: other.said.attribution.claimant.clone(),
        relay: other.said.attribution.relay.clone(),
        quantity: other.said.quantity,
    };
    said.iter().filter(differs).map(shown).collect()
}

fn plain_standing(said: &[(usize, &TotalClaim)], claim: &TotalClaim) -> ClaimStanding {
    let later = said.iter().find(|(_, later)| Some(later.said.statement) == claim.corrected_by);
    match later {
        Some((number, later)) => ClaimStanding::Corrected {
            by: called(*number),
            mistake: later.said.corrects.unwrap().mistake,
        },
        None if claim.rank == Rank::Deprecated => ClaimStanding::Deprecated,
        None => ClaimStanding::Stands,
    }
}

/// What a claim says, as it is, with parts of its scope left out, so that more is in it, and as if it
/// were said on other days.
fn varied(said: &TotalStatement, days: &[Day]) -> Vec<TotalStatement> {
    let scope = &said.scope;
    let scopes = [
        scope.clone(),
        Scope { agreement: None, ..scope.clone() },
        Scope { mediator: None, ..scope.clone() },
        Scope { agreement: None, mediator: None, since: None, ..scope.clone() },
        Scope { of: None, holder: None, agreement: None, mediator: None, ..scope.clone() },
    ];
    let varied = scopes.iter().flat_map(|scope| {
        let said = TotalStatement { scope: scope.clone(), ..said.clone() };
        let on_others = days.iter().map(|day| Some(When::day(*day)));
        on_others.chain([said.attribution.said_on]).map(move |said_on| {
            let attribution = Attribution { said_on, ..said.attribution.clone() };
            TotalStatement { attribution, ..said.clone() }
        })
    });
    varied.collect()
}

proptest! {
    #[test]
    fn a_claim_is_held_against_what_all_that_is_recorded_comes_to(
        history in generate::history_of(0..60),
    ) {
        let record = Record::of(&history).unwrap();
        let state = record.state();
        let said_on = state.total_claims().filter_map(|claim| claim.said.attribution.said_on?.latest());
        let as_of: Vec<_> = [None].into_iter().chain(said_on.take(3).map(Some)).collect();
        let days = state.exchanges().filter_map(|held| date(held)?.latest()).take(3);
        let days: Vec<Day> = days.collect();
        let parties: BTreeSet<_> = state.exchanges().flat_map(|held| held.parties.iter()).collect();
        let toward = parties.into_iter().map(Toward::Party).chain([Toward::Both, Toward::Each]);
        let toward: Vec<Toward> = toward.collect();
        for as_of in as_of {
            let published = Published::of(&record, as_of);
            let sorted = &Sorted::of(state, &published);
            let asked = Asked { record: &record, state, sorted, as_of, in_detail: false };
            let claims = Claims::of(&record, as_of);
            let said: Vec<_> = record
                .total_claims()
                .filter(|(_, claim)| happened(claim.said.attribution.said_on, as_of).is_some())
                .collect();
            prop_assert_eq!(&claims.said, &said);
            for (_, claim) in &said {
                prop_assert_eq!(claims.standing(claim), plain_standing(&said, claim));
                prop_assert_eq!(claims.beside(claim), plain_beside(&said, claim));
                for said in varied(&claim.said, &days) {
                    prop_assert_eq!(own_count(&asked, &said), plain_count(&asked, &said));
                    for to in &toward {
                        let found: Vec<_> = in_scope(&asked, &said, *to)
                            .map(|(entry, happened)| Entry { happened, ..*entry })
                            .collect();
                        let plain = plain_scope(&asked, &published, &said, *to);
                        prop_assert_eq!(format!("{found:?}"), format!("{plain:?}"));
                    }
                }
            }
        }
    }
}
