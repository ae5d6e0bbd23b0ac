//! Whether the exchanges of the rows fit together, and fit the register: parties and frames.

use std::collections::HashMap;

use repatria_domain::{Exchange, Parties, Reference, State};

use crate::import::read::{Mentioned, Rows};
use crate::problem::{Code, Problem};

/// What the exchanges of the rows are held against.
#[derive(Debug)]
pub(super) struct Check<'a> {
    pub(super) state: &'a State,
    pub(super) rows: &'a Rows,
    /// Which of the rows' exchanges has a reference.
    pub(super) by_reference: &'a HashMap<&'a Reference, usize>,
}

impl Check<'_> {
    /// What is wrong with an exchange as a whole.
    pub(super) fn problems(&self, exchange: &Mentioned) -> Vec<Problem> {
        [self.other_parties(exchange), self.frame_problem(exchange)].into_iter().flatten().collect()
    }

    fn other_parties(&self, exchange: &Mentioned) -> Option<Problem> {
        let held = self.state.exchange_called(&exchange.reference)?;
        if held.parties == exchange.parties {
            return None;
        }
        let (reference, parties) = (&exchange.reference, named(&held.parties));
        let message = format!("{reference} is between {parties} in the register");
        let fix = format!("write `{parties}`, or give the other exchange a reference of its own");
        self.rows.problem(exchange.at, "between", Code::OtherParties, message, &fix)
    }

    fn frame_problem(&self, exchange: &Mentioned) -> Option<Problem> {
        let (frame, at) = exchange.frame.as_ref()?;
        let reference = &exchange.reference;
        let problem = |code, message, fix| self.rows.problem(*at, "part_of", code, message, fix);
        let deal = "name the deal that all hand-overs were part of, or leave the cell blank";
        if frame == reference {
            let message = format!("{reference} names itself as the deal that it is part of");
            return problem(Code::FrameWithinFrame, message, deal);
        }
        if self.state.exchange_called(reference).is_some_and(Exchange::is_frame) {
            let message = format!("{reference} has parts, so it is not itself part of {frame}");
            return problem(Code::FrameWithinFrame, message, deal);
        }
        match self.frame_of(frame) {
            // Its rows are wrong, which is said already.
            Err(()) if self.rows.left_out.iter().any(|out| out.exchange == frame.as_str()) => None,
            Err(()) => {
                let message = format!("{reference} is part of {frame}, which nobody has opened");
                let fix = "correct the reference, or add a row about the deal itself";
                problem(Code::NoSuchFrame, message, fix)
            }
            Ok(Some(above)) => {
                let message = format!("{reference} is part of {frame}, itself part of {above}");
                problem(Code::FrameWithinFrame, message, &format!("write `{above}`"))
            }
            Ok(None) => None,
        }
    }

    /// The frame of an exchange of this run or of the register.
    fn frame_of(&self, reference: &Reference) -> Result<Option<Reference>, ()> {
        let here =
            self.by_reference.get(reference).and_then(|index| self.rows.exchanges.get(*index));
        let held = self.state.exchange_called(reference);
        if here.is_none() && held.is_none() {
            return Err(());
        }
        let here = here.and_then(|here| here.frame.as_ref()).map(|(frame, _)| frame.clone());
        let held = held
            .and_then(|held| held.description.as_ref()?.frame)
            .and_then(|frame| self.state.exchange(frame))
            .map(|frame| frame.reference.clone());
        Ok(here.or(held))
    }
}

/// Parties as a table writes them.
pub(in crate::import) fn named(parties: &Parties) -> String {
    parties.iter().map(|party| party.to_string()).collect::<Vec<_>>().join(" ")
}
