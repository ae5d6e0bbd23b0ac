//! The register as plain files: every link leads somewhere, nothing runs, nothing comes from
//! elsewhere, and what is not the site's is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::program::Folder;

/// Every file of a folder, by its path below it.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), fs::read_to_string(path).unwrap());
        }
    }
    files
}

fn pages(files: &BTreeMap<PathBuf, String>) -> impl Iterator<Item = (&PathBuf, &String)> {
    files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html"))
}

/// The values of an attribute, unescaped.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let before = format!(" {attribute}=\"");
    page.split(before.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn published(folder: &Folder, words: &[&str]) -> BTreeMap<PathBuf, String> {
    let words: Vec<&str> = ["publish", "site"].iter().chain(words).copied().collect();
    let output = folder.output(&words, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&folder.path("site"))
}

/// The whole demo, published once for all tests that only look at it.
static SITE: LazyLock<BTreeMap<PathBuf, String>> = LazyLock::new(|| {
    let folder = Folder::with_demo();
    published(&folder, &[])
});

#[track_caller]
fn every_link_resolves(site: &BTreeMap<PathBuf, String>) {
    let parts: BTreeMap<&PathBuf, BTreeSet<&str>> =
        site.iter().map(|(path, text)| (path, values(text, "id").into_iter().collect())).collect();
    let mut links = 0;
    for (path, page) in pages(site) {
        for link in values(page, "href") {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            if file.starts_with("https://") || file.starts_with("http://") {
                continue;
            }
            let target = below(path.parent().unwrap(), file).unwrap_or_else(|| path.clone());
            let found = parts.get(&target);
            assert!(found.is_some(), "{}: no file for `{link}`", path.display());
            let has_part = part.is_empty() || found.is_some_and(|parts| parts.contains(part));
            assert!(has_part, "{}: no part for `{link}`", path.display());
            links += 1;
        }
    }
    assert!(links > 1_000, "{links} links");
}

/// A file as a link names it; none where the link names a part of the page alone.
fn below(folder: &Path, link: &str) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for part in link.split('/') {
        match part {
            "" => return None,
            ".." => assert!(path.pop()),
            part => path.push(part),
        }
    }
    Some(path)
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    every_link_resolves(&SITE);
    let folder = Folder::with_demo();
    every_link_resolves(&published(&folder, &["--as-of", "2022-12-31"]));
}

#[test]
fn nothing_on_a_page_runs_or_comes_from_elsewhere() {
    for (path, page) in pages(&SITE) {
        let path = path.display();
        for forbidden in ["<script", "<style", "<iframe", "<object", "<embed", "<base"] {
            assert!(!page.contains(forbidden), "{path}: {forbidden}");
        }
        for attribute in ["style", "onclick", "onload", "srcset", "action", "formaction"] {
            assert_eq!(values(page, attribute), [""; 0], "{path}: {attribute}");
        }
        for loaded in page.split("<link ").skip(1).chain(page.split("<img ").skip(1)) {
            let loaded = loaded.split('>').next().unwrap();
            assert!(!loaded.contains("://"), "{path}: {loaded}");
        }
    }
}

#[test]
fn a_reader_who_sees_no_page_finds_his_way() {
    for (path, page) in pages(&SITE) {
        let path = path.display();
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert_eq!(page.matches("<main").count(), 1, "{path}");
        assert!(page.contains("<html lang=\""), "{path}");
        assert!(page.contains("<a class=\"skip\" href=\"#main\""), "{path}");
        let ids = values(page, "id");
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{path}: an id stands twice");
        for label in values(page, "aria-labelledby").iter().flat_map(|ids| ids.split(' ')) {
            assert!(distinct.contains(label), "{path}: nothing is called {label}");
        }
        for picture in page.split("<svg ").skip(1) {
            let is_named = picture.contains("</title>") && picture.contains("</desc>");
            let head = picture.split('>').next().unwrap();
            assert!(head.contains("aria-hidden") || is_named, "{path}: {head}");
        }
        assert_eq!(
            page.matches("<table").count(),
            page.matches("role=\"table\"").count(),
            "{path}"
        );
        assert_eq!(page.matches("<table").count(), page.matches("<caption").count(), "{path}");
    }
}

#[test]
fn a_site_written_again_is_the_same_and_leaves_the_rest_alone() {
    let folder = Folder::with_demo();
    let site = published(&folder, &[]);
    folder.write("site/notes.txt", "ours");
    let again = folder.output(&["publish", "site"], "");
    let told = String::from_utf8(again.stderr).unwrap();
    assert!(told.contains("all of which stood there"), "{told}");
    let earlier = published(&folder, &["--as-of", "2022-12-31"]);
    assert!(!earlier.contains_key(&folder.path("site/explain/home/UA/in-2025-05.html")));
    assert!(earlier.contains_key(&folder.path("site/notes.txt")));
    let mut back = published(&folder, &[]);
    assert_eq!(back.remove(&folder.path("site/notes.txt")).as_deref(), Some("ours"));
    assert!(back == site, "the site is another than before");
}

#[test]
fn a_page_that_is_not_the_sites_is_not_written_over() {
    let folder = Folder::with_demo();
    fs::create_dir(folder.path("site")).unwrap();
    folder.write("site/index.html", "mine");
    let refused = folder.output(&["publish", "site"], "");
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.starts_with("error[no-site]: `site/index.html` is not of a site"), "{told}");
    assert_eq!(files(&folder.path("site")).len(), 1);
}

#[test]
fn a_list_of_a_site_cannot_name_what_lies_beside_it() {
    let folder = Folder::with_demo();
    published(&folder, &[]);
    folder.write("kept.txt", "mine");
    let list = String::from_utf8(folder.read("site/published.json")).unwrap();
    let planted = list.replacen("\"files\": [", "\"files\": [\"../kept.txt\",", 1);
    assert_ne!(planted, list);
    folder.write("site/published.json", planted);
    published(&folder, &["--as-of", "2022-12-31"]);
    assert_eq!(folder.read("kept.txt"), b"mine");
}

#[test]
fn a_site_of_an_earlier_time_holds_nothing_that_came_later() {
    let folder = Folder::with_demo();
    let words = "record 2025-06-26 --by-claimant Herald --to UA 107 --source https://h.test/1";
    let later: Vec<&str> = words.split(' ').chain(["--now", "2026-06-01T00:00:00Z"]).collect();
    let recorded = folder.output(&later, "");
    assert!(recorded.status.success(), "{}", String::from_utf8_lossy(&recorded.stderr));
    let then = published(&folder, &["--known-at", "2026-01-31T00:00:00Z"]);
    assert!(then.values().all(|text| !text.contains("Herald")));
    let now = published(&folder, &[]);
    assert!(now[&folder.path("site/exchanges/2025-06-26.html")].contains("Herald"));
}
