//! The running totals as a picture: a panel for each side on one scale, claims as rings, and under
//! the axis a hatched square for each hand-over without a figure.

use super::super::calendar::Calendar;
use super::super::drawing::{Anchor, Area, Drawing, Point, Words, pixels};
use super::super::letters::{lines, short, width};
use super::super::page::{Page, Width};
use super::super::placing::{Room, Spot, Wanted};
use super::super::scale::{Scale, grid_label};
use super::super::sides::class;
use super::super::signs::{Shape, Sign, claim};
use super::{Claim, NO_FIGURE, Recorded, Running, Side, chosen};
use crate::print::{counted, date, name, number, quantity, total};

/// What fades out above an open end, in tenths of a pixel, and in how many steps.
const FADE: i64 = 360;
const FADE_STEPS: i64 = 6;
/// How many squares stand under one another.
const SQUARES_MAX: u64 = 12;

/// Where the parts of a panel are, in tenths of a pixel.
struct Panel {
    x: i64,
    width: i64,
    top: i64,
    height: i64,
    scale: Scale,
    calendar: Calendar,
    label: i64,
    labels_max: usize,
    square: i64,
    /// Whether its sum stands over it; on a page the page says that.
    is_summed: bool,
}

impl Running {
    /// The picture, as the text of an SVG file.
    pub(super) fn picture(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.heading(), &self.lead());
        for index in 0..self.sides.len() {
            page.drawing.hatching(&format!("hatch-{}", class(index)), class(index));
        }
        if let Some(days) = self.days() {
            self.panels(&mut page, days);
            page.legend(&self.signs());
        }
        page.note(&self.note());
        page.into_svg("totals", &self.title(), &self.finding())
    }

    fn panels(&self, page: &mut Page, (first, last): (repatria_domain::Day, repatria_domain::Day)) {
        let (inner, left) = (page.inner(), page.margin);
        let gap = 320;
        let is_beside = !page.width.is_narrow() && self.sides.len() > 1;
        let wide = if is_beside { (inner - gap) / 2 } else { inner };
        let top = page.y + 160;
        let mut bottom = top;
        for (index, side) in self.sides.iter().enumerate() {
            let right = index == 1 && is_beside;
            let x = if right { left + wide + gap } else { left };
            let panel_top = if right || index == 0 { top } else { bottom + 280 };
            let panel = self.panel(page.width, (x, wide, panel_top), (first, last));
            page.drawing.open(class(index));
            let end = panel.draw(&mut page.drawing, side, index, self.squares_deep());
            page.drawing.close();
            bottom = bottom.max(end);
        }
        page.y = bottom;
    }

    fn panel(
        &self,
        of: Width,
        (x, width, top): (i64, i64, i64),
        (first, last): (repatria_domain::Day, repatria_domain::Day),
    ) -> Panel {
        let is_large = matches!(of, Width::Wide | Width::Half);
        let height = if is_large { 3_100 } else { 2_500 };
        let calendar = Calendar { first, last, left: x, width: width - 100 };
        let months = (calendar.days() / 30).max(1);
        Panel {
            x,
            width,
            top,
            height,
            scale: Scale::new(self.max(), height - FADE - 80),
            calendar,
            label: of.label(),
            labels_max: if is_large { 4 } else { 3 },
            square: (calendar.width / months - 12).clamp(30, 75),
            is_summed: true,
        }
    }

    /// One side, for a page that says its name and its sum.
    pub(in crate::chart) fn figure(&self, index: usize, width: Width) -> Option<String> {
        let (side, days) = (self.sides.get(index)?, self.days()?);
        let id = format!("totals-{}-{}", class(index), pixels(width.tenths()));
        let mut page = Page::bare(width, &id);
        for index in 0..self.sides.len() {
            page.drawing.hatching(&format!("hatch-{}", class(index)), class(index));
        }
        let panel = Panel { is_summed: false, ..self.panel(width, (0, width.tenths(), 0), days) };
        page.drawing.open(class(index));
        page.y = panel.draw(&mut page.drawing, side, index, self.squares_deep());
        page.drawing.close();
        Some(page.into_figure(&id, &self.title_of(side), &side.finding_alone()))
    }

    /// How many squares stand under one another where there are most.
    fn squares_deep(&self) -> i64 {
        let points = self.sides.iter().flat_map(|side| &side.points);
        let deepest = points.map(|point| point.without_figure).max().unwrap_or_default();
        i64::try_from(deepest.min(SQUARES_MAX)).unwrap_or_default()
    }

    pub(in crate::chart) fn signs(&self) -> Vec<Sign> {
        let points = || self.sides.iter().flat_map(|side| &side.points);
        let claims = || self.sides.iter().flat_map(|side| &side.claims);
        let mut signs = vec![Sign::Line];
        if points().any(|point| point.high.is_none()) {
            signs.push(Sign::Open);
        }
        if points().any(|point| point.without_figure > 0) {
            signs.push(Sign::HatchedSquare);
        }
        for shape in [Shape::Number, Shape::AtLeast, Shape::AtMost, Shape::About] {
            if claims().any(|claim| claim.shape == shape) {
                signs.push(Sign::Claim(shape));
            }
        }
        if claims().any(|claim| !claim.is_scope_stated) {
            signs.push(Sign::ClaimWithoutScope);
        }
        signs
    }
}

impl Panel {
    /// Draws one side, and says how far down it reaches.
    fn draw(&self, drawing: &mut Drawing, side: &Side, index: usize, deep: i64) -> i64 {
        let plot = if self.is_summed { self.summary(drawing, side, index) + 60 } else { self.top };
        let axis = plot + self.height;
        let bottom = axis + 90 + (deep * (self.square + 15)).max(200) + 260;
        let bounds = Area { x: self.x, y: plot, width: self.width, height: axis - 20 - plot };
        let mut room = Room::new(bounds);
        self.grid(drawing, &mut room, axis);
        self.record(drawing, &mut room, side, index, axis);
        self.squares(drawing, side, index, axis);
        let marks = self.marks(drawing, &mut room, side, axis);
        self.years(drawing, axis, bottom);
        self.labels(drawing, &mut room, side, &marks, axis);
        self.count_without(drawing, side, index, (axis, bottom));
        bottom
    }

    /// The name of the side and its sum; never without what is missing from it.
    fn summary(&self, drawing: &mut Drawing, side: &Side, index: usize) -> i64 {
        let (left, top) = (Point::new(self.x, self.top), Point::new(self.x + self.width, self.top));
        drawing.line(&format!("{} top", class(index)), left, top);
        let heading = format!("Home to {}", name(side.party));
        let at = Point::new(self.x, self.top + 270);
        let anchor = Anchor::Start;
        drawing.words(Words { at, anchor, size: 17, class: "bold name", text: &heading });
        let of = counted(side.sum.exchanges, "hand-over", "hand-overs");
        let without = match side.sum.without_figure() {
            0 => format!("none of {of}"),
            without => format!("{} of {of}", number(without)),
        };
        let high = side.sum.high.map_or_else(|| "open".to_owned(), total);
        let facts = [
            ("low", total(side.sum.low)),
            ("best", side.best()),
            ("high", high),
            ("without a figure", without),
        ];
        let (mut x, mut y) = (self.x, self.top + 500);
        for (label, value) in facts {
            let wide = width(label, self.label).max(width(&value, 15) * 11 / 10);
            if x > self.x && x + wide > self.x + self.width {
                (x, y) = (self.x, y + 420);
            }
            let (at, below) = (Point::new(x, y), Point::new(x, y + 190));
            let muted = Words { at, anchor, size: self.label, class: "muted", text: label };
            drawing.words(muted);
            drawing.words(Words { at: below, anchor, size: 15, class: "bold", text: &value });
            x += wide + 220;
        }
        y + 190
    }

    fn grid(&self, drawing: &mut Drawing, room: &mut Room, axis: i64) {
        let lines = self.scale.grid();
        for line in &lines {
            let y = axis - self.scale.height_of(*line);
            drawing.line("grid", Point::new(self.x, y), Point::new(self.x + self.width, y));
            let text = grid_label(*line, Some(line) == lines.last(), "people");
            let at = Point::new(self.x, y - 50);
            let wide = width(&text, self.label);
            room.take(Area { x: self.x, y: y - 170, width: wide, height: 170 });
            let anchor = Anchor::Start;
            drawing.words(Words { at, anchor, size: self.label, class: "muted halo", text: &text });
        }
        drawing.line("axis", Point::new(self.x, axis), Point::new(self.x + self.width, axis));
        room.take(Area { x: self.x, y: axis - 10, width: self.width, height: 20 });
    }

    /// The band, what is open above it, and the line of the best figure.
    fn record(&self, drawing: &mut Drawing, room: &mut Room, side: &Side, index: usize, axis: i64) {
        let corners = self.corners(&side.points);
        let at = |x: i64, number: u64| Point::new(x, axis - self.scale.height_of(number));
        let upper: Vec<Point> = corners.iter().map(|(x, point)| at(*x, top(point))).collect();
        let lower = corners.iter().rev().map(|(x, point)| at(*x, point.low));
        let band: Vec<Point> = upper.iter().copied().chain(lower).collect();
        let is_closed = |(_, point): &&(i64, Recorded)| point.high.is_some();
        let closed = corners.iter().take_while(is_closed).count().saturating_sub(1);
        let open = upper.get(closed..).unwrap_or_default();
        let line: Vec<Point> = corners.iter().map(|(x, point)| at(*x, point.best)).collect();
        if corners.iter().any(|(_, point)| point.high.is_none()) {
            fade(drawing, open, &format!("hatch-{}", class(index)));
            for point in open {
                room.avoid(Area { x: point.x, y: point.y - FADE, width: 80, height: FADE });
            }
        }
        drawing.polygon("band", &band);
        drawing.path("line", &line);
        if let Some(end) = line.last() {
            drawing.circle("fill", *end, 38);
        }
        room.take_line(&line);
    }

    /// The corners of the line: the end of each month, and the last day before a month in which
    /// something happened after months in which nothing did.
    fn corners(&self, points: &[Recorded]) -> Vec<(i64, Recorded)> {
        let mut corners: Vec<(i64, Recorded)> = Vec::new();
        for point in points {
            let start = self.calendar.start(point.month.first());
            match corners.last() {
                Some((x, before)) if *x < start => corners.push((start, *before)),
                Some(_) => {}
                None => {
                    let nobody = Recorded { low: 0, best: 0, high: Some(0), ..*point };
                    corners.push((start, nobody));
                }
            }
            corners.push((self.calendar.x(point.on), *point));
        }
        corners
    }

    fn squares(&self, drawing: &mut Drawing, side: &Side, index: usize, axis: i64) {
        let hatch = format!("hatch-{}", class(index));
        for area in self.square_areas(side, axis) {
            drawing.patterned_rect("hatch thin", area, &hatch);
        }
    }

    /// A square under the month of each hand-over without a figure.
    fn square_areas(&self, side: &Side, axis: i64) -> Vec<Area> {
        let step = self.square + 15;
        let of_month = |point: &Recorded| {
            let start = self.calendar.start(point.month.first());
            let x = i64::midpoint(start, self.calendar.x(point.month.last())) - self.square / 2;
            let count = i64::try_from(point.without_figure.min(SQUARES_MAX)).unwrap_or_default();
            let (width, height) = (self.square, self.square);
            (0..count).map(move |row| Area { x, y: axis + 90 + row * step, width, height })
        };
        side.points.iter().flat_map(of_month).collect()
    }

    fn marks(&self, drawing: &mut Drawing, room: &mut Room, side: &Side, axis: i64) -> Vec<Point> {
        let place = |said: &Claim| {
            let y = axis - self.scale.height_of(said.number);
            Point::new(self.calendar.x(said.on), y)
        };
        let marks: Vec<Point> = side.claims.iter().map(place).collect();
        for (said, mark) in side.claims.iter().zip(&marks) {
            claim(drawing, *mark, said.shape, said.is_scope_stated);
            room.take(said.shape.ground(*mark));
        }
        marks
    }

    fn years(&self, drawing: &mut Drawing, axis: i64, bottom: i64) {
        for (x, year) in self.calendar.years() {
            drawing.line("axis", Point::new(x, axis), Point::new(x, axis + 50));
            let at = Point::new(x, bottom - 30);
            let anchor = Anchor::Start;
            drawing.words(Words { at, anchor, size: self.label, class: "muted", text: &year });
        }
    }

    /// The end of the line and a few of the claims, named beside them.
    fn labels(
        &self,
        drawing: &mut Drawing,
        room: &mut Room,
        side: &Side,
        marks: &[Point],
        axis: i64,
    ) {
        let mut wanted: Vec<Label> = Vec::new();
        if let Some(end) = side.points.last() {
            let y = axis - self.scale.height_of(end.best);
            let mark = Point::new(self.calendar.x(end.on), y);
            let recorded = (side.best() != NO_FIGURE).then(|| "recorded".to_owned());
            let lines = [side.best()].into_iter().chain(recorded).collect();
            wanted.push(Label { mark, lines, class: "name" });
        }
        for index in chosen(&side.claims, self.labels_max) {
            if let (Some(said), Some(mark)) = (side.claims.get(index), marks.get(index)) {
                let lines = [said.words()].into_iter().chain(self.who(said)).collect();
                wanted.push(Label { mark: *mark, lines, class: "" });
            }
        }
        let sizes: Vec<Wanted> = wanted.iter().map(|label| label.size(self.label)).collect();
        for (label, spot) in wanted.iter().zip(room.place_all(&sizes)) {
            if let Some(spot) = spot {
                self.label(drawing, label, spot);
            }
        }
    }

    fn who(&self, said: &Claim) -> Vec<String> {
        let scope = if said.is_scope_stated { "" } else { "; scope\u{a0}not\u{a0}stated" };
        let who = format!("{}, {}{scope}", short(&said.who, 34), joined(said));
        lines(&who, self.label, if self.label > 12 { 1_900 } else { 1_500 })
    }

    fn label(&self, drawing: &mut Drawing, label: &Label, spot: Spot) {
        if let Some((from, to)) = spot.leader {
            drawing.line("lead", from, to);
        }
        let (anchor, x) = if spot.area.right() <= label.mark.x + 60 {
            (Anchor::End, spot.area.right())
        } else {
            (Anchor::Start, spot.area.x)
        };
        let line_height = self.label * 11;
        let bold = format!("bold halo {}", label.class);
        for (row, text) in (0..).zip(&label.lines) {
            let class = if row == 0 { bold.trim_end() } else { "halo" };
            let at = Point::new(x, spot.area.y + (row + 1) * line_height - 20);
            drawing.words(Words { at, anchor, size: self.label, class, text });
        }
    }

    fn count_without(
        &self,
        drawing: &mut Drawing,
        side: &Side,
        index: usize,
        (axis, bottom): (i64, i64),
    ) {
        let drawn = side.points.iter().filter(|point| point.without_figure > 0);
        let Some(most) = drawn.max_by_key(|point| point.without_figure) else { return };
        let without: u64 = side.points.iter().map(|point| point.without_figure).sum();
        let text = counted(without, "hand-over without a figure", "hand-overs without a figure");
        let mark = Point::new(self.calendar.start(most.month.first()), axis + 400);
        let height = bottom - 150 - axis - 60;
        let bounds = Area { x: self.x, y: axis + 60, width: self.width, height };
        let mut room = Room::new(bounds);
        for area in self.square_areas(side, axis) {
            room.take(area.wider(40));
        }
        let wide = width(&text, self.label);
        let Some(spot) = room.place((mark, wide, self.label * 12)) else { return };
        let at = Point::new(spot.area.x, spot.area.y + self.label * 10);
        let class = format!("name {}", class(index));
        let anchor = Anchor::Start;
        drawing.words(Words { at, anchor, size: self.label, class: &class, text: &text });
    }
}

/// What is to be written beside a mark, the first line bold.
struct Label {
    mark: Point,
    lines: Vec<String>,
    class: &'static str,
}

impl Label {
    /// The mark, and how wide and how high the label is.
    fn size(&self, size: i64) -> Wanted {
        let widest = self.lines.iter().map(|line| width(line, size)).max().unwrap_or_default();
        let rows = i64::try_from(self.lines.len()).unwrap_or_default();
        (self.mark, widest * 104 / 100, rows * size * 11 + 20)
    }
}

impl Claim {
    /// `at least 7,000`, `about 2,400 soldiers`.
    pub(super) fn words(&self) -> String {
        let soldiers = if self.is_of_soldiers { " soldiers" } else { "" };
        format!("{}{soldiers}", quantity(self.quantity))
    }
}

/// The date of a claim, held together when lines break.
fn joined(said: &Claim) -> String {
    date(said.said_on).replace(' ', "\u{a0}")
}

/// The upper edge of the band: the high end, or where it is open the best figure.
fn top(point: &Recorded) -> u64 {
    point.high.unwrap_or(point.best).max(point.best)
}

/// Hatching that fades upwards from a line.
fn fade(drawing: &mut Drawing, line: &[Point], pattern: &str) {
    let raised = |by: i64| move |point: &Point| Point::new(point.x, point.y - by);
    for step in 0..FADE_STEPS {
        let (low, high) = (step * FADE / FADE_STEPS, (step + 1) * FADE / FADE_STEPS);
        let upper = line.iter().map(raised(high));
        let lower = line.iter().rev().map(raised(low));
        let strip: Vec<Point> = upper.chain(lower).collect();
        drawing.patterned(&strip, pattern, 72 - step * 12);
    }
}
