//! Interoperation: what this crate makes is verified by software that this project did not write,
//! and what that makes by this crate, at the sizes where trees and tiles change their shape.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that cannot go on ends by panicking, also in what prepares it"
)]

mod go;
mod grown;
mod merkle;
mod seeds;

/// Where a tree, a tile, a level of tiles begins, is full, or is one more; and some of each.
const SIZES: [u64; 13] = [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000];
/// Up to which size every tree is held against every smaller one.
const EVERY: u64 = 300;
