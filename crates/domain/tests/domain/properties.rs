//! What holds for every history, not only for those that happened.

mod recount;

use proptest::prelude::*;
use repatria_domain::{
    Band, Command, Commit, Event, Leg, LegKind, OpenExchange, Refusal, Rule, Settlement, State,
    Swap, Terms, decide, describe, generate, propose,
};

use crate::words::{exchange, home, open, settle};

const RULES: [Rule; 6] = [
    Rule::ReceivingSideFirst,
    Rule::Lowest,
    Rule::Highest,
    Rule::MostSources,
    Rule::PreferredOnly,
    Rule::ByHand,
];

fn events(history: &[Commit]) -> impl Iterator<Item = &Event> {
    history.iter().flat_map(|commit| &commit.events)
}

fn register(history: &[Commit]) -> State {
    let mut register = State::default();
    events(history).try_for_each(|event| register.apply(event)).unwrap();
    register
}

fn is_in_order(band: Band) -> bool {
    let middle = band.best().unwrap_or(band.low());
    band.low() <= middle && band.high().is_none_or(|high| middle <= high)
}

fn is_sound(settlement: &Settlement) -> Result<(), TestCaseError> {
    for leg in &settlement.legs {
        prop_assert!(is_in_order(leg.count), "{:?}", leg);
        prop_assert!(leg.split.parts().all(is_in_order), "{:?}", leg);
        is_swapped_within(settlement, leg)?;
    }
    Ok(())
}

/// What is swapped of a leg and what remains of it are the leg; under man for man nothing remains.
fn is_swapped_within(settlement: &Settlement, leg: &Leg) -> Result<(), TestCaseError> {
    let (swapped, best) = (settlement.swapped(&leg.key), leg.count.best());
    let best = best.map(|best| u64::from(best.number()));
    if let Some(remainder) = settlement.remainder(&leg.key) {
        prop_assert_eq!(Some(swapped + u64::from(remainder.number())), best);
    }
    prop_assert!(swapped <= best.unwrap_or(0), "{} swapped of {:?}", swapped, leg);
    if settlement.terms == Terms::ManForMan && leg.key.kind == LegKind::Living {
        prop_assert!(best.is_none_or(|best| swapped == best), "{:?}", leg);
    }
    Ok(())
}

/// Men and postings add up: that one more of the same is meant, and not the same once more, only
/// the id of the command tells. Keeping these is the business of the log.
fn adds_up(command: &Command) -> bool {
    match command {
        Command::RecordMovement(_)
        | Command::DeclareCustody(_)
        | Command::ChangeCustody(_)
        | Command::AcceptLoss(_) => true,
        Command::ReachAgreement(_)
        | Command::OpenExchange(_)
        | Command::DescribeExchange(_)
        | Command::CancelExchange(_)
        | Command::ReinstateExchange(_)
        | Command::StateCount(_)
        | Command::StateTotal(_)
        | Command::ReviewStatement(_)
        | Command::SettleExchange(_)
        | Command::WithdrawSettlement(_)
        | Command::WithholdDetails(_)
        | Command::DiscloseDetail(_) => false,
    }
}

proptest! {
    #[test]
    fn a_swap_has_one_number_or_is_refused(
        to_a in generate::count(),
        other in generate::count(),
        is_equal in any::<bool>(),
    ) {
        let to_b = if is_equal { to_a } else { other };
        let swap = Swap::man_for_man(home("RU", "UA"), to_a, home("UA", "RU"), to_b);
        match swap {
            Ok(swap) => {
                prop_assert_eq!(to_a, to_b);
                prop_assert_eq!(swap.equal, repatria_domain::Equal::Persons(to_a));
            }
            Err(refusal) => prop_assert_eq!(refusal, Refusal::UnequalSwap { to_a, to_b }),
        }
    }

    #[test]
    fn a_band_goes_from_low_over_best_to_high(
        band in generate::band(),
        quantity in generate::quantity(),
    ) {
        prop_assert!(is_in_order(band));
        prop_assert!(is_in_order(quantity.band()));
        prop_assert!(quantity.has_number() || quantity.band() == Band::UNKNOWN);
    }

    #[test]
    fn what_is_held_to_be_true_is_swapped_within_its_legs(history in generate::history()) {
        for (_, settlement) in register(&history).settlements() {
            is_sound(settlement)?;
        }
    }

    #[test]
    fn every_total_is_what_a_recount_of_the_events_gives(history in generate::history()) {
        prop_assert_eq!(recount::shown(&register(&history)), recount::counted(events(&history)));
    }

    #[test]
    fn nobody_lets_more_people_go_than_he_surely_could_hold(history in generate::history()) {
        for (account, balance) in register(&history).custody_accounts() {
            prop_assert!(recount::may_be_true(balance), "{:?}: {:?}", account, balance);
        }
    }

    #[test]
    fn a_command_sent_again_is_refused_or_changes_nothing(commands in generate::commands()) {
        let mut register = State::default();
        for command in commands {
            let Ok(events) = decide(&register, &command) else { continue };
            events.iter().try_for_each(|event| register.apply(event)).unwrap();
            if adds_up(&command) {
                continue;
            }
            if let Ok(again) = decide(&register, &command) {
                let before = register.clone();
                again.iter().try_for_each(|event| register.apply(event)).unwrap();
                prop_assert_eq!(&register, &before, "{:?}", command);
            }
        }
    }

    #[test]
    fn a_source_may_say_anything(said in generate::count_statement(), total in generate::total_statement()) {
        let mut register = State::default();
        let exchange = exchange("2025-06-26");
        let said = repatria_domain::CountStatement { exchange, corrects: None, ..said };
        let total = repatria_domain::TotalStatement { corrects: None, ..total };
        let commands =
            [open("2025-06-26"), Command::StateCount(said.into()), Command::StateTotal(total.into())];
        for command in commands {
            let events = decide(&register, &command);
            prop_assert!(events.is_ok(), "{:?}", events);
            events.unwrap().iter().try_for_each(|event| register.apply(event)).unwrap();
        }
    }

    #[test]
    fn a_proposal_is_sound_and_taken_unless_people_are_missing(history in generate::history()) {
        let register = register(&history);
        for exchange in register.exchanges() {
            let _ = describe(&register, exchange);
            for rule in RULES {
                let Ok(settlement) = propose(exchange, rule) else { continue };
                is_sound(&settlement)?;
                let revision = exchange.settlement_revision + 1;
                match decide(&register, &settle(exchange.reference.as_str(), revision, settlement)) {
                    Ok(_) | Err(Refusal::NegativeTotal { .. } | Refusal::BelowArrived { .. }) => {}
                    Err(refusal) => prop_assert!(false, "{refusal}"),
                }
            }
        }
    }

    #[test]
    fn an_exchange_is_opened_once_by_whatever_name(
        reference in generate::reference(),
        parties in generate::parties(),
    ) {
        let open = OpenExchange::new(reference.clone(), parties);
        let command = Command::OpenExchange(open.clone());
        let mut register = State::default();
        decide(&register, &command)
            .unwrap()
            .iter()
            .try_for_each(|event| register.apply(event))
            .unwrap();
        prop_assert_eq!(register.exchange_called(&reference).map(|held| held.id), Some(open.exchange()));
        prop_assert_eq!(decide(&register, &command), Err(Refusal::ExchangeRepeated { reference }));
    }
}
