//! What somebody meant who wrote a cell in another form. A guess is shown, never recorded.

use repatria_domain::{Party, Quantity, Reference, When};

/// The quantity that was meant: `1,000` is 1000, `100+` is >=100, `about 250` is ~250.
pub(super) fn quantity(given: &str) -> Option<String> {
    let given = given.to_lowercase();
    let given = given.trim();
    if ["unknown", "n/a", "na", "none", "-", "?", "not known", "not said"].contains(&given) {
        return Some("not stated".into());
    }
    let (bound, rest) = bound(given);
    let digits: String = rest.chars().filter(|letter| !", _'\u{a0}".contains(*letter)).collect();
    let range = digits.replace(['-', '–', '—'], "..");
    [format!("{bound}{digits}"), range].into_iter().find(|guess| guess.parse::<Quantity>().is_ok())
}

/// The bound in words or marks, and the rest.
fn bound(given: &str) -> (&'static str, &str) {
    const BEFORE: [(&str, &str); 15] = [
        ("more than ", ">"),
        ("over ", ">"),
        ("at least ", ">="),
        ("at most ", "<="),
        ("up to ", "<="),
        ("about ", "~"),
        ("around ", "~"),
        ("circa ", "~"),
        ("ca. ", "~"),
        ("c. ", "~"),
        ("≥", ">="),
        ("≤", "<="),
        ("≈", "~"),
        (">", ">"),
        ("~", "~"),
    ];
    const AFTER: [(&str, &str); 2] = [("+", ">="), ("?", "~")];
    let after = AFTER.iter().find_map(|(mark, bound)| Some((*bound, given.strip_suffix(mark)?)));
    let before =
        || BEFORE.iter().find_map(|(mark, bound)| Some((*bound, given.strip_prefix(mark)?.trim())));
    match after {
        Some((_, rest)) if rest.starts_with('~') => ("~", rest.trim_start_matches('~')),
        Some(found) => found,
        None => before().unwrap_or(("", given)),
    }
}

/// The date that was meant: `26.06.2025` and `2025/6/26` are 2025-06-26.
pub(super) fn date(given: &str) -> Option<String> {
    let parts: Vec<&str> = given.split(['.', '/', '-']).map(str::trim).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        // Only the point is always day first; `06/07/2025` is read in two ways.
        [day, month, year] if year.len() == 4 && given.contains('.') => (*year, *month, *day),
        _ => return None,
    };
    let guess = format!("{year}-{month:0>2}-{day:0>2}");
    When::parse(&guess).is_ok().then_some(guess)
}

/// The party that was meant: `ua` is UA, `X_Wagner` is x-wagner. A name is not guessed at.
pub(super) fn party(given: &str) -> Option<String> {
    let slug = given.to_lowercase().replace([' ', '_'], "-");
    let guess = if slug.starts_with("x-") { slug } else { given.to_uppercase() };
    guess.parse::<Party>().is_ok().then_some(guess)
}

/// The reference that was meant: `2025-06-26 A` is 2025-06-26-a.
pub(super) fn reference(given: &str) -> Option<String> {
    let guess = given.to_lowercase().replace([' ', '_', '/'], "-");
    guess.parse::<Reference>().is_ok().then_some(guess)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_another_form_is_understood() {
        let meant = |given| quantity(given).unwrap_or_default();
        assert_eq!(meant("1,000"), "1000");
        assert_eq!(meant("100+"), ">=100");
        assert_eq!(meant("~106?"), "~106");
        assert_eq!(meant("106?"), "~106");
        assert_eq!(meant("more than 1 000"), ">1000");
        assert_eq!(meant("95-100"), "95..100");
        assert_eq!(meant("unknown"), "not stated");
        assert_eq!(meant("many"), "");
    }

    #[test]
    fn a_date_in_another_form_is_understood_unless_it_is_read_in_two_ways() {
        assert_eq!(date("26.6.2025").as_deref(), Some("2025-06-26"));
        assert_eq!(date("2025/06/26").as_deref(), Some("2025-06-26"));
        assert_eq!(date("06/07/2025"), None);
        assert_eq!(date("31.02.2025"), None);
    }

    #[test]
    fn a_party_and_a_reference_in_capitals_are_understood() {
        assert_eq!(party("ua").as_deref(), Some("UA"));
        assert_eq!(party("X_Wagner Group").as_deref(), Some("x-wagner-group"));
        assert_eq!(party("Kyiv"), None);
        assert_eq!(reference("2025-06-26 A").as_deref(), Some("2025-06-26-a"));
    }
}
