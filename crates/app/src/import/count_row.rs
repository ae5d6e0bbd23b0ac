//! One row of a table of counts, read: a figure, and what all rows of its statement say alike.

use repatria_domain::{
    Attribution, Channel, Circumstances, Figure, Parties, Party, Place, Population, Quantity,
    Reference, Source, Tense, Terms, Text, Toward, Whose,
};

use super::cells::Cells;

/// What one row of counts says.
#[derive(Debug)]
pub(super) struct CountRow {
    /// What people call the exchange.
    pub(super) reference: Reference,
    /// What all rows of the statement say alike.
    pub(super) alike: Alike,
    /// Which figure it gives.
    pub(super) slot: Slot,
    /// The figure.
    pub(super) quantity: Quantity,
}

/// What all rows of a statement say alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    /// Between whom the exchange is.
    pub(super) parties: Parties,
    /// The deal that frames it.
    pub(super) frame: Option<Reference>,
    /// Whether it was called off.
    pub(super) cancelled: bool,
    /// Where the earlier statement stands that the claimant corrects.
    pub(super) corrects: Option<Text>,
    /// Who said it, and where.
    pub(super) attribution: Attribution,
    /// What it says beside its figures.
    pub(super) says: Circumstances,
    /// Our remark.
    pub(super) note: Option<Text>,
}

/// Which figure of a statement: it gives each once. In the order in which figures are recorded,
/// so that the order of rows makes no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    to: Toward,
    population: Population,
    of: Option<Whose>,
    from: Option<Party>,
    channel: Channel,
    tense: Tense,
}

/// Every population by its word.
pub(super) const POPULATIONS: [(&str, Population); 6] = [
    ("military", Population::Military),
    ("civilian", Population::Civilian),
    ("child", Population::Child),
    ("persons", Population::Persons),
    ("bodies", Population::Bodies),
    ("bags", Population::Bags),
];

/// Every channel by its word.
pub(super) const CHANNELS: [(&str, Channel); 2] =
    [("exchange", Channel::Exchange), ("outside", Channel::Outside)];

const TERMS: [(&str, Terms); 3] = [
    ("man for man", Terms::ManForMan),
    ("all for all", Terms::AllForAll),
    ("unequal", Terms::Unequal),
];

/// Reads a row. `None` when something is wrong; then the cells hold the problems, all of them.
pub(super) fn read(cells: &mut Cells<'_>) -> Option<CountRow> {
    let reference = cells.needed("exchange", "name the exchange", Cells::reference);
    let alike = read_alike(cells);
    let slot = read_slot(cells);
    let fix = "write `not stated` where the source gives no number";
    let quantity = cells.needed("quantity", fix, Cells::quantity);
    let row = CountRow { reference: reference?, alike: alike?, slot: slot?, quantity: quantity? };
    cells.problems.is_empty().then_some(row)
}

fn read_alike(cells: &mut Cells<'_>) -> Option<Alike> {
    let parties = cells.needed("between", "name both sides: `UA RU`", Cells::between);
    let frame = cells.reference("part_of");
    let cancelled = cells.word("status", &[("cancelled", ())]).is_some();
    let corrects = cells.text("corrects");
    let attribution = read_attribution(cells);
    let says = read_circumstances(cells);
    let note = cells.text("note");
    Some(Alike {
        parties: parties?,
        frame,
        cancelled,
        corrects,
        attribution: attribution?,
        says,
        note,
    })
}

/// Who said it, and where; the same columns in both layouts.
pub(super) fn read_attribution(cells: &mut Cells<'_>) -> Option<Attribution> {
    let claimant = cells.text("claimant");
    let role = cells.text("claimant_role");
    let sides = cells.parties("claimant_side").unwrap_or_default();
    let relay = cells.text("relayed_by");
    let said_on = cells.date("said_on");
    let title = cells.text("source_title");
    let fix = "give the address of the page, or what a library would find it by";
    let address = cells.needed("source_url", fix, Cells::text)?;
    Some(Attribution { claimant, role, sides, relay, source: Source { address, title }, said_on })
}

fn read_circumstances(cells: &mut Cells<'_>) -> Circumstances {
    Circumstances {
        on: cells.date("date"),
        place: read_place(cells),
        transit: cells.text("transit"),
        mediators: cells.texts("mediator"),
        agreement: cells.text("agreement"),
        categories: cells.categories("category"),
        terms: cells.word("terms", &TERMS).unwrap_or_default(),
        label: None,
    }
}

fn read_place(cells: &mut Cells<'_>) -> Place {
    match cells.value("place") {
        "withheld" => Place::Withheld,
        "not stated" => Place::NotStated,
        _ => cells.text("place").map_or(Place::NotStated, Place::Known),
    }
}

fn read_slot(cells: &mut Cells<'_>) -> Option<Slot> {
    let fix = "name the party that they went to, or `both` where the source added both up";
    let to = cells.needed("to", fix, |cells, column| cells.party_or(column, read_toward));
    let fix = "write `persons` where the source does not split them";
    let population =
        cells.needed("population", fix, |cells, column| cells.word(column, &POPULATIONS));
    let of = cells.party_or("of", str::parse);
    let from = cells.party("from");
    let channel = cells.word("channel", &CHANNELS).unwrap_or_default();
    let tense = cells.word("tense", &[("planned", Tense::Planned)]).unwrap_or_default();
    Some(Slot { to: to?, population: population?, of, from, channel, tense })
}

fn read_toward(value: &str) -> Result<Toward, ()> {
    match value.parse() {
        // Of a total only: an exchange has a figure for each direction.
        Ok(Toward::Each) | Err(_) => Err(()),
        Ok(toward @ (Toward::Party(_) | Toward::Both)) => Ok(toward),
    }
}

impl Slot {
    /// The figure of this many.
    pub(super) fn figure(self, quantity: Quantity) -> Figure {
        let Self { to, population, of, from, channel, tense } = self;
        Figure { of, from, to, population, quantity, channel, tense, words: None }
    }

    /// The slot that a recorded figure fills.
    pub(super) fn of(figure: &Figure) -> Self {
        let Figure { of, from, to, population, quantity: _, channel, tense, words: _ } = figure;
        Self {
            to: *to,
            population: *population,
            of: *of,
            from: *from,
            channel: *channel,
            tense: *tense,
        }
    }
}
