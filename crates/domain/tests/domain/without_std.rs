//! The crate needs no operating system: none of its dependencies turns its `std` on, and there are
//! four. Whether it links without `std`, only a target that has none could show.

use std::collections::BTreeMap;
use std::process::Command;

/// Every crate below this one, with its features; without what runs in the compiler only.
fn dependencies(depth: &str) -> BTreeMap<String, String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "repatria-domain", "--depth", depth])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}|{f}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let lines = String::from_utf8(tree.stdout).unwrap();
    let below = lines.lines().skip(1).filter_map(|line| line.split_once('|'));
    below
        .filter_map(|(package, features)| {
            Some((package.split_once(' ')?.0.to_owned(), features.to_owned()))
        })
        .collect()
}

#[test]
fn four_crates_are_all_that_it_stands_on() {
    let names: Vec<String> = dependencies("1").into_keys().collect();
    assert_eq!(names, ["chrono", "serde", "thiserror", "uuid"]);
}

#[test]
fn none_of_them_brings_the_standard_library() {
    let dependencies = dependencies("9");
    assert!(dependencies.contains_key("serde_core"), "{dependencies:?}");
    for (name, features) in dependencies {
        let std = features.split([',', ' ']).find(|feature| ["std", "default"].contains(feature));
        assert_eq!(std, None, "{name} has {features}");
    }
}
