//! By which names a server is asked. One that listens on the machine itself is open to every
//! browser on it, and a page of another site can make its own name lead there (DNS rebinding): so
//! it answers to the names of the machine and to the one it was given, and to no other.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};

use super::address::{SiteUrl, host};

/// The names that a server answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hosts {
    /// Whoever can reach it may call it what he likes.
    Every,
    /// Those of the machine itself, and the one that it was given.
    Own {
        /// By which it is reached from outside.
        site: String,
    },
}

impl Hosts {
    /// Of a server that listens here.
    pub(super) fn of(listening: SocketAddr, site: &SiteUrl) -> Self {
        if listening.ip().is_loopback() { Self::Own { site: site.host() } } else { Self::Every }
    }

    /// The name that is asked for, where it is another's. A program that names none is no browser.
    pub(super) fn stranger(&self, uri: &Uri, headers: &HeaderMap) -> Option<String> {
        let Self::Own { site } = self else { return None };
        let named = headers.get_all(HOST).iter();
        let named = named.map(|name| String::from_utf8_lossy(name.as_bytes()).into_owned());
        let in_address = uri.authority().map(ToString::to_string);
        named.chain(in_address).find(|authority| !is_own(host(authority), site))
    }
}

fn is_own(name: &str, site: &str) -> bool {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let is_here = bare.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    is_here || name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(site)
}

#[cfg(test)]
mod tests;
