//! The feed of changes, for people: what stood before, what stands now, by whom and why.

use repatria_domain::{Drawn, ExchangeKind, Figure, Measure, Mistake, Quantity, Rank, Scope, Text};
use repatria_projection::{
    Aspect, Change, Changed, Changes, Difference, FigureChanged, Stated, Way, WayChanged,
};

use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{
    best_and_range, capital, counted, detail, figure_way, kind_noun, number, population_noun,
    quantity, rule, terms, way,
};

mod rows;

pub(crate) use rows::changes_csv;

/// The changes in lines of at most `width` columns.
pub(crate) fn changes_text(changes: &Changes, width: usize) -> String {
    let mut page = Page::new(width);
    if changes.changes.is_empty() {
        page.line("Nothing was changed after it was recorded.");
        return page.into_text();
    }
    let mut table =
        Table::new([("commit", Align::Right), ("recorded", Align::Left), ("what", Align::Left)]);
    for change in &changes.changes {
        let recorded = &change.recorded;
        let when = format!("{}\nby {}", recorded.at.day(), recorded.by);
        table.row([recorded.n.to_string(), when, what(change)]);
    }
    page.table(&table);
    page.blank();
    let all = counted(changes.changes.len() as u64, "change", "changes");
    page.paragraph(&format!(
        "{all}, in order of the log. Nothing is deleted: what stood before stays."
    ));
    if let Some(as_of) = changes.as_of {
        page.paragraph(&format!("Of what had happened by {}.", day(as_of)));
    }
    page.into_text()
}

/// What was changed, each difference on a line of its own, then why.
pub(crate) fn what(change: &Change) -> String {
    let reference = change.reference.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut lines = match &change.what {
        Changed::Corrected { claimant, statement, by, mistake, figures, differences } => {
            let mut lines = vec![corrected(statement, by, *mistake, claimant.as_ref())];
            lines.extend(figures.iter().map(figure_line));
            lines.extend(differences.iter().map(difference_line));
            lines
        }
        Changed::TotalCorrected {
            claimant,
            statement,
            by,
            mistake,
            before,
            after,
            differences,
        } => {
            let mut lines = vec![corrected(statement, by, *mistake, claimant.as_ref())];
            let changed = (before != after).then(|| now(&quantity(*before), &quantity(*after)));
            lines.extend(changed);
            lines.extend(differences.iter().map(difference_line));
            lines
        }
        Changed::Ranked { claimant, statement, before, after } => {
            let who = claimant.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
            let ranked = format!("{statement}{who} is {}, was {}", rank(*after), rank(*before));
            vec![ranked]
        }
        Changed::Relinked { claimant, statement, to } => {
            let who = claimant.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
            vec![format!("{statement}{who} speaks of {to}")]
        }
        Changed::Resettled { revision, ways, differences } => {
            let mut lines = vec![format!("{reference} settled anew, revision {revision}")];
            lines.extend(ways.iter().map(way_line));
            lines.extend(differences.iter().map(difference_line));
            lines
        }
        Changed::Withdrawn { revision, ways } => {
            let mut lines = vec![format!("{reference} is held no longer, revision {revision}")];
            lines.extend(ways.iter().map(|was| gone(&way_label(was), &best_and_range(was.count))));
            lines
        }
        Changed::LossAccepted { kept, acknowledged, lines, bytes, sha256 } => {
            let known =
                acknowledged.as_ref().map(|all| format!("; {} were acknowledged", number(*all)));
            vec![
                format!(
                    "{} lost: {}, all that stood behind commit {kept}{}",
                    counted(*lines, "line", "lines"),
                    counted(*bytes, "byte", "bytes"),
                    known.unwrap_or_default()
                ),
                format!("sha256 of what was set aside: {sha256}"),
            ]
        }
        Changed::Cancelled => vec![format!("{reference} was called off")],
        Changed::Reinstated => vec![format!("{reference} is on again")],
        Changed::Redescribed { revision, differences } => {
            let mut lines = vec![format!("{reference} described anew, revision {revision}")];
            lines.extend(differences.iter().map(difference_line));
            lines
        }
        Changed::Disclosed { detail: kind, by } => {
            let kept = format!("withheld by {} before", name(*by));
            vec![format!("{} of {reference} came out, {kept}", capital(detail(*kind)))]
        }
    };
    lines.extend(change.why.as_ref().map(|why| format!("why: {why}")));
    lines.join("\n")
}

fn corrected(statement: &str, by: &str, mistake: Mistake, claimant: Option<&Text>) -> String {
    let who = match (mistake, claimant) {
        (Mistake::Claimant, Some(claimant)) => format!("{claimant} corrected himself"),
        (Mistake::Claimant, None) => "its source corrected itself".to_owned(),
        (Mistake::Register, _) => "we mistyped".to_owned(),
    };
    format!("{statement} is corrected by {by}: {who}")
}

fn now(before: &str, after: &str) -> String {
    format!("{before}, now {after}")
}

fn gone(label: &str, before: &str) -> String {
    format!("{label}: {before}, no longer")
}

/// `label: before, now after`, where either may be missing.
fn line(label: &str, before: Option<String>, after: Option<String>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{label}: {}", now(&before, &after)),
        (Some(before), None) => gone(label, &before),
        (None, Some(after)) => format!("{label}: not stated, now {after}"),
        (None, None) => label.to_owned(),
    }
}

fn figure_line(changed: &FigureChanged) -> String {
    let counts = Figure {
        of: changed.of,
        from: changed.from,
        to: changed.to,
        population: changed.population,
        quantity: Quantity::NotStated,
        channel: changed.channel,
        tense: changed.tense,
        words: None,
    };
    let label = format!("{} {}", population_noun(changed.population), figure_way(&counts));
    line(&label, changed.before.map(quantity), changed.after.map(quantity))
}

fn way_line(changed: &WayChanged) -> String {
    let label = changed.after.as_ref().or(changed.before.as_ref()).map(way_label);
    let count = |way: &Option<Way>| way.as_ref().map(|way| best_and_range(way.count));
    let (before, after) = (count(&changed.before), count(&changed.after));
    let label = label.unwrap_or_default();
    if before == after {
        // What it rests on, its split or its swaps differ.
        return format!("{label}: still {}, else changed", after.unwrap_or_default());
    }
    line(&label, before, after)
}

fn way_label(shown: &Way) -> String {
    format!("{} {}", kind_noun(shown.kind), way(&shown.key()))
}

fn difference_line(difference: &Difference) -> String {
    if difference.what == Aspect::Source {
        // An address is longer than a line; it is in the other formats.
        return "read on another page".to_owned();
    }
    let said = |stated: &Option<Stated>| stated.as_ref().map(stated_words);
    line(aspect(difference.what), said(&difference.before), said(&difference.after))
}

fn stated_words(stated: &Stated) -> String {
    match stated {
        Stated::Words(words) => words.clone(),
        Stated::Date(when) => date(*when),
        Stated::Place(place) => place.to_string(),
        Stated::Terms(stated) => terms(*stated).to_owned(),
        Stated::Rule(stated) => rule(*stated).to_owned(),
        Stated::Kind(kind) => match kind {
            ExchangeKind::Exchange => "an exchange",
            ExchangeKind::Transfer => "a transfer",
            ExchangeKind::Bodies => "bodies alone",
        }
        .to_owned(),
        Stated::Drawn(drawn) => match drawn {
            Drawn::FromStatements => "by the program, from what was said",
            Drawn::ByHand => "by hand",
        }
        .to_owned(),
        Stated::Measure(measure) => measure_words(*measure).to_owned(),
        Stated::Scope(scope) => scope_words(scope),
    }
}

fn measure_words(measure: Measure) -> &'static str {
    match measure {
        Measure::Returned => "returned",
        Measure::Held => "held",
        Measure::Captured => "captured",
        Measure::Died => "died",
        Measure::Exchanges => "exchanges",
        Measure::Offered => "offered",
    }
}

fn scope_words(scope: &Scope) -> String {
    let said = [
        scope.population.map(|population| population_noun(population).to_owned()),
        scope.to.map(|to| format!("to {to}")),
        scope.of.map(|of| format!("of {of}")),
        scope.holder.map(|holder| format!("held by {holder}")),
        scope.since.map(|since| format!("since {since}")),
        scope.until.map(|until| format!("until {until}")),
        scope.agreement.as_ref().map(|agreement| format!("under {agreement}")),
        scope.mediator.as_ref().map(|mediator| format!("by {mediator}")),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Preferred => "preferred",
        Rank::Normal => "normal",
        Rank::Deprecated => "set aside",
    }
}

fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Claimant => "claimant",
        Aspect::Sides => "speaks for",
        Aspect::Relay => "passed on by",
        Aspect::SaidOn => "said on",
        Aspect::Source => "source",
        Aspect::Date => "date",
        Aspect::Kind => "kind",
        Aspect::Terms => "terms",
        Aspect::Frame => "part of",
        Aspect::Agreements => "agreements",
        Aspect::Categories => "limited to",
        Aspect::Place => "place",
        Aspect::Transit => "via",
        Aspect::Mediators => "mediators",
        Aspect::Label => "called",
        Aspect::Drawn => "drawn",
        Aspect::Rule => "chosen by",
        Aspect::Measure => "counts up",
        Aspect::Scope => "over",
    }
}
