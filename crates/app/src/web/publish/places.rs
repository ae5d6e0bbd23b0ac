//! Which pages a register has: all that another page can name.

use repatria_domain::{LegKind, Population};
use repatria_projection::{HomeTotal, TotalAsked};

use crate::models::Models;
use crate::print::phrases::population;
use crate::web::address::Place;

/// Every page of a register.
pub(in crate::web) fn places(models: &Models<'_>) -> Vec<Place> {
    let exchanges = models.record().state().exchanges();
    let exchanges = exchanges.map(|exchange| Place::Exchange(exchange.reference.clone()));
    let claims = models.reconciliation().claims.iter();
    let claims = claims.filter_map(|claim| claim.called.strip_prefix("T/")?.parse().ok());
    let claims = claims.map(Place::Claim);
    let explained = models.totals().home.iter().flat_map(explained);
    let mut places: Vec<Place> =
        Place::fixed().chain(exchanges).chain(claims).chain(explained).collect();
    // A side has a page for its total also where nobody had come home by then.
    for side in &models.sides().0 {
        let place = Place::Explain(TotalAsked::home(*side));
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// What a total, and each part of it, rests on.
fn explained(home: &HomeTotal) -> Vec<Place> {
    let population = (home.kind != LegKind::Living).then(|| population(home.kind));
    let whole = TotalAsked { population, ..TotalAsked::home(home.to) };
    let holders = home.from.iter().map(|from| TotalAsked { from: Some(from.from), ..whole });
    let months = home.months.iter().filter_map(|sum| sum.month);
    let months = months.map(|month| TotalAsked { month: Some(month), ..whole });
    let told_apart = home.populations.iter().flat_map(|all| {
        [
            (Population::Military, all.military),
            (Population::Civilian, all.civilian),
            (Population::Child, all.child),
            (Population::Persons, all.unsplit),
        ]
    });
    let told_apart = told_apart
        .filter(|(_, sum)| !sum.is_empty())
        .map(|(population, _)| TotalAsked { population: Some(population), ..whole });
    let all = [whole].into_iter().chain(holders).chain(months).chain(told_apart);
    all.map(Place::Explain).collect()
}
