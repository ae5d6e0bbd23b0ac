//! What was said of an exchange, statement by statement, and what became of each.

use repatria_domain::{Circumstances, Place, Rank, Role};
use repatria_projection::{StatementShown, Story};

use super::super::layout::{Page, cut};
use super::super::phrases::{capital, date, figure, names, role, terms};

pub(super) fn said(page: &mut Page, story: &Story) {
    page.heading("What was said");
    for statement in &story.statements {
        page.paragraph(&format!("{} {}", statement.called, who(statement)));
        page.indented(2, &content(statement));
        let address = statement.said.attribution.source.address.as_str();
        page.line(&format!("  {}", cut(address, page.width().saturating_sub(2))));
    }
}

fn who(statement: &StatementShown) -> String {
    let attribution = &statement.said.attribution;
    let sides = names(attribution.sides.iter().copied());
    let relay = attribution.relay.as_ref().map(ToString::to_string);
    let (who, relay) = match (&attribution.claimant, relay) {
        (Some(claimant), relay) => (claimant.to_string(), relay),
        (None, Some(relay)) => (format!("{relay}, naming nobody"), None),
        (None, None) => ("nobody named".to_owned(), None),
    };
    let sides = if sides.is_empty() { String::new() } else { format!(" ({sides})") };
    let relay = relay.map(|relay| format!(", in {relay}")).unwrap_or_default();
    let on = attribution
        .said_on
        .map_or_else(|| ", day not given".to_owned(), |on| format!(", {}", date(on)));
    format!("{who}{sides}{relay}{on}")
}

/// What it says, and what became of it.
fn content(statement: &StatementShown) -> String {
    let mut said: Vec<String> = statement.said.figures.iter().map(figure).collect();
    if said.is_empty() {
        said.push("no figures".to_owned());
    }
    said.extend(beside_figures(&statement.said.says));
    format!("{}. {}", capital(&said.join("; ")), capital(&fate(statement)))
}

/// What a statement says beside its figures, but for what the facts above hold of it.
fn beside_figures(says: &Circumstances) -> Vec<String> {
    let terms = (!says.terms.is_not_stated()).then(|| terms(says.terms).to_owned());
    let place = match &says.place {
        Place::Known(place) => Some(place.to_string()),
        Place::Withheld => Some("place withheld".to_owned()),
        Place::NotStated => None,
    };
    let transit = says.transit.as_ref().map(|transit| format!("via {transit}"));
    let label = says.label.as_ref().map(|label| format!("called “{label}”"));
    [terms, place, transit, label].into_iter().flatten().collect()
}

fn fate(statement: &StatementShown) -> String {
    if let Some(other) = &statement.moved_to {
        return format!("speaks of {other} instead");
    }
    if let Some(later) = &statement.corrected_by {
        return format!("corrected by {later}");
    }
    if statement.rank == Rank::Deprecated {
        return "set aside by a reviewer".to_owned();
    }
    let mut roles: Vec<Role> = statement.uses.iter().map(|used| used.role).collect();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        return "in no settlement".to_owned();
    }
    let words = |used| if used == Role::NoNumber { "left out" } else { role(used) };
    roles.into_iter().map(words).collect::<Vec<_>>().join("; ")
}
