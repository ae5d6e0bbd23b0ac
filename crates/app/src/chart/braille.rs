//! Lines of dots in a terminal: each character holds two by four of them.

use std::collections::BTreeSet;

/// Dots on a ground of so many characters.
#[derive(Debug)]
pub(super) struct Dots {
    columns: usize,
    rows: usize,
    set: BTreeSet<(usize, usize)>,
}

impl Dots {
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        Self { columns, rows, set: BTreeSet::new() }
    }

    /// How many dots there are across.
    pub(super) fn across(&self) -> usize {
        self.columns * 2
    }

    /// How many dots there are from the bottom up.
    pub(super) fn up(&self) -> usize {
        self.rows * 4
    }

    /// Sets a dot, counted from the left and from the bottom.
    pub(super) fn set(&mut self, x: usize, y: usize) {
        self.set.insert((x.min(self.across() - 1), y.min(self.up() - 1)));
    }

    /// The characters, from the top row down.
    pub(super) fn rows(&self) -> Vec<Vec<char>> {
        let rows = (0..self.rows).rev();
        rows.map(|row| (0..self.columns).map(|column| self.character(column, row)).collect())
            .collect()
    }

    fn character(&self, column: usize, row: usize) -> char {
        // The order of the dots in Unicode: down the left, down the right, then the lowest row.
        const BITS: [(usize, usize, u32); 8] = [
            (0, 3, 0x01),
            (0, 2, 0x02),
            (0, 1, 0x04),
            (1, 3, 0x08),
            (1, 2, 0x10),
            (1, 1, 0x20),
            (0, 0, 0x40),
            (1, 0, 0x80),
        ];
        let is_set =
            |(x, y, _): &&(usize, usize, u32)| self.set.contains(&(column * 2 + x, row * 4 + y));
        match BITS.iter().filter(is_set).map(|(_, _, bit)| bit).sum::<u32>() {
            0 => ' ',
            bits => char::from_u32(0x2800 + bits).unwrap_or(' '),
        }
    }
}
