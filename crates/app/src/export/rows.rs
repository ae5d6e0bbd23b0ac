//! The statements themselves as tables: about exchanges, a row a figure; about totals, a row each.
//! It refuses to leave one out: what was corrected or set aside is marked, never dropped.

use repatria_domain::{
    Band, Correction, Exchange, Figure, Party, RecordedStatement, Scope, StatementId, Text,
    TotalClaim,
};
use repatria_projection::{Record, Stamp};

use crate::print::{Sheet, code, opt};

const STATEMENTS: [&str; 38] = [
    "statement",
    "exchange",
    "claimant",
    "role",
    "sides",
    "relay",
    "said_on",
    "source",
    "title",
    "rank",
    "corrected_by",
    "corrects",
    "mistake",
    "moved_to",
    "on",
    "place",
    "transit",
    "mediators",
    "agreement",
    "categories",
    "terms",
    "label",
    "note",
    "n",
    "at",
    "by",
    "figure",
    "of",
    "from",
    "to",
    "population",
    "quantity",
    "low",
    "best",
    "high",
    "channel",
    "tense",
    "words",
];

/// What was said of exchanges, in order of their references: a row a figure.
pub(crate) fn statements(record: &Record) -> String {
    let mut sheet = Sheet::new(&STATEMENTS);
    let mut exchanges: Vec<&Exchange> = record.state().exchanges().collect();
    exchanges.sort_unstable_by_key(|exchange| &exchange.reference);
    for exchange in exchanges {
        for (number, held) in (1..).zip(&exchange.statements) {
            let cells = statement(record, exchange, number, held);
            if held.said.figures.is_empty() {
                sheet.row(cells.clone());
            }
            for (place, figure) in (1_u64..).zip(&held.said.figures) {
                let cells = cells.iter().cloned().chain([place.to_string()]);
                sheet.row(cells.chain(figure_cells(figure)));
            }
        }
    }
    sheet.into_text()
}

fn statement(
    record: &Record,
    exchange: &Exchange,
    number: u64,
    held: &RecordedStatement,
) -> Vec<String> {
    let said = &held.said;
    let says = &said.says;
    let name = |id: StatementId| {
        let of = record.state().exchange_of(id)?;
        Some(format!("{}/{}", of.reference, of.statement(id)?.0))
    };
    let moved_to = held.moved_to.and_then(|id| record.state().exchange(id));
    let mut cells =
        vec![format!("{}/{number}", exchange.reference), exchange.reference.to_string()];
    cells.extend(attribution(&said.attribution));
    cells.extend([code(&held.rank), opt(held.corrected_by.and_then(name))]);
    cells.extend(correction(said.corrects, name));
    cells.extend([
        opt(moved_to.map(|exchange| &exchange.reference)),
        opt(says.on),
        says.place.to_string(),
        opt(says.transit.as_ref()),
        texts(&says.mediators),
        opt(says.agreement.as_ref()),
        says.categories.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        code(&says.terms),
        opt(says.label.as_ref()),
        opt(said.note.as_ref()),
    ]);
    cells.extend(stamp(record.recorded(said.statement)));
    cells
}

fn figure_cells(figure: &Figure) -> Vec<String> {
    let mut cells = vec![
        opt(figure.of),
        opt(figure.from),
        figure.to.to_string(),
        code(&figure.population),
        figure.quantity.to_string(),
    ];
    cells.extend(band(figure.quantity.has_number().then(|| figure.quantity.band())));
    cells.extend([code(&figure.channel), code(&figure.tense), opt(figure.words.as_ref())]);
    cells
}

const CLAIMS: [&str; 31] = [
    "claim",
    "claimant",
    "role",
    "sides",
    "relay",
    "said_on",
    "source",
    "title",
    "rank",
    "corrected_by",
    "corrects",
    "mistake",
    "measure",
    "to",
    "of",
    "holder",
    "population",
    "since",
    "until",
    "agreement",
    "mediator",
    "channel",
    "quantity",
    "low",
    "best",
    "high",
    "words",
    "note",
    "n",
    "at",
    "by",
];

/// What was said of running totals, in order of recording: a row each.
pub(crate) fn claims(record: &Record) -> String {
    let mut sheet = Sheet::new(&CLAIMS);
    for (number, claim) in record.total_claims() {
        sheet.row(claim_cells(record, number, claim));
    }
    sheet.into_text()
}

fn claim_cells(record: &Record, number: usize, claim: &TotalClaim) -> Vec<String> {
    let said = &claim.said;
    let name = |id: StatementId| {
        let mut claims = record.total_claims();
        claims.find(|(_, other)| other.said.statement == id).map(|(number, _)| called(number))
    };
    let mut cells = vec![called(number)];
    cells.extend(attribution(&said.attribution));
    cells.extend([code(&claim.rank), opt(claim.corrected_by.and_then(name))]);
    cells.extend(correction(said.corrects, name));
    cells.push(code(&said.measure));
    cells.extend(scope(&said.scope));
    cells.push(said.quantity.to_string());
    cells.extend(band(said.quantity.has_number().then(|| said.quantity.band())));
    cells.extend([opt(said.words.as_ref()), opt(said.note.as_ref())]);
    cells.extend(stamp(record.recorded(said.statement)));
    cells
}

fn called(number: usize) -> String {
    format!("T/{number}")
}

fn scope(scope: &Scope) -> [String; 9] {
    [
        opt(scope.to),
        opt(scope.of),
        opt(scope.holder),
        scope.population.map(|counted| code(&counted)).unwrap_or_default(),
        opt(scope.since),
        opt(scope.until),
        opt(scope.agreement.as_ref()),
        opt(scope.mediator.as_ref()),
        code(&scope.channel),
    ]
}

fn attribution(by: &repatria_domain::Attribution) -> [String; 7] {
    [
        opt(by.claimant.as_ref()),
        opt(by.role.as_ref()),
        by.sides.iter().map(Party::to_string).collect::<Vec<_>>().join(" "),
        opt(by.relay.as_ref()),
        opt(by.said_on),
        by.source.address.to_string(),
        opt(by.source.title.as_ref()),
    ]
}

/// Which statement was corrected, and whose mistake it was.
fn correction(
    corrects: Option<Correction>,
    name: impl FnOnce(StatementId) -> Option<String>,
) -> [String; 2] {
    let mistake = corrects.map(|corrects| code(&corrects.mistake)).unwrap_or_default();
    [opt(corrects.and_then(|corrects| name(corrects.statement))), mistake]
}

/// A band; empty where the source gives no number.
fn band(band: Option<Band>) -> [String; 3] {
    [
        opt(band.map(|band| band.low())),
        opt(band.and_then(|band| band.best())),
        opt(band.and_then(|band| band.high())),
    ]
}

fn stamp(recorded: Option<&Stamp>) -> [String; 3] {
    [
        opt(recorded.map(|stamp| stamp.n)),
        opt(recorded.map(|stamp| stamp.at)),
        opt(recorded.map(|stamp| stamp.by.as_str())),
    ]
}

fn texts(texts: &[Text]) -> String {
    texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
