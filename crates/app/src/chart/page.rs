//! The paper of every picture: a heading with the finding, what is missing said under it, the
//! picture itself, the signs explained, and where it comes from.

use clap::ValueEnum;

use super::drawing::{Anchor, Drawing, Point, Words, escaped, pixels};
use super::letters::{balanced, lines, width};
use super::palette::sheet;
use super::signs::Sign;

/// The widths that pictures are drawn for. None is another scaled down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Width {
    /// A page on a desk.
    #[default]
    #[value(name = "1088")]
    Wide,
    /// A tablet, or half a page.
    #[value(name = "704")]
    Middle,
    /// A telephone.
    #[value(name = "340")]
    Narrow,
    /// Half a page on a desk; on a page of the register alone.
    #[value(skip)]
    Half,
}

/// A picture under way, from the top down.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) width: Width,
    pub(super) drawing: Drawing,
    /// The space around everything.
    pub(super) margin: i64,
    /// How far down it has come, in tenths of a pixel.
    pub(super) y: i64,
}

impl Width {
    /// In tenths of a pixel.
    pub(super) fn tenths(self) -> i64 {
        match self {
            Self::Wide => 10_880,
            Self::Middle => 7_040,
            Self::Narrow => 3_400,
            Self::Half => 5_280,
        }
    }

    /// The space around everything.
    fn margin(self) -> i64 {
        match self {
            Self::Wide | Self::Middle | Self::Half => 240,
            Self::Narrow => 120,
        }
    }

    pub(super) fn is_narrow(self) -> bool {
        self == Self::Narrow
    }

    /// The size of labels.
    pub(super) fn label(self) -> i64 {
        if self.is_narrow() { 12 } else { 13 }
    }
}

impl Page {
    /// A paper with its heading, and under it in the same breath what is not known.
    pub(super) fn new(width: Width, heading: &str, lead: &str) -> Self {
        let margin = width.margin();
        let mut page = Self { width, drawing: Drawing::default(), margin, y: margin };
        let (large, small) = if width.is_narrow() { (20, 13) } else { (26, 15) };
        page.set(&balanced(heading, large, page.inner()), large, "head");
        page.y += 80;
        page.paragraph(lead, small, "", page.inner().min(7_000));
        page.y += 120;
        page
    }

    /// The picture alone, for a page that says the rest: what it names carries `id`, so that
    /// several stand on one page.
    pub(super) fn bare(width: Width, id: &str) -> Self {
        Self { width, drawing: Drawing::named(id), margin: 0, y: 0 }
    }

    /// What is left between the margins.
    pub(super) fn inner(&self) -> i64 {
        self.width.tenths() - 2 * self.margin
    }

    /// Words that run on from line to line.
    pub(super) fn paragraph(&mut self, text: &str, size: i64, class: &str, width_max: i64) {
        self.set(&lines(text, size, width_max), size, class);
    }

    fn set(&mut self, lines: &[String], size: i64, class: &str) {
        let x = self.margin;
        for text in lines {
            self.y += size * 10;
            let at = Point::new(x, self.y);
            self.drawing.words(Words { at, anchor: Anchor::Start, size, class, text });
            self.y += size * 35 / 10;
        }
    }

    /// Every sign that was drawn, with its meaning.
    pub(super) fn legend(&mut self, signs: &[Sign]) {
        let (size, left) = (self.width.label(), self.margin);
        let mut x = left;
        self.y += 160;
        for sign in signs {
            let wide = 380 + width(sign.words(), size);
            if x > left && x + wide > left + self.inner() {
                x = left;
                self.y += 220;
            }
            sign.draw(&mut self.drawing, Point::new(x, self.y));
            let at = Point::new(x + 360, self.y + 120);
            let words =
                Words { at, anchor: Anchor::Start, size, class: "muted", text: sign.words() };
            self.drawing.words(words);
            x += wide + 200;
        }
        self.y += 240;
    }

    /// What is worth knowing beside the picture.
    pub(super) fn note(&mut self, text: &str) {
        self.y += 40;
        let size = self.width.label();
        self.paragraph(text, size, "muted", self.inner().min(7_200));
    }

    /// The picture on a page, whose sheet has the colours.
    pub(super) fn into_figure(self, id: &str, title: &str, finding: &str) -> String {
        let (wide, high) = (pixels(self.width.tenths()), self.y / 10);
        let shown = match self.width {
            Width::Wide => "wide",
            Width::Middle => "middle",
            Width::Narrow => "narrow",
            Width::Half => "half",
        };
        let (title, finding, body) = (escaped(title), escaped(finding), self.drawing.into_body());
        format!(
            "<svg class=\"chart {shown}\" viewBox=\"0 0 {wide} {high}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-desc\">{finding}</desc>\n{body}</svg>\n"
        )
    }

    /// The picture as a file: `title` says what it is, `finding` what it shows, in numbers.
    pub(super) fn into_svg(self, id: &str, title: &str, finding: &str) -> String {
        let (wide, high) = (pixels(self.width.tenths()), (self.y + self.margin) / 10);
        let (title, finding, body) = (escaped(title), escaped(finding), self.drawing.into_body());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" width=\"{wide}\" \
             height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title>\n\
             <desc id=\"{id}-desc\">{finding}</desc>\n\
             <style>\n{}</style>\n\
             <rect class=\"paper\" width=\"{wide}\" height=\"{high}\"/>\n{body}</svg>\n",
            sheet()
        )
    }
}
