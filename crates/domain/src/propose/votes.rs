//! What most say of the day and of the terms: officials of the parties first, each heard once.
//! It refuses to know figures.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::counting::Counting;
use crate::settlement::{Parties, Terms};
use crate::text::Text;
use crate::when::When;

/// The day that most officials of the parties give, else most statements; ties: the earliest.
pub(super) fn day(counting: &[Counting], parties: &Parties) -> Option<When> {
    most(counting, parties, |said| said.said().says.on)
        .into_iter()
        // A stable minimum: of two texts for the same days the one recorded first.
        .min_by_key(When::sort_key)
}

/// The terms that most officials of the parties give, else most statements; not stated where as
/// many say otherwise.
pub(super) fn terms(counting: &[Counting], parties: &Parties) -> Terms {
    let said =
        |said: &Counting| Some(said.said().says.terms).filter(|terms| !terms.is_not_stated());
    match most(counting, parties, said).as_slice() {
        [terms] => *terms,
        _ => Terms::NotStated,
    }
}

/// Those answers that most give, in order of recording.
fn most<T: PartialEq + Copy>(
    counting: &[Counting],
    parties: &Parties,
    answer: impl Fn(&Counting) -> Option<T>,
) -> Vec<T> {
    let mut tallies: Vec<Tally<T>> = Vec::new();
    for said in counting {
        let Some(given) = answer(said) else { continue };
        let at = tallies.iter().position(|tally| tally.answer == given).unwrap_or(tallies.len());
        if at == tallies.len() {
            tallies.push(Tally { answer: given, officials: BTreeSet::new(), statements: 0 });
        }
        if let Some(tally) = tallies.get_mut(at) {
            tally.add(said, parties);
        }
    }
    let officials = tallies.iter().map(|tally| tally.officials.len()).max().unwrap_or(0);
    let weight = |tally: &Tally<T>| {
        if officials > 0 { tally.officials.len() } else { tally.statements }
    };
    let heaviest = tallies.iter().map(weight).max();
    tallies
        .iter()
        .filter(|tally| Some(weight(tally)) == heaviest)
        .map(|tally| tally.answer)
        .collect()
}

struct Tally<'a, T> {
    answer: T,
    // Who is not named is one more each time.
    officials: BTreeSet<Result<&'a Text, usize>>,
    statements: usize,
}

impl<'a, T> Tally<'a, T> {
    fn add(&mut self, said: &Counting<'a>, parties: &Parties) {
        let attribution = &said.said().attribution;
        if attribution.sides.iter().any(|side| parties.contains(*side)) {
            self.officials.insert(attribution.claimant.as_ref().ok_or(said.order));
        }
        self.statements = self.statements.saturating_add(1);
    }
}
