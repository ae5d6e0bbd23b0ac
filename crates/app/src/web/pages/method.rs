//! How a figure is chosen, what a gap looks like, and what is never published. Nothing here changes
//! with the register.

use maud::{Markup, html};

use super::Page;
use super::figures::{unsaid, withheld};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::web::address::{Language, Place};

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
                (best())
                (low_and_high())
                (gaps())
                (claims(setting))
                (two_clocks())
                (never())
                (checked(setting))
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

fn best() -> Markup {
    html! {
        section aria-labelledby="h-best" {
            h2 #h-best { "How “best” is chosen" }
            p { "For each direction those statements compete that give a number. They count in this order:" }
            ol.steps {
                li { b { "Officials of the receiving side" } ", who count the people who come." }
                li { b { "Officials of the other side" } ", who handed them over." }
                li { b { "Officials of third parties" } ", as mediators." }
                li { b { "Everybody else" } ", above all the press. Such a figure is marked: no official gave it." }
            }
            p {
                "Within a class an exact number goes before a bounded one and that before an "
                "approximate one; the finer split of soldiers and civilians goes first, then what "
                "was said later. What was only announced, corrected or set aside by a reviewer does "
                "not count. Another rule can be chosen for an exchange; then its page says which."
            }
            p {
                "What is published changes only when an exchange is settled anew. Until then a later "
                "statement is shown, and the exchange is marked: more was said since."
            }
        }
    }
}

fn low_and_high() -> Markup {
    html! {
        section aria-labelledby="h-ends" {
            h2 #h-ends { "Low and high" }
            p {
                "They are the ends of all figures that compete. Where somebody gives a lower end "
                "alone, or no number, the upper end is open, and stays open in every total above it. "
                "That low, best and high agree shows only that the sources do, or that there is one."
            }
            p {
                "A swap holds one number for both sides. What went beyond it is a remainder, and its "
                "page says why as far as it is known: by the terms, disputed, unexplained, or because "
                "nobody speaks of the other direction."
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

fn claims(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-claims" {
            h2 #h-claims { "Claims about totals" }
            p {
                "When somebody says how many came home altogether, the claim is held against what is "
                "recorded in the same scope: whom it counts, which way, since when, under which "
                "agreement. What it leaves blank is not guessed; then it cannot be compared. A "
                "verdict says above or below what is recorded, never true or false. "
                a href=(setting.link(&Place::Claims)) { "All claims" } "."
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

fn never() -> Markup {
    html! {
        section.box aria-labelledby="h-never" {
            h2 #h-never { "What is never published here" }
            ul.plain {
                li { "Names, pictures or any other data of prisoners and their families. There is no search for a person." }
                li { "A detail that is withheld. The register keeps who withholds it and until when, never the detail itself." }
                li { "Places, routes or times of what has not happened yet." }
                li { "A number that nobody gave: no average, no estimate, no sum with a hole in it that does not show the hole." }
            }
        }
    }
}

fn checked(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-checked" {
            h2 #h-checked { "How it can be checked" }
            p {
                "Every figure leads to what it rests on: follow the dotted line. Every statement leads "
                "to its source. The whole log can be taken away, and every page rebuilt from it: "
                a href=(setting.link(&Place::Data)) { "all data" } "."
            }
        }
    }
}
