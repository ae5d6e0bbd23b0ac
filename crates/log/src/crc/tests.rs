//! Two programs that nobody wrote together find the same checksum, in one piece and in several.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

proptest! {
    #[test]
    fn another_program_finds_the_same(bytes in vec(any::<u8>(), 0..5000), begins in any::<Index>()) {
        // Wherever in memory they begin.
        let bytes = bytes.get(begins.index(bytes.len() + 1)..).unwrap();
        prop_assert_eq!(crc_of(bytes), crc32c::crc32c(bytes));
    }

    #[test]
    fn pieces_come_to_the_same_as_the_whole(pieces in vec(vec(any::<u8>(), 0..700), 0..6)) {
        let mut crc = Crc::of_nothing();
        for piece in &pieces {
            crc.add(piece);
        }
        prop_assert_eq!(crc.sum(), crc_of(&pieces.concat()));
    }
}
