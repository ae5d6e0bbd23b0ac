//! The page, the schemas and the tables say the same.

use repatria_log::Head;
use repatria_projection::Record;
use serde_json::Value;

use super::schema::{Described, tables};
use super::*;

/// What is exported of an empty register.
fn empty() -> Vec<Exported> {
    exported(&Models::of(&Record::default(), None, None)).unwrap()
}

/// Those of the page that are exported, in its order.
fn described() -> Vec<Described> {
    let exported = empty();
    let is_exported = |table: &Described| {
        exported.iter().any(|model| model.name == table.name && model.table.is_some())
    };
    tables().into_iter().filter(is_exported).collect()
}

#[test]
fn every_table_has_the_columns_that_the_page_describes() {
    let described = described();
    let models = empty();
    let with_tables = models.iter().filter_map(|model| Some((model.name, model.table.as_ref()?)));
    let mut names = Vec::new();
    for (name, table) in with_tables {
        let page = described.iter().find(|table| table.name == name);
        let columns: Vec<&str> =
            page.iter().flat_map(|table| &table.fields).map(|field| field.name).collect();
        assert_eq!(table.lines().next().unwrap().split(',').collect::<Vec<_>>(), columns, "{name}");
        names.push(name);
    }
    assert_eq!(described.len(), names.len());
}

#[test]
fn every_column_has_a_type_of_a_table_schema_a_meaning_and_numbers_a_unit() {
    let types = ["string", "integer", "boolean", "date", "datetime"];
    for table in tables() {
        assert!(!table.row.is_empty(), "`{}` does not say what a row is", table.name);
        for field in table.fields {
            assert!(types.contains(&field.kind), "{}.{}: {}", table.name, field.name, field.kind);
            assert!(!field.description.is_empty(), "{}.{}", table.name, field.name);
            let is_band = ["low", "best", "high"].contains(&field.name);
            assert!(!is_band || !field.unit.is_empty(), "{}.{}", table.name, field.name);
        }
    }
}

#[test]
fn the_description_has_the_schemas_of_the_page() {
    let record = Record::default();
    let models = &Models::of(&record, None, None);
    let origin = Origin { models, head: Head::EMPTY, licence: Licence::CcBy };
    let files = files(origin).unwrap();
    let package: Value = serde_json::from_str(&files[0].text).unwrap();
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    for table in described() {
        let resources = package["resources"].as_array().unwrap();
        let resource = resources.iter().find(|resource| resource["name"] == table.name).unwrap();
        let fields = serde_json::to_value(&table.fields).unwrap();
        assert_eq!(resource["schema"]["fields"], fields, "{}", table.name);
    }
}

#[test]
fn every_document_stands_on_the_page_with_its_version() {
    let page = include_str!("../../../../docs/DATA.md");
    for model in empty() {
        let Some(document) = model.document else { continue };
        let document: Value = serde_json::from_str(&document).unwrap();
        let version = document["version"].as_u64().unwrap_or(1);
        let row = format!("| `{}` | {version} | ", model.name);
        assert!(page.contains(&row), "no row `{row}`");
    }
}

#[test]
fn every_code_of_the_audit_stands_on_the_page() {
    let page = include_str!("../../../../docs/DATA.md");
    for code in repatria_projection::AuditCode::ALL {
        assert!(page.contains(&format!("\n| {} | ", code.as_str())), "{code:?}");
    }
}
