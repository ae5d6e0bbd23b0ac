//! The register as tables and documents that other programs read: a Frictionless data package.
//! The same register makes the same bytes. It refuses to print, and to know what was typed.

mod folder;
mod licence;
mod package;
mod rows;
mod schema;

use repatria_domain::Day;
use repatria_projection::{
    Record, Scrutiny, agreements, audit, changes, claimants, custody, disclosures, overview,
    reconciliation, series, stories, timeline, totals,
};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::document;
use crate::print;

pub(crate) use folder::{check, write};
pub(crate) use licence::Licence;
pub(crate) use package::{Origin, files};
pub(crate) use rows::{claims, statements};

/// A file of an export, by its path below the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExportedFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A read model: as a table, as a document, or as both.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Exported {
    name: &'static str,
    table: Option<String>,
    document: Option<String>,
}

/// Every read model and every statement.
fn exported(record: &Record, as_of: Option<Day>) -> Result<Vec<Exported>, Failure> {
    // Strict: whoever takes the data away filters by the column.
    let audit = audit(record, as_of, Scrutiny::Strict);
    Ok(vec![
        both("overview", &overview(record, as_of), print::overview_csv)?,
        both("timeline", &timeline(record, as_of), print::timeline_csv)?,
        both("totals", &totals(record, as_of), print::totals_csv)?,
        both("reconciliation", &reconciliation(record, as_of), print::reconciliation_csv)?,
        both("series", &series(record, as_of), print::series_csv)?,
        both("custody", &custody(record, as_of), print::custody_csv)?,
        both("agreements", &agreements(record, as_of), print::agreements_csv)?,
        both("disclosures", &disclosures(record, as_of), print::disclosures_csv)?,
        both("claimants", &claimants(record, as_of), print::claimants_csv)?,
        both("changes", &changes(record, as_of), print::changes_csv)?,
        both("audit", &audit, print::audit_csv)?,
        Exported {
            name: "stories",
            table: None,
            document: Some(document(&stories(record, as_of))?),
        },
        Exported { name: "statements", table: Some(statements(record)), document: None },
        Exported { name: "claims", table: Some(claims(record)), document: None },
    ])
}

fn both<Model: Serialize>(
    name: &'static str,
    model: &Model,
    csv: fn(&Model) -> String,
) -> Result<Exported, Failure> {
    Ok(Exported { name, table: Some(csv(model)), document: Some(document(model)?) })
}

#[cfg(test)]
mod tests;
