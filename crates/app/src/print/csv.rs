//! Read models as flat rows under heads that stay the same. An empty `best` or `high` is no figure,
//! or an open end: the words for it are in `basis`, `without_number` and `silent`.

use repatria_domain::{Band, Category, Figure, LegKey, Text, Toward};
use repatria_projection::{
    AbroadTotal, Explanation, Overview, Row, RowState, StatementShown, Story, Sum, Timeline,
    Totals, Way,
};

use super::sheet::{Sheet, code, opt};

/// The timeline: a row for each way of each exchange, and for each direction nobody speaks of.
pub(crate) fn timeline_csv(timeline: &Timeline) -> String {
    let mut sheet = Sheet::new(&TIMELINE);
    for row in &timeline.rows {
        let exchange = exchange_cells(row);
        if row.ways.is_empty() && row.silent.is_empty() {
            sheet.row(exchange.clone());
        }
        for way in &row.ways {
            sheet.row(exchange.iter().cloned().chain(way_cells(way)));
        }
        for silent in &row.silent {
            let mut cells = vec![String::new(); WAY];
            for (cell, text) in
                cells.iter_mut().zip([silent.as_str(), "", silent.as_str(), "living"])
            {
                text.clone_into(cell);
            }
            cells.insert(BASIS, "nobody-speaks".to_owned());
            sheet.row(exchange.iter().cloned().chain(cells));
        }
    }
    sheet.into_text()
}

const TIMELINE: [&str; 32] = [
    "reference",
    "on",
    "earliest",
    "latest",
    "happened",
    "kind",
    "parties",
    "part_of",
    "state",
    "revision",
    "stale",
    "terms",
    "place",
    "transit",
    "mediators",
    "agreements",
    "categories",
    "withheld",
    "nth_in_seven_days",
    "statements",
    "of",
    "from",
    "to",
    "counted",
    "channel",
    "low",
    "best",
    "high",
    "basis",
    "swapped",
    "remainder",
    "remainder_mark",
];
/// How many cells a way has, and which of them its basis is.
const WAY: usize = 11;
const BASIS: usize = 8;

fn exchange_cells(row: &Row) -> Vec<String> {
    let (state, revision) = match &row.state {
        RowState::Cancelled { .. } => ("cancelled", None),
        RowState::Settled { revision } => ("settled", Some(*revision)),
        RowState::NotSettled => ("not-settled", None),
    };
    let withheld = row.withheld.iter().map(|held| format!("{} by {}", code(&held.detail), held.by));
    vec![
        row.reference.to_string(),
        opt(row.on),
        opt(row.on.and_then(|on| on.earliest())),
        opt(row.on.and_then(|on| on.latest())),
        code(&row.happened),
        row.kind.map(|kind| code(&kind)).unwrap_or_default(),
        row.parties.iter().map(|party| party.to_string()).collect::<Vec<_>>().join(" "),
        opt(row.frame.as_ref()),
        state.to_owned(),
        opt(revision),
        row.stale.to_string(),
        code(&row.terms),
        row.place.to_string(),
        texts(&row.transit),
        texts(&row.mediators),
        texts(&row.agreements),
        row.categories.iter().map(Category::as_str).collect::<Vec<_>>().join("; "),
        withheld.collect::<Vec<_>>().join("; "),
        opt(row.run),
        row.statements.to_string(),
    ]
}

fn way_cells(way: &Way) -> Vec<String> {
    let mut cells = leg_cells(&way.key());
    cells.extend(band_cells(way.count));
    cells.extend([
        code(&way.basis),
        way.swapped.to_string(),
        opt(way.remainder),
        way.mark.map(|mark| code(&mark)).unwrap_or_default(),
    ]);
    cells
}

fn leg_cells(leg: &LegKey) -> Vec<String> {
    vec![
        leg.of.map_or_else(|| "not-stated".to_owned(), |of| of.to_string()),
        leg.from.to_string(),
        leg.to.to_string(),
        code(&leg.kind),
        code(&leg.channel),
    ]
}

pub(super) fn band_cells(band: Band) -> [String; 3] {
    [band.low().to_string(), opt(band.best()), opt(band.high())]
}

/// The totals: a row for each sum.
pub(crate) fn totals_csv(totals: &Totals) -> String {
    let mut sheet = Sheet::new(&TOTALS);
    for home in &totals.home {
        let to = home.to.to_string();
        let mut add =
            |of: &str, from: &str, population: &str, month: &str, what: &str, sum: &Sum| {
                let labels = [what, of, from, &to, population, month].map(str::to_owned);
                sheet.row(labels.into_iter().chain(sum_cells(sum)));
            };
        let kind = code(&home.kind);
        add(&to, "", &kind, "", "home", &home.sum);
        for holder in &home.from {
            add(&to, holder.from.as_str(), &kind, "", "home", &holder.sum);
        }
        if let Some(split) = &home.populations {
            add(&to, "", "military", "", "home", &split.military);
            add(&to, "", "civilian", "", "home", &split.civilian);
            add(&to, "", "child", "", "home", &split.child);
            add(&to, "", "not-split", "", "home", &split.unsplit);
        }
        for month in &home.months {
            let name =
                month.month.map_or_else(|| "not-certain".to_owned(), |month| month.to_string());
            add(&to, "", &kind, &name, "home", &month.sum);
            if let Some(running) = &month.running {
                add(&to, "", &kind, &name, "home-by-its-end", running);
            }
        }
    }
    for apart in &totals.abroad {
        sheet.row(apart_cells("abroad", apart));
    }
    for apart in &totals.whose_not_stated {
        sheet.row(apart_cells("whose-not-stated", apart));
    }
    sheet.into_text()
}

const TOTALS: [&str; 13] = [
    "what",
    "of",
    "from",
    "to",
    "counted",
    "month",
    "low",
    "best",
    "high",
    "exchanges",
    "without_number",
    "silent",
    "possible",
];

fn apart_cells(what: &str, apart: &AbroadTotal) -> Vec<String> {
    let mut cells = vec![
        what.to_owned(),
        opt(apart.of),
        apart.from.to_string(),
        apart.to.to_string(),
        code(&apart.kind),
        String::new(),
    ];
    cells.extend(sum_cells(&apart.sum));
    cells
}

pub(super) fn sum_cells(sum: &Sum) -> [String; 7] {
    [
        sum.low.to_string(),
        sum.best.to_string(),
        opt(sum.high),
        sum.exchanges.to_string(),
        sum.without_number.to_string(),
        sum.silent.to_string(),
        sum.possible.to_string(),
    ]
}

/// The story: a row for each figure of each statement, and for each statement without figures.
pub(crate) fn story_csv(story: &Story) -> String {
    let mut sheet = Sheet::new(&STORY);
    for statement in &story.statements {
        let said = statement_cells(statement);
        if statement.said.figures.is_empty() {
            sheet.row(said.clone());
        }
        for figure in &statement.said.figures {
            sheet.row(said.iter().cloned().chain(figure_cells(figure)));
        }
    }
    sheet.into_text()
}

const STORY: [&str; 18] = [
    "statement",
    "claimant",
    "sides",
    "relay",
    "said_on",
    "source",
    "title",
    "rank",
    "used_for",
    "corrected_by",
    "moved_to",
    "of",
    "from",
    "to",
    "population",
    "quantity",
    "channel",
    "tense",
];

fn statement_cells(statement: &StatementShown) -> Vec<String> {
    let attribution = &statement.said.attribution;
    let mut roles: Vec<String> = statement.uses.iter().map(|used| code(&used.role)).collect();
    roles.sort_unstable();
    roles.dedup();
    vec![
        statement.called.clone(),
        opt(attribution.claimant.as_ref()),
        attribution.sides.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        opt(attribution.relay.as_ref()),
        opt(attribution.said_on),
        attribution.source.address.to_string(),
        opt(attribution.source.title.as_ref()),
        code(&statement.rank),
        roles.join(" "),
        opt(statement.corrected_by.as_ref()),
        opt(statement.moved_to.as_ref()),
    ]
}

fn figure_cells(figure: &Figure) -> Vec<String> {
    let to = match figure.to {
        Toward::Party(party) => party.to_string(),
        Toward::Both => "both".to_owned(),
        Toward::Each => "each".to_owned(),
    };
    vec![
        opt(figure.of),
        opt(figure.from),
        to,
        code(&figure.population),
        figure.quantity.to_string(),
        code(&figure.channel),
        code(&figure.tense),
    ]
}

/// The explanation: a row for each statement under each contribution, then what was left out.
pub(crate) fn explanation_csv(explanation: &Explanation) -> String {
    let mut sheet = Sheet::new(&EXPLANATION);
    for held in &explanation.contributions {
        let mut leg = vec!["counted".to_owned(), held.reference.to_string(), opt(held.on)];
        leg.extend(leg_cells(&held.leg));
        leg.extend(band_cells(held.count));
        leg.extend([code(&held.happened), held.revision.to_string(), code(&held.rule)]);
        leg.push(code(&held.basis));
        for support in &held.statements {
            let figures = support.figures.iter();
            let figures = figures.map(|(population, said)| format!("{said} {}", code(population)));
            sheet.row(leg.iter().cloned().chain([
                support.called.clone(),
                opt(support.claimant.as_ref()),
                opt(support.relay.as_ref()),
                support.source.to_string(),
                figures.collect::<Vec<_>>().join("; "),
                code(&support.role),
            ]));
        }
        if held.statements.is_empty() {
            sheet.row(leg);
        }
    }
    for reference in &explanation.silent {
        sheet.row(["nobody-speaks".to_owned(), reference.to_string()]);
    }
    for held in &explanation.left_out {
        let mut cells = vec![code(&held.why), held.reference.to_string(), String::new()];
        cells.extend(held.leg.iter().flat_map(leg_cells));
        cells.extend(held.count.into_iter().flat_map(band_cells));
        sheet.row(cells);
    }
    sheet.into_text()
}

const EXPLANATION: [&str; 21] = [
    "why",
    "reference",
    "on",
    "of",
    "from",
    "to",
    "counted",
    "channel",
    "low",
    "best",
    "high",
    "happened",
    "revision",
    "rule",
    "basis",
    "statement",
    "claimant",
    "relay",
    "source",
    "figures",
    "role",
];

/// The overview: a row for each side and kind.
pub(crate) fn overview_csv(overview: &Overview) -> String {
    let heads: Vec<&str> =
        ["to", "counted"].into_iter().chain(TOTALS.into_iter().skip(6)).collect();
    let mut sheet = Sheet::new(&heads);
    for side in &overview.sides {
        for (kind, sum) in
            [("living", &side.living), ("bodies", &side.bodies), ("bags", &side.bags)]
        {
            let labels = [side.party.to_string(), kind.to_owned()];
            sheet.row(labels.into_iter().chain(sum_cells(sum)));
        }
    }
    sheet.into_text()
}

fn texts(texts: &[Text]) -> String {
    texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
