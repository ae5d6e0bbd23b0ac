//! The description of an export: a data package after the Frictionless specifications.
//! It refuses to say anything that cannot be read from the register, but for the licence.

use std::collections::BTreeMap;

use repatria_domain::{Text, Timestamp};
use repatria_log::Head;
use repatria_projection::Record;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::licence::Licence;
use super::schema::{self, Described, Field};
use super::{Exported, ExportedFile, exported};
use crate::failure::Failure;
use crate::hex::hex;
use crate::models::Models;
use crate::output::document;

/// The name of the description, by which an export is known.
pub(super) const DESCRIPTION: &str = "datapackage.json";
/// The version of the layout of an export: of its tables, their columns and the documents.
const FORMAT: u32 = 1;

/// What an export is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    /// The read models, as of the last day of what is told.
    pub(crate) models: &'a Models<'a>,
    /// Where the log of the register ends.
    pub(crate) head: Head,
    /// Under which licence it goes out.
    pub(crate) licence: Licence,
}

/// The files of an export, its description first.
pub(crate) fn files(origin: Origin<'_>) -> Result<Vec<ExportedFile>, Failure> {
    let described = schema::tables();
    let mut files = Vec::new();
    let mut resources = Vec::new();
    for Exported { name, table, document } in exported(origin.models)? {
        if let Some(text) = table {
            let file = ExportedFile { path: format!("tables/{name}.csv"), text };
            let table = described.iter().find(|table| table.name == name);
            resources.push(Resource::table(name, &file, table));
            files.push(file);
        }
        if let Some(text) = document {
            let file = ExportedFile { path: format!("documents/{name}.json"), text };
            resources.push(Resource::document(name, &file));
            files.push(file);
        }
    }
    let text = document(&Package::of(origin, resources))?;
    files.insert(0, ExportedFile { path: DESCRIPTION.to_owned(), text });
    Ok(files)
}

/// <https://specs.frictionlessdata.io/data-package/>
#[derive(Debug, Serialize)]
struct Package {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Timestamp>,
    keywords: [&'static str; 4],
    licenses: [LicenceTold; 1],
    sources: Vec<SourceTold>,
    repatria: Provenance,
    resources: Vec<Resource>,
}

/// From which register, by which program.
#[derive(Debug, Serialize)]
struct Provenance {
    /// The version of the layout.
    format: u32,
    /// The version of the program.
    program: &'static str,
    /// How many commits its log holds.
    commits: u64,
    /// The RFC 6962 leaf hash of the last line of its log.
    head: String,
}

#[derive(Debug, Serialize)]
struct LicenceTold {
    name: &'static str,
    path: &'static str,
    title: &'static str,
}

#[derive(Debug, Serialize)]
struct SourceTold {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}

/// <https://specs.frictionlessdata.io/data-resource/>
#[derive(Debug, Serialize)]
struct Resource {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'static str>,
    path: String,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

/// <https://specs.frictionlessdata.io/table-schema/>
#[derive(Debug, Serialize)]
struct Schema {
    fields: Vec<Field>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
}

impl Package {
    fn of(origin: Origin<'_>, resources: Vec<Resource>) -> Self {
        let record = origin.models.record();
        let [name, path, title] = origin.licence.told();
        Self {
            profile: "data-package",
            name: "prisoner-exchanges",
            title: "A register of prisoner exchanges",
            description: "What was said of exchanges of prisoners and of mortal remains, by whom \
                          and when; what the register holds to be true; and its read models. An \
                          empty best or high is no figure or an open end, never nought.",
            created: record.head().at,
            keywords: ["prisoners of war", "prisoner exchange", "repatriation", "mortal remains"],
            licenses: [LicenceTold { name, path, title }],
            sources: sources(record),
            repatria: Provenance {
                format: FORMAT,
                program: env!("CARGO_PKG_VERSION"),
                commits: origin.head.n,
                head: origin.head.leaf.to_string(),
            },
            resources,
        }
    }
}

impl Resource {
    fn table(name: &str, file: &ExportedFile, table: Option<&Described>) -> Self {
        let fields = table.map(|table| table.fields.clone()).unwrap_or_default();
        let row = table.map_or("", |table| table.row);
        Self {
            name: name.to_owned(),
            kind: "table",
            profile: Some("tabular-data-resource"),
            description: format!("One row: {row}"),
            format: "csv",
            mediatype: "text/csv",
            schema: Some(Schema { fields, missing_values: [""] }),
            ..Self::document(name, file)
        }
    }

    fn document(name: &str, file: &ExportedFile) -> Self {
        let digest = Sha256::digest(file.text.as_bytes());
        let digits = hex(&digest);
        Self {
            name: format!("{name}-document"),
            kind: "json",
            profile: None,
            path: file.path.clone(),
            description: format!(
                "The read model as `repatria` prints it with --format json: {name}"
            ),
            format: "json",
            mediatype: "application/json",
            encoding: "utf-8",
            bytes: file.text.len(),
            hash: format!("sha256:{digits}"),
            schema: None,
        }
    }
}

/// Every page or paper that something was read on, in order of their addresses.
fn sources(record: &Record) -> Vec<SourceTold> {
    let mut titles: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let state = record.state();
    let exchanges = state.exchanges();
    let said =
        exchanges.flat_map(|held| &held.statements).map(|held| &held.said.attribution.source);
    let claimed = state.total_claims().map(|claim| &claim.said.attribution.source);
    let agreed = state.agreements().flat_map(|reached| &reached.sources);
    for source in said.chain(claimed).chain(agreed) {
        let title = titles.entry(source.address.as_str()).or_default();
        *title = title.or(source.title.as_ref().map(Text::as_str));
    }
    let told = |(address, title): (&str, Option<&str>)| SourceTold {
        title: title.unwrap_or(address).to_owned(),
        path: address.starts_with("http").then(|| address.to_owned()),
    };
    titles.into_iter().map(told).collect()
}
