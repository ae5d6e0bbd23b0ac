//! What becomes of a figure once it is held to be true: revisions, what was said since, withdrawal.

use maud::{Markup, html};

use super::super::setting::Setting;
use crate::web::address::Place;

pub(super) fn sections(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-settled" {
            h2 #h-settled { "Settled, stale, withdrawn" }
            p {
                "To settle an exchange is to say what the register holds to be true of it, with the "
                "statements that it rests on. Each time is a revision, counted from 1. A later one takes "
                "the place of an earlier one and does not remove it: the page of the exchange shows "
                "all of them."
            }
            dl.facts {
                div {
                    dt { "Not settled" }
                    dd { "Statements are there and shown; their figures stand in no total." }
                }
                div {
                    dt { "Stale" }
                    dd {
                        "After it was settled a statement was recorded, ranked by a reviewer, or moved "
                        "here or away. The figure stands, and the exchange is marked: more was said "
                        "since. It is found among the "
                        a href=(setting.link(&Place::Audit)) { "open questions" }
                        ", and ends when the exchange is settled anew. Nothing is settled anew by itself."
                    }
                }
                div {
                    dt { "Withdrawn" }
                    dd {
                        "The register no longer holds it, and says why. The exchange is not settled "
                        "then; its revisions stay to be read, and their count goes on."
                    }
                }
                div {
                    dt { "Called off" }
                    dd { "It did not take place. Only an exchange that is not settled can be called off." }
                }
            }
        }
    }
}
