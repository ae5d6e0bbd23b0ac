//! That an address says one thing, and what is no address is refused.

use repatria_domain::Population;
use repatria_projection::{TotalAsked, Which};

use super::{Address, Clocks, KnownAt, NoAddress, Place, SiteUrl, WrongClock};

#[test]
fn every_page_is_found_again_at_its_own_address() {
    let asked = TotalAsked::home("UA".parse().unwrap());
    let narrow = TotalAsked {
        which: Which::WhoseNotStated("x-north".parse().unwrap()),
        population: Some(Population::Bodies),
        from: Some("RU".parse().unwrap()),
        month: Some("2025-06".parse().unwrap()),
    };
    let others = [
        Place::Exchange("2025-06-26".parse().unwrap()),
        Place::Exchange("..".parse().unwrap()),
        Place::Claim(12),
        Place::Explain(asked),
        Place::Explain(narrow),
    ];
    let clocks = [
        Clocks::default(),
        Clocks { as_of: Some("2025-06-30".parse().unwrap()), known_at: None },
        Clocks {
            as_of: Some("2025-06-30".parse().unwrap()),
            known_at: Some(KnownAt::Time("2026-11-23T02:11:04.123456Z".parse().unwrap())),
        },
        Clocks { as_of: None, known_at: Some(KnownAt::Day("2026-11-23".parse().unwrap())) },
    ];
    for place in Place::fixed().chain(others) {
        for clocks in clocks {
            let address = Address { place: place.clone(), clocks };
            let written = address.to_string();
            let (path, query) =
                written.split_once('?').map_or((written.as_str(), None), |(p, q)| (p, Some(q)));
            assert_eq!(Address::read(path, query), Ok(address), "{written}");
        }
    }
}

#[test]
fn an_address_is_written_as_people_read_it() {
    let read = Address::read("/exchanges/2025-06-26", Some("known_at=2026-11-23&as_of=2025-06-30"));
    let written = read.map(|address| address.to_string());
    let expected = "/exchanges/2025-06-26?as_of=2025-06-30&known_at=2026-11-23";
    assert_eq!(written.as_deref(), Ok(expected));
}

#[test]
fn what_a_form_sends_is_read() {
    let read = |query| Address::read("/", Some(query)).map(|address| address.clocks.to_string());
    assert_eq!(read("as_of=&known_at="), Ok(String::new()));
    assert_eq!(read("as_of=+2025-06-30+"), Ok("?as_of=2025-06-30".to_owned()));
    let time = "?known_at=2026-11-23T02:11:04.000000Z".to_owned();
    assert_eq!(read("known_at=2026-11-23T02%3A11%3A04Z"), Ok(time));
    assert_eq!(read("utm_source=paper"), Ok(String::new()));
}

#[test]
fn a_page_has_one_address_and_no_other() {
    for path in [
        "",
        "exchanges",
        "//",
        "/exchanges/",
        "/Exchanges",
        "/exchanges/2025-06-26/",
        "/exchanges/A",
        "/exchanges/%2e",
        "/claims/01",
        "/claims/+1",
        "/claims/x",
        "/explain/home",
        "/explain/home/ua",
        "/explain/away/UA",
        "/explain/home/UA/from-RU/military",
        "/explain/home/UA/in-2025",
        "/families/en",
        "/../etc/passwd",
    ] {
        assert_eq!(Address::read(path, None), Err(NoAddress::NoSuchPage), "{path}");
    }
}

#[test]
fn a_clock_that_cannot_be_read_is_named() {
    for (query, which, text) in [
        ("as_of=26.06.2025", "as_of", "26.06.2025"),
        ("as_of=2025-02-30", "as_of", "2025-02-30"),
        ("as_of=2025-06-30T00:00:00Z", "as_of", "2025-06-30T00:00:00Z"),
        ("known_at=yesterday", "known_at", "yesterday"),
        ("known_at=%00", "known_at", "\u{0}"),
    ] {
        let wrong = WrongClock { which, text: text.to_owned() };
        assert_eq!(Address::read("/", Some(query)), Err(NoAddress::WrongClock(wrong)), "{query}");
    }
}

#[test]
fn a_day_that_something_was_known_on_is_known_by_its_end() {
    let known = KnownAt::Day("2026-11-23".parse().unwrap());
    assert_eq!(known.until().to_string(), "2026-11-23T23:59:59.999999Z");
}

#[test]
fn a_site_is_reached_at_an_address_that_a_link_can_begin_with() {
    for (typed, url, host) in [
        ("https://Register.example/", "https://Register.example", "register.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1"),
        ("https://[::1]:8443/exchanges//", "https://[::1]:8443/exchanges", "[::1]"),
    ] {
        let site: SiteUrl = typed.parse().unwrap();
        assert_eq!((site.to_string().as_str(), site.host().as_str()), (url, host));
    }
    for none in [
        "",
        "register.example",
        "https://",
        "https:///exchanges",
        "https://:8443",
        "javascript:alert(1)",
        "ftp://register.example",
        "https://register.example/?a=b",
        "https://register.example/#part",
        "https://user@register.example",
        "https://register.example/a b",
        "https://register.example/\"><script>",
        "https://реєстр.example",
    ] {
        assert!(none.parse::<SiteUrl>().is_err(), "{none}");
    }
}
