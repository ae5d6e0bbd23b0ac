//! Records and the places of their cells.

use proptest::prelude::*;

use super::*;

fn cells(text: &str) -> Vec<Vec<String>> {
    let records = Records::of(text).map(Result::unwrap);
    records.map(|record| record.cells.iter().map(|cell| cell.value.to_string()).collect()).collect()
}

fn broken(text: &str) -> (Range<usize>, BrokenHow) {
    let broken = Records::of(text).find_map(Result::err).unwrap();
    (broken.span, broken.how)
}

#[test]
fn cells_are_parted_by_commas_and_records_by_ends_of_line() {
    assert_eq!(cells("a,b\nc,\n"), [["a", "b"], ["c", ""]]);
    assert_eq!(cells("a,b\r\nc,d"), [["a", "b"], ["c", "d"]]);
    assert_eq!(cells("\u{feff}a , b"), [["a", "b"]]);
}

#[test]
fn a_cell_in_quotes_holds_commas_quotes_and_ends_of_line() {
    assert_eq!(cells("\"a, \"\"b\"\"\nc\",d"), [["a, \"b\"\nc", "d"]]);
    assert_eq!(cells(" \"a\" ,b"), [["a", "b"]]);
    assert_eq!(cells("\"\""), Vec::<Vec<String>>::new());
}

#[test]
fn blank_lines_are_no_records_and_are_counted() {
    let records: Vec<usize> =
        Records::of("a\n\n,,\n\"b\nc\"\nd\n").map(|record| record.unwrap().line).collect();
    assert_eq!(records, [1, 4, 6]);
}

#[test]
fn every_cell_knows_its_place() {
    let text = "ab, \"c\"\n d ,e";
    let spans: Vec<&str> = Records::of(text)
        .flat_map(|record| record.unwrap().cells)
        .map(|cell| &text[cell.span])
        .collect();
    assert_eq!(spans, ["ab", "\"c\"", "d", "e"]);
}

#[test]
fn a_quote_that_is_never_closed_is_not_the_rest_of_the_file() {
    assert_eq!(broken("a,\"b\nc,d\n"), (2..3, BrokenHow::NeverClosed));
    assert_eq!(broken("\"a\"b,c"), (3..4, BrokenHow::AfterQuote));
    assert_eq!(broken("say \"a\",c"), (4..5, BrokenHow::WithinCell));
}

proptest! {
    #[test]
    fn a_table_that_another_program_wrote_reads_the_same(
        rows in prop::collection::vec(prop::collection::vec("[a-z,\"\n я]{0,6}", 3), 1..6)
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let blank = |row: &Vec<String>| row.iter().all(String::is_empty);
        let trimmed = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect();
        let expected: Vec<Vec<String>> = rows.iter().map(trimmed).filter(|row| !blank(row)).collect();
        prop_assert_eq!(cells(&text), expected);
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        for record in Records::of(&text).flatten() {
            for cell in record.cells {
                prop_assert!(text.get(cell.span).is_some());
            }
        }
    }
}
