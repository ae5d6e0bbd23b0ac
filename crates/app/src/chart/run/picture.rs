//! A run as a picture: columns at their days, one side up and one down on one scale.

use super::super::calendar::Calendar;
use super::super::drawing::{Anchor, Area, Drawing, Point, Words, pixels};
use super::super::letters::width;
use super::super::page::{Page, Width};
use super::super::scale::{Scale, grid_label};
use super::super::sides::class;
use super::super::signs::{Sign, no_figure};
use super::{Figure, HandOver, Run};
use crate::print::{name, number};

/// How high a column without a figure is, in tenths of a pixel. It means nothing.
const NO_FIGURE: i64 = 560;
/// The space between the two sides, for the days.
const BETWEEN: i64 = 260;

/// Where the parts of the picture are.
struct Plot {
    left: i64,
    width: i64,
    /// The feet of the columns: those of the side above, those of the side below.
    feet: [i64; 2],
    height: i64,
    scale: Scale,
    calendar: Calendar,
    column: i64,
    label: i64,
}

impl Run {
    /// The picture, as the text of an SVG file.
    pub(super) fn picture(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.heading(), &self.lead());
        self.draw(&mut page);
        page.legend(&self.signs());
        page.note(&self.note());
        page.into_svg("run", &self.title(), &self.finding())
    }

    /// The picture for a page that says the rest.
    pub(in crate::chart) fn figure(&self, width: Width) -> String {
        let id = format!("run-{}", pixels(width.tenths()));
        let mut page = Page::bare(width, &id);
        self.draw(&mut page);
        page.into_figure(&id, &self.title(), &self.finding())
    }

    fn draw(&self, page: &mut Page) {
        for index in 0..2 {
            page.drawing.hatching(&format!("hatch-{}", class(index)), class(index));
        }
        let plot = self.plot(page);
        plot.grid(&mut page.drawing, self);
        for index in 0..self.sides.len() {
            page.drawing.open(class(index));
            self.columns(&plot, &mut page.drawing, index);
            page.drawing.close();
            self.brackets(&plot, &mut page.drawing, index);
        }
        self.days(&plot, &mut page.drawing);
        page.y = plot.foot(1) + plot.height + 200;
    }

    fn plot(&self, page: &Page) -> Plot {
        let height = if page.width.is_narrow() { 1_300 } else { 1_700 };
        let (left, width) = (page.margin, page.inner());
        let top = page.y + 260;
        let feet = [top + height, top + height + BETWEEN];
        let gutter = 120 + super::super::letters::width(&number(self.max()), page.width.label());
        let calendar = Calendar {
            first: self.from,
            last: self.until,
            left: left + gutter,
            width: width - gutter,
        };
        let day = calendar.width / calendar.days();
        let column = (day * 7 / 10 / self.most_on_a_day()).clamp(20, 300);
        let scale = Scale::new(self.max(), height - 240);
        let label = page.width.label();
        Plot { left, width, feet, height, scale, calendar, column, label }
    }

    fn most_on_a_day(&self) -> i64 {
        let count =
            |held: &HandOver| self.hand_overs.iter().filter(|other| other.day == held.day).count();
        let most = self.hand_overs.iter().map(count).max().unwrap_or(1);
        i64::try_from(most).unwrap_or(1).max(1)
    }

    /// The left edge of each column: those of one day stand beside one another.
    fn edges(&self, plot: &Plot) -> Vec<i64> {
        let mut edges: Vec<i64> = Vec::new();
        for (index, held) in self.hand_overs.iter().enumerate() {
            let same = |other: &&HandOver| other.day == held.day;
            let before = self.hand_overs.iter().take(index).filter(same).count();
            let all = self.hand_overs.iter().filter(same).count();
            let (before, all) = (as_tenths(before), as_tenths(all));
            let middle = i64::midpoint(plot.calendar.start(held.day), plot.calendar.x(held.day));
            let mut edge = middle - all * plot.column / 2 + before * plot.column;
            if let Some(last) = edges.last() {
                edge = edge.max(last + plot.column);
            }
            edges.push(edge);
        }
        edges
    }

    fn columns(&self, plot: &Plot, drawing: &mut Drawing, index: usize) {
        let figures = self.hand_overs.iter().filter_map(|held| held.home.get(index));
        let mut last_label = i64::MIN;
        for (edge, figure) in self.edges(plot).into_iter().zip(figures) {
            let end = plot.column(drawing, edge, *figure, index);
            let text = figure.words();
            let middle = edge + plot.column / 2;
            let half = width(&text, plot.label) / 2;
            if figure.best.is_some() && middle - half > last_label {
                plot.value(drawing, Point::new(middle, end), &text, index);
                last_label = middle + half + 30;
            }
        }
    }

    /// Says over neighbours without a figure who withholds it, or that it is not published.
    fn brackets(&self, plot: &Plot, drawing: &mut Drawing, index: usize) {
        let edges = self.edges(plot);
        let is_without =
            |held: &HandOver| held.home.get(index).is_none_or(|figure| figure.best.is_none());
        let mut from = 0;
        for group in self.hand_overs.chunk_by(|one, next| is_without(one) == is_without(next)) {
            let until = from + group.len();
            let ends = edges.get(from).zip(edges.get(until - 1));
            from = until;
            let (Some((left, right)), Some(party)) = (ends, self.sides.get(index)) else {
                continue;
            };
            let is_withheld = group.iter().all(|held| held.withheld_by.contains(party));
            let text = if is_withheld {
                format!("withheld by {}", name(*party))
            } else {
                "not published".to_owned()
            };
            let right = right + plot.column;
            if group.first().is_some_and(is_without) && right - left > width(&text, plot.label) {
                plot.bracket(drawing, (*left, right), &text, index);
            }
        }
    }

    /// The days between the two sides, as far as there is room.
    fn days(&self, plot: &Plot, drawing: &mut Drawing) {
        let mut taken = i64::MIN;
        let mut month = None;
        let middle = i64::midpoint(plot.foot(0), plot.foot(1)) + plot.label * 4;
        for (edge, held) in self.edges(plot).into_iter().zip(&self.hand_overs) {
            let of = held.day.format("%Y-%m").to_string();
            let text = if month.as_ref() == Some(&of) {
                held.day.format("%-d").to_string()
            } else {
                held.day.format("%-d %b").to_string()
            };
            let at = edge + plot.column / 2;
            let half = width(&text, plot.label) / 2;
            if at - half < taken {
                continue;
            }
            month = Some(of);
            taken = at + half + 20;
            let at = Point::new(at, middle);
            let (anchor, size) = (Anchor::Middle, plot.label);
            drawing.words(Words { at, anchor, size, class: "", text: &text });
        }
    }

    pub(in crate::chart) fn signs(&self) -> Vec<Sign> {
        let figures = || self.hand_overs.iter().flat_map(|held| &held.home);
        let all = [
            (Sign::Column, figures().any(|figure| figure.best.is_some() && !figure.is_press_only)),
            (
                Sign::HollowColumn,
                figures().any(|figure| figure.best.is_some() && figure.is_press_only),
            ),
            (Sign::HatchedColumn, figures().any(|figure| figure.best.is_none())),
            (Sign::Range, figures().any(Figure::differs)),
        ];
        all.into_iter().filter_map(|(sign, is_drawn)| is_drawn.then_some(sign)).collect()
    }
}

impl Figure {
    fn differs(&self) -> bool {
        self.best.is_some() && (self.high != self.best || self.best != Some(self.low))
    }
}

impl Plot {
    /// Grid lines to both sides, and which side is which.
    fn grid(&self, drawing: &mut Drawing, run: &Run) {
        let lines = self.scale.grid();
        for (index, party) in run.sides.iter().enumerate() {
            let foot = self.foot(index);
            for line in &lines {
                let y = foot + toward(index) * self.scale.height_of(*line);
                let (left, right) =
                    (Point::new(self.left, y), Point::new(self.left + self.width, y));
                drawing.line("grid", left, right);
                let at = Point::new(self.left, y - 40);
                let text = grid_label(*line, Some(line) == lines.last(), "people");
                let (anchor, size) = (Anchor::Start, self.label);
                drawing.words(Words { at, anchor, size, class: "muted halo", text: &text });
            }
            let (left, right) =
                (Point::new(self.left, foot), Point::new(self.left + self.width, foot));
            drawing.line("axis", left, right);
            let text = format!("Home to {}", name(*party));
            let y = if index == 0 { foot - self.height } else { foot + self.height + 100 };
            let words = Words {
                at: Point::new(self.left, y),
                anchor: Anchor::Start,
                size: 17,
                class: &format!("bold {}", class(index)),
                text: &text,
            };
            drawing.words(words);
        }
    }

    /// One column, and where it ends.
    fn column(&self, drawing: &mut Drawing, edge: i64, figure: Figure, index: usize) -> i64 {
        let foot = self.foot(index);
        let up = |height: i64| foot + toward(index) * height;
        let area = |from: i64, to: i64| {
            let (top, bottom) = (up(from).min(up(to)), up(from).max(up(to)));
            Area { x: edge + 10, y: top, width: self.column - 20, height: bottom - top }
        };
        let height = self.scale.height_of(figure.best.unwrap_or(figure.low));
        if height > 0 {
            let class = if figure.is_press_only { "hollow" } else { "fill" };
            drawing.rect(class, area(0, height));
        }
        if figure.best.is_none() {
            let beyond = area(height, height + NO_FIGURE);
            no_figure(drawing, beyond, &format!("hatch-{}", class(index)), toward(index));
            return up(height + NO_FIGURE);
        }
        if figure.differs() {
            let x = edge + self.column / 2;
            let low = self.scale.height_of(figure.low);
            let high = figure.high.map_or(height + 200, |high| self.scale.height_of(high));
            drawing.line("range", Point::new(x, up(low)), Point::new(x, up(high)));
            return up(high.max(height));
        }
        up(height)
    }

    fn bracket(&self, drawing: &mut Drawing, (left, right): (i64, i64), text: &str, index: usize) {
        let at = |beyond: i64| self.foot(index) + toward(index) * (NO_FIGURE + beyond);
        let corners = [(left, at(60)), (left, at(120)), (right, at(120)), (right, at(60))];
        drawing.path("lead", &corners.map(|(x, y)| Point::new(x, y)));
        let y = if index == 0 { at(180) } else { at(160) + self.label * 8 };
        let at = Point::new(i64::midpoint(left, right), y);
        let (anchor, size) = (Anchor::Middle, self.label);
        drawing.words(Words { at, anchor, size, class: "halo", text });
    }

    fn value(&self, drawing: &mut Drawing, end: Point, text: &str, index: usize) {
        let y = if index == 0 { end.y - 50 } else { end.y + self.label * 10 };
        let at = Point::new(end.x, y);
        let (anchor, size) = (Anchor::Middle, self.label);
        drawing.words(Words { at, anchor, size, class: "bold halo", text });
    }

    fn foot(&self, index: usize) -> i64 {
        let [above, below] = self.feet;
        if index == 0 { above } else { below }
    }
}

/// Up for the first side, down for the second.
fn toward(index: usize) -> i64 {
    if index == 0 { -1 } else { 1 }
}

fn as_tenths(count: usize) -> i64 {
    i64::try_from(count).unwrap_or_default()
}
