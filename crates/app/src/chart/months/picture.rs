//! Hand-overs by month as a picture: a square each, one side up and one down.

use repatria_domain::Day;

use super::super::calendar::Calendar;
use super::super::drawing::{Anchor, Area, Drawing, Point, Words, pixels};
use super::super::letters::width;
use super::super::page::{Page, Width};
use super::super::scale::Scale;
use super::super::sides::class;
use super::super::signs::Sign;
use super::{Months, OfMonth, Side, month_words};
use crate::print::{counted, name, number};

/// The space between the two sides, for the years.
const BETWEEN: i64 = 260;
/// The space between two squares.
const GAP: i64 = 15;
/// How high a stack may become.
const HEIGHT_MAX: i64 = 2_400;

/// How many squares are drawn of a month; more could not be told apart.
const SQUARES_MAX: usize = 200;

/// One hand-over.
#[derive(Clone, Copy, Debug)]
enum Square {
    Filled,
    Hollow,
    Hatched,
}

/// Where the parts of the picture are.
struct Plot {
    left: i64,
    width: i64,
    /// The foot of the side above; the other is [`BETWEEN`] below it.
    foot: i64,
    height: i64,
    scale: Scale,
    calendar: Calendar,
    square: i64,
    label: i64,
}

impl Months {
    /// The picture, as the text of an SVG file.
    pub(super) fn picture(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.heading(), &self.lead());
        if self.draw(&mut page).is_some() {
            page.legend(&self.signs());
        }
        page.note(&self.note());
        page.into_svg("months", &self.title(), &self.finding())
    }

    /// The picture for a page that says the rest.
    pub(in crate::chart) fn figure(&self, width: Width) -> Option<String> {
        let id = format!("months-{}", pixels(width.tenths()));
        let mut page = Page::bare(width, &id);
        self.draw(&mut page)?;
        Some(page.into_figure(&id, &self.title(), &self.finding()))
    }

    fn draw(&self, page: &mut Page) -> Option<()> {
        for index in 0..self.sides.len() {
            page.drawing.hatching(&format!("hatch-{}", class(index)), class(index));
        }
        let plot = self.plot(page, self.days()?);
        for (index, side) in self.sides.iter().enumerate() {
            plot.side(&mut page.drawing, side, index);
        }
        plot.years(&mut page.drawing);
        page.y = plot.foot + BETWEEN + plot.height;
        Some(())
    }

    fn plot(&self, page: &Page, (first, last): (Day, Day)) -> Plot {
        let (left, width) = (page.margin, page.inner());
        let calendar = Calendar { first, last, left: left + 160, width: width - 160 };
        let months = ((calendar.days() + 15) / 30).max(1);
        let deep = i64::try_from(self.max()).unwrap_or(i64::MAX).max(1);
        let by_width = calendar.width / months - GAP;
        let square = by_width.min(HEIGHT_MAX / deep - GAP).clamp(12, 150);
        let label = page.width.label();
        let stack = (deep * (square + GAP)).min(HEIGHT_MAX);
        let height = stack + label * 22 + 420;
        let scale = Scale::new(self.max(), stack);
        let foot = page.y + 60 + height;
        Plot { left, width, foot, height, scale, calendar, square, label }
    }

    pub(in crate::chart) fn signs(&self) -> Vec<Sign> {
        let months = || self.sides.iter().flat_map(|side| &side.months);
        let all = [
            (Sign::Square, months().any(|of| of.with_figure > 0)),
            (Sign::HollowSquare, months().any(|of| of.press_only > 0)),
            (Sign::HatchedSquare, months().any(|of| of.without_figure > 0)),
        ];
        all.into_iter().filter_map(|(sign, is_drawn)| is_drawn.then_some(sign)).collect()
    }
}

impl Plot {
    fn side(&self, drawing: &mut Drawing, side: &Side, index: usize) {
        let foot = if index == 0 { self.foot } else { self.foot + BETWEEN };
        let up = if index == 0 { -1 } else { 1 };
        self.grid(drawing, foot, up);
        let heading = format!("Hand-overs home to {}", name(side.party));
        let y = if up < 0 { foot - self.height + 230 } else { foot + self.height - 100 };
        let class_of_name = format!("bold {}", class(index));
        let (at, anchor) = (Point::new(self.left, y), Anchor::Start);
        drawing.words(Words { at, anchor, size: 17, class: &class_of_name, text: &heading });
        drawing.open(class(index));
        for of in &side.months {
            self.month(drawing, of, foot, up, &format!("hatch-{}", class(index)));
        }
        drawing.close();
        self.names(drawing, side, foot, up);
    }

    /// Names the month with most hand-overs without a figure, and that with most of all where
    /// there is room for both.
    fn names(&self, drawing: &mut Drawing, side: &Side, foot: i64, up: i64) {
        let without = side.months.iter().max_by_key(|of| (of.without_figure, of.all()));
        let all = side.months.iter().max_by_key(|of| of.all());
        let mut taken: Option<(i64, i64)> = None;
        for of in without.into_iter().chain(all) {
            let (from, until) = self.label_ends(of);
            if taken.is_none_or(|(left, right)| until + 100 < left || right + 100 < from) {
                self.name_month(drawing, of, foot, up);
                taken = Some((from, until));
            }
        }
    }

    fn grid(&self, drawing: &mut Drawing, foot: i64, up: i64) {
        let right = self.left + self.width;
        let lines = self.scale.lines(2);
        for line in &lines {
            let y = foot + up * self.scale.height_of(*line);
            drawing.line("grid", Point::new(self.left, y), Point::new(right, y));
            let text = number(*line);
            let (at, anchor) = (Point::new(self.left, y - 40), Anchor::Start);
            drawing.words(Words { at, anchor, size: self.label, class: "muted halo", text: &text });
        }
        drawing.line("axis", Point::new(self.left, foot), Point::new(right, foot));
    }

    /// The squares of a month: figures at the axis, then the press’s, then none.
    fn month(&self, drawing: &mut Drawing, of: &OfMonth, foot: i64, up: i64, hatch: &str) {
        let middle = self.middle(of);
        let squares = std::iter::repeat_n(Square::Filled, size(of.with_figure))
            .chain(std::iter::repeat_n(Square::Hollow, size(of.press_only)))
            .chain(std::iter::repeat_n(Square::Hatched, size(of.without_figure)));
        let step = self.scale.height_of(1).max(1);
        for (row, square) in (0..).zip(squares.take(SQUARES_MAX)) {
            let near = foot + up * (row * step + GAP / 2);
            let top = if up < 0 { near - self.square } else { near };
            let (x, width) = (middle - self.square / 2, self.square);
            let area = Area { x, y: top, width, height: self.square };
            match square {
                Square::Filled => drawing.rect("fill", area),
                Square::Hollow => drawing.rect("hollow", area.wider(-7)),
                Square::Hatched => drawing.patterned_rect("hatch thin", area, hatch),
            }
        }
    }

    /// Names the month with most hand-overs, beyond its squares.
    fn name_month(&self, drawing: &mut Drawing, of: &OfMonth, foot: i64, up: i64) {
        let end = foot + up * self.scale.height_of(of.all());
        let (head, text) = (month_words(of.month), words(of));
        let (from, until) = self.label_ends(of);
        let x = i64::midpoint(from, until);
        let line = self.label * 11;
        let y = if up < 0 { end - 60 - line } else { end + 50 + self.label * 9 };
        for (row, (class, text)) in (0..).zip([("bold halo", &head), ("halo", &text)]) {
            let at = Point::new(x, y + row * line);
            drawing.words(Words { at, anchor: Anchor::Middle, size: self.label, class, text });
        }
    }

    /// From where to where the label of a month reaches.
    fn label_ends(&self, of: &OfMonth) -> (i64, i64) {
        let head = width(&month_words(of.month), self.label);
        let half = head.max(width(&words(of), self.label)) / 2;
        let last = (self.left + self.width - half).max(self.left + half);
        let middle = self.middle(of).clamp(self.left + half, last);
        (middle - half, middle + half)
    }

    fn years(&self, drawing: &mut Drawing) {
        for (x, year) in self.calendar.years() {
            drawing.line("axis", Point::new(x, self.foot), Point::new(x, self.foot + BETWEEN));
            let at = Point::new(x + 40, self.foot + BETWEEN / 2 + self.label * 4);
            let (anchor, size) = (Anchor::Start, self.label);
            drawing.words(Words { at, anchor, size, class: "muted", text: &year });
        }
    }

    fn middle(&self, of: &OfMonth) -> i64 {
        let (start, end) =
            (self.calendar.start(of.month.first()), self.calendar.x(of.month.last()));
        i64::midpoint(start, end)
    }
}

/// `7 hand-overs, 6 without a figure`.
fn words(of: &OfMonth) -> String {
    let count = counted(of.all(), "hand-over", "hand-overs");
    match of.without_figure {
        0 => count,
        without => format!("{count}, {} without a figure", number(without)),
    }
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
