//! What was said of an exchange, statement by statement, and what became of each.

use repatria_domain::{Circumstances, Place, Rank, Role};
use repatria_projection::{StatementShown, Story};

use super::super::dates::date;
use super::super::layout::{Page, cut};
use super::super::phrases::{capital, figure, names, role, terms};

pub(super) fn said(page: &mut Page, story: &Story) {
    page.heading("What was said");
    for statement in &story.statements {
        page.paragraph(&format!("{} {}", statement.called, who(statement)));
        page.indented(2, &format!("{}: {}", on_whose_word(statement), content(statement)));
        let address = statement.said.attribution.source.address.as_str();
        page.line(&format!("  {}", cut(address, page.width().saturating_sub(2))));
    }
}

fn who(statement: &StatementShown) -> String {
    let attribution = &statement.said.attribution;
    match (&attribution.claimant, &attribution.relay) {
        (Some(claimant), _) => claimant.to_string(),
        (None, Some(relay)) => format!("{relay}, naming nobody"),
        (None, None) => "nobody named".to_owned(),
    }
}

/// For whom he speaks, who passed it on, and when: `for Ukraine, in a newspaper, 26 June 2025`.
fn on_whose_word(statement: &StatementShown) -> String {
    let attribution = &statement.said.attribution;
    let side = match attribution.sides.as_slice() {
        [] => "no official".to_owned(),
        sides => format!("for {}", names(sides.iter().copied())),
    };
    let relay = attribution.claimant.as_ref().and(attribution.relay.as_ref());
    let relay = relay.map(|relay| format!(", in {relay}")).unwrap_or_default();
    let on = attribution.said_on.map_or_else(|| "day not given".to_owned(), date);
    format!("{side}{relay}, {on}")
}

/// What it says, and what became of it.
fn content(statement: &StatementShown) -> String {
    let mut said: Vec<String> = statement.said.figures.iter().map(figure).collect();
    if said.is_empty() {
        said.push("no figures".to_owned());
    }
    said.extend(beside_figures(&statement.said.says));
    let fate = fate(statement).map(|fate| format!(" {}", capital(&fate))).unwrap_or_default();
    format!("{}.{fate}", said.join("; "))
}

/// What a statement says beside its figures, but for what the facts above hold of it.
pub(crate) fn beside_figures(says: &Circumstances) -> Vec<String> {
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

/// What became of it; nothing where it has no figure that could have been used.
pub(crate) fn fate(statement: &StatementShown) -> Option<String> {
    if let Some(other) = &statement.moved_to {
        return Some(format!("speaks of {other} instead"));
    }
    if let Some(later) = &statement.corrected_by {
        return Some(format!("corrected by {later}"));
    }
    if statement.rank == Rank::Deprecated {
        return Some("set aside by a reviewer".to_owned());
    }
    let mut roles: Vec<Role> = statement.uses.iter().map(|used| used.role).collect();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        let has_figures = !statement.said.figures.is_empty();
        return has_figures.then(|| "in no settlement".to_owned());
    }
    Some(roles.into_iter().map(role).collect::<Vec<_>>().join("; "))
}
