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
            // Tiles are no text.
            let bytes = fs::read(&path).unwrap();
            files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
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
    publish(folder, words);
    files(&folder.path("site"))
}

/// Publishes, and answers with what was said.
fn publish(folder: &Folder, words: &[&str]) -> String {
    let words: Vec<&str> = ["publish", "site"].iter().chain(words).copied().collect();
    let output = folder.output(&words, "");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{told}");
    told
}

/// The whole demo, published once for all tests that only look at it.
static SITE: LazyLock<BTreeMap<PathBuf, String>> = LazyLock::new(|| {
    let (folder, told) = &*PLAIN;
    assert!(told.contains("published"), "{told}");
    files(&folder.path("site"))
});
static PLAIN: LazyLock<(Folder, String)> = LazyLock::new(|| {
    let folder = Folder::with_demo();
    let told = publish(&folder, &[]);
    (folder, told)
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

/// A copy that has all that a copy can have: it will be reached somewhere, and its log was signed.
static WHOLE: LazyLock<(Folder, BTreeMap<PathBuf, String>)> = LazyLock::new(|| {
    let folder = Folder::with_demo();
    let signed = folder.output(&["checkpoint"], "");
    assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
    let site = published(&folder, &["--site", "https://newsroom.example/exchanges/"]);
    (folder, site)
});

#[test]
fn a_copy_that_is_reached_somewhere_has_feeds_that_lead_there() {
    let (folder, site) = &*WHOLE;
    every_link_resolves(site);
    for name in ["exchanges.atom", "exchanges.json", "changes.atom", "changes.json"] {
        let feed = &site[&folder.path(&format!("site/feeds/{name}"))];
        let led: Vec<&str> = feed
            .split('"')
            .filter_map(|link| link.strip_prefix("https://newsroom.example/exchanges/"))
            .collect();
        assert!(led.len() >= 3, "{name} leads nowhere: {feed}");
        for file in led {
            let file = if file.is_empty() { "index.html" } else { file };
            assert!(site.contains_key(&folder.path(&format!("site/{file}"))), "{name}: {file}");
        }
        let page = &site[&folder.path("site/exchanges/2025-06-26.html")];
        assert!(page.contains(&format!("href=\"../feeds/{name}\"")), "{name} is not named");
    }
}

#[test]
fn a_copy_says_what_it_lacks_and_names_nothing_that_is_not_there() {
    let (folder, told) = &*PLAIN;
    assert!(told.contains("without feeds") && told.contains("without a checkpoint"), "{told}");
    let readme = String::from_utf8(folder.read("site/README.txt")).unwrap();
    assert!(readme.contains("no feeds") && readme.contains("no checkpoint"), "{readme}");
    assert!(!folder.path("site/feeds").exists() && !folder.path("site/tile").exists());
    let page = String::from_utf8(folder.read("site/index.html")).unwrap();
    assert!(!page.contains("rel=\"alternate\""), "a feed is named that is not there");
    let refused = folder.output(&["publish", "site", "--site", "newsroom.example"], "");
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_copy_of_a_signed_log_proves_itself_and_shows_no_line_of_later() {
    let (folder, site) = &*WHOLE;
    let words = ["verify", "--published", "site", "--key", "register/vkey"];
    let verified = folder.output(&words, "");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    let readme = &site[&folder.path("site/README.txt")];
    assert!(readme.contains("753 commits of repatria.invalid/"), "{readme}");
    let earlier = Folder::with_demo();
    assert!(earlier.output(&["checkpoint"], "").status.success());
    let before = published(&earlier, &["--known-at", "2025-12-31T00:00:00Z"]);
    assert!(!before.contains_key(&earlier.path("site/checkpoint")), "later lines are signed there");
}

#[test]
fn a_copy_holds_the_data_package_that_an_export_makes() {
    let (folder, site) = &*WHOLE;
    let exported = folder.output(&["export", "exported"], "");
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let package = files(&folder.path("exported"));
    assert!(package.len() > 20, "{}", package.len());
    for (path, text) in package {
        let name = path.strip_prefix(folder.path("exported")).unwrap();
        assert!(site[&folder.path("site").join(name)] == text, "{}", name.display());
    }
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
