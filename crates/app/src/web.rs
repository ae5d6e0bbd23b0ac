//! The register on the web: pages for people, documents for programs, commands from both, and the
//! same as plain files. What a page says is what the read models say, in the words of `print`; what
//! it shows is what `chart` draws. Nothing here decides what may be recorded, and no crate below
//! this one knows HTTP.

pub(crate) mod address;
mod asked;
mod caller;
mod commands;
mod complaint;
mod edition;
mod feed;
mod hosts;
mod kept;
mod live;
mod log_lines;
mod metrics;
mod model;
mod package;
pub(crate) mod pages;
pub(crate) mod publish;
mod reply;
mod respond;
pub(crate) mod role;
mod routes;
mod server;
mod site;
mod tiles;
pub(crate) mod token;
pub(crate) mod view;
mod writing;

pub(crate) use server::{Limits, serve, serve_alone};
pub(crate) use site::{Served, Site};
