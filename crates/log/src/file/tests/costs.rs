//! What each operation asks of the disk, to the call and to the byte.

use super::*;
use crate::file::FileReader;
use crate::port::CommitLog as _;

/// What was asked since it was last looked at: calls that change the disk or wait for it, and the
/// bytes of the log and of its marker that were read.
fn asked(disk: &Brittle) -> (Vec<String>, [usize; 2]) {
    let effects = disk.effects();
    let mut plates = disk.plates();
    plates.calls.clear();
    let read = std::mem::take(&mut plates.bytes_read);
    let of = |name: &str| read.get(name).copied().unwrap_or_default();
    (effects, [of("log.jsonl"), of("head")])
}

#[test]
fn a_register_that_was_closed_is_opened_by_one_reading_and_one_sync_and_not_changed() {
    let (log, end) = golden(12);
    let (opened, disk) = opened(log, Some(end));
    assert_eq!(opened.unwrap().end(), end);
    // The marker is read twice: it may be half written.
    let syncs = ["sync log.jsonl", "sync head"].map(str::to_owned);
    assert_eq!(asked(&disk), (syncs.to_vec(), [log.len(), 32]));
}

#[test]
fn an_append_is_one_write_and_one_sync_and_a_marker_however_many_lines_it_has() {
    let disk = Brittle::holding(b"", None);
    let mut log = on(&disk).unwrap();
    asked(&disk);
    for lines in [1, 2, 9] {
        let batch = next_lines(&log, lines);
        log.append(&batch).unwrap();
        let write = format!("write log.jsonl {}", batch.bytes().len());
        assert_eq!(
            asked(&disk),
            (vec![write, "sync log.jsonl".into(), "write head 16".into()], [0; 2])
        );
    }
    drop(log);
    assert_eq!(asked(&disk), (vec!["sync head".into()], [0; 2]));
}

#[test]
fn a_reader_reads_each_byte_once_and_then_only_what_is_new() {
    let disk = Brittle::holding(b"", None);
    let mut log = on(&disk).unwrap();
    log.append(&next_lines(&log, 9)).unwrap();
    let reader = FileReader::open_on(disk.clone(), REGISTER).unwrap();
    let mut page = Vec::new();
    asked(&disk);
    reader.read(Position::START, &mut page).unwrap();
    let (effects, [read, _]) = asked(&disk);
    // Beside them the line feed before the end that the marker names.
    assert_eq!((effects, read), (vec![], golden(9).0.len() + 1));

    log.append(&next_lines(&log, 2)).unwrap();
    asked(&disk);
    reader.read(ends()[9], &mut page).unwrap();
    let (effects, [read, _]) = asked(&disk);
    assert_eq!((effects, read), (vec![], golden(11).0.len() - golden(9).0.len() + 1));
}
