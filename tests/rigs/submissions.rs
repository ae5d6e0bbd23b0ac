//! What the rigs submit: commands with a number, each with an id that tells it. Most make a line of
//! a third of a kilobyte, every seventh one of several, so that lines cross pages of the disk, and
//! one of seventy of fifteen.

/// A command, by its number.
pub(crate) type Number = u64;

/// The command of a number as a line, with its line feed.
pub(crate) fn line(number: Number) -> String {
    let id = id(number);
    let description = if number % 7 == 3 { described(number) } else { String::new() };
    format!(
        r#"{{"id":"{id}","type":"open-exchange","data":{{"reference":"exchange-{number}","parties":["RU","UA"]{description}}}}}"#
    ) + "\n"
}

/// The id of the command of a number.
pub(crate) fn id(number: Number) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// The number of the command that has an id, if it is one of ours.
pub(crate) fn number(id: &str) -> Option<Number> {
    let digits = id.strip_prefix("00000000-0000-4000-8000-")?;
    Number::from_str_radix(digits, 16).ok()
}

/// The first number, from this one on, whose command makes a line of more than three pages.
pub(crate) fn long_from(number: Number) -> Number {
    (number..number + LONG_ONCE_IN).find(|number| is_long(*number)).unwrap()
}

fn is_long(number: Number) -> bool {
    number % LONG_ONCE_IN == 24
}

const LONG_ONCE_IN: u64 = 70;

fn described(number: Number) -> String {
    let many = if is_long(number) { 20 } else { 1 + number % 5 };
    let mediators: Vec<String> =
        (0..many).map(|one| format!(r#""{one} {}""#, "mediator ".repeat(80))).collect();
    let mediators = mediators.join(",");
    format!(r#","description":{{"kind":"exchange","mediators":[{mediators}],"drawn":"by-hand"}}"#)
}
