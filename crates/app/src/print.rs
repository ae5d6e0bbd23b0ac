//! Read models as text for people and as CSV. JSON is the model itself.
//! It refuses to know where the text goes; only what it says.

pub(crate) mod agreements;
pub(crate) mod audit;
pub(crate) mod changes;
pub(crate) mod claimants;
mod csv;
pub(crate) mod custody;
pub(crate) mod dates;
pub(crate) mod disclosures;
pub(crate) mod explanation;
mod layout;
mod names;
pub(crate) mod overview;
pub(crate) mod phrases;
pub(crate) mod reconciliation;
pub(crate) mod series;
mod sheet;
pub(crate) mod story;
pub(crate) mod timeline;
pub(crate) mod totals;

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
pub(crate) use story::{story_text, story_title};
pub(crate) use timeline::timeline_text;
pub(crate) use totals::totals_text;

#[cfg(test)]
mod tests;
