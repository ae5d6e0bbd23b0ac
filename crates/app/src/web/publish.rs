//! The register as plain files: the same pages and the same data, with links from file to file, so
//! that they open from a disk and from any web server. It refuses to delete, and to write over what
//! it did not write.

use repatria_domain::{Day, LegKind, Population};
use repatria_projection::{HomeTotal, Record, TotalAsked, reconciliation, totals};

use super::address::{Address, Clocks, Place};
use super::pages::{self, NoSuchPage};
use super::view::{Links, View};
use crate::chart;
use crate::export::ExportedFile;
use crate::print::phrases::population;

/// The pages and what they name.
pub(crate) fn files(view: &View<'_>, clocks: Clocks) -> Result<Vec<ExportedFile>, NoSuchPage> {
    let view = &View { links: Links::Published, ..*view };
    let assets = pages::assets().into_iter();
    let mut files: Vec<ExportedFile> = assets
        .map(|asset| ExportedFile { path: asset.name.to_owned(), text: asset.text.into_owned() })
        .collect();
    for place in places(view.record, clocks.as_of) {
        let path = pages::file(&place);
        let page = pages::page(view, &Address { place, clocks })?;
        files.push(ExportedFile { path, text: page.html });
    }
    Ok(files)
}

/// Every page of a register.
fn places(record: &Record, as_of: Option<Day>) -> Vec<Place> {
    let exchanges = record.state().exchanges();
    let exchanges = exchanges.map(|exchange| Place::Exchange(exchange.reference.clone()));
    let claims = reconciliation(record, as_of).claims.into_iter();
    let claims = claims.filter_map(|claim| claim.called.strip_prefix("T/")?.parse().ok());
    let claims = claims.map(Place::Claim);
    let explained = totals(record, as_of).home.iter().flat_map(explained).collect::<Vec<_>>();
    let sides = chart::sides(record).0.into_iter().map(TotalAsked::home).map(Place::Explain);
    let mut places: Vec<Place> =
        Place::fixed().chain(exchanges).chain(claims).chain(explained).collect();
    places.extend(sides.filter(|side| !places.contains(side)).collect::<Vec<_>>());
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
