//! However the rows are split over files and runs, the register holds the same statements.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::bundled::{BOTH, COUNTS_FILE, TOTALS_FILE};
use super::*;

/// The statements by what they say, whatever their ids and numbers.
fn held(register: &Register) -> BTreeMap<String, usize> {
    let counts = register.state.exchanges().flat_map(|exchange| &exchange.statements);
    let counts = counts.map(|held| serde_json::to_string(held.said.as_ref()).unwrap());
    let totals = register.state.total_claims();
    let totals = totals.map(|claim| serde_json::to_string(claim.said.as_ref()).unwrap());
    let mut held = BTreeMap::new();
    for said in counts.chain(totals) {
        *held.entry(said).or_default() += 1;
    }
    held
}

/// The whole real data, imported at once.
fn whole() -> &'static BTreeMap<String, usize> {
    static WHOLE: OnceLock<BTreeMap<String, usize>> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let mut register = Register::default();
        register.import(&BOTH);
        held(&register)
    })
}

/// The records of a table, those with ends of line within cells too, under their header.
fn records(text: &str) -> (String, Vec<String>) {
    let mut starts: Vec<usize> =
        scan::Records::of(text).map(|record| record.unwrap().start).collect();
    starts.push(text.len());
    let mut records: Vec<String> =
        starts.windows(2).map(|ends| text[ends[0]..ends[1]].to_owned()).collect();
    let header = records.remove(0);
    (header, records)
}

/// Deals the records of both tables out to files, in an order that the deck gives.
fn deal(deck: &[(u32, usize)], by_statement: bool) -> Vec<String> {
    let mut files = Vec::new();
    for (text, key) in [(COUNTS_FILE, [0, 4, 6, 23].as_slice()), (TOTALS_FILE, &[])] {
        let (header, records) = records(text);
        let mut hands: Vec<Vec<(u32, &String)>> = vec![Vec::new(); 5];
        let mut hand_of: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (record, (place, hand)) in records.iter().zip(deck.iter().cycle()) {
            let cells = scan::Records::of(record).next().unwrap().unwrap().cells;
            let name = key.iter().map(|index| cells[*index].value.to_string()).collect();
            let hand = if by_statement && !key.is_empty() {
                *hand_of.entry(name).or_insert(*hand)
            } else {
                *hand
            };
            hands[hand].push((*place, record));
        }
        for mut hand in hands {
            hand.sort_by_key(|(place, _)| *place);
            files.push(
                header.clone() + &hand.iter().map(|(_, row)| row.as_str()).collect::<String>(),
            );
        }
    }
    files
}

fn named(files: &[String]) -> Vec<(&str, &str)> {
    const NAMES: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    NAMES.into_iter().zip(files.iter().map(String::as_str)).collect()
}

fn deck() -> impl Strategy<Value = Vec<(u32, usize)>> {
    prop::collection::vec((any::<u32>(), 0_usize..5), 97)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_split_and_order_of_the_rows_in_one_run_gives_the_same_statements(deck in deck()) {
        let mut register = Register::default();
        register.import(&named(&deal(&deck, false)));
        prop_assert_eq!(&held(&register), whole());
    }

    #[test]
    fn any_split_of_the_statements_over_runs_gives_the_same_statements(deck in deck()) {
        let mut register = Register::default();
        // A deal and what a claimant corrects come no later than the rows that name them.
        register.import(&[("first.csv", &rows_others_need())]);
        let files = deal(&deck, true);
        for (name, text) in named(&files) {
            register.import(&[(name, text)]);
            prop_assert_eq!(register.prepare(&[(name, text)]).commands, []);
        }
        prop_assert_eq!(&held(&register), whole());
        prop_assert_eq!(register.prepare(&BOTH).summary.new, 0);
    }

    #[test]
    fn files_given_twice_in_one_run_are_read_once(deck in deck()) {
        let files = deal(&deck, true);
        let twice: Vec<(&str, &str)> = named(&files).into_iter().chain(named(&files)).collect();
        let names: Vec<String> = (0..twice.len()).map(|number| format!("{number}.csv")).collect();
        let twice: Vec<(&str, &str)> =
            names.iter().zip(&twice).map(|(name, (_, text))| (name.as_str(), *text)).collect();
        let mut register = Register::default();
        register.import(&twice);
        prop_assert_eq!(&held(&register), whole());
    }
}

/// The rows about deals, and about the exchange where a claimant corrected himself.
fn rows_others_need() -> String {
    let (header, records) = records(COUNTS_FILE);
    let needed = ["2022-09-21,", "2025-04-19,", "2022-10-17,"];
    let rows = records.iter().filter(|row| needed.iter().any(|start| row.starts_with(start)));
    header + &rows.cloned().collect::<String>()
}
