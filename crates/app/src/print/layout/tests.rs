use super::{Align, Page, Table, columns, cut};

fn page(width: usize, write: impl FnOnce(&mut Page)) -> String {
    let mut page = Page::new(width);
    write(&mut page);
    page.into_text()
}

#[test]
fn words_run_on_and_a_longer_word_stands_alone() {
    let text = page(40, |page| page.paragraph("one two three four five six seven eight nine ten"));
    assert_eq!(text, "one two three four five six seven eight\nnine ten\n");
    let long = "https://example.org/a/page/whose/address/is/longer/than/the/page";
    assert_eq!(
        page(40, |page| page.paragraph(&format!("at {long} once"))),
        format!("at\n{long}\nonce\n")
    );
}

#[test]
fn numbers_stand_to_the_right_and_the_last_column_wraps() {
    let mut table = Table::new([("who", Align::Left), ("n", Align::Right), ("note", Align::Left)]);
    table.row(["Київ".to_owned(), "7".to_owned(), "one two three four five six seven".to_owned()]);
    table.row(["x".to_owned(), "1,212".to_owned(), String::new()]);
    let expected = "\
who       n  note
────────────────────────────────────────
Київ      7  one two three four five six
             seven
x     1,212
";
    assert_eq!(page(40, |page| page.table(&table)), expected);
}

#[test]
fn a_cell_holds_several_lines_and_keeps_its_indent() {
    let mut table = Table::bare([Align::Left, Align::Right]);
    table.row(["  part".to_owned(), "189\n150 to 189".to_owned()]);
    assert_eq!(page(40, |page| page.table(&table)), "  part         189\n        150 to 189\n");
}

#[test]
fn wide_letters_take_two_columns_and_marks_none() {
    assert_eq!((columns("東京"), columns("Київ"), columns("e\u{301}")), (4, 4, 1));
    assert_eq!(cut("東京都庁", 6), "東京…");
    assert_eq!(cut("short", 6), "short");
}

#[test]
fn marks_that_turn_text_around_are_not_printed() {
    assert_eq!(page(40, |page| page.line("106 \u{202e}601\u{202c} home")), "106 601 home\n");
}

#[test]
fn of_all_marks_those_that_turn_text_around_alone_are_left_out() {
    for mark in '\u{2000}'..='\u{20ff}' {
        let turns = matches!(u32::from(mark), 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069);
        let shown = if turns { "106 601\n".to_owned() } else { format!("106 {mark}601\n") };
        assert_eq!(page(40, |page| page.line(&format!("106 {mark}601"))), shown);
    }
}

#[test]
fn a_word_that_is_too_long_breaks_behind_its_hyphens() {
    let (twenty, thirty) = ("x".repeat(20), "y".repeat(30));
    let text = page(40, |page| page.paragraph(&format!("of {twenty}-{thirty}-z now")));
    assert_eq!(text, format!("of {twenty}-\n{thirty}-z now\n"));
}
