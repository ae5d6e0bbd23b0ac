//! One conflict: two sides, and their exchanges one after another, several under way at a time.
//! Conflicts share nothing, so each is decided on a state of its own.

use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use repatria_domain::{
    AgreementId, AgreementReached, Band, Command, Correction, Count, CustodyChange, CustodyChanged,
    CustodyDeclared, Description, Detail, DetailDisclosed, Drawn, Event, Exchange,
    ExchangeCancelled, ExchangeDescribed, ExchangeId, ExchangeKind, ExchangeReinstated,
    ExchangeSettled, Finding, LegKind, Milestone, Mistake, MovementRecorded, OpenExchange, Parties,
    Party, Rank, Rule, SettlementWithdrawn, State, StatementId, StatementReviewed, Text, When,
    WithholdDetails, decide, describe, propose,
};

use super::plan::{Step, steps};
use super::statements::source;
use super::words::{self, Speaker, percent};
use crate::Failed;

/// How many exchanges of a conflict are under way at a time.
const UNDER_WAY: usize = 5;

/// A conflict under way.
pub(super) struct Conflict {
    pub(super) key: String,
    pub(super) sides: [Party; 2],
    pub(super) speakers: Vec<Speaker>,
    pub(super) agreements: Vec<Text>,
    pub(super) spoken: u64,
    pub(super) claims: Vec<StatementId>,
    state: State,
    parties: Parties,
    day: NaiveDate,
    // Whether the register judges who holds how many: of few conflicts anybody can say.
    judges: bool,
    opened: u32,
    last: u32,
    frame: Option<(ExchangeId, u32)>,
    under_way: Vec<Open>,
}

/// An exchange under way, with what truly happened in it.
pub(super) struct Open {
    pub(super) exchange: ExchangeId,
    pub(super) on: NaiveDate,
    pub(super) went: [u32; 2],
    pub(super) kind: LegKind,
    frame: Option<ExchangeId>,
    steps: VecDeque<Step>,
}

impl Conflict {
    pub(super) fn begin(number: u32, rng: &mut Rng) -> Result<Self, Failed> {
        let key = format!("c{number}");
        let sides = [format!("x-a{number}").parse()?, format!("x-b{number}").parse()?];
        let judges = percent(rng, 20);
        let first = NaiveDate::from_ymd_opt(1992, 1, 1).ok_or("no such day")?;
        Ok(Self {
            speakers: words::speakers(&key)?,
            key,
            parties: Parties::new(sides)?,
            sides,
            agreements: Vec::new(),
            spoken: 0,
            claims: Vec::new(),
            state: State::default(),
            day: first.checked_add_days(Days::new(rng.u64(..11_000))).ok_or("no such day")?,
            judges,
            opened: 0,
            last: if judges { rng.u32(20..60) } else { rng.u32(30..220) },
            frame: None,
            under_way: Vec::new(),
        })
    }

    /// The day that the conflict has come to.
    pub(super) fn day(&self) -> NaiveDate {
        self.day
    }

    pub(super) fn has_ended(&self) -> bool {
        self.opened >= self.last && self.under_way.is_empty()
    }

    /// The events of the next command; none where the domain refuses it.
    pub(super) fn next_events(&mut self, rng: &mut Rng) -> Result<Option<Vec<Event>>, Failed> {
        let Some(command) = self.next_command(rng)? else { return Ok(None) };
        let Ok(events) = decide(&self.state, &command) else { return Ok(None) };
        for event in &events {
            self.state.apply(event)?;
        }
        Ok(Some(events))
    }

    fn next_command(&mut self, rng: &mut Rng) -> Result<Option<Command>, Failed> {
        match rng.u32(..1000) {
            0..=3 => return self.reach_agreement(rng).map(Some),
            4..=13 if self.judges => return self.judge(rng).map(Some),
            14..=150 => return self.claim(rng).map(Some),
            _ => {}
        }
        if self.under_way.len() < UNDER_WAY && self.opened < self.last {
            return self.open(rng).map(Some);
        }
        if self.under_way.is_empty() {
            return Ok(None);
        }
        let mut open = self.under_way.swap_remove(rng.usize(..self.under_way.len()));
        let Some(step) = open.steps.pop_front() else { return Ok(None) };
        let command = self.step(step, &open, rng)?;
        if !open.steps.is_empty() {
            self.under_way.push(open);
        }
        Ok(command)
    }

    fn open(&mut self, rng: &mut Rng) -> Result<Command, Failed> {
        self.opened += 1;
        self.day = self.day.checked_add_days(Days::new(rng.u64(1..16))).ok_or("no such day")?;
        let reference = format!("{}-{}-{}", self.key, self.day, self.opened).parse()?;
        let open = OpenExchange::new(reference, self.parties.clone());
        let to_a = rng.u32(5..320);
        let to_b = if percent(rng, 60) { to_a } else { rng.u32(5..320) };
        let kind = if percent(rng, 8) { LegKind::Bodies } else { LegKind::Living };
        let frame = self.frame_of(open.exchange(), rng);
        self.under_way.push(Open {
            exchange: open.exchange(),
            on: self.day,
            went: [to_a, to_b],
            kind,
            frame,
            steps: steps(rng),
        });
        Ok(Command::OpenExchange(open))
    }

    /// Some exchanges begin a deal of several hand-overs; the next few belong to it.
    fn frame_of(&mut self, exchange: ExchangeId, rng: &mut Rng) -> Option<ExchangeId> {
        if let Some((frame, left)) = self.frame.take() {
            self.frame = left.checked_sub(1).filter(|left| *left > 0).map(|left| (frame, left));
            return Some(frame);
        }
        self.frame = percent(rng, 1).then(|| (exchange, rng.u32(2..5)));
        None
    }

    fn step(&mut self, step: Step, open: &Open, rng: &mut Rng) -> Result<Option<Command>, Failed> {
        let id = open.exchange;
        let why = words::reason(rng)?;
        Ok(match step {
            Step::Say => Some(Command::StateCount(self.say(open, None, rng)?.into())),
            Step::Describe => self.described(open).map(Command::DescribeExchange),
            Step::Settle => self.settled(id).map(Command::SettleExchange),
            Step::Correct => match self.latest(id) {
                Some(statement) => {
                    let mistake = if rng.bool() { Mistake::Register } else { Mistake::Claimant };
                    let correction = Correction { statement, mistake };
                    Some(Command::StateCount(self.say(open, Some(correction), rng)?.into()))
                }
                None => None,
            },
            Step::Rank => self.latest(id).map(|statement| {
                let rank = if rng.bool() { Rank::Preferred } else { Rank::Deprecated };
                let finding = Finding::Rank(rank);
                Command::ReviewStatement(StatementReviewed { statement, finding, why })
            }),
            Step::Relink => self.latest(id).zip(self.under_way.last()).map(|(statement, other)| {
                let finding = Finding::SpeaksOf(other.exchange);
                Command::ReviewStatement(StatementReviewed { statement, finding, why })
            }),
            Step::Withdraw => self.state.exchange(id).map(|held| {
                let revision = held.settlement_revision;
                Command::WithdrawSettlement(SettlementWithdrawn { exchange: id, revision, why })
            }),
            Step::Cancel => Some(Command::CancelExchange(ExchangeCancelled { exchange: id, why })),
            Step::Reinstate => {
                Some(Command::ReinstateExchange(ExchangeReinstated { exchange: id, why }))
            }
            Step::Move => self.moved(open, rng),
            Step::Withhold => {
                let withheld = WithholdDetails::new(id, [Detail::Place], self.first_side());
                Some(Command::WithholdDetails(WithholdDetails { why: Some(why), ..withheld }))
            }
            Step::Disclose => {
                let disclosed = DetailDisclosed::new(id, Detail::Place, self.first_side());
                Some(Command::DiscloseDetail(disclosed))
            }
        })
    }

    fn first_side(&self) -> Party {
        let [a, _] = self.sides;
        a
    }

    fn latest(&self, exchange: ExchangeId) -> Option<StatementId> {
        Some(self.state.exchange(exchange)?.statements.last()?.said.statement)
    }

    fn described(&self, open: &Open) -> Option<ExchangeDescribed> {
        let exchange = self.state.exchange(open.exchange)?;
        let drawn = describe(&self.state, exchange);
        let nothing_said = Description {
            on: Some(When::day(open.on)),
            drawn: Drawn::ByHand,
            ..Description::new(ExchangeKind::Exchange)
        };
        let mut description = drawn.unwrap_or(nothing_said);
        description.frame = description.frame.or(open.frame);
        let revision = exchange.description_revision + 1;
        Some(ExchangeDescribed {
            exchange: open.exchange,
            revision,
            description: description.into(),
        })
    }

    fn settled(&self, id: ExchangeId) -> Option<ExchangeSettled> {
        let exchange: &Exchange = self.state.exchange(id)?;
        let settlement = propose(exchange, Rule::default()).ok()?;
        Some(ExchangeSettled {
            exchange: id,
            revision: exchange.settlement_revision + 1,
            settlement: settlement.into(),
        })
    }

    fn moved(&self, open: &Open, rng: &mut Rng) -> Option<Command> {
        let settlement = self.state.exchange(open.exchange)?.settlement.as_ref()?;
        let leg = rng.choice(&settlement.legs)?;
        let most = leg.count.high()?.number();
        let milestone = *rng.choice(&[Milestone::ArrivedHome, Milestone::ReceivedAbroad])?;
        let count = Count::new(most.div_ceil(3));
        let movement = MovementRecorded::new(open.exchange, leg.key, milestone, count);
        let on = Some(When::day(open.on));
        Some(Command::RecordMovement(MovementRecorded { on, ..movement }))
    }

    fn reach_agreement(&mut self, rng: &mut Rng) -> Result<Command, Failed> {
        let number = self.agreements.len() + 1;
        let title: Text = format!("Agreement {number} of {}", self.key).parse()?;
        self.agreements.push(title.clone());
        let member_of = (number > 1 && percent(rng, 30))
            .then(|| self.agreements.first().map(AgreementId::of))
            .flatten();
        Ok(Command::ReachAgreement(AgreementReached {
            on: Some(When::day(self.day)),
            member_of,
            sources: vec![source(self.day, rng)?],
            ..AgreementReached::new(title, self.parties.clone())
        }))
    }

    fn judge(&self, rng: &mut Rng) -> Result<Command, Failed> {
        if percent(rng, 30) { self.declare(rng) } else { self.change_custody(rng) }
    }

    fn declare(&self, rng: &mut Rng) -> Result<Command, Failed> {
        let [a, b] = self.sides;
        let (holder, of) = if rng.bool() { (a, b) } else { (b, a) };
        let count = Band::exactly(Count::new(rng.u32(90_000..120_000)));
        let declared =
            CustodyDeclared::new(holder, of, count, When::day(self.day), words::note(rng)?);
        Ok(Command::DeclareCustody(CustodyDeclared {
            sources: vec![source(self.day, rng)?],
            ..declared
        }))
    }

    fn change_custody(&self, rng: &mut Rng) -> Result<Command, Failed> {
        let [a, b] = self.sides;
        let account = if rng.bool() { (a, b) } else { (b, a) };
        let change = *rng
            .choice(&[CustodyChange::Captured, CustodyChange::Died, CustodyChange::Escaped])
            .ok_or("no change")?;
        let count = Band::exactly(Count::new(rng.u32(1..80)));
        let on = When::day(self.day);
        let changed = CustodyChanged::new(account, change, count, on, words::note(rng)?);
        Ok(Command::ChangeCustody(changed))
    }
}
