//! What the record beside a claim is made of, exchange by exchange.

use repatria_projection::{Certainty, Comparison, CountedIn, Which};

use super::super::layout::{Align, Page, Table};
use super::super::names::name;
use super::super::phrases::best_and_range;

/// The exchanges in the scope of a claim, where they were asked for.
pub(super) fn listed(page: &mut Page, comparison: &Comparison) {
    let counted: Vec<&CountedIn> =
        comparison.record.iter().flat_map(|record| &record.counted).collect();
    let several = counted.iter().any(|held| counted.iter().any(|other| other.which != held.which));
    let to = if several { "to" } else { "" };
    let heads = [("", Align::Left), ("exchange", Align::Left), (to, Align::Left)];
    let mut table =
        Table::new(heads.into_iter().chain([("recorded", Align::Right), ("", Align::Left)]));
    for held in counted {
        let count = held.count.map_or_else(|| "no figure".to_owned(), best_and_range);
        let to = if several { toward(held.which) } else { String::new() };
        table.row([" ".repeat(4), held.reference.to_string(), to, count, remark(held)]);
    }
    if !table.is_empty() {
        page.blank();
        page.table(&table);
    }
}

fn toward(which: Which) -> String {
    match which {
        Which::Home(party) | Which::WhoseNotStated(party) => name(party),
        Which::Abroad(of) => format!("of {}, abroad", name(of)),
    }
}

fn remark(held: &CountedIn) -> String {
    let parts = [
        held.count.is_none().then_some("nobody speaks of it"),
        held.count.is_some_and(|count| count.best().is_none()).then_some("nobody gives a number"),
        (!held.told_apart).then_some("not told apart"),
        (held.happened == Certainty::Possibly).then_some("perhaps not in the scope"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
