//! The register as tables and documents that other programs read: a Frictionless data package.
//! The same register makes the same bytes. It refuses to print, and to know what was typed.

mod folder;
mod licence;
mod package;
mod rows;
mod schema;

use repatria_projection::{Scrutiny, audit};
use serde::Serialize;

use crate::failure::Failure;
use crate::models::Models;
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
fn exported(models: &Models<'_>) -> Result<Vec<Exported>, Failure> {
    let record = models.record();
    // Strict: whoever takes the data away filters by the column.
    let audit = audit(record, models.as_of(), Scrutiny::Strict);
    Ok(vec![
        both("overview", models.overview(), print::overview_csv)?,
        both("timeline", models.timeline(), print::timeline_csv)?,
        both("totals", models.totals(), print::totals_csv)?,
        both("reconciliation", models.reconciliation(), print::reconciliation_csv)?,
        both("series", models.series(), print::series_csv)?,
        both("custody", models.custody(), print::custody_csv)?,
        both("agreements", models.agreements(), print::agreements_csv)?,
        both("disclosures", models.disclosures_as_of(), print::disclosures_csv)?,
        both("claimants", models.claimants(), print::claimants_csv)?,
        both("changes", models.changes(), print::changes_csv)?,
        both("audit", &audit, print::audit_csv)?,
        Exported { name: "stories", table: None, document: Some(document(models.stories())?) },
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
