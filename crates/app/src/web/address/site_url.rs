//! Where a site is reached from outside: what a feed begins its links with, because they are read
//! elsewhere. It refuses to know what is at that address.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

/// `https://example.org`, or a folder below it; without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SiteUrl(String);

/// A text that is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write where the site is reached, as https://example.org/exchanges")]
pub(crate) struct NoSiteUrl;

impl SiteUrl {
    /// Of a server that nothing stands before.
    pub(crate) fn of(listening: SocketAddr) -> Self {
        Self(format!("http://{listening}"))
    }

    /// The name of the machine, without a port; in small letters.
    pub(crate) fn host(&self) -> String {
        host(authority(&self.0).unwrap_or_default()).to_ascii_lowercase()
    }
}

impl FromStr for SiteUrl {
    type Err = NoSiteUrl;

    fn from_str(text: &str) -> Result<Self, NoSiteUrl> {
        let is_plain = |letter: char| letter.is_ascii_graphic() && !"?#@\\\"'<>`".contains(letter);
        let url = text.trim_end_matches('/');
        let named = authority(url).filter(|authority| !host(authority).is_empty());
        named.filter(|_| url.chars().all(is_plain)).map(|_| Self(url.to_owned())).ok_or(NoSiteUrl)
    }
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn authority(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    rest.split('/').next()
}

/// The name in `name:port`; of an address in brackets the brackets too.
pub(crate) fn host(authority: &str) -> &str {
    let end = authority.find(']').map_or_else(|| authority.find(':'), |end| Some(end + 1));
    end.and_then(|end| authority.get(..end)).unwrap_or(authority)
}
