//! One row of a table of totals, read: each is a statement of its own.

use repatria_domain::{Measure, Scope, TotalStatement};

use super::cells::Cells;
use super::count_row::{CHANNELS, POPULATIONS, read_attribution};
use super::said::unnamed;

const MEASURES: [(&str, Measure); 6] = [
    ("returned", Measure::Returned),
    ("held", Measure::Held),
    ("captured", Measure::Captured),
    ("died", Measure::Died),
    ("exchanges", Measure::Exchanges),
    ("offered", Measure::Offered),
];

/// Reads a row. `None` when something is wrong; then the cells hold the problems, all of them.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<TotalStatement> {
    let attribution = read_attribution(cells);
    let fix = "say what is counted up: returned, held, captured, died, exchanges or offered";
    let measure = cells.needed("what", fix, |cells, column| cells.word(column, &MEASURES));
    let scope = read_scope(cells);
    let fix = "write `not stated` where the source gives no number";
    let quantity = cells.needed("quantity", fix, Cells::quantity);
    let words = cells.text("words");
    let note = cells.text("note");
    let statement = TotalStatement {
        statement: unnamed(),
        attribution: attribution?,
        measure: measure?,
        scope,
        quantity: quantity?,
        words,
        note,
        corrects: None,
    };
    cells.problems.is_empty().then_some(statement)
}

fn read_scope(cells: &mut Cells<'_>) -> Scope {
    Scope {
        to: cells.party_or("to", str::parse),
        of: cells.party_or("of", str::parse),
        holder: cells.party("holder"),
        population: cells.word("population", &POPULATIONS),
        since: cells.date_or("since", str::parse),
        until: cells.date("until"),
        agreement: cells.text("agreement"),
        mediator: cells.text("mediator"),
        channel: cells.word("channel", &CHANNELS).unwrap_or_default(),
    }
}
