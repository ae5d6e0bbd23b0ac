//! Commands whose values are valid in themselves. The ids in them are those of no register:
//! [`Intent`](super::Intent) fits them to one.

use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::date::when;
use super::leg::{leg_key, tariff};
use super::name::{category, party, place, reference, two_parties, words};
use super::number::{band, count, quantity};
use super::settlement::settlement;
use super::statement::{count_statement, id, population, seldom, source, terms, total_statement};
use crate::command::{Command, OpenExchange, WithholdDetails};
use crate::event::{
    AgreementReached, Ceiling, CustodyChange, CustodyChanged, CustodyDeclared, Description, Detail,
    DetailDisclosed, Drawn, Event, ExchangeCancelled, ExchangeDescribed, ExchangeKind,
    ExchangeReinstated, ExchangeSettled, Finding, LossAccepted, Milestone, MovementRecorded, Rank,
    SettlementWithdrawn, StatementReviewed, Until,
};
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::settlement::{Parties, Terms};

/// Makes a command of any kind, without regard to any register: to test what reads and writes them.
pub fn command() -> impl Strategy<Value = Command> + Clone {
    prop_oneof![
        2 => agreement().prop_map(Command::ReachAgreement),
        5 => open().prop_map(Command::OpenExchange),
        4 => described().prop_map(Command::DescribeExchange),
        12 => count_statement().prop_map(|said| Command::StateCount(said.into())),
        3 => total_statement().prop_map(|said| Command::StateTotal(said.into())),
        4 => reviewed().prop_map(Command::ReviewStatement),
        8 => settled().prop_map(Command::SettleExchange),
        3 => movement().prop_map(Command::RecordMovement),
        2 => withhold().prop_map(Command::WithholdDetails),
        15 => rarer(),
    ]
    .boxed()
}

fn rarer() -> impl Strategy<Value = Command> + Clone {
    prop_oneof![
        2 => (exchange(), words()).prop_map(|(exchange, why)| {
            Command::CancelExchange(ExchangeCancelled { exchange, why })
        }),
        2 => (exchange(), words()).prop_map(|(exchange, why)| {
            Command::ReinstateExchange(ExchangeReinstated { exchange, why })
        }),
        3 => (exchange(), revision(), words()).prop_map(|(exchange, revision, why)| {
            Command::WithdrawSettlement(SettlementWithdrawn { exchange, revision, why })
        }),
        2 => disclosed().prop_map(Command::DiscloseDetail),
        3 => declared().prop_map(Command::DeclareCustody),
        3 => changed().prop_map(Command::ChangeCustody),
        2 => loss().prop_map(Command::AcceptLoss),
    ]
    .boxed()
}

fn loss() -> impl Strategy<Value = LossAccepted> + Clone {
    let known = (any::<u16>(), of(any::<u16>()), any::<u16>(), any::<u32>());
    (known, any::<[u8; 32]>(), words())
        .prop_map(|((kept, acknowledged, lines, bytes), sha256, why)| LossAccepted {
            kept: kept.into(),
            acknowledged: acknowledged.map(u64::from),
            lines: lines.into(),
            bytes: bytes.into(),
            sha256: sha256.into(),
            why,
        })
        .boxed()
}

/// Makes an event of any kind, without regard to any register.
pub fn event() -> impl Strategy<Value = Event> + Clone {
    command().prop_filter_map("an event", |command| command.events().pop()).boxed()
}

fn agreement() -> impl Strategy<Value = AgreementReached> + Clone {
    let what = (words(), parties(), of(when()), terms());
    let owed = (vec(ceiling(), 0..3), vec(category(), 0..2), of(id()));
    (what, owed, vec(source(), 0..2), seldom(words()))
        .prop_map(
            |((title, parties, on, terms), (ceilings, categories, member_of), sources, note)| {
                AgreementReached {
                    agreement: AgreementId::of(&title),
                    title,
                    parties,
                    on,
                    terms,
                    tariff: if terms == Terms::ByTariff { tariff() } else { None },
                    ceilings,
                    categories,
                    member_of: member_of.map(AgreementId::from),
                    sources,
                    note,
                }
            },
        )
        .boxed()
}

fn ceiling() -> impl Strategy<Value = Ceiling> + Clone {
    (party(), population(), quantity(), seldom(category()))
        .prop_map(|(to, population, quantity, category)| Ceiling {
            to,
            population,
            quantity,
            category,
        })
        .boxed()
}

/// Makes two parties or more; mostly the two belligerents.
pub fn parties() -> impl Strategy<Value = Parties> + Clone {
    (two_parties(), vec(party(), 0..2))
        .prop_filter_map("two different parties", |((one, other), more)| {
            Parties::new([one, other].into_iter().chain(more)).ok()
        })
        .boxed()
}

fn open() -> impl Strategy<Value = OpenExchange> + Clone {
    (reference(), parties(), of(description()))
        .prop_map(|(reference, parties, description)| OpenExchange {
            reference,
            parties,
            description,
        })
        .boxed()
}

fn described() -> impl Strategy<Value = ExchangeDescribed> + Clone {
    (exchange(), revision(), description())
        .prop_map(|(exchange, revision, description)| ExchangeDescribed {
            exchange,
            revision,
            description: description.into(),
        })
        .boxed()
}

/// Makes what an exchange is, apart from its numbers.
pub fn description() -> impl Strategy<Value = Description> + Clone {
    use ExchangeKind::{Bodies, Exchange, Transfer};
    let what = (select(&[Exchange, Transfer, Bodies][..]), of(when()), terms());
    let within = (weighted(0.4, exchange()), vec(id().prop_map(AgreementId::from), 0..3));
    let there = (place(), vec(words(), 0..2), vec(words(), 0..3), vec(category(), 0..2));
    let drawn = select(&[Drawn::FromStatements, Drawn::ByHand][..]);
    (what, within, there, drawn)
        .prop_map(
            |(
                (kind, on, terms),
                (frame, agreements),
                (place, transit, mediators, categories),
                drawn,
            )| {
                Description {
                    kind,
                    on,
                    terms,
                    frame,
                    agreements,
                    categories,
                    place,
                    transit,
                    mediators,
                    drawn,
                }
            },
        )
        .boxed()
}

fn reviewed() -> impl Strategy<Value = StatementReviewed> + Clone {
    let rank = select(&[Rank::Preferred, Rank::Normal, Rank::Deprecated][..]);
    let finding =
        prop_oneof![3 => rank.prop_map(Finding::Rank), 2 => exchange().prop_map(Finding::SpeaksOf)];
    (id(), finding, words())
        .prop_map(|(id, finding, why)| StatementReviewed {
            statement: StatementId::from(id),
            finding,
            why,
        })
        .boxed()
}

fn settled() -> impl Strategy<Value = ExchangeSettled> + Clone {
    (exchange(), revision(), settlement())
        .prop_map(|(exchange, revision, settlement)| ExchangeSettled {
            exchange,
            revision,
            settlement: settlement.into(),
        })
        .boxed()
}

fn movement() -> impl Strategy<Value = MovementRecorded> + Clone {
    let whom = (exchange(), leg_key(), milestone(), count());
    (whom, of(when()), place(), of(source()), seldom(words()))
        .prop_map(|((exchange, leg, milestone, count), on, place, source, note)| MovementRecorded {
            exchange,
            leg,
            milestone,
            count,
            on,
            place,
            source,
            note,
        })
        .boxed()
}

fn milestone() -> impl Strategy<Value = Milestone> + Clone {
    use Milestone::{ArrivedHome, Assembled, HandedOver, InTransit, Listed, ReceivedAbroad};
    select(&[ArrivedHome, HandedOver, ReceivedAbroad, InTransit, Assembled, Listed][..]).boxed()
}

fn withhold() -> impl Strategy<Value = WithholdDetails> + Clone {
    let details = subsequence(&[Detail::Place, Detail::Date, Detail::Count][..], 1..=3);
    let until = prop_oneof![when().prop_map(Until::Day), words().prop_map(Until::Event)];
    let said = (seldom(words()), of(when()), of(words()), of(until), of(source()));
    (exchange(), details, party(), said)
        .prop_map(|(exchange, details, by, (claimant, said_on, why, until, source))| {
            WithholdDetails { exchange, details, by, claimant, said_on, why, until, source }
        })
        .boxed()
}

fn disclosed() -> impl Strategy<Value = DetailDisclosed> + Clone {
    let detail = select(&[Detail::Place, Detail::Date, Detail::Count][..]);
    (exchange(), detail, party(), of(when()), of(source()), seldom(words()))
        .prop_map(|(exchange, detail, by, on, source, note)| DetailDisclosed {
            exchange,
            detail,
            by,
            on,
            source,
            note,
        })
        .boxed()
}

fn declared() -> impl Strategy<Value = CustodyDeclared> + Clone {
    (two_parties(), band(), when(), words(), vec(source(), 0..2))
        .prop_map(|((holder, of), count, on, basis, sources)| CustodyDeclared {
            holder,
            of,
            count,
            on,
            basis,
            sources,
        })
        .boxed()
}

fn changed() -> impl Strategy<Value = CustodyChanged> + Clone {
    use CustodyChange::{Captured, Died, Escaped, Released, TransferredIn, TransferredOut};
    let change = select(&[Captured, TransferredIn, Died, Escaped, Released, TransferredOut][..]);
    (two_parties(), change, band(), when(), words(), vec(source(), 0..2))
        .prop_map(|((holder, of), change, count, on, basis, sources)| CustodyChanged {
            holder,
            of,
            change,
            count,
            on,
            basis,
            sources,
        })
        .boxed()
}

fn exchange() -> impl Strategy<Value = ExchangeId> + Clone {
    id().prop_map(ExchangeId::from).boxed()
}

fn revision() -> impl Strategy<Value = u32> + Clone {
    1..4_u32
}
