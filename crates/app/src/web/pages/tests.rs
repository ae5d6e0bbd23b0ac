//! Whole pages of a small register, and what must hold of every page whatever its sources say.

pub(super) mod markup;
pub(crate) mod register;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use repatria_projection::{Record, TotalAsked};

use self::markup::Element;
use self::register::register;
use super::*;
use crate::models::Models;
use crate::web::address::{Address, Clocks, Language, NoAddress, WrongClock};
use crate::web::publish::places;
use crate::web::routes::{Answer, ROUTES};
use crate::web::view::{Beside, Links};

const NEWSPAPER: &str = "Border Herald";
/// A copy that has all that a copy can have.
const COPY: Links = Links::Published(Beside { feeds: true, checkpoint: true });
/// What a source could call itself.
const HOSTILE: [&str; 6] = [
    "</title><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onfocus='alert(1)",
    "javascript:alert(1)//&lt;&#60;",
    "\u{202e}106 emoc\u{200f} \u{2067}home",
    "--><svg onload=alert(1)>]]>{{7*7}}",
];

fn asked(record: &Record, links: Links, address: &Address) -> Result<Page, NoSuchPage> {
    let Address { place, clocks } = address;
    let due_by = clocks.due_by("2026-11-25".parse().unwrap());
    let models = &Models::of(record, clocks.as_of, due_by);
    page(&View { models, known_at: clocks.known_at, links }, place)
}

fn drawn(record: &Record, links: Links, address: &Address) -> String {
    asked(record, links, address).unwrap().html
}

/// Every page of a register, as a server and as a folder of files have it.
fn every_page(record: &Record) -> Vec<(Address, String)> {
    let of = |links| {
        places(&Models::of(record, None, None)).into_iter().map(move |place| {
            let address = Address { place, clocks: Clocks::default() };
            let html = drawn(record, links, &address);
            (address, html)
        })
    };
    of(Links::Served).chain(of(COPY)).collect()
}

#[track_caller]
fn is_golden(name: &str, html: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/pages").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, html).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == html, "tests/golden/pages/{name} differs; the page is now:\n{html}");
}

#[test]
fn a_few_pages_stand_to_the_letter() {
    let record = register(NEWSPAPER);
    for (name, place) in [
        ("overview.html", Place::Overview),
        ("exchange.html", Place::Exchange("2025-06-26".parse().unwrap())),
        ("explain.html", Place::Explain(TotalAsked::home("UA".parse().unwrap()))),
        ("families-uk.html", Place::Families(Language::Ukrainian)),
    ] {
        let address = Address { place, clocks: Clocks::default() };
        is_golden(name, &drawn(&record, Links::Served, &address));
    }
    let address = Address { place: Place::Overview, clocks: Clocks::default() };
    is_golden("empty.html", &drawn(&Record::default(), Links::Served, &address));
    is_golden("no-such-page.html", &trouble(&Trouble::NoSuchPage, Clocks::default()).html);
}

#[test]
fn what_a_source_says_stays_words_on_every_page() {
    for hostile in HOSTILE {
        let record = register(hostile);
        let mut said = 0;
        for (address, html) in every_page(&record) {
            let elements = markup::read(&html).unwrap_or_else(|why| panic!("{address}: {why}"));
            for element in &elements {
                is_ours(&address, element);
            }
            let html = html.replace("<wbr>", "");
            // In the text of a page each `<` and quote of a source is an entity.
            assert!(!html.contains(hostile) || !hostile.contains(['<', '"']), "{address}");
            said += usize::from(html.contains("alert(1)") || html.contains("emoc"));
        }
        assert!(said > 10, "{hostile}: said on {said} pages");
    }
}

/// Only elements and attributes that pages are made of.
fn is_ours(address: &Address, element: &Element) {
    let Element { name, attributes, .. } = element;
    for forbidden in ["script", "style", "iframe", "object", "embed", "base", "img", "video"] {
        assert_ne!(name, forbidden, "{address}");
    }
    for (attribute, value) in attributes {
        assert!(!attribute.starts_with("on") && attribute != "style", "{address}: {attribute}");
        let leads = ["href", "src", "action", "xlink:href"].contains(&attribute.as_str());
        assert!(!leads || !value.trim_start().starts_with("javascript:"), "{address}: {value}");
    }
}

#[test]
fn marks_that_turn_text_around_end_with_the_words_of_the_source() {
    let turned = HOSTILE[4];
    let record = register(turned);
    for (address, html) in every_page(&record) {
        // Raw they stand in an element of their own alone.
        let alone = format!("<bdi>{turned}</bdi>");
        assert_eq!(html.matches(turned).count(), html.matches(&alone).count(), "{address}");
        assert!(!html.replace(&alone, "").contains('\u{202e}'), "{address}");
    }
}

#[test]
fn a_nul_never_comes_as_far_as_a_page() {
    let line = register::lines(NEWSPAPER).into_iter().next().unwrap();
    let line = line.replacen(NEWSPAPER, "Border\\u0000Herald", 1);
    let refused = serde_json::from_str::<repatria_domain::Command>(&line).unwrap_err();
    assert!(refused.to_string().contains("control character U+0000"), "{refused}");
    let wrong = WrongClock { which: "as_of", text: "\u{0}<b>\u{202e}".to_owned() };
    let html = trouble(&Trouble::WrongClock(wrong), Clocks::default()).html;
    assert!(!html.contains(['\u{0}', '\u{202e}']) && html.contains("&lt;b&gt;"), "{html}");
}

#[test]
fn the_same_log_and_the_same_clocks_make_the_same_bytes() {
    assert_eq!(every_page(&register(NEWSPAPER)), every_page(&register(NEWSPAPER)));
}

#[test]
fn both_clocks_go_with_every_link() {
    let record = register(NEWSPAPER);
    let query = "as_of=2025-06-26&known_at=2026-11-23";
    let models = &Models::of(&record, Some("2025-06-26".parse().unwrap()), None);
    for place in places(models) {
        let address = Address::read(&place.to_string(), Some(query)).unwrap();
        let html = drawn(&record, Links::Served, &address);
        for element in markup::read(&html).unwrap() {
            let Some(link) = element.value("href").filter(|link| link.starts_with('/')) else {
                continue;
            };
            let (path, asked) = link.split_once('?').unwrap_or((link, ""));
            let asked = asked.split('#').next();
            let is_fixed =
                ["/style.css", "/icon.svg", "/log"].contains(&path) || path.starts_with("/feeds/");
            let is_pinned = link.contains("known_at=2026-11-23T");
            let is_now = asked == Some("") && html.contains("Show it as it is now");
            assert!(is_fixed || is_pinned || is_now || asked == Some(query), "{address}: {link}");
        }
    }
}

/// The links of a page that stay on the server, without the part of a page that they name.
fn links(html: &str) -> BTreeSet<String> {
    let elements = markup::read(html).unwrap();
    let links = elements.iter().filter_map(|element| element.value("href"));
    let here = links.filter(|link| link.starts_with('/'));
    here.filter_map(|link| link.split('#').next()).map(str::to_owned).collect()
}

#[test]
fn every_page_that_a_link_names_is_there() {
    let record = register(NEWSPAPER);
    let pages = every_page(&record);
    let links: BTreeSet<String> = pages.iter().flat_map(|(_, html)| links(html)).collect();
    assert!(links.len() > 50, "{}", links.len());
    for link in links {
        let (path, query) = link.split_once('?').map_or((&*link, None), |(p, q)| (p, Some(q)));
        match Address::read(path, query) {
            Ok(address) => assert!(asked(&record, Links::Served, &address).is_ok()),
            Err(NoAddress::NoSuchPage) => assert!(is_route(path), "{link}"),
            Err(NoAddress::WrongClock(wrong)) => panic!("{link}: {wrong:?}"),
        }
    }
}

#[test]
fn what_the_page_of_the_data_offers_is_answered() {
    let record = register(NEWSPAPER);
    let address = Address { place: Place::Data, clocks: Clocks::default() };
    let html = drawn(&record, Links::Served, &address);
    let told = html.split("<code>/").skip(1).filter_map(|rest| rest.split("</code>").next());
    let told: Vec<String> = told.map(|path| format!("/{}", path.replace("&amp;", "&"))).collect();
    assert!(told.len() > 5, "{told:?}");
    for path in told.iter().map(|path| path.split('?').next().unwrap_or_default()) {
        assert!(is_route(path), "{path}");
    }
    for name in ["/show.json", "/log", "/datapackage.json", "/openapi.json", "/feeds/changes.json"]
    {
        assert!(links(&html).iter().any(|link| link.ends_with(name)), "{name} is not offered");
    }
}

#[test]
fn a_page_that_is_not_there_tells_the_forms_of_addresses_and_keeps_the_clocks() {
    let clocks = Clocks::read("as_of=2025-06-30").unwrap();
    let html = trouble(&Trouble::NoSuchPage, clocks).html;
    assert!(links(&html).contains("/exchanges?as_of=2025-06-30"), "{html}");
    let told = html.split("<code>/").skip(1).filter_map(|rest| rest.split("</code>").next());
    let told: Vec<&str> = told.collect();
    assert!(told.len() > 4, "{told:?}");
    for path in told {
        assert!(Address::read(&format!("/{path}"), None).is_ok(), "{path}");
    }
    let busy = trouble(&Trouble::NotNow("too many ask".to_owned()), clocks).html;
    assert!(busy.contains("too many ask.") && busy.contains("Try again in a moment"), "{busy}");
}

/// Whether a server answers at a path with something else than a page.
fn is_route(path: &str) -> bool {
    let is_at = |route: &str| {
        if let Some((before, _)) = route.split_once("{*") {
            return path.starts_with(before);
        }
        let (route, path) = (route.split('/'), path.split('/'));
        route.clone().count() == path.clone().count()
            && route.zip(path).all(|(part, asked)| part == asked || part.starts_with('{'))
    };
    ROUTES.iter().any(|route| route.answer != Answer::Page && is_at(route.path))
}

#[test]
fn a_page_of_another_time_says_so_and_leads_back() {
    let record = register(NEWSPAPER);
    let told = |query| {
        let address = Address::read("/exchanges", Some(query)).unwrap();
        let html = drawn(&record, Links::Served, &address);
        let (_, rest) = html.split_once("role=\"note\">").unwrap();
        rest.split_once(" <a href=\"/exchanges\">").unwrap().0.to_owned()
    };
    assert_eq!(
        told("known_at=2026-11-23&as_of=2025-06-30"),
        "This is what this page would have shown at the end of 23 November 2026, of what had \
         happened by 30 June 2025."
    );
    assert_eq!(
        told("as_of=2025-06-30"),
        "This is what had happened by 30 June 2025, as far as the register knows it now."
    );
}

#[test]
fn what_the_register_does_not_know_is_no_page() {
    let record = register(NEWSPAPER);
    let asked = |path| asked(&record, Links::Served, &Address::read(path, None).unwrap());
    assert_eq!(asked("/exchanges/1999-01-01"), Err(NoSuchPage));
    assert_eq!(asked("/claims/99"), Err(NoSuchPage));
    assert_eq!(asked("/claims/0"), Err(NoSuchPage));
    assert_eq!(asked("/explain/home/FR"), Err(NoSuchPage));
    assert!(asked("/explain/home/UA").is_ok());
}

#[test]
fn an_exchange_that_had_not_happened_by_then_has_a_page_that_says_so() {
    let record = register(NEWSPAPER);
    let address = Address::read("/exchanges/2025-06-26", Some("as_of=2025-06-25")).unwrap();
    let html = drawn(&record, Links::Served, &address);
    assert!(html.contains("<h1>2025-06-26 had not happened by then.</h1>"));
}
