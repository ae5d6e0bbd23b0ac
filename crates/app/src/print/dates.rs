//! Dates in words, never more exact than they are written.

use repatria_domain::{Day, When};

use super::phrases::list;

/// A day in words: `26 June 2025`.
pub(crate) fn day(day: Day) -> String {
    date(When::day(day))
}

/// A date in words, as vague as it is: `26 June 2025`, `about June 2025`, `2025, uncertain`.
pub(crate) fn date(when: When) -> String {
    let text = when.to_string();
    match text.split_once('/') {
        None => date_words(&text),
        Some(("..", end)) => format!("until {}", date_words(end)),
        Some((start, "..")) => format!("since {}", date_words(start)),
        Some((start, end)) => format!("{} to {}", date_words(start), date_words(end)),
    }
}

/// Several dates; exact days of one month as `19, 20 and 26 June 2025`.
pub(crate) fn dates(dates: &[When]) -> String {
    let exact: Option<Vec<Day>> = dates.iter().map(When::exact_day).collect();
    let last = exact.as_ref().and_then(|days| days.last().copied());
    let is_same_month = |day: &Day| last.is_some_and(|last| month_of(last) == month_of(*day));
    match exact {
        Some(days) if days.iter().all(is_same_month) => {
            let numbers: Vec<String> =
                days.iter().map(|day| day.format("%-d").to_string()).collect();
            let month = last.map(|last| plain_date(&month_of(last))).unwrap_or_default();
            format!("{} {month}", list(&numbers))
        }
        _ => list(&dates.iter().map(|when| date(*when)).collect::<Vec<_>>()),
    }
}

fn month_of(day: Day) -> String {
    day.format("%Y-%m").to_string()
}

fn date_words(text: &str) -> String {
    if let Some(date) = text.strip_suffix('~') {
        return format!("about {}", plain_date(date));
    }
    if let Some(date) = text.strip_suffix('?') {
        return format!("{}, uncertain", plain_date(date));
    }
    match text.strip_suffix('%') {
        Some(date) => format!("about {}, uncertain", plain_date(date)),
        None => plain_date(text),
    }
}

fn plain_date(text: &str) -> String {
    // `2025-06-26`, or less of it from the end.
    let (year, month, day) = (text.get(..4), text.get(5..7), text.get(8..));
    let words = [day.map(|day| day.trim_start_matches('0')), month.and_then(month_name), year];
    let mut shown = String::with_capacity(LONGEST);
    for word in words.into_iter().flatten() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}

fn month_name(month: &str) -> Option<&'static str> {
    let index: usize = month.parse().ok()?;
    MONTHS.get(index.checked_sub(1)?).copied()
}

/// The bytes of a day of September.
const LONGEST: usize = "26 September 2025".len();

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests;
