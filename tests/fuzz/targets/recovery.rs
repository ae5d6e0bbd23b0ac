//! Whatever bytes are found as the log and its marker: the log opens, and opens again as the same,
//! or it is refused and not touched.

use repatria_log::FileLog;
use repatria_log::brittle::{Brittle, REGISTER};

pub(crate) fn run(bytes: &[u8]) {
    let (marker, log) = bytes.split_at(bytes.len().min(16));
    let disk = Brittle::with(log, Some(marker));
    let Ok(opened) = FileLog::open_on(disk.clone(), REGISTER) else {
        assert_eq!(disk.shown("log.jsonl").as_deref(), Some(log), "a damaged log was touched");
        return;
    };
    let (end, kept) = (opened.end(), disk.shown("log.jsonl").unwrap_or_default());
    assert!(log.starts_with(&kept), "what is kept is not what was there");
    drop(opened);
    let again = FileLog::open_on(disk.clone(), REGISTER).unwrap();
    assert_eq!((again.end(), again.recovery()), (end, None));
}
