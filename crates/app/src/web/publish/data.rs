//! The documents and tables beside the pages, under the names that a server gives them.

use repatria_domain::Day;
use repatria_projection::{
    Question, Record, Scrutiny, agreements, audit, changes, claimants, custody, disclosures,
    explain, overview, reconciliation, series, stories, story, timeline, totals,
};
use serde::Serialize;

use super::Site;
use crate::export::{self, ExportedFile};
use crate::failure::Failure;
use crate::output::document;
use crate::print;

pub(super) fn files(site: &Site<'_>) -> Result<Vec<ExportedFile>, Failure> {
    let (record, as_of) = (site.record, site.clocks.as_of);
    let is_now = site.clocks.is_now();
    let due_by = as_of.or_else(|| is_now.then_some(site.today));
    let mut files = models(record, as_of, due_by)?;
    files.push(file("stories.json", document(&stories(record, as_of))?));
    files.push(file("statements.csv", export::statements(record)));
    files.push(file("claims.csv", export::claims(record)));
    for exchange in record.state().exchanges() {
        let reference = &exchange.reference;
        if let Some(story) = story(record, reference, as_of) {
            let name = format!("exchanges/{reference}/show");
            files.extend(both(&name, &story, print::story_csv)?);
            let question = Question::Exchange(reference.clone());
            let explanation = explain(record, &question, as_of);
            let name = format!("exchanges/{reference}/explain");
            files.extend(both(&name, &explanation, print::explanation_csv)?);
        }
    }
    Ok(files)
}

fn models(
    record: &Record,
    as_of: Option<Day>,
    due_by: Option<Day>,
) -> Result<Vec<ExportedFile>, Failure> {
    let questions = audit(record, due_by, Scrutiny::Usual);
    let all = [
        both("overview", &overview(record, as_of), print::overview_csv)?,
        both("timeline", &timeline(record, as_of), print::timeline_csv)?,
        both("totals", &totals(record, as_of), print::totals_csv)?,
        both("reconcile", &reconciliation(record, as_of), print::reconciliation_csv)?,
        both("series", &series(record, as_of), print::series_csv)?,
        both("custody", &custody(record, as_of), print::custody_csv)?,
        both("agreements", &agreements(record, as_of), print::agreements_csv)?,
        both("disclosures", &disclosures(record, due_by), print::disclosures_csv)?,
        both("claimants", &claimants(record, as_of), print::claimants_csv)?,
        both("changes", &changes(record, as_of), print::changes_csv)?,
        both("audit", &questions, print::audit_csv)?,
    ];
    Ok(all.into_iter().flatten().collect())
}

fn both<Model: Serialize>(
    name: &str,
    model: &Model,
    csv: fn(&Model) -> String,
) -> Result<[ExportedFile; 2], Failure> {
    Ok([file(&format!("{name}.json"), document(model)?), file(&format!("{name}.csv"), csv(model))])
}

fn file(path: &str, text: String) -> ExportedFile {
    ExportedFile { path: path.to_owned(), text }
}
