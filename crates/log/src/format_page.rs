//! The page of the format says what is so.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::codec::{LINE_LIMIT, check_crc};
use crate::examples::GOLDEN;
use repatria_tlog::LeafHash;

const PAGE: &str = include_str!("../../../docs/LOG_FORMAT.md");

fn block(language: &str) -> &'static str {
    let begins = format!("```{language}\n");
    PAGE.split(&begins).nth(1).unwrap().split("\n```").next().unwrap()
}

#[test]
fn its_example_is_the_first_line_of_the_golden_log_with_its_length_crc_and_hash() {
    let line = str::from_utf8(GOLDEN).unwrap().lines().next().unwrap();
    assert_eq!(block("json"), line);
    check_crc(line.as_bytes()).unwrap();
    let (length, crc) = (line.len(), &line[line.len() - 10..line.len() - 2]);
    let hash = LeafHash::of(line.as_bytes());
    for said in [
        format!("It has {length} bytes without its line feed."),
        format!("The CRC-32C of its first {} bytes is `{crc}`.", length - 18),
        format!("second line, is\n`{hash}`."),
        format!("of `123456789` it is `{:08x}`", crc32c::crc32c(b"123456789")),
    ] {
        assert!(PAGE.contains(&said), "{said}");
    }
    assert_eq!(LINE_LIMIT, 65_535);
    assert!(PAGE.contains("it has at most 65,535 bytes"));
}

#[test]
fn its_program_finds_the_head_of_the_golden_log() {
    let mut folder = tempfile::NamedTempFile::new().unwrap();
    folder.write_all(GOLDEN).unwrap();
    let python = Command::new("python3")
        .args(["-c", block("python")])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn();
    // Whoever has no python can build and test all the same; the gate has it.
    let Ok(python) = python else { return };
    let last = str::from_utf8(GOLDEN).unwrap().lines().last().unwrap();
    let printed = python.wait_with_output().unwrap().stdout;
    let expected = format!("20 {}\n", LeafHash::of(last.as_bytes()));
    assert_eq!(String::from_utf8(printed).unwrap(), expected);
}
