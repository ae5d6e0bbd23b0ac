//! Which two parties a picture compares, in an order that does not change with the day asked for:
//! left and up is the one to whom most people came home in all.

use repatria_domain::{LegKind, Party};
use repatria_projection::Totals;

use crate::print::{counted, list, name};

/// A picture has room for two sides.
const SIDES_MAX: usize = 2;

/// The parties to whom people came home by the totals of all days: those drawn, and how many are
/// not.
pub(crate) fn sides(of_all_days: &Totals) -> (Vec<Party>, usize) {
    let living = of_all_days.home.iter().filter(|home| home.kind == LegKind::Living);
    let parties: Vec<Party> = living.map(|home| home.to).collect();
    let left_out = parties.len().saturating_sub(SIDES_MAX);
    (parties.into_iter().take(SIDES_MAX).collect(), left_out)
}

/// The class of a side in the sheet.
pub(super) fn class(index: usize) -> &'static str {
    if index == 0 { "a" } else { "b" }
}

/// `Ukraine and Russia`.
pub(super) fn names(parties: impl IntoIterator<Item = Party>) -> String {
    list(&parties.into_iter().map(name).collect::<Vec<_>>())
}

/// Says that further parties are not drawn.
pub(super) fn left_out_words(left_out: usize) -> Option<String> {
    let parties = counted(u64::try_from(left_out).ok()?, "further party", "further parties");
    let verb = if left_out == 1 { "is" } else { "are" };
    (left_out > 0).then(|| format!("{parties} to whom people came home {verb} not drawn."))
}
