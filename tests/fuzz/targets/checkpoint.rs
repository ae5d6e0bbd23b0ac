//! Any text is a checkpoint or is refused; a checkpoint is written back as it was read.

use repatria_tlog::Checkpoint;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(checkpoint) = Checkpoint::parse(text) else { return };
    assert_eq!(Checkpoint::parse(&checkpoint.to_string()), Ok(checkpoint));
}
