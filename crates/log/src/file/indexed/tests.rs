//! What is indexed of a log is a log of its own.

use super::*;
use crate::brittle::REGISTER;
use crate::commits::Commits;
use crate::examples::{log_of, long_history, register_of};
use crate::file::FileReader;

#[test]
fn the_indexed_lines_are_the_log_as_it_was_when_the_index_was_written() {
    let history = long_history(24);
    for indexed in [1, 17, 24] {
        let log = FileReader::open_on(register_of(&history, indexed), REGISTER).unwrap();
        let lines = Indexed { folder: log.folder(), anchor: log.index().unwrap().anchor() };
        let (earlier, _) = history.split_at(indexed);
        assert_eq!(lines.head().unwrap(), log_of(earlier).head().unwrap());
        assert!(Commits::of(lines).map(Result::unwrap).eq(earlier.iter().cloned()));
    }
}
