//! The series, for people: the runs and what came home in them, then each hand-over.

use repatria_domain::{Day, Party, Reference};
use repatria_projection::{
    Certainty, Days, HomeInRun, InSeries, RunOfSeries, Series, SeriesBetween,
};

use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{counted, names, number, ordinal};
use super::sheet::{Sheet, code, opt};
use super::totals::sum_words;

/// The series in lines of at most `width` columns.
pub(crate) fn series_text(series: &Series, width: usize) -> String {
    let mut page = Page::new(width);
    if series.between.is_empty() {
        page.line("No hand-over of living people is recorded.");
        return page.into_text();
    }
    for between in &series.between {
        one(&mut page, between, series.as_of);
    }
    page.blank();
    page.paragraph(
        "A hand-over of living people is counted once, also where a deal had several parts on one \
         day. After: since the one before. In a run each is within seven days of the one before. In \
         seven days: the how-manieth within the seven days that end on its day.",
    );
    page.into_text()
}

fn one(page: &mut Page, series: &SeriesBetween, as_of: Option<Day>) {
    let many = counted(series.hand_overs.len() as u64, "hand-over", "hand-overs");
    page.heading(&format!("{}: {many}", names(sides(&series.parties))));
    page.paragraph(&rhythm(series, as_of));
    if !series.undated.is_empty() {
        let undated: Vec<&str> = series.undated.iter().map(Reference::as_str).collect();
        page.paragraph(&format!("On a day that nobody says: {}.", undated.join(", ")));
    }
    runs(page, series);
    if !series.hand_overs.is_empty() {
        page.blank();
        page.table(&hand_overs(series));
    }
}

/// As everywhere: Ukraine before Russia.
pub(crate) fn sides(parties: &[Party]) -> impl Iterator<Item = Party> {
    parties.iter().rev().copied()
}

pub(crate) fn rhythm(series: &SeriesBetween, as_of: Option<Day>) -> String {
    let period = period(&series.hand_overs);
    let several = series.hand_overs.len() > 2;
    let cadence = series.cadence.filter(|_| several).map(|cadence| {
        format!("Half of the times from one to the next are {} or shorter.", days(cadence))
    });
    let gap = series.longest_gap.as_ref().filter(|_| several).map(|gap| {
        format!("The longest is {}, from {} to {}.", days(gap.days), gap.after, gap.before)
    });
    let since = series.since_the_last.zip(as_of).map(|(since, as_of)| match since.high {
        0 => format!("The last was on {}.", day(as_of)),
        _ => format!("On {} the last was {} ago.", day(as_of), days(since)),
    });
    let sentences = [period, cadence, gap, since];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn period(hand_overs: &[InSeries]) -> Option<String> {
    let first = hand_overs.iter().filter_map(|held| held.on.earliest()).min()?;
    let last = hand_overs.iter().filter_map(|held| held.on.latest()).max()?;
    Some(if first == last {
        format!("On {}.", day(first))
    } else {
        format!("From {} to {}.", day(first), day(last))
    })
}

/// `1 day`, `6 to 8 days`.
pub(crate) fn days(days: Days) -> String {
    if days.low == days.high {
        counted(days.low, "day", "days")
    } else {
        format!("{} to {} days", number(days.low), number(days.high))
    }
}

fn runs(page: &mut Page, series: &SeriesBetween) {
    if series.runs.is_empty() {
        return;
    }
    let mut heads = vec![
        ("run".to_owned(), Align::Right),
        ("from".to_owned(), Align::Left),
        ("to".to_owned(), Align::Left),
        ("hand-overs".to_owned(), Align::Right),
    ];
    let has_home =
        |side: &Party| series.runs.iter().flat_map(|run| &run.home).any(|home| home.to == *side);
    let sides: Vec<Party> = sides(&series.parties).filter(has_home).collect();
    heads.extend(sides.iter().map(|side| (format!("home to {}", name(*side)), Align::Right)));
    let mut table = Table::new(heads);
    for run in &series.runs {
        table.row(run_cells(run, &sides));
    }
    page.blank();
    page.table(&table);
}

fn run_cells(run: &RunOfSeries, sides: &[Party]) -> Vec<String> {
    let mut cells = vec![
        number(run.number),
        run.from.to_string(),
        run.until.to_string(),
        number(run.hand_overs),
    ];
    cells.extend(sides.iter().map(|side| {
        let home = run.home.iter().find(|home| home.to == *side);
        home.map_or_else(|| "not stated".to_owned(), home_words)
    }));
    cells
}

/// The sum, and under it how many have no figure.
pub(crate) fn home_words(home: &HomeInRun) -> String {
    let sum = &home.sum;
    match sum.without_figure() {
        0 => sum_words(sum),
        without => format!(
            "{}\nno figure: {} of {}",
            sum_words(sum),
            number(without),
            number(sum.exchanges)
        ),
    }
}

fn hand_overs(series: &SeriesBetween) -> Table {
    let mut table = Table::new([
        ("hand-over", Align::Left),
        ("after", Align::Right),
        ("run", Align::Right),
        ("in seven days", Align::Left),
    ]);
    for held in &series.hand_overs {
        table.row(cells(held));
    }
    table
}

fn cells(held: &InSeries) -> [String; 4] {
    let within = match held.within_seven_days {
        None => Some("its day is too uncertain".to_owned()),
        Some(1) => None,
        Some(position) => Some(format!("the {}", ordinal(position))),
    };
    let named = held.reference.as_str().starts_with(&held.on.to_string());
    let on = (!named).then(|| date(held.on));
    let possibly = (held.happened == Certainty::Possibly).then(|| "possibly by then".to_owned());
    let beside: Vec<String> = [within, on, possibly].into_iter().flatten().collect();
    [
        held.reference.to_string(),
        held.since_the_one_before.map(days).unwrap_or_default(),
        held.run.map(number).unwrap_or_default(),
        beside.join("; "),
    ]
}

/// The series: a row for each hand-over.
pub(crate) fn series_csv(series: &Series) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for between in &series.between {
        let parties = between.parties.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        for held in &between.hand_overs {
            let run = between.runs.iter().find(|run| Some(run.number) == held.run);
            sheet.row([
                parties.clone(),
                held.reference.to_string(),
                held.on.to_string(),
                opt(held.on.earliest()),
                opt(held.on.latest()),
                code(&held.happened),
                opt(held.since_the_one_before.map(|days| days.low)),
                opt(held.since_the_one_before.map(|days| days.high)),
                opt(held.within_seven_days),
                opt(held.run),
                opt(run.map(|run| run.from)),
                opt(run.map(|run| run.until)),
            ]);
        }
        for undated in &between.undated {
            sheet.row([parties.clone(), undated.to_string()]);
        }
    }
    sheet.into_text()
}

const HEADS: [&str; 12] = [
    "parties",
    "reference",
    "on",
    "earliest",
    "latest",
    "happened",
    "days_since_low",
    "days_since_high",
    "nth_in_seven_days",
    "run",
    "run_from",
    "run_until",
];
