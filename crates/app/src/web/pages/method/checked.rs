//! How a reader checks the register without trusting whoever runs it, and tells him of an error.

use maud::{Markup, html};

use super::super::setting::Setting;
use crate::web::address::Place;

pub(super) fn sections(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-checked" {
            h2 #h-checked { "How it can be checked" }
            p {
                "Every figure leads to what it rests on: follow the dotted line. Every statement leads "
                "to its source. The whole log can be taken away, and every page rebuilt from it: "
                a href=(setting.link(&Place::Data)) { "all data" } "."
            }
            p {
                "Each line of the log holds the hash of the line before it, so a change in the middle "
                "shows. " code { "repatria verify" } " reads every byte, and every rule above again. "
                "Where the log is signed, three things go further:"
            }
            dl.facts {
                div {
                    dt { "A checkpoint" }
                    dd {
                        "says that the log has so many lines, and one hash for all of them. Who kept an old "
                        "one can prove that the log of today begins with it: "
                        code { "repatria verify --consistent" } "."
                    }
                }
                div {
                    dt { "A receipt" }
                    dd {
                        "proves that one line is in the log, without the log: "
                        code { "repatria prove" } " writes it. "
                        code { "verify.py" } ", a short script among the documents of the program, checks "
                        "it and a whole published log with Python alone."
                    }
                }
                div {
                    dt { "A witness" }
                    dd {
                        "is a program on somebody else’s machine that signs a checkpoint only if the "
                        "log has grown from the last one. Without one, a log could show two readers "
                        "two histories."
                    }
                }
            }
            p.after {
                "Use a verifier key that you were given apart from this site. And none of this makes "
                "a line true: it proves what the register recorded, and when it says that it did."
            }
        }
        section aria-labelledby="h-error" {
            h2 #h-error { "If something is wrong" }
            p {
                "Tell whoever runs this register: with the address of the page as “Cite this page” gives "
                "it, what it should say, and a source that says so. Without a source nothing can be "
                "recorded. Never send the name of a prisoner."
            }
            p {
                "A correction is a new statement that names the old one and says whose mistake it was, "
                "the claimant’s or ours. It stands under "
                a href=(setting.link(&Place::Changes)) { "changes" }
                ", and in the feed of changes, and the old statement stays."
            }
        }
    }
}
