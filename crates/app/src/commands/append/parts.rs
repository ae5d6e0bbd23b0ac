//! A long text in parts of whole lines, one for each core, so that they can be read side by side.

use std::num::NonZero;
use std::thread;

/// A text of fewer bytes is read before another thread has begun.
const PART_BYTES: usize = 256 << 10;
/// How many threads are of use: what is read is decided by one.
const MOST_PARTS: usize = 4;

/// The parts of a text, each with how many lines stand before it; one where it is short.
pub(super) fn of(text: &str) -> Vec<(usize, &str)> {
    let most = MOST_PARTS.min(text.len() / PART_BYTES);
    // To ask how many cores there are takes as long as to read a short text.
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    in_parts(text, if most > 1 { most.min(cores()) } else { 1 })
}

fn in_parts(text: &str, parts: usize) -> Vec<(usize, &str)> {
    let (mut rest, mut before) = (text, 0);
    let part = |parts_left: usize| {
        let about = rest.len() / parts_left;
        let end = rest.as_bytes().iter().skip(about).position(|byte| *byte == b'\n');
        let end = end.map_or(rest.len(), |more| about + more + 1);
        let (part, others) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let numbered = (before, part);
        rest = others;
        before += part.bytes().filter(|byte| *byte == b'\n').count();
        numbered
    };
    (1..=parts).rev().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_whole_lines_that_come_to_the_text() {
        let long = "a line of its own\r\n\n".repeat(9) + "and the last, ohne Zeilenende, \u{457}";
        for text in [&*long, "", "\n", "one", "one\ntwo\n", "\u{457}\n\u{457}\n\u{457}"] {
            for parts in 1..=5 {
                let parted = in_parts(text, parts);
                assert_eq!(parted.len(), parts);
                let lines: Vec<(usize, &str)> = parted
                    .iter()
                    .flat_map(|(before, part)| (*before..).zip(part.lines()))
                    .collect();
                let whole: Vec<(usize, &str)> = text.lines().enumerate().collect();
                assert_eq!(lines, whole, "{parts} parts of {text:?}");
                let together: String = parted.iter().map(|(_, part)| *part).collect();
                assert_eq!(together, text);
            }
        }
    }

    #[test]
    fn a_short_text_is_one_part_and_a_long_one_as_many_as_there_are_cores() {
        assert_eq!(of(&"x\n".repeat(PART_BYTES / 2)).len(), 1);
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        assert_eq!(of(&"x\n".repeat(PART_BYTES * 4)).len(), cores.min(4));
    }
}
