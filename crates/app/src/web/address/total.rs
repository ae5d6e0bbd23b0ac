//! The address of what a total rests on: `home/UA`, `home/UA/military/from-RU/in-2025-06`.

use repatria_domain::Population;
use repatria_projection::{TotalAsked, Which};

use crate::cli::words::named;
use crate::print::code;

pub(super) fn read(text: &str) -> Option<TotalAsked> {
    let mut members = text.split('/');
    let (which, party) = (members.next()?, members.next()?.parse().ok()?);
    let which = match which {
        "home" => Which::Home(party),
        "abroad" => Which::Abroad(party),
        "whose-not-stated" => Which::WhoseNotStated(party),
        _ => return None,
    };
    let mut asked = TotalAsked { which, population: None, from: None, month: None };
    for member in members {
        match (member.strip_prefix("from-"), member.strip_prefix("in-")) {
            (Some(from), _) => asked.from = Some(from.parse().ok()?),
            (_, Some(month)) => asked.month = Some(month.parse().ok()?),
            (None, None) => asked.population = Some(named::<Population>(member).ok()?),
        }
    }
    Some(asked)
}

pub(super) fn written(asked: &TotalAsked) -> String {
    let (which, party) = match asked.which {
        Which::Home(party) => ("home", party),
        Which::Abroad(party) => ("abroad", party),
        Which::WhoseNotStated(party) => ("whose-not-stated", party),
    };
    let population = asked.population.map(|population| format!("/{}", code(&population)));
    let from = asked.from.map(|from| format!("/from-{from}"));
    let month = asked.month.map(|month| format!("/in-{month}"));
    let rest: String = [population, from, month].into_iter().flatten().collect();
    format!("{which}/{party}{rest}")
}
