//! Hand-overs one after another: runs, gaps, and how often there was one. That they are close in
//! time says nothing more, and nothing of the next.

use maud::{Markup, html};
use repatria_domain::Party;
use repatria_projection::{Certainty, InSeries, RunOfSeries, SeriesBetween};

use super::Page;
use super::figures::{exchange, exchanges, key, on, picture, unsaid};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, numbers, short, words};
use crate::chart;
use crate::print::phrases::{counted, names, number, ordinal};
use crate::print::series::{days, rhythm, sides};
use crate::print::totals::sum_words;
use crate::print::{day, name};
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let all = &setting.models().series().between;
    let runs: u64 = all.iter().map(|between| between.runs.len() as u64).sum();
    let heading = match runs {
        0 if all.is_empty() => "No hand-over of living people is recorded.".to_owned(),
        0 => "No two hand-overs were within seven days of one another.".to_owned(),
        _ => format!(
            "{} of hand-overs, each within seven days of the one before.",
            counted(runs, "run", "runs")
        ),
    };
    framed(
        setting,
        &Sheet {
            title: "Hand-overs in series".to_owned(),
            description: "Runs of hand-overs, gaps between them, and how often there was one."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                nav aria-label="Where this page is" {
                    p.kick { a href=(setting.link(&Place::Exchanges)) { "Exchanges" } " / In series" }
                }
                h1 { (heading) }
                p.lead {
                    "A run says that hand-overs are close in time, not that they belong together. "
                    "Nothing here foretells the next."
                }
            },
            body: html! {
                (months(setting))
                @for (index, between) in all.iter().enumerate() { (one(setting, index, between)) }
            },
            data: vec!["series.json".to_owned(), "series.csv".to_owned()],
        },
    )
}

fn months(setting: &Setting<'_>) -> Markup {
    let drawn = chart::months(setting.models());
    let Some(figure) = drawn.on_page() else { return html! {} };
    html! {
        section aria-labelledby="h-months" {
            h2 #h-months { "Month by month" }
            p { (drawn.words()) }
            (picture(&figure))
            (key(&drawn.key()))
        }
    }
}

fn one(setting: &Setting<'_>, index: usize, between: &SeriesBetween) -> Markup {
    let id = format!("between-{}", index + 1);
    let many = counted(between.hand_overs.len() as u64, "hand-over", "hand-overs");
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (names(sides(&between.parties))) ": " (many) }
            p { (rhythm(between, setting.as_of())) }
            @if !between.undated.is_empty() {
                p { "On a day that nobody says: " (exchanges(setting, &between.undated)) "." }
            }
            (runs(setting, between))
            details {
                summary { "Every hand-over, and the time since the one before" }
                (hand_overs(setting, between))
            }
        }
    }
}

fn runs(setting: &Setting<'_>, between: &SeriesBetween) -> Markup {
    let has_home =
        |side: &Party| between.runs.iter().flat_map(|run| &run.home).any(|home| home.to == *side);
    let toward: Vec<Party> = sides(&between.parties).filter(has_home).collect();
    let heads = [words("Run"), numbers("Hand-overs"), numbers("Longest gap")].into_iter();
    let heads = heads.chain(toward.iter().map(|side| numbers(format!("Home to {}", name(*side)))));
    let mut table = Table::new(heads).hidden_caption("Runs of hand-overs");
    for run in &between.runs {
        table.row(run_row(setting, between, run, &toward));
    }
    html! { @if !table.is_empty() { (table.markup()) } }
}

fn run_row(
    setting: &Setting<'_>,
    between: &SeriesBetween,
    run: &RunOfSeries,
    toward: &[Party],
) -> Vec<Markup> {
    let last = between.hand_overs.iter().rfind(|held| held.run == Some(run.number));
    let span = format!("{} to {}", day(run.from), day(run.until));
    let mut cells = vec![
        html! {
            @match last {
                Some(held) => a href=(setting.link_within(&Place::Exchange(held.reference.clone()), "run")) { (span) },
                None => (span),
            }
        },
        html! { (number(run.hand_overs)) },
        html! { (days(run.longest_gap.days)) },
    ];
    cells.extend(toward.iter().map(|side| home_in(run, *side)));
    cells
}

fn home_in(run: &RunOfSeries, side: Party) -> Markup {
    let Some(home) = run.home.iter().find(|home| home.to == side) else {
        return unsaid("not stated");
    };
    let without = home.sum.without_figure();
    html! {
        b { (sum_words(&home.sum)) }
        @if without > 0 {
            small { "no figure: " (number(without)) " of " (number(home.sum.exchanges)) }
        }
    }
}

fn hand_overs(setting: &Setting<'_>, between: &SeriesBetween) -> Markup {
    let mut table = Table::new([
        words("Hand-over"),
        short("Day"),
        numbers("Since the one before"),
        short("Within seven days"),
    ])
    .hidden_caption("Every hand-over of living people, in order");
    for held in &between.hand_overs {
        table.row(row(setting, held));
    }
    table.markup()
}

fn row(setting: &Setting<'_>, held: &InSeries) -> [Markup; 4] {
    [
        exchange(setting, &held.reference),
        html! {
            (on(Some(held.on)))
            @if held.happened == Certainty::Possibly { small { "possibly by then" } }
        },
        html! { @if let Some(since) = held.since_the_one_before { (days(since)) } @else { "the first" } },
        html! {
            @match held.within_seven_days {
                None => "its day is too uncertain",
                Some(1) => "the first",
                Some(position) => { "the " (ordinal(position)) },
            }
        },
    ]
}
