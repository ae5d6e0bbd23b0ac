//! What the rows add to a register: every statement that is new, every correction of one that
//! changed, and the exchanges that they speak of.
//!
//! A row is held against what an import recorded last, so that a correction by hand stands until
//! the row itself changes.

mod exchanges;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use repatria_domain::{
    Command, Correction, ExchangeCancelled, ExchangeId, Mistake, OpenExchange, Reference, State,
    Text,
};

use self::exchanges::Check;
pub(super) use self::exchanges::named;
use super::Change;
use super::differences::differences;
use super::history::{History, Version};
use super::read::{Draft, LeftOut, Mentioned, Rows};
use super::said::{Key, Place, Said};
use super::table::At;
use crate::problem::{Code, Problem};

/// A command, and the row that asks for it.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) command: Command,
    pub(super) at: At,
}

/// What the rows add to a register.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What to record, in order.
    pub(super) steps: Vec<Step>,
    /// The exchanges that the statements speak of, with their frames.
    pub(super) touched: Vec<(ExchangeId, Option<ExchangeId>)>,
    /// Statements that are new.
    pub(super) new: usize,
    /// Statements that the register has.
    pub(super) known: usize,
    /// Statements that it has otherwise.
    pub(super) changed: Vec<Change>,
    /// Statements that are left out.
    pub(super) left_out: usize,
    /// What is wrong with the rows in this register.
    pub(super) problems: Vec<Problem>,
}

/// Plans what the rows add to a register.
pub(super) fn plan(state: &State, rows: &Rows) -> Plan {
    let mut planner = Planner::of(state, rows);
    planner.check_exchanges();
    // Frames first: a part is recorded only beside its frame.
    let framed = |draft: &Draft| rows.exchange(draft).is_some_and(|held| held.frame.is_some());
    let (parts, others): (Vec<usize>, Vec<usize>) =
        (0..rows.drafts.len()).partition(|index| rows.drafts.get(*index).is_some_and(framed));
    for index in others.into_iter().chain(parts) {
        planner.settle_with_what_it_corrects(index);
    }
    planner.finish()
}

impl Rows {
    /// The exchange that a statement is about.
    fn exchange(&self, draft: &Draft) -> Option<&Mentioned> {
        self.exchanges.get(draft.exchange?)
    }

    fn problem(
        &self,
        at: At,
        column: &str,
        code: Code,
        message: String,
        fix: &str,
    ) -> Option<Problem> {
        let table = self.tables.get(at.table)?;
        Some(table.problem(&table.row(at)?, column, code, message, fix.to_owned()))
    }
}

/// What becomes of a statement.
enum Verdict {
    /// The register has it.
    Known,
    /// It is to be recorded.
    Record(Option<Correction>),
    /// What it depends on is left out, and said to be.
    LeaveOut,
    /// Something is wrong with it.
    Wrong(Option<Problem>),
}

struct Planner<'a> {
    state: &'a State,
    rows: &'a Rows,
    history: History,
    by_reference: HashMap<&'a Reference, usize>,
    // The statements of the run where some other says that a claimant corrected himself.
    aims: HashMap<Place, Vec<usize>>,
    done: HashSet<usize>,
    wrong: HashSet<usize>,
    alive: BTreeSet<usize>,
    cancelled: BTreeMap<usize, (At, Text)>,
    plan: Plan,
}

impl<'a> Planner<'a> {
    fn of(state: &'a State, rows: &'a Rows) -> Self {
        let exchanges = rows.exchanges.iter().enumerate();
        let mut aims: HashMap<Place, Vec<usize>> =
            rows.drafts.iter().filter_map(Draft::aim).map(|aim| (aim, Vec::new())).collect();
        if !aims.is_empty() {
            for (index, draft) in rows.drafts.iter().enumerate() {
                let place = draft.said.place();
                place
                    .and_then(|place| aims.get_mut(&place))
                    .into_iter()
                    .for_each(|at| at.push(index));
            }
        }
        Self {
            state,
            rows,
            history: History::of(state, rows),
            by_reference: exchanges.map(|(index, held)| (&held.reference, index)).collect(),
            aims,
            done: HashSet::new(),
            wrong: HashSet::new(),
            alive: BTreeSet::new(),
            cancelled: BTreeMap::new(),
            plan: Plan { left_out: rows.left_out.len() + rows.totals_left_out, ..Plan::default() },
        }
    }

    fn check_exchanges(&mut self) {
        let check = Check { state: self.state, rows: self.rows, by_reference: &self.by_reference };
        for (index, exchange) in self.rows.exchanges.iter().enumerate() {
            let problems = check.problems(exchange);
            if !problems.is_empty() {
                self.wrong.insert(index);
            }
            self.plan.problems.extend(problems);
        }
    }

    /// What a statement corrects comes before it, wherever its row stands.
    fn settle_with_what_it_corrects(&mut self, index: usize) {
        let mut waiting = vec![index];
        let mut entered = HashSet::from([index]);
        while let Some(top) = waiting.last().copied() {
            let before = self.must_come_before(top);
            if before.iter().any(|before| entered.contains(before)) {
                self.settle(top, Self::in_a_circle);
            } else if before.is_empty() {
                self.settle(top, Self::judge);
            } else {
                entered.extend(&before);
                waiting.extend(before);
                continue;
            }
            waiting.pop();
        }
    }

    fn must_come_before(&self, index: usize) -> Vec<usize> {
        let aim = self.rows.drafts.get(index).and_then(Draft::aim);
        let there = aim.and_then(|aim| self.aims.get(&aim)).map(Vec::as_slice).unwrap_or_default();
        there
            .iter()
            .copied()
            .filter(|other| *other != index && !self.done.contains(other))
            .collect()
    }

    fn settle(&mut self, index: usize, judge: impl FnOnce(&Self, &Draft) -> Verdict) {
        let rows = self.rows;
        let Some(draft) = rows.drafts.get(index).filter(|_| self.done.insert(index)) else {
            return;
        };
        let verdict = if self.can_stand(draft) { judge(self, draft) } else { Verdict::LeaveOut };
        match verdict {
            Verdict::Known => self.plan.known += 1,
            Verdict::Record(correction) => self.record(draft, correction),
            Verdict::LeaveOut => {
                self.plan.left_out += 1;
                return;
            }
            Verdict::Wrong(problem) => {
                self.plan.left_out += 1;
                self.plan.problems.extend(problem);
                return;
            }
        }
        self.alive.extend(draft.exchange);
        self.note_cancellation(draft);
    }

    /// Whether its exchange is sound, and its frame beside it.
    fn can_stand(&self, draft: &Draft) -> bool {
        let Some(exchange) = draft.exchange else { return true };
        let frame = self.rows.exchange(draft).and_then(|held| held.frame.as_ref());
        let framed = frame.is_none_or(|(frame, _)| {
            self.state.exchange_called(frame).is_some()
                || self.by_reference.get(frame).is_some_and(|index| self.alive.contains(index))
        });
        framed && !self.wrong.contains(&exchange)
    }

    fn judge(&self, draft: &Draft) -> Verdict {
        let key = draft.said.key();
        let aim = draft.aim();
        let Some(latest) = self.history.latest(key) else {
            return match aim {
                Some(aim) => self.correct(draft, &aim),
                None => Verdict::Record(None),
            };
        };
        let said = |version: &Version| version.said.says_what(&draft.said);
        let owned = aim.as_ref().is_none_or(|aim| self.history.owns_up_to(key, aim));
        if owned && (said(latest) || self.history.latest_imported(key).is_some_and(said)) {
            return Verdict::Known;
        }
        if !owned && aim != draft.said.place() {
            return self.corrects_late(draft, latest);
        }
        if latest.corrected_by.is_some() {
            return self.corrected_already(draft, "source_url", latest);
        }
        let mistake = if owned { Mistake::Register } else { Mistake::Claimant };
        Verdict::Record(Some(Correction { statement: latest.said.id(), mistake }))
    }

    /// The claimant corrects what he said elsewhere.
    fn correct(&self, draft: &Draft, aim: &Place) -> Verdict {
        let keys = self.history.at(aim).iter().rev();
        let latest: Vec<&Version> = keys.filter_map(|key| self.history.latest(*key)).collect();
        if let Some(open) = latest.iter().find(|version| version.corrected_by.is_none()) {
            let mistake = Mistake::Claimant;
            return Verdict::Record(Some(Correction { statement: open.said.id(), mistake }));
        }
        match latest.first() {
            Some(corrected) => self.corrected_already(draft, "corrects", corrected),
            None if self.is_left_out(draft, aim) => Verdict::LeaveOut,
            None => self.nothing_to_correct(draft),
        }
    }

    /// Whether the statement at that place is left out, which is said already.
    fn is_left_out(&self, draft: &Draft, aim: &Place) -> bool {
        let exchange = draft.reference(self.rows);
        let claimant = aim.claimant.as_ref().map_or("", Text::as_str);
        let same = |out: &LeftOut| {
            (out.exchange.as_str(), out.claimant.as_str(), out.address.as_str())
                == (exchange, claimant, aim.address.as_str())
        };
        self.aims.get(aim).is_some_and(|there| !there.is_empty())
            || self.rows.left_out.iter().any(same)
    }

    fn nothing_to_correct(&self, draft: &Draft) -> Verdict {
        let message =
            format!("{} has no statement of this claimant to correct", draft.reference(self.rows));
        let fix = "give the source_url of that statement, import its row with this one, or leave \
                   the cell blank";
        Verdict::Wrong(self.rows.problem(
            draft.at,
            "corrects",
            Code::NothingToCorrect,
            message,
            fix,
        ))
    }

    fn in_a_circle(&self, draft: &Draft) -> Verdict {
        let message = "the statements correct each other in a circle".to_owned();
        let fix = "leave the cell of the earliest statement blank";
        Verdict::Wrong(self.rows.problem(
            draft.at,
            "corrects",
            Code::CorrectsInCircle,
            message,
            fix,
        ))
    }

    fn corrects_late(&self, draft: &Draft, latest: &Version) -> Verdict {
        let label = &latest.label;
        let message = format!("{label} is recorded already, without saying what it corrects");
        let fix = format!(
            "leave the cell blank, and set the earlier statement aside: `repatria review REF/k \
             --rank deprecated --why \"corrected in {label}\"`"
        );
        Verdict::Wrong(self.rows.problem(draft.at, "corrects", Code::CorrectsLate, message, &fix))
    }

    fn corrected_already(&self, draft: &Draft, column: &str, version: &Version) -> Verdict {
        let message = format!("{} differs from this row, and was corrected already", version.label);
        let message = if column == "corrects" {
            format!("{} was corrected already", version.label)
        } else {
            message
        };
        let fix = "correct the statement that took its place, or write the row as it was recorded";
        Verdict::Wrong(self.rows.problem(draft.at, column, Code::CorrectedAlready, message, fix))
    }

    fn record(&mut self, draft: &Draft, correction: Option<Correction>) {
        let said = draft.said.recorded(correction);
        let reference = self.rows.exchange(draft).map(|held| held.reference.to_string());
        let command = said.command();
        let change = correction.and_then(|correction| self.change(draft, said.key(), correction));
        let label = self.history.record(said, reference.as_deref());
        match change {
            Some(change) => self.plan.changed.push(Change { statement: label, ..change }),
            None => self.plan.new += 1,
        }
        self.plan.steps.push(Step { command, at: draft.at });
    }

    /// What changed since the version before, if it is one of the same statement.
    fn change(&self, draft: &Draft, key: Key, correction: Correction) -> Option<Change> {
        let mut versions = self.history.versions(key);
        let back = self.history.versions(key).any(|version| version.said.says_what(&draft.said));
        let before = versions.find(|version| version.said.id() == correction.statement)?;
        Some(Change {
            statement: String::new(),
            corrects: before.label.clone(),
            differences: differences(&before.said, &draft.said),
            back,
            by_claimant: correction.mistake == Mistake::Claimant,
        })
    }

    /// The earliest reason stands, whatever the order of the rows.
    fn note_cancellation(&mut self, draft: &Draft) {
        let (Some(exchange), true, Some(why)) = (draft.exchange, draft.cancelled, draft.why())
        else {
            return;
        };
        let earlier = self.cancelled.get(&exchange);
        if earlier.is_none_or(|(_, held)| why < *held) {
            self.cancelled.insert(exchange, (draft.at, why));
        }
    }

    fn finish(self) -> Plan {
        let Self { state, rows, alive, cancelled, mut plan, .. } = self;
        let touched = || alive.iter().filter_map(|index| rows.exchanges.get(*index));
        let new = |exchange: &&Mentioned| state.exchange_called(&exchange.reference).is_none();
        let mut steps: Vec<Step> = touched().filter(new).map(Mentioned::opening).collect();
        steps.append(&mut plan.steps);
        for (index, (at, why)) in cancelled {
            let Some(exchange) = rows.exchanges.get(index).map(Mentioned::id) else { continue };
            if state.exchange(exchange).is_none_or(|held| held.cancelled.is_none()) {
                let command = Command::CancelExchange(ExchangeCancelled { exchange, why });
                steps.push(Step { command, at });
            }
        }
        let frame =
            |exchange: &Mentioned| exchange.frame.as_ref().map(|(frame, _)| ExchangeId::of(frame));
        plan.touched = touched().map(|exchange| (exchange.id(), frame(exchange))).collect();
        Plan { steps, ..plan }
    }
}

impl Mentioned {
    fn id(&self) -> ExchangeId {
        ExchangeId::of(&self.reference)
    }

    fn opening(&self) -> Step {
        let (reference, parties) = (self.reference.clone(), self.parties.clone());
        let open = OpenExchange { reference, parties, description: None };
        Step { command: Command::OpenExchange(open), at: self.at }
    }
}

impl Draft {
    /// Where the statement stands that the claimant corrects.
    fn aim(&self) -> Option<Place> {
        let address = self.corrects.clone()?;
        Some(Place { address, ..self.said.place()? })
    }

    fn reference<'r>(&self, rows: &'r Rows) -> &'r str {
        rows.exchange(self).map_or("", |held| held.reference.as_str())
    }

    /// Why the exchange was called off, as this statement has it.
    fn why(&self) -> Option<Text> {
        let by = self.said.attribution();
        let who = by.claimant.as_ref().or(by.relay.as_ref()).unwrap_or(&by.source.address);
        let Said::Count(said) = &self.said else { return None };
        said.note.clone().or_else(|| format!("called off, as {who} says").parse().ok())
    }
}
