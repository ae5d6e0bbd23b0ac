//! Every session that a document shows, run again.

use std::fs;

use crate::session::{check, top};

#[test]
fn the_readme_shows_what_the_program_prints() {
    check(&top().join("README.md"));
}

#[test]
fn the_documents_show_what_the_program_prints() {
    let mut documents: Vec<_> =
        fs::read_dir(top().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    documents.sort();
    assert!(!documents.is_empty(), "no documents");
    for document in &documents {
        check(document);
    }
}

#[test]
fn the_two_commands_of_the_readme_are_those_of_the_gate() {
    let readme = fs::read_to_string(top().join("README.md")).unwrap();
    let gate = fs::read_to_string(top().join(".ci/run")).unwrap();
    for command in ["cargo run --release", "cargo test --workspace"] {
        assert!(readme.contains(command), "the README does not say `{command}`");
        assert!(gate.contains(command), "the gate does not run `{command}`");
    }
}
