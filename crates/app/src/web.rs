//! The register as pages and as files for the web. What a page says is what the read models say, in
//! the words of `print`; what it shows is what `chart` draws.

#![allow(dead_code, reason = "addresses are read, and some parts drawn, by what comes next")]

pub(crate) mod address;
pub(crate) mod pages;
pub(crate) mod publish;
pub(crate) mod view;
