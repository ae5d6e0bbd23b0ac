//! A program that keeps the events in a storage of its own: here lines of JSON in memory, in yours
//! perhaps rows of a table. It records, loads again, decides on what it loaded, and reads a total.
#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use repatria_domain::{
    Attribution, Command, CountStatement, Event, ExchangeSettled, Figure, LegKey, OpenExchange,
    Parties, Party, Population, Reference, Refusal, Rule, Source, State, StatementId, Total,
    decide, propose,
};

/// A storage: one line a decision, so that its events are kept together or not at all.
#[derive(Default)]
struct Ledger {
    lines: Vec<String>,
}

impl Ledger {
    /// The register as the lines have it. A line that breaks a rule is refused here as well.
    fn load(&self) -> Result<State, Box<dyn Error>> {
        let mut register = State::default();
        for line in &self.lines {
            let events: Vec<Event> = serde_json::from_str(line)?;
            events.iter().try_for_each(|event| register.apply(event))?;
        }
        Ok(register)
    }

    /// Decides on what is stored, and stores what was decided. A program that records often
    /// keeps the state between two commands, and applies the events to it.
    fn record(&mut self, command: &Command) -> Result<(), Box<dyn Error>> {
        let events = decide(&self.load()?, command)?;
        self.lines.push(serde_json::to_string(&events)?);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (ukraine, russia): (Party, Party) = ("UA".parse()?, "RU".parse()?);
    let mut ledger = Ledger::default();
    record_what_was_said(&mut ledger, ukraine, russia)?;
    settle_as_proposed(&mut ledger, &"2025-06-26".parse()?)?;

    let home = home_from(russia, ukraine, &ledger.load()?).ok_or(Refusal::TotalTooLarge)?;
    println!("{home} came home to {ukraine}, by {} decisions on record", ledger.lines.len());
    Ok(())
}

/// An outlet says 106 each way.
fn record_what_was_said(
    ledger: &mut Ledger,
    ukraine: Party,
    russia: Party,
) -> Result<(), Box<dyn Error>> {
    let open = OpenExchange::new("2025-06-26".parse()?, Parties::new([ukraine, russia])?);
    let figures = [
        Figure::new(ukraine, Population::Military, "106".parse()?),
        Figure::new(russia, Population::Military, "106".parse()?),
    ];
    let outlet = Attribution::of(Source::at("https://news.example/106-for-106".parse()?));
    let id = StatementId::of(b"106 for 106, news.example");
    let said = CountStatement::new(id, open.exchange(), outlet, figures);
    ledger.record(&Command::OpenExchange(open))?;
    ledger.record(&Command::StateCount(said.into()))
}

/// The register holds to be true what the statements come to.
fn settle_as_proposed(ledger: &mut Ledger, reference: &Reference) -> Result<(), Box<dyn Error>> {
    let register = ledger.load()?;
    let exchange = register.exchange_called(reference).ok_or("no such exchange")?;
    ledger.record(&Command::SettleExchange(ExchangeSettled {
        exchange: exchange.id,
        revision: exchange.settlement_revision.saturating_add(1),
        settlement: propose(exchange, Rule::default())?.into(),
    }))
}

fn home_from(from: Party, to: Party, register: &State) -> Option<Total> {
    let held = register.settlements().map(|(_, held)| held);
    Total::of(held.filter_map(|held| held.leg(&LegKey::home(from, to))?.count.best()))
}

#[test]
fn what_was_recorded_is_there_when_it_is_loaded_again() {
    let (ukraine, russia): (Party, Party) = ("UA".parse().unwrap(), "RU".parse().unwrap());
    let mut ledger = Ledger::default();
    record_what_was_said(&mut ledger, ukraine, russia).unwrap();
    let again = record_what_was_said(&mut ledger, ukraine, russia).unwrap_err();
    assert_eq!(
        again.to_string(),
        "the exchange 2025-06-26 is open already: use it, or give another reference"
    );
    settle_as_proposed(&mut ledger, &"2025-06-26".parse().unwrap()).unwrap();

    let copied = Ledger { lines: ledger.lines.clone() };
    assert_eq!(copied.load().unwrap(), ledger.load().unwrap());
    assert_eq!(home_from(russia, ukraine, &copied.load().unwrap()), Some(Total::new(106)));
    assert_eq!(main().map_err(|error| error.to_string()), Ok(()));
}
