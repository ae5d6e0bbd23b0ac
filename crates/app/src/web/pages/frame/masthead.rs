//! The name of the register and the ways into it. Families find theirs on every page.

use maud::{Markup, html};

use super::super::setting::Setting;
use crate::web::address::{Language, Place};

/// The pages that most readers come for.
const PAGES: [(&str, Place); 8] = [
    ("Overview", Place::Overview),
    ("Exchanges", Place::Exchanges),
    ("Agreements", Place::Agreements),
    ("Claims", Place::Claims),
    ("Custody", Place::Custody),
    ("Changes", Place::Changes),
    ("Method", Place::Method),
    ("Data", Place::Data),
];

pub(super) fn masthead(setting: &Setting<'_>, language: Language) -> Markup {
    html! {
        header.mast lang="en" {
            div.wrap {
                a.mark href=(setting.link(&Place::Overview)) { "Repatria" }
                nav aria-label="Pages" {
                    ul {
                        @for (name, place) in &PAGES {
                            li { (entry(setting, name, place)) }
                        }
                    }
                }
                nav.kin aria-label="For families" {
                    ul {
                        @for other in Language::ALL {
                            li { (for_families(setting, other, language)) }
                        }
                    }
                }
            }
        }
    }
}

fn entry(setting: &Setting<'_>, name: &str, place: &Place) -> Markup {
    html! { a href=(setting.link(place)) aria-current=[current(setting, place)] { (name) } }
}

fn for_families(setting: &Setting<'_>, other: Language, language: Language) -> Markup {
    let place = Place::Families(other);
    let name = match other {
        Language::English => "For families",
        Language::Ukrainian => "Родинам",
        Language::Russian => "Семьям",
    };
    let lang = (other != language || other != Language::English).then_some(other.code());
    html! {
        a href=(setting.link(&place)) lang=[lang] hreflang=(other.code())
            aria-current=[current(setting, &place)] { (name) }
    }
}

/// `page` on the page itself, `true` on a page below it.
fn current(setting: &Setting<'_>, place: &Place) -> Option<&'static str> {
    let here = &setting.address.place;
    if setting.is_elsewhere {
        return None;
    }
    if here == place {
        return Some("page");
    }
    let is_below = match here {
        Place::Exchange(_) | Place::Series => *place == Place::Exchanges,
        Place::Claim(_) | Place::Claimants => *place == Place::Claims,
        Place::Explain(_) => *place == Place::Overview,
        Place::Overview
        | Place::Exchanges
        | Place::Agreements
        | Place::Claims
        | Place::Custody
        | Place::Disclosures
        | Place::Changes
        | Place::Audit
        | Place::Method
        | Place::Data
        | Place::Families(_) => false,
    };
    is_below.then_some("true")
}
