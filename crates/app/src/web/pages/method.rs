//! How a figure is chosen, what a gap looks like, and what is never published. Nothing here changes
//! with the register, and nothing here is a rule: the rules are where the figures are drawn.

mod best;
mod checked;
mod kept;
mod settled;
mod verdicts;

use maud::{Markup, html};

use super::Page;
use super::figures::{unsaid, withheld};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::web::address::Language;

pub(super) fn page(setting: &Setting<'_>) -> Page {
    framed(
        setting,
        &Sheet {
            title: "Method".to_owned(),
            description: "How the best figure is chosen, and what is never published.".to_owned(),
            language: Language::English,
            kind: Kind::Text,
            opening: html! {
                p.kick { "Method" }
                h1 { "How a figure comes about, and what is never published." }
                p.lead {
                    "The register keeps what was said, by whom and when; what it holds to be true, "
                    "and why. Both stay readable for ever."
                }
            },
            body: html! {
                (statements())
                (best::chosen())
                (best::low_and_high())
                (gaps())
                (settled::sections(setting))
                (verdicts::section(setting))
                (two_clocks())
                (kept::sections())
                (checked::sections(setting))
            },
            data: Vec::new(),
        },
    )
}

fn statements() -> Markup {
    html! {
        section aria-labelledby="h-said" {
            h2 #h-said { "What was said is kept as it was said" }
            p {
                "A statement is what one claimant said in one source about one exchange. It is never "
                "edited and never deleted. A correction is a new statement that names the old one, "
                "and says whether the claimant corrected himself or we mistyped. A source may say "
                "anything: nothing is refused for being implausible."
            }
        }
    }
}

fn gaps() -> Markup {
    html! {
        section aria-labelledby="h-gaps" {
            h2 #h-gaps { "A gap is drawn as carefully as a number" }
            dl.facts {
                div { dt { (withheld("withheld")) } dd { "Somebody refuses to say it; the page says who, and until when." } }
                div { dt { (unsaid("no figure")) } dd { "Somebody speaks of these people and gives no number." } }
                div { dt { (unsaid("not stated")) } dd { "Nobody speaks of it." } }
            }
            p.after {
                "Nothing is filled in by symmetry: what one side received says nothing certain about "
                "the other. No date is made more exact than its source, no group is split that the "
                "source did not split, and none of these words means zero."
            }
            p {
                "The living are never added to the dead. A bag is not a body, and a body is not a "
                "person. People who went to a third state are not home until they are recorded as "
                "having come home."
            }
        }
    }
}

fn two_clocks() -> Markup {
    html! {
        section aria-labelledby="h-clocks" {
            h2 #h-clocks { "Two clocks" }
            p {
                b { "Happened by" } " asks what had happened by a day. " b { "Known on" }
                " asks what the register knew then, with every mistake that it had not yet mended. "
                "Both stand in the address of a page, so that yesterday’s page can be cited and shown "
                "again."
            }
        }
    }
}
