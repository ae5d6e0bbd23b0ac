//! Read models as text for people and as CSV. JSON is the model itself.
//! It refuses to know where the text goes; only what it says.

mod agreements;
mod audit;
mod changes;
mod claimants;
mod csv;
mod custody;
mod dates;
mod disclosures;
mod explanation;
mod layout;
mod names;
mod overview;
mod phrases;
mod reconciliation;
mod series;
mod sheet;
mod story;
mod timeline;
mod totals;

pub(crate) use agreements::{agreements_csv, agreements_text};
pub(crate) use audit::{audit_csv, audit_text};
pub(crate) use changes::{changes_csv, changes_text};
pub(crate) use claimants::{claimants_csv, claimants_text};
pub(crate) use csv::{explanation_csv, overview_csv, story_csv, timeline_csv, totals_csv};
pub(crate) use custody::{custody_csv, custody_text};
pub(crate) use dates::{date, day};
pub(crate) use disclosures::{disclosures_csv, disclosures_text};
pub(crate) use explanation::explanation_text;
pub(crate) use layout::hanging;
pub(crate) use names::name;
pub(crate) use overview::overview_text;
pub(crate) use phrases::{counted, list, number, ordinal, quantity, total};
pub(crate) use reconciliation::{claims_text, reconciliation_csv, reconciliation_text};
pub(crate) use series::{series_csv, series_text};
pub(crate) use sheet::{Sheet, code, opt};
pub(crate) use story::story_text;
pub(crate) use timeline::timeline_text;
pub(crate) use totals::totals_text;

#[cfg(test)]
mod tests;
