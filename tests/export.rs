//! The take-away: tables, documents and their description, the same bytes on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::program::Folder;
use crate::session::top;

/// Every file of a folder, by its path below it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}

fn package(folder: &Folder, name: &str) -> Value {
    serde_json::from_slice(&folder.read(&format!("{name}/datapackage.json"))).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[test]
fn an_export_names_the_very_log_it_was_drawn_from() {
    let folder = Folder::with_demo();
    assert!(folder.output(&["export", "out"], "").status.success());
    let log = folder.read("register/log.jsonl");
    let last = log.split(|byte| *byte == b'\n').rev().nth(1).unwrap();
    let leaf = Sha256::new().chain_update([0]).chain_update(last).finalize();
    let told = &package(&folder, "out")["repatria"];
    assert_eq!(told["head"], hex(&leaf));
    assert_eq!(told["commits"], String::from_utf8(log).unwrap().lines().count());
}

#[test]
fn every_file_of_an_export_is_described_with_its_digest() {
    let folder = Folder::with_demo();
    assert!(folder.output(&["export", "out"], "").status.success());
    let package = package(&folder, "out");
    let mut described = BTreeSet::from([folder.path("out/datapackage.json")]);
    for resource in package["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        let bytes = folder.read(&format!("out/{path}"));
        assert_eq!(resource["hash"], format!("sha256:{}", hex(&Sha256::digest(&bytes))), "{path}");
        assert_eq!(resource["bytes"], bytes.len(), "{path}");
        described.insert(folder.path("out").join(path));
    }
    let written: BTreeSet<PathBuf> = files(&folder.path("out")).into_keys().collect();
    assert_eq!(written, described);
    assert_eq!(package["licenses"][0]["name"], "CC0-1.0");
    assert!(package["sources"].as_array().unwrap().len() > 100);
}

#[test]
fn a_rebuild_gives_the_digest_and_the_length_of_the_very_documents() {
    let folder = Folder::with_demo();
    assert!(folder.output(&["export", "out"], "").status.success());
    let rebuilt = folder.output(&["rebuild", "--format", "json"], "").stdout;
    let rebuilt: Value = serde_json::from_slice(&rebuilt).unwrap();
    let models = rebuilt["models"].as_array().unwrap();
    assert_eq!(models.len(), 11);
    for model in models {
        let name = model["name"].as_str().unwrap();
        let name = if name == "story" { "stories" } else { name };
        let document = folder.read(&format!("out/documents/{name}.json"));
        assert_eq!(model["sha256"], hex(&Sha256::digest(&document)), "{name}");
        assert_eq!(model["bytes"], document.len(), "{name}");
    }
}

#[test]
fn the_same_register_makes_the_same_bytes_also_over_an_earlier_export() {
    let folder = Folder::with_demo();
    for name in ["a", "b", "b"] {
        assert!(folder.output(&["export", name], "").status.success());
    }
    let bytes = |name: &str| files(&folder.path(name)).into_values().collect::<Vec<_>>();
    assert_eq!(bytes("a"), bytes("b"));
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let mut folder = Folder::new();
    fs::create_dir(folder.path("letters")).unwrap();
    folder.write("letters/datapackage.json", r#"{"name":"of another program"}"#);
    folder.run("init").run("export letters").check("export/refused.txt");
    assert_eq!(files(&folder.path("letters")).len(), 1);
}

#[test]
fn words_that_a_spreadsheet_would_compute_are_made_texts() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("open 2025-06-26 --between UA RU")
        .run("record 2025-06-26 --to UA 106 --by-claimant '=HYPERLINK(1)' --source '@paper'")
        .run("export out");
    let statements = String::from_utf8(folder.read("out/tables/statements.csv")).unwrap();
    let row = statements.lines().nth(1).unwrap();
    assert!(row.starts_with("2025-06-26/1,2025-06-26,'=HYPERLINK(1),"), "{row}");
    assert!(row.contains(",'@paper,"), "{row}");
}

#[test]
fn what_show_and_explain_print_has_the_columns_of_the_page() {
    let folder = Folder::with_demo();
    let page = fs::read_to_string(top().join("docs/DATA.md")).unwrap();
    for (table, command) in [("story", "show"), ("explanation", "explain")] {
        let printed = folder
            .output(&[command, "2025-06-26", "--register", "register", "--format", "csv"], "");
        let printed = String::from_utf8(printed.stdout).unwrap();
        let section = page.split(&format!("### `{table}`")).nth(1).unwrap();
        let section = section.split("\n#").next().unwrap();
        let columns: Vec<&str> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
            .filter(|name| *name != "column")
            .collect();
        assert_eq!(printed.lines().next().unwrap().split(',').collect::<Vec<_>>(), columns);
    }
}

/// Every member of a document, with the types that it has.
fn shape(value: &Value, path: &str, shapes: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(items) => {
            for item in items {
                shape(item, &format!("{path}[]"), shapes);
            }
            "list"
        }
        Value::Object(members) => {
            for (name, member) in members {
                shape(member, &format!("{path}.{name}"), shapes);
            }
            "object"
        }
    };
    shapes.entry(path.to_owned()).or_default().insert(kind);
}

#[test]
fn the_documents_keep_their_shapes() {
    let folder = Folder::with_demo();
    assert!(folder.output(&["export", "out"], "").status.success());
    let mut told = String::new();
    for (path, bytes) in files(&folder.path("out/documents")) {
        let mut shapes = BTreeMap::new();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        shape(&serde_json::from_slice(&bytes).unwrap(), &name, &mut shapes);
        for (path, kinds) in shapes {
            let kinds: Vec<&str> = kinds.into_iter().collect();
            writeln!(told, "{path}: {}", kinds.join(" or ")).unwrap();
        }
    }
    let golden = top().join("tests/golden/export/shapes.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, &told).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        expected == told,
        "tests/golden/export/shapes.txt differs; the shapes are now:\n{told}"
    );
}
