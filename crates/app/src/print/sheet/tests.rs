use super::Sheet;

fn row(cell: &str) -> String {
    let mut sheet = Sheet::new(&["a", "b"]);
    sheet.row([cell.to_owned(), "x".to_owned()]);
    sheet.into_text()
}

#[test]
fn a_cell_that_would_be_taken_for_a_formula_is_made_a_text() {
    for (cell, safe) in [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum")] {
        assert_eq!(row(cell), format!("a,b\n{safe},x\n"));
    }
    assert_eq!(row("=a,b"), "a,b\n\"'=a,b\",x\n");
}

#[test]
fn a_cell_with_a_comma_or_a_quotation_mark_is_quoted() {
    assert_eq!(row("Ankara, \"Turkey\""), "a,b\n\"Ankara, \"\"Turkey\"\"\",x\n");
}

#[test]
fn a_short_row_is_filled_up() {
    let mut sheet = Sheet::new(&["a", "b", "c"]);
    sheet.row(["1".to_owned()]);
    assert_eq!(sheet.into_text(), "a,b,c\n1,,\n");
}
