//! Which crate may use which: the table of docs/ARCHITECTURE.md against what the manifests say.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Everything absent is forbidden, for normal and build dependencies alike.
const ARROWS: [(&str, &[&str]); 6] = [
    ("repatria-bench", &["repatria-domain", "repatria-log", "repatria-projection"]),
    ("repatria-domain", &[]),
    ("repatria-tlog", &[]),
    ("repatria-log", &["repatria-domain", "repatria-tlog"]),
    ("repatria-projection", &["repatria-domain"]),
    ("repatria", &["repatria-domain", "repatria-log", "repatria-projection", "repatria-tlog"]),
];

#[test]
fn the_arrows_between_the_crates_are_those_of_the_architecture() {
    let found = dependencies(|name| name.starts_with("repatria"));
    let expected: BTreeMap<String, BTreeSet<String>> = ARROWS
        .iter()
        .map(|(from, to)| ((*from).into(), to.iter().map(|name| (*name).into()).collect()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_domain_stands_on_four_packages_alone() {
    let found = dependencies(|_| true);
    let expected = ["chrono", "serde", "thiserror", "uuid"].map(String::from);
    assert_eq!(found["repatria-domain"], BTreeSet::from(expected));
}

/// The normal and build dependencies of each crate of the workspace that are not optional.
fn dependencies(wanted: impl Fn(&str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let used = |package: &Value| -> BTreeSet<String> {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        dependencies
            .filter(|dependency| dependency["kind"] != "dev" && dependency["optional"] == false)
            .map(|dependency| dependency["name"].as_str().unwrap().to_string())
            .filter(|name| wanted(name))
            .collect()
    };
    let name = |package: &Value| package["name"].as_str().unwrap().to_string();
    packages.iter().map(|package| (name(package), used(package))).collect()
}

fn metadata() -> Value {
    // Read at run time: a path baked in would test another checkout than the one it runs in.
    let manifests = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked", "--offline"])
        .current_dir(manifests)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
