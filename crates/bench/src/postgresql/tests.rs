use super::*;

fn row(stream: &str, data: &str) -> Row {
    let [id, at, by, r#type] = ["841b", "2024-01-01T00:00:36Z", "olena", "note"].map(String::from);
    Row { n: 7, id, at, by, stream: stream.into(), r#type, v: 1, data: data.into() }
}

#[test]
fn what_is_copied_has_no_bare_tab_line_feed_or_backslash_in_its_texts() {
    assert_eq!(
        copied(&row("84", "{\"words\":\"a\\\"b\\n\tc\"}")),
        "7\t841b\t2024-01-01T00:00:36Z\tolena\t84\tnote\t1\t{\"words\":\"a\\\\\"b\\\\n\\tc\"}\n"
    );
}

#[test]
fn a_row_about_no_exchange_is_copied_with_nothing_there() {
    assert!(copied(&row("", "{}")).contains("\tolena\t\\N\tnote\t"));
}

#[test]
fn one_row_is_inserted_and_several_are_copied_in_their_order() {
    let is_inserted = |rows| matches!(Together::of_rows(rows), Together::Insert(_));
    assert!(is_inserted(vec![row("84", "{}")]));
    let Together::Copy(text, 2) = Together::of_rows(vec![row("84", "1"), row("84", "2")]) else {
        panic!("two rows are not copied")
    };
    let last: Vec<_> = text.lines().filter_map(|line| line.rsplit('\t').next()).collect();
    assert_eq!(last, ["1", "2"]);
}
