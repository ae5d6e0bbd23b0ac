//! The bytes of a log, window by window, as the limits of the machine read them.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::Failed;

const WINDOW: usize = 1 << 20;

/// Shows every line of a log without its line feed.
pub(crate) fn each_line(
    log: &Path,
    mut show: impl FnMut(&[u8]) -> Result<(), Failed>,
) -> Result<u64, Failed> {
    let mut lines = 0;
    each_window(log, |window| {
        let mut rest = window;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            let (line, behind) = rest.split_at_checked(end).ok_or("no line")?;
            show(line)?;
            lines += 1;
            rest = behind.get(1..).unwrap_or_default();
        }
        Ok(())
    })?;
    Ok(lines)
}

/// Every line of a log, without its line feed.
#[cfg(any(feature = "nats", feature = "umadb"))]
pub(crate) fn lines(log: &Path) -> Result<Vec<Vec<u8>>, Failed> {
    let mut lines = Vec::new();
    each_line(log, |line| {
        lines.push(line.to_vec());
        Ok(())
    })?;
    Ok(lines)
}

/// Shows the log in windows of whole lines, each about a mebibyte.
pub(crate) fn each_window(
    log: &Path,
    mut show: impl FnMut(&[u8]) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let mut file = File::open(log)?;
    let mut window = vec![0; WINDOW + (1 << 16)];
    let mut kept = 0;
    loop {
        let room = window.get_mut(kept..).ok_or("no room")?;
        let read = file.read(room)?;
        let filled = window.get(..kept + read).unwrap_or_default();
        if read == 0 {
            return Ok(());
        }
        let whole = memchr::memrchr(b'\n', filled).map_or(0, |end| end + 1);
        show(filled.get(..whole).unwrap_or_default())?;
        window.copy_within(whole..kept + read, 0);
        kept = kept + read - whole;
    }
}
