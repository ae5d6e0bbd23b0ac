//! Any text is a date or is refused; a date is written back as it was read, and its first day is
//! not behind its last.

use repatria_domain::When;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(date) = When::parse(text) else { return };
    assert_eq!(When::parse(&date.to_string()), Ok(date), "written and read again");
    if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
        assert!(first <= last, "{date} begins on {first} and ends on {last}");
    }
}
