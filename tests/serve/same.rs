//! What is served is what the command line prints, on both clocks, and nothing that is old.

use std::collections::BTreeSet;
use std::process::Command;

use super::server::Server;
use crate::program::Folder;
use crate::session::has;

/// The names of the read models: of their commands, and of their addresses.
const MODELS: [&str; 10] = [
    "timeline",
    "totals",
    "reconcile",
    "series",
    "custody",
    "agreements",
    "disclosures",
    "claimants",
    "changes",
    "audit",
];

/// The demo, in which something more was recorded two weeks later.
fn grown() -> Folder {
    let folder = Folder::with_demo();
    let words = "record 2025-06-26 --by-claimant Herald --to UA 107 --source https://h.test/1";
    let later: Vec<&str> = words.split(' ').chain(["--now", "2026-01-15T00:00:00Z"]).collect();
    assert!(folder.output(&later, "").status.success());
    folder
}

#[test]
fn every_read_model_is_what_the_command_line_prints_on_both_clocks() {
    let server = Server::of(grown());
    let then = [
        ("", &[][..]),
        ("as_of=2025-06-30", &["--as-of", "2025-06-30"][..]),
        (
            "as_of=2025-06-30&known_at=2026-01-10T00:00:00Z",
            &["--as-of", "2025-06-30", "--known-at", "2026-01-10T00:00:00Z"],
        ),
    ];
    let asked = MODELS.map(|name| (format!("/{name}"), "", vec![name])).into_iter().chain([
        ("/audit".to_owned(), "strict=true&", vec!["audit", "--strict"]),
        ("/exchanges/2025-06-26/show".to_owned(), "", vec!["show", "2025-06-26"]),
        ("/exchanges/2025-06-26/explain".to_owned(), "", vec!["explain", "2025-06-26"]),
        (
            "/totals/explain".to_owned(),
            "which=home&party=UA&",
            vec!["explain", "total", "home", "UA"],
        ),
    ]);
    for (path, query, words) in asked {
        for form in ["json", "csv"] {
            let mut seen = BTreeSet::new();
            for (clocks, options) in then {
                let now = ["--now", "2026-02-01T00:00:00Z", "--format", form];
                let words: Vec<&str> = words.iter().chain(options).chain(&now).copied().collect();
                let printed = String::from_utf8(server.folder.output(&words, "").stdout).unwrap();
                let address = format!("{path}.{form}?{query}{clocks}");
                assert!(
                    server.get(&address).text() == printed,
                    "{address} is not what {words:?} prints"
                );
                seen.insert(printed);
            }
            assert!(form == "csv" || seen.len() == 3, "{path}: the clocks change nothing");
        }
    }
}

#[test]
fn the_data_package_is_the_one_that_an_export_writes() {
    let server = Server::with_demo();
    assert!(server.folder.output(&["export", "out"], "").status.success());
    let mut names = vec!["datapackage.json".to_owned()];
    for folder in ["tables", "documents"] {
        let held = server.folder.names(&format!("out/{folder}"), "");
        names.extend(held.iter().map(|name| format!("{folder}/{name}")));
    }
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(
            server.get(&format!("/{name}")).body == server.folder.read(&format!("out/{name}")),
            "{name}"
        );
    }
    for (path, name) in [
        ("stories.json", "documents/stories.json"),
        ("claims.csv", "tables/claims.csv"),
        ("statements.csv", "tables/statements.csv"),
    ] {
        assert!(
            server.get(&format!("/{path}")).body == server.folder.read(&format!("out/{name}")),
            "{path}"
        );
    }
}

#[test]
fn nothing_old_is_answered_after_a_commit() {
    let server = Server::with_demo();
    let token = server.token("recorder");
    for (n, path) in [
        "/",
        "/timeline.json",
        "/tables/timeline.csv",
        "/feeds/exchanges.atom",
        "/datapackage.json",
    ]
    .into_iter()
    .enumerate()
    {
        let before = server.get(path);
        let tag = before.header("etag").unwrap().to_owned();
        let ask = || server.ask("GET", path, &[("If-None-Match", &tag)], "");
        assert_eq!(ask().status, 304, "{path}");
        let open = format!(
            r#"{{"type":"open-exchange","data":{{"reference":"new-{n}","parties":["RU","UA"]}}}}"#
        );
        assert_eq!(server.post(&token, &open).status, 201);
        let after = ask();
        assert_eq!(after.status, 200, "{path} is said to be the same after a commit");
        assert!(after.body != before.body && after.header("etag") != Some(&*tag), "{path} is old");
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_no_formula() {
    let server = Server::with_demo();
    let said = r#"{"type":"state-total","data":{"statement":"00000000-0000-5000-8000-000000000001","attribution":{"claimant":"=HYPERLINK(\"http://x.test\")","source":{"address":"@SUM(1)"}},"measure":"returned","quantity":"106"}}"#;
    assert_eq!(server.post(&server.token("recorder"), said).status, 201);
    for path in ["/claims.csv", "/claimants.csv", "/reconcile.csv", "/tables/claims.csv"] {
        let table = server.get(path).text();
        assert!(table.contains("'=HYPERLINK"), "{path} does not hold the claimant");
        for cell in table.split(['\n', ',']).map(|cell| cell.trim_start_matches('"')) {
            assert!(!cell.starts_with(['=', '@', '+']), "{path}: {cell}");
        }
    }
}

#[test]
fn the_newest_stands_first_in_a_feed_and_another_parser_reads_it() {
    let server = Server::of(grown());
    for name in ["exchanges", "changes"] {
        let feed = server.get(&format!("/feeds/{name}.json")).json();
        let items = feed["items"].as_array().unwrap().clone();
        let text =
            |item: &serde_json::Value, member: &str| item[member].as_str().unwrap().to_owned();
        let changed: Vec<String> = items.iter().map(|item| text(item, "date_modified")).collect();
        assert!(changed.is_sorted_by(|newer, older| newer >= older), "{name}: {changed:?}");
        let ids: BTreeSet<String> = items.iter().map(|item| text(item, "id")).collect();
        assert_eq!(ids.len(), items.len(), "{name}: an id stands twice");
        if has("python3") {
            server.folder.write("feed.atom", server.get(&format!("/feeds/{name}.atom")).body);
            let read = Command::new("python3")
                .args(["-c", READ])
                .current_dir(server.folder.path(""))
                .output();
            let read = read.unwrap();
            assert!(read.status.success(), "{name}: {}", String::from_utf8_lossy(&read.stderr));
            assert_eq!(String::from_utf8(read.stdout).unwrap().trim(), items.len().to_string());
        }
    }
    let first = &server.get("/feeds/exchanges.json").json()["items"][0];
    assert!(first["title"].as_str().unwrap().starts_with("2025-06-26:"), "{first}");
}

/// What RFC 4287 asks of a feed and of each entry, by a parser of XML that is not ours.
const READ: &str = r#"
import datetime, xml.etree.ElementTree as tree
atom = "{http://www.w3.org/2005/Atom}"
feed = tree.parse("feed.atom").getroot()
assert feed.tag == atom + "feed", feed.tag
def one(element, name):
    found = element.findall(atom + name)
    assert len(found) == 1 and found[0].text, (element.tag, name, len(found))
    return found[0].text
def time(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
def links(element, relation):
    found = [link.get("href") for link in element.findall(atom + "link") if link.get("rel") == relation]
    assert len(found) == 1 and found[0].startswith("http://"), (relation, found)
assert feed.find(atom + "author/" + atom + "name").text
for element in [feed] + feed.findall(atom + "entry"):
    one(element, "id"), one(element, "title"), time(one(element, "updated")), links(element, "alternate")
links(feed, "self")
print(len(feed.findall(atom + "entry")))
"#;
