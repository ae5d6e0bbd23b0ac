//! What is read at once says what a closer look finds, and whatever is wrong is left to that.

use super::super::closely;
use super::read;

const DATA: &str = r#"{"reference":"a","parties":["RU","UA"]}"#;

/// A line of these members.
fn line(members: &[&str]) -> String {
    format!("{{{}}}", members.join(","))
}

/// Whether a line is read at once; if so, as what it says.
fn is_read_at_once(line: &str) -> bool {
    let Some(said) = read(line) else { return false };
    let found = closely(line).unwrap();
    assert_eq!((said.id, said.by, said.command), (found.id, found.by, found.command), "{line}");
    true
}

#[test]
fn a_line_is_read_at_once_whether_its_type_stands_in_front_of_the_data_or_behind() {
    let id = r#""id":"7df7e92b-1d2f-55ff-9923-7102cf55bc1a""#;
    let (kind, data, by) =
        (r#""type":"open-exchange""#, format!("\"data\":{DATA}"), r#""by":"olena""#);
    for members in [
        [kind, &data].as_slice(),
        &[&data, kind],
        &[kind, id, by, &data],
        &[by, &data, id, kind],
        &[kind, r#""by":null"#, r#""id":null"#, &data],
        &[id, by, kind, &data],
        &[id, &data, kind, by],
    ] {
        assert!(is_read_at_once(&line(members)), "{members:?}");
        let spaced = line(members).replace("\":", "\": ").replace(',', ", ");
        assert!(is_read_at_once(&spaced), "{spaced}");
    }
}

#[test]
fn what_only_looks_like_the_type_of_a_line_is_not_taken_for_it() {
    let data = format!("\"data\":{DATA}");
    let inner = r#""data":{"reference":"a","parties":["RU","UA"],"type":"open-exchange"}"#;
    for members in [
        [inner].as_slice(),
        &[data.as_str()],
        &[&data, r#""by":"\"type\":\"open-exchange""#],
        &[r#""type":"open-exchange""#],
        &[r#""type":"open-exchange""#, &data, r#""type":"open-exchange""#],
        &[r#""type":"cancel-exchange""#, &data, r#""type":"open-exchange""#],
        &[&data, r#""type":"open\u002dexchange""#],
    ] {
        assert!(!is_read_at_once(&line(members)), "{members:?}");
    }
}

#[test]
fn what_is_wrong_with_a_line_is_left_to_a_closer_look() {
    let (kind, data) = (r#""type":"open-exchange""#, format!("\"data\":{DATA}"));
    for members in [
        [kind, &data, &data].as_slice(),
        &[kind, r#""by":"a""#, r#""by":null"#, &data],
        &[kind, r#""by":null"#, r#""by":"a""#, &data],
        &[kind, r#""id":null"#, r#""id":null"#, &data],
        &[kind, r#""v":1"#, &data],
        &[kind, r#""by":"O""#, &data],
        &[kind, r#""data":{}"#],
        &[kind, r#""data":null"#],
    ] {
        let line = line(members);
        assert!(!is_read_at_once(&line), "{line}");
        assert!(closely(&line).is_err(), "{line}");
    }
    let right = line(&[kind, &data]);
    assert!(!is_read_at_once(&format!("{right} x")));
    assert!(!is_read_at_once(&format!("[{right}]")));
}
