//! Which names a server answers to.

use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};

use super::Hosts;

fn stranger(listening: &str, host: &str) -> Option<String> {
    let site = "https://Register.example:8443/exchanges/".parse().unwrap();
    let mut headers = HeaderMap::new();
    headers.insert(HOST, host.parse().unwrap());
    Hosts::of(listening.parse().unwrap(), &site).stranger(&Uri::from_static("/"), &headers)
}

#[test]
fn on_the_machine_itself_only_its_own_names_are_answered() {
    for own in [
        "localhost",
        "LocalHost:8080",
        "127.0.0.1:9",
        "127.8.0.1",
        "[::1]:8080",
        "[::1]",
        "register.example",
        "register.example:443",
    ] {
        assert_eq!(stranger("127.0.0.1:8080", own), None, "{own}");
        assert_eq!(stranger("[::1]:8080", own), None, "{own}");
    }
    for other in
        ["rebound.test", "localhost.rebound.test", "127.0.0.1.rebound.test", "10.0.0.1", ""]
    {
        assert_eq!(stranger("127.0.0.1:8080", other).as_deref(), Some(other));
        assert_eq!(stranger("192.0.2.7:8080", other), None, "{other}");
    }
}

#[test]
fn a_name_in_the_address_counts_as_one_in_the_head() {
    let site = "https://register.example".parse().unwrap();
    let hosts = Hosts::of("127.0.0.1:8080".parse().unwrap(), &site);
    let uri = Uri::from_static("http://rebound.test/");
    assert_eq!(hosts.stranger(&uri, &HeaderMap::new()).as_deref(), Some("rebound.test"));
    assert_eq!(hosts.stranger(&Uri::from_static("/"), &HeaderMap::new()), None);
}
