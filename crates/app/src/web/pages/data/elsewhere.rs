//! What there is beside documents and tables: the data package, feeds, and the log in all its
//! forms. A copy in files offers what files can hold.

use maud::{Markup, html};

use super::super::setting::Setting;
use crate::web::feed::{Format, Subject};

pub(super) fn package(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-package" {
            h2 #h-package { "All at once, described" }
            p {
                a href=(setting.data("datapackage.json")) { "datapackage.json" }
                " is a Frictionless data package: it names every table and document, with the type "
                "and the meaning of each column, sizes and hashes, the licence, and the commit that "
                "all of it is drawn from. " code { "repatria export" } " writes the same."
            }
            @if !setting.is_published() {
                p {
                    "For programs, "
                    a href=(setting.asset("openapi.json")) { "openapi.json" }
                    " describes every address of this server. An answer that did not change is not "
                    "sent again: it has an " code { "ETag" } "."
                }
            }
        }
    }
}

pub(super) fn told(setting: &Setting<'_>) -> Markup {
    if !setting.has_feeds() {
        return html! {};
    }
    html! {
        section aria-labelledby="h-feeds" {
            h2 #h-feeds { "To be told" }
            p {
                "A feed holds the newest hundred: "
                @for (index, subject) in Subject::ALL.into_iter().enumerate() {
                    @if index > 0 { "; " }
                    (of(subject)) " as "
                    @for (index, format) in Format::ALL.into_iter().enumerate() {
                        @if index > 0 { " and " }
                        a href=(setting.asset(&subject.file(format))) { (name(format)) }
                    }
                }
                "."
            }
            @if !setting.is_published() {
                p { code { "/live" } " sends each new line of the log as it comes, as server-sent events." }
            }
        }
    }
}

fn of(subject: Subject) -> &'static str {
    match subject {
        Subject::Exchanges => "exchanges",
        Subject::Changes => "what was changed",
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Atom => "Atom",
        Format::Json => "JSON Feed",
    }
}

pub(super) fn log(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-log" {
            h2 #h-log { "The log, from which all else is rebuilt" }
            p {
                "One decision a line, in JSON, each line chained to the one before by its hash. "
                @if setting.is_published() {
                    a href=(setting.asset("log.jsonl")) { "log.jsonl" } "."
                } @else {
                    a href=(setting.asset("log")) { "The whole log" } "; "
                    code { "/log?after=100" } " gives what came after commit 100."
                }
            }
            (signed(setting))
        }
    }
}

/// As other people's programs verify it.
fn signed(setting: &Setting<'_>) -> Markup {
    let tiles = "the lines and hashes under it, as the C2SP tlog-tiles specification has them";
    html! {
        @if setting.has_checkpoint() {
            p {
                a href=(setting.asset("checkpoint")) { "checkpoint" }
                " says how the log stood when it was signed, and " code { "tile/" } " holds " (tiles) ". "
                code { "repatria verify --published" } " checks this whole folder against it."
            }
        } @else if !setting.is_published() {
            p {
                "Where the log was signed, " code { "/checkpoint" } " says how it stood, and "
                code { "/tile/0/000" } ", " code { "/tile/entries/000" } " and so on hold " (tiles) "."
            }
        }
    }
}
