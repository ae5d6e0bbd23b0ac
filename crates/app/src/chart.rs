//! Charts: a picture as SVG and a sketch for the terminal, of running totals, months and runs.
//!
//! One sign has one meaning everywhere: a line or a filled column is the register's best figure, a
//! pale band runs from low to high, hatching is a hand-over without a figure, hollow is a figure
//! that no official gave, a ring in ink is a claim. Place and words carry the side, never colour
//! alone. Coordinates are whole tenths of a pixel, so the same register gives the same bytes.
//! Nothing here knows files or the log.

mod braille;
mod calendar;
mod drawing;
mod figure;
mod letters;
mod months;
mod page;
mod palette;
mod people;
mod placing;
mod run;
mod running;
mod scale;
mod sides;
mod signs;

pub(crate) use figure::{Figure, Key};
pub(crate) use months::months;
pub(crate) use page::Width;
pub(crate) use palette::sheet_of_pages;
pub(crate) use people::people;
pub(crate) use run::run;
pub(crate) use running::running;
pub(crate) use sides::sides;

use serde::Serialize;

/// A chart: to be looked at on paper and in a terminal, and taken away as data.
pub(crate) trait Chart: Serialize {
    /// The heads of its rows.
    const HEADS: &'static [&'static str];

    /// The picture, as the text of an SVG file.
    fn svg(&self, width: Width) -> String;

    /// The sketch, in lines of at most `width` columns.
    fn sketch(&self, width: usize) -> String;

    /// The numbers behind it.
    fn rows(&self) -> Vec<Vec<String>>;
}

#[cfg(test)]
mod tests;
