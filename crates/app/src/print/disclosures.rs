//! Disclosures, for people: what is due, what is withheld, what came out, what is only said so.

use repatria_domain::{Reference, Toward, Until};
use repatria_projection::{Disclosures, SaidWithheld, WhatWithheld, Withholding, WithholdingState};

use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{capital, counted, detail, population_noun};
use super::sheet::{Sheet, code, opt};

/// The disclosures in lines of at most `width` columns.
pub(crate) fn disclosures_text(disclosures: &Disclosures, width: usize) -> String {
    let mut page = Page::new(width);
    page.paragraph(&finding(disclosures));
    part(&mut page, disclosures, "Due", |state| state == WithholdingState::Due);
    part(&mut page, disclosures, "Possibly due", |state| state == WithholdingState::PossiblyDue);
    part(&mut page, disclosures, "Withheld", is_kept);
    part(&mut page, disclosures, "Came out", |state| state == WithholdingState::Disclosed);
    said(&mut page, &disclosures.said);
    page.into_text()
}

pub(crate) fn is_kept(state: WithholdingState) -> bool {
    match state {
        WithholdingState::Kept | WithholdingState::UntilEvent | WithholdingState::NoEndStated => {
            true
        }
        WithholdingState::Due | WithholdingState::PossiblyDue | WithholdingState::Disclosed => {
            false
        }
    }
}

pub(crate) fn finding(disclosures: &Disclosures) -> String {
    let held = disclosures
        .withheld
        .iter()
        .filter(|held| held.state != WithholdingState::Disclosed)
        .count() as u64;
    if held == 0 {
        return "Nothing is recorded as withheld by a party.".to_owned();
    }
    let details = counted(held, "detail is", "details are");
    let due = match disclosures.due().count() as u64 {
        0 => "none is due".to_owned(),
        1 => "1 is due".to_owned(),
        due => format!("{due} are due"),
    };
    let by = disclosures.due_by.map(|by| format!(" by {}", day(by))).unwrap_or_default();
    format!("{details} withheld, {due}{by}.")
}

fn part(
    page: &mut Page,
    disclosures: &Disclosures,
    heading: &str,
    is_asked_for: fn(WithholdingState) -> bool,
) {
    let asked: Vec<&Withholding> =
        disclosures.withheld.iter().filter(|held| is_asked_for(held.state)).collect();
    if asked.is_empty() {
        return;
    }
    page.heading(heading);
    for (held, references) in grouped(&asked) {
        let hand_overs = counted(references.len() as u64, "hand-over", "hand-overs");
        page.paragraph(&format!(
            "{} of {hand_overs}, by {}{}",
            capital(detail(held.detail)),
            name(held.by),
            until(held)
        ));
        page.indented(2, &references.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", "));
        for line in [said_so(held), came_out(held)].into_iter().flatten() {
            page.indented(2, &line);
        }
    }
}

/// One refusal that touches several exchanges is told once.
pub(crate) fn grouped<'a>(asked: &[&'a Withholding]) -> Vec<(&'a Withholding, Vec<&'a Reference>)> {
    let mut groups: Vec<(&Withholding, Vec<&Reference>)> = Vec::new();
    for held in asked {
        match groups.iter_mut().find(|(first, _)| is_same(first, held)) {
            Some((_, references)) => references.push(&held.reference),
            None => groups.push((held, vec![&held.reference])),
        }
    }
    groups
}

fn is_same(a: &Withholding, b: &Withholding) -> bool {
    let told = |held: &Withholding| {
        let came_out = held.disclosed.as_ref().map(|out| (out.on, out.note.clone()));
        (held.detail, held.by, held.until.clone(), held.said_on, held.why.clone(), came_out)
    };
    told(a) == told(b) && a.claimant == b.claimant && a.state == b.state
}

pub(crate) fn until(held: &Withholding) -> String {
    match &held.until {
        Some(Until::Day(when)) => format!(", until {}", date(*when)),
        Some(Until::Event(words)) => format!(", until {words}"),
        None => ", until when is not said".to_owned(),
    }
}

pub(crate) fn said_so(held: &Withholding) -> Option<String> {
    let who = held.claimant.as_ref().map(|who| format!("said by {who}"));
    let on = held.said_on.map(|on| format!("on {}", date(on)));
    let why = held.why.as_ref().map(ToString::to_string);
    let said: Vec<String> = [who, on, why].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

pub(crate) fn came_out(held: &Withholding) -> Option<String> {
    let out = held.disclosed.as_ref()?;
    let on = out.on.map_or_else(|| "on a day that is not stated".to_owned(), date);
    let note = out.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    Some(format!("came out {on}{note}"))
}

fn said(page: &mut Page, said: &[SaidWithheld]) {
    if said.is_empty() {
        return;
    }
    page.heading("Said to be withheld, and recorded as nobody’s refusal");
    let mut table = Table::bare([Align::Left, Align::Left]);
    for said in said {
        table.row([said.called.clone(), said_words(said)]);
    }
    page.table(&table);
}

pub(crate) fn said_words(said: &SaidWithheld) -> String {
    let who = match (&said.claimant, &said.relay) {
        (Some(claimant), Some(relay)) => format!("{claimant}, as {relay} has it"),
        (Some(one), None) => one.to_string(),
        (None, Some(relay)) => format!("as {relay} has it, naming nobody"),
        (None, None) => "nobody named".to_owned(),
    };
    let on = said.said_on.map(|on| format!(", {}", date(on))).unwrap_or_default();
    format!("{}: {who}{on}", what(said.what))
}

pub(crate) fn what(what: WhatWithheld) -> String {
    match what {
        WhatWithheld::Place => "the place".to_owned(),
        WhatWithheld::Count { to, population } => {
            format!("the number of {}{}", population_noun(population), toward(to))
        }
    }
}

fn toward(to: Toward) -> String {
    match to {
        Toward::Party(to) => format!(" to {}", name(to)),
        Toward::Both => " both ways together".to_owned(),
        Toward::Each => " each way".to_owned(),
    }
}

/// The disclosures: a row for each refusal, and for each statement that something is withheld.
pub(crate) fn disclosures_csv(disclosures: &Disclosures) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for held in &disclosures.withheld {
        sheet.row(withheld_cells(held));
    }
    for said in &disclosures.said {
        sheet.row(said_cells(said));
    }
    sheet.into_text()
}

const HEADS: [&str; 18] = [
    "row",
    "reference",
    "on",
    "detail",
    "by",
    "state",
    "until_day",
    "until_event",
    "disclosed_on",
    "claimant",
    "relay",
    "said_on",
    "why",
    "source",
    "statement",
    "to",
    "population",
    "n",
];

fn withheld_cells(held: &Withholding) -> Vec<String> {
    let (day, event) = match &held.until {
        Some(Until::Day(day)) => (day.to_string(), String::new()),
        Some(Until::Event(words)) => (String::new(), words.to_string()),
        None => (String::new(), String::new()),
    };
    vec![
        "withheld".to_owned(),
        held.reference.to_string(),
        opt(held.on),
        code(&held.detail),
        held.by.to_string(),
        code(&held.state),
        day,
        event,
        opt(held.disclosed.as_ref().and_then(|out| out.on)),
        opt(held.claimant.as_ref()),
        String::new(),
        opt(held.said_on),
        opt(held.why.as_ref()),
        opt(held.source.as_ref().map(|source| &source.address)),
        String::new(),
        String::new(),
        String::new(),
        held.recorded.n.to_string(),
    ]
}

fn said_cells(said: &SaidWithheld) -> Vec<String> {
    let (detail, to, population) = match said.what {
        WhatWithheld::Place => ("place", String::new(), String::new()),
        WhatWithheld::Count { to, population } => ("count", to.to_string(), code(&population)),
    };
    let blank = String::new;
    let mut cells = vec!["said".to_owned(), said.reference.to_string(), blank(), detail.to_owned()];
    cells.resize(9, blank());
    cells.extend([
        opt(said.claimant.as_ref()),
        opt(said.relay.as_ref()),
        opt(said.said_on),
        blank(),
        said.source.to_string(),
        said.called.clone(),
        to,
        population,
    ]);
    cells
}
