//! Any bytes are a signed note or are refused; a note is written back as it was read.

use repatria_tlog::Note;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(note) = Note::parse(bytes) else { return };
    assert_eq!(note.to_string().as_bytes(), bytes);
}
