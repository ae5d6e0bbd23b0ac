use super::*;
use crate::fold::Kind;

#[test]
fn a_row_of_duckdb_says_who_came_home_and_when() {
    let came = Came { low: 481, best: 500, high: 0, legs: 2, open: 1 };
    let read = |row| home(row).unwrap();
    let home = |kind, on| (("x-a2".to_owned(), kind, on), came);
    assert_eq!(
        read("x-a2\tliving\t1992-04\t481\t500\t0\t2\t1"),
        home(Kind::Living, Some(*b"1992-04"))
    );
    assert_eq!(read("x-a2\tbags\t\t481\t500\t0\t2\t1"), home(Kind::Bags, None));
}

#[test]
fn a_row_that_is_cut_short_is_no_answer() {
    assert!(home("x-a2\tliving\t1992-04\t481").is_err());
    assert!(home("x-a2\tliving").is_err());
    assert!(exchange("841bc193-3fe9-5ed7-80dd-6b76fb54aba8\t1\t2").is_err());
}
