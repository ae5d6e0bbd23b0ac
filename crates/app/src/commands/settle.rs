//! `settle`: from what was said to what is held to be true, by a rule.
//! It refuses to choose figures itself: the domain proposes, this records.

use clap::Args;
use clap::builder::TypedValueParser as _;
use repatria_domain::{
    Command, Exchange, ExchangeSettled, Reference, Rule, Settlement, State, propose,
};
use serde::Serialize;

use super::explain;
use crate::cli::words::Named;
use crate::cli::{Call, Format};
use crate::failure::Failure;
use crate::flow::{self, Register};
use crate::lookup;
use crate::output::Output;

const EXAMPLE: &str = "Examples:
  repatria settle 2025-06-26
  repatria settle 2025-06-26 --rule highest
  repatria settle --all

With --all, what is settled and not stale is left as it is, and so is what was settled by hand.";

/// What is to be settled, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Settle {
    /// Which exchange
    #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "REF")]
    reference: Option<Reference>,
    /// Every exchange that allows it and is not settled yet, or stale
    #[arg(long)]
    all: bool,
    /// receiving-side-first, lowest, highest, most-sources or preferred-only
    #[arg(
        long,
        value_parser = Named::<Rule>::default().try_map(by_rule),
        default_value = "receiving-side-first"
    )]
    rule: Rule,
}

fn by_rule(rule: Rule) -> Result<Rule, &'static str> {
    match rule {
        Rule::ByHand => Err("a settlement by hand is recorded with `repatria append`"),
        rule @ (Rule::ReceivingSideFirst
        | Rule::Lowest
        | Rule::Highest
        | Rule::MostSources
        | Rule::PreferredOnly) => Ok(rule),
    }
}

/// What became of every exchange of the register.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Sweep {
    settled: Vec<Reference>,
    settled_before: usize,
    not_settled: Vec<NotSettled>,
}

#[derive(Debug, Serialize)]
struct NotSettled {
    reference: Reference,
    why: String,
}

impl Settle {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        if let Some(reference) = self.reference {
            return settle_one(call, &reference, self.rule, output);
        }
        let mut register = Register::open(call, output)?;
        settle_all(&mut register, self.rule)?.print(output)?;
        register.close(output)
    }
}

fn settle_one(
    call: &Call,
    reference: &Reference,
    rule: Rule,
    output: &mut Output,
) -> Result<(), Failure> {
    let receipt = flow::record(call, output, |state| {
        let exchange = lookup::exchange(state, reference)?;
        let settlement = propose(exchange, rule)
            .map_err(|why| Failure::NotProposed { reference: reference.clone(), why })?;
        Ok(vec![next_revision(exchange, settlement)])
    })?;
    receipt.say(output)?;
    explain::exchange(flow::read_about(call, None, reference)?, reference, output)
}

/// Settles every exchange that allows it and is not settled yet, or stale.
pub(crate) fn settle_all(register: &mut Register, rule: Rule) -> Result<Sweep, Failure> {
    let (mut sweep, commands) = survey(register.state()?, rule);
    let (references, commands): (Vec<_>, Vec<_>) = commands.into_iter().unzip();
    let submissions = register.submissions(commands)?;
    let (_, refused) = register.submit_each(&submissions)?;
    for (place, reference) in references.into_iter().enumerate() {
        match refused.iter().find(|(refused, _)| *refused == place) {
            Some((_, why)) => sweep.leave(reference, why.to_string()),
            None => sweep.settled.push(reference),
        }
    }
    Ok(sweep)
}

fn survey(state: &State, rule: Rule) -> (Sweep, Vec<(Reference, Command)>) {
    let mut exchanges: Vec<&Exchange> = state.exchanges().collect();
    exchanges.sort_by_key(|exchange| &exchange.reference);
    let (mut sweep, mut commands) = (Sweep::default(), Vec::new());
    for exchange in exchanges {
        let reference = exchange.reference.clone();
        match &exchange.settlement {
            Some(_) if !exchange.stale => sweep.settled_before += 1,
            Some(held) if held.rule == Rule::ByHand => sweep.leave(reference, by_hand(exchange)),
            Some(_) | None => match propose(exchange, rule) {
                Ok(settlement) => commands.push((reference, next_revision(exchange, settlement))),
                Err(why) => sweep.leave(reference, why.to_string()),
            },
        }
    }
    (sweep, commands)
}

fn by_hand(exchange: &Exchange) -> String {
    format!(
        "it was settled by hand, and more was said since: settle it by hand again, or by rule with \
         `repatria settle {}`",
        exchange.reference
    )
}

fn next_revision(exchange: &Exchange, settlement: Settlement) -> Command {
    Command::SettleExchange(ExchangeSettled {
        exchange: exchange.id,
        revision: exchange.settlement_revision.saturating_add(1),
        settlement: settlement.into(),
    })
}

impl Sweep {
    fn leave(&mut self, reference: Reference, why: String) {
        self.not_settled.push(NotSettled { reference, why });
    }

    fn print(&self, output: &mut Output) -> Result<(), Failure> {
        match output.format() {
            Format::Json => output.json(self),
            Format::Csv => {
                let row = |left: &NotSettled| vec![left.reference.to_string(), left.why.clone()];
                output.csv(&["reference", "why"], self.not_settled.iter().map(row))
            }
            Format::Table => output.text(&self.text()),
        }
    }

    fn text(&self) -> String {
        let text = format!(
            "settled         {:>6}\nsettled before  {:>6}\nnot settled     {:>6}\n",
            self.settled.len(),
            self.settled_before,
            self.not_settled.len()
        );
        let line = |left: &NotSettled| format!("  {:<24}  {}\n", left.reference, left.why);
        self.not_settled.iter().map(line).fold(text, |text, line| text + &line)
    }
}
