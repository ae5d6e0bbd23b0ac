//! Pictures as parts of a page: the drawing alone, once for each width, and the key of its signs.
//! The page has the heading and the colours. It refuses to draw anything of its own.

use super::drawing::{Drawing, Point};
use super::months::Months;
use super::page::Width;
use super::run::Run;
use super::running::Running;
use super::signs::Sign;

/// A picture that a page shows, in elements that are escaped already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// One drawing for each width; the sheet shows one of them.
    pub(crate) drawings: Vec<String>,
}

/// A sign with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The sign, as an element.
    pub(crate) sign: String,
    pub(crate) words: &'static str,
}

/// The widths of a picture that takes a whole page.
const WHOLE: [Width; 3] = [Width::Wide, Width::Middle, Width::Narrow];
/// The widths of a picture beside another.
const BESIDE: [Width; 2] = [Width::Half, Width::Narrow];

impl Running {
    /// The picture of one side; none where no month is certain.
    pub(crate) fn on_page(&self, side: usize) -> Option<Figure> {
        let drawings = BESIDE.into_iter().filter_map(|width| self.figure(side, width)).collect();
        some(drawings)
    }

    /// The key of both sides.
    pub(crate) fn key(&self) -> Vec<Key> {
        key("totals", &self.signs())
    }
}

impl Months {
    /// The picture; none where no month is certain.
    pub(crate) fn on_page(&self) -> Option<Figure> {
        some(WHOLE.into_iter().filter_map(|width| self.figure(width)).collect())
    }

    pub(crate) fn key(&self) -> Vec<Key> {
        key("months", &self.signs())
    }
}

impl Run {
    /// The picture.
    pub(crate) fn on_page(&self) -> Figure {
        Figure { drawings: WHOLE.into_iter().map(|width| self.figure(width)).collect() }
    }

    pub(crate) fn key(&self) -> Vec<Key> {
        key("run", &self.signs())
    }
}

fn some(drawings: Vec<String>) -> Option<Figure> {
    (!drawings.is_empty()).then_some(Figure { drawings })
}

pub(super) fn key(name: &str, signs: &[Sign]) -> Vec<Key> {
    let entry = |(number, sign): (usize, &Sign)| {
        let mut drawing = Drawing::named(&format!("{name}-key-{number}"));
        if sign.is_hatched() {
            drawing.hatching("hatch-a", "a");
        }
        sign.draw(&mut drawing, Point::new(0, 0));
        let body = drawing.into_body();
        let sign_drawn = format!(
            "<svg class=\"chart\" viewBox=\"0 0 28 16\" width=\"28\" height=\"16\" \
             aria-hidden=\"true\">{body}</svg>"
        );
        Key { sign: sign_drawn, words: sign.words() }
    };
    signs.iter().enumerate().map(entry).collect()
}
