//! What claimants say: of one exchange, and of running totals.

use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use super::date::when;
use super::name::{category, few, party, place, words};
use super::number::quantity;
use crate::id::{ExchangeId, StatementId};
use crate::settlement::{Channel, Terms};
use crate::statement::{
    Attribution, Circumstances, Correction, CountStatement, Figure, Measure, Mistake, Population,
    Scope, Since, Source, Tense, TotalStatement, Toward, Whose,
};

const ADDRESSES: [&str; 4] = [
    "https://news.example/a?id=1&page=2",
    "https://news.example/b",
    "https://other.example/\u{43d}\u{43e}\u{432}\u{438}\u{43d}\u{438}",
    "Official Records of the War of the Rebellion, series II, volume 4, page 266",
];

/// Makes a statement about an exchange; its ids are those of no register.
pub fn count_statement() -> impl Strategy<Value = CountStatement> + Clone {
    (id(), id(), attribution(), vec(figure(), 0..5), says(), seldom(words()), correction())
        .prop_map(|(statement, exchange, attribution, figures, says, note, corrects)| {
            CountStatement {
                statement: StatementId::from(statement),
                exchange: ExchangeId::from(exchange),
                attribution,
                figures,
                says,
                note,
                corrects,
            }
        })
        .boxed()
}

/// Makes a statement about a running total; its ids are those of no register.
pub fn total_statement() -> impl Strategy<Value = TotalStatement> + Clone {
    let words_and_note = (seldom(words()), seldom(words()));
    (id(), attribution(), measure(), scope(), quantity(), words_and_note, correction())
        .prop_map(|(statement, attribution, measure, scope, quantity, (words, note), corrects)| {
            TotalStatement {
                statement: StatementId::from(statement),
                attribution,
                measure,
                scope,
                quantity,
                words,
                note,
                corrects,
            }
        })
        .boxed()
}

/// Makes who said it, who passed it on, and where and when it was read.
pub fn attribution() -> impl Strategy<Value = Attribution> + Clone {
    let claimant = (of(words()), seldom(words()), vec(party(), 0..3));
    (claimant, seldom(words()), source(), of(when()))
        .prop_map(|((claimant, role, sides), relay, source, said_on)| Attribution {
            claimant,
            role,
            sides,
            relay,
            source,
            said_on,
        })
        .boxed()
}

/// Makes the page or paper where something was read.
pub fn source() -> impl Strategy<Value = Source> + Clone {
    (few(&ADDRESSES), seldom(words()))
        .prop_map(|(address, title)| Source { address, title })
        .boxed()
}

/// Makes one figure of a statement about an exchange.
pub fn figure() -> impl Strategy<Value = Figure> + Clone {
    let toward = prop_oneof![9 => party().prop_map(Toward::Party), 1 => Just(Toward::Both)];
    let direction = (seldom(whose()), seldom(party()), toward);
    (direction, population(), quantity(), channel(), tense(), seldom(words()))
        .prop_map(|((of, from, to), population, quantity, channel, tense, words)| Figure {
            of,
            from,
            to,
            population,
            quantity,
            channel,
            tense,
            words,
        })
        .boxed()
}

fn says() -> impl Strategy<Value = Circumstances> + Clone {
    let there = (of(when()), place(), seldom(words()), vec(words(), 0..3));
    let what = (seldom(words()), vec(category(), 0..3), terms(), seldom(words()));
    (there, what)
        .prop_map(|((on, place, transit, mediators), (agreement, categories, terms, label))| {
            Circumstances { on, place, transit, mediators, agreement, categories, terms, label }
        })
        .boxed()
}

fn scope() -> impl Strategy<Value = Scope> + Clone {
    let toward = prop_oneof![
        6 => party().prop_map(Toward::Party),
        1 => Just(Toward::Both),
        1 => Just(Toward::Each),
    ];
    let since = prop_oneof![Just(Since::Start), when().prop_map(Since::Day)];
    let whom = (of(toward), of(whose()), seldom(party()), of(population()));
    (whom, (of(since), seldom(when())), (seldom(words()), seldom(words())), channel())
        .prop_map(
            |((to, of, holder, population), (since, until), (agreement, mediator), channel)| {
                Scope { to, of, holder, population, since, until, agreement, mediator, channel }
            },
        )
        .boxed()
}

fn correction() -> impl Strategy<Value = Option<Correction>> + Clone {
    let mistake = select(&[Mistake::Claimant, Mistake::Register][..]);
    let correction = (id(), mistake)
        .prop_map(|(id, mistake)| Correction { statement: StatementId::from(id), mistake });
    weighted(0.2, correction).boxed()
}

fn whose() -> impl Strategy<Value = Whose> + Clone {
    prop_oneof![4 => party().prop_map(Whose::Party), 1 => Just(Whose::NotStated)].boxed()
}

pub(super) fn population() -> impl Strategy<Value = Population> + Clone {
    use Population::{Bags, Bodies, Child, Civilian, Military, Persons};
    select(&[Persons, Military, Civilian, Child, Bodies, Bags][..]).boxed()
}

fn measure() -> impl Strategy<Value = Measure> + Clone {
    use Measure::{Captured, Died, Exchanges, Held, Offered, Returned};
    select(&[Returned, Held, Captured, Died, Exchanges, Offered][..]).boxed()
}

pub(super) fn channel() -> impl Strategy<Value = Channel> + Clone {
    use Channel::{Exchange, NotStated, Outside};
    select(&[NotStated, NotStated, NotStated, NotStated, Exchange, Outside][..])
}

fn tense() -> impl Strategy<Value = Tense> + Clone {
    use Tense::{Done, Planned};
    select(&[Done, Done, Done, Done, Done, Planned][..])
}

pub(super) fn terms() -> impl Strategy<Value = Terms> + Clone {
    use Terms::{AllForAll, ByTariff, ManForMan, NotStated, Unequal};
    select(&[NotStated, ManForMan, AllForAll, Unequal, ByTariff][..]).boxed()
}

pub(super) fn id() -> impl Strategy<Value = Uuid> + Clone {
    any::<u128>().prop_map(Uuid::from_u128).boxed()
}

pub(super) fn seldom<S: Strategy + Clone>(
    strategy: S,
) -> impl Strategy<Value = Option<S::Value>> + Clone
where
    S::Value: Clone,
{
    weighted(0.2, strategy)
}
