//! What becomes of one exchange, step by step, in the proportions of the real data. What is rare
//! there, or does not occur there yet, gets a small share, so that every event occurs.

use std::collections::VecDeque;

use fastrand::Rng;

use super::words::percent;

/// One step in the life of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Say,
    Describe,
    Settle,
    Correct,
    Rank,
    Relink,
    Withdraw,
    Cancel,
    Reinstate,
    Move,
    Withhold,
    Disclose,
}

/// The steps of an exchange that was just opened.
pub(super) fn steps(rng: &mut Rng) -> VecDeque<Step> {
    let mut steps = VecDeque::new();
    if percent(rng, 2) {
        steps.extend([Step::Say, Step::Describe, Step::Cancel]);
        if percent(rng, 50) {
            return steps;
        }
        steps.push_back(Step::Reinstate);
    }
    // Two statements on average, as in the real data.
    steps.extend(std::iter::repeat_n(Step::Say, rng.choice([1, 1, 2, 2, 2, 3, 4]).unwrap_or(2)));
    steps.extend([Step::Describe, Step::Settle]);
    let mut sometimes = |share, more: &[Step]| {
        if percent(rng, share) {
            steps.extend(more);
        }
    };
    sometimes(4, &[Step::Withhold]);
    sometimes(4, &[Step::Move]);
    sometimes(4, &[Step::Say, Step::Settle]);
    sometimes(3, &[Step::Correct, Step::Settle]);
    sometimes(2, &[Step::Rank]);
    sometimes(1, &[Step::Relink, Step::Describe, Step::Settle]);
    sometimes(1, &[Step::Withdraw, Step::Say, Step::Settle]);
    sometimes(2, &[Step::Withhold, Step::Move, Step::Disclose]);
    steps
}
