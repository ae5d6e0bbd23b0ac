//! Any text is the path of a tile or is refused, and a tile has one path only: no path leads out of
//! the folder in which tiles are published.

use repatria_tlog::Tile;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(tile) = text.parse::<Tile>() else { return };
    assert_eq!(tile.to_string(), text);
    assert!(text.starts_with("tile/") && !text.contains(".."), "{text}");
}
