//! The people of each leg of an exchange as dots, one for each person, in tens that can be counted.
//! A leg without a figure is hatched and open. It refuses to draw bodies as people.

use repatria_domain::{Basis, LegKind};
use repatria_projection::Way;

use super::drawing::{Anchor, Area, Drawing, Point, Words, pixels};
use super::figure::{Figure, Key};
use super::letters::lines;
use super::page::{Page, Width};
use super::sides::class;
use super::signs::Sign;
use crate::print::name;
use crate::print::phrases::{best, noun_of, population, range};

/// From dot to dot, and what parts the tens, in tenths of a pixel.
const STEP: i64 = 98;
const TENS: i64 = 40;
/// The radius of a dot.
const DOT: i64 = 36;
/// The width of a leg of which nobody gives the number. It means nothing.
const NO_FIGURE: i64 = 1_600;
/// Of no more people than this each is drawn larger, where the page is wide.
const FEW_MAX: u64 = 300;
/// More people than this are drawn as one dot for ten.
const ONE_EACH_MAX: u64 = 1_500;

/// The legs of living people of one exchange.
#[derive(Clone, Debug)]
pub(crate) struct People<'a> {
    /// The legs, with the place of the side that they went to: left and up is 0.
    legs: Vec<(&'a Way, usize)>,
}

/// Draws the legs of living people, those to the first side first; none where there are none.
pub(crate) fn people<'a>(ways: &'a [Way], sides: &[repatria_domain::Party]) -> Option<People<'a>> {
    let side = |way: &Way| sides.iter().position(|side| *side == way.to).unwrap_or(2);
    let living = ways.iter().filter(|way| way.kind == LegKind::Living);
    let mut legs: Vec<(&Way, usize)> = living.map(|way| (way, side(way))).collect();
    legs.sort_by_key(|(_, side)| *side);
    (!legs.is_empty()).then_some(People { legs })
}

impl People<'_> {
    pub(crate) fn on_page(&self, title: &str) -> Figure {
        let widths = [Width::Wide, Width::Middle, Width::Narrow];
        Figure { drawings: widths.map(|width| self.figure(width, title)).to_vec() }
    }

    /// The signs that were drawn.
    pub(crate) fn key(&self) -> Vec<Key> {
        let ways = || self.legs.iter().map(|(way, _)| *way);
        let has_dots = |is_press: bool| {
            ways().any(|way| (way.basis == Basis::PressOnly) == is_press && top(way) > 0)
        };
        let is_tens = ways().any(|way| each(way) > 1);
        let all = [
            (Sign::Person, has_dots(false) && !is_tens),
            (Sign::TenPeople, is_tens),
            (Sign::HollowPerson, has_dots(true)),
            (Sign::BetweenLowAndHigh, ways().any(|way| top(way) > low(way))),
            (Sign::HatchedLeg, ways().any(|way| way.count.best().is_none())),
        ];
        let signs: Vec<Sign> =
            all.into_iter().filter_map(|(sign, is_drawn)| is_drawn.then_some(sign)).collect();
        super::figure::key("people", &signs)
    }

    fn figure(&self, width: Width, title: &str) -> String {
        let id = format!("people-{}", pixels(width.tenths()));
        let mut page = Page::bare(width, &id);
        for index in 0..2 {
            page.drawing.hatching(&format!("hatch-{}", class(index)), class(index));
        }
        let most = self.legs.iter().map(|(way, _)| top(way)).max().unwrap_or_default();
        let rows = rows(width, most);
        for (way, side) in &self.legs {
            leg(&mut page, way, *side, rows);
        }
        page.into_figure(&id, title, &self.finding())
    }

    fn finding(&self) -> String {
        let legs: Vec<String> =
            self.legs.iter().map(|(way, _)| format!("{}.", heading(way))).collect();
        legs.join(" ")
    }
}

/// One leg: what it is in words, and its dots below.
fn leg(page: &mut Page, way: &Way, toward: usize, rows: Rows) {
    let text = heading(way);
    let size = page.width.label() + 2;
    page.y += 60;
    for line in lines(&text, size, page.inner()) {
        page.y += size * 13;
        let at = Point::new(0, page.y);
        let class = format!("bold {}", class_of(toward));
        let (anchor, text) = (Anchor::Start, line.as_str());
        page.drawing.words(Words { at, anchor, size, class: class.trim_end(), text });
    }
    page.y += 110;
    page.drawing.open(class_of(toward));
    let (right, bottom) = dots(&mut page.drawing, way, rows, page.y);
    if way.count.best().is_none() {
        let width = NO_FIGURE.min(page.inner() - right);
        let area = Area { x: right, y: page.y, width, height: 200 };
        open_end(&mut page.drawing, area, toward);
    }
    page.drawing.close();
    page.y = bottom.max(page.y + 200) + 60;
}

/// `106 people home to Ukraine, from Russia`, with the range where sources differ.
fn heading(way: &Way) -> String {
    let noun = noun_of(way.count, population(way.kind));
    let range = range(way.count).map(|range| format!(" ({range})")).unwrap_or_default();
    let (from, to) = (name(way.from), name(way.to));
    let toward = match way.of {
        Some(_) if way.home => format!("home to {to}, from {from}"),
        Some(of) => format!("of {}, from {from} to {to}", name(of)),
        None => format!("from {from} to {to}, nobody says whose"),
    };
    match way.count.best() {
        Some(_) => format!("{} {noun}{range} {toward}", best(way.count)),
        None => format!("People {toward}: {}", best(way.count)),
    }
}

/// Draws the dots, and says where the last row ends and how far down they reach.
fn dots(drawing: &mut Drawing, way: &Way, rows: Rows, top_edge: i64) -> (i64, i64) {
    let Rows { per_row, percent } = rows;
    let [step, tens, dot] = [STEP, TENS, DOT].map(|length| length * percent / 100);
    let each = each(way);
    let is_press = way.basis == Basis::PressOnly;
    let count = top(way).div_ceil(each);
    let (mut right, mut bottom) = (0, top_edge);
    for index in 0..count {
        let (row, column) = (tenths(index / per_row), tenths(index % per_row));
        let x = column * step + column / 10 * tens + dot + 8;
        let y = top_edge + row * (step + tens / 2) + dot + 8;
        let class = match (index * each < low(way), is_press) {
            (false, _) => "between",
            (true, true) => "hollow",
            (true, false) => "fill",
        };
        drawing.circle(class, Point::new(x, y), dot);
        (right, bottom) = (x + step, y + dot + 8);
    }
    (right, bottom)
}

/// Hatching that is open to the right.
fn open_end(drawing: &mut Drawing, area: Area, side: usize) {
    if side < 2 {
        drawing.patterned_rect("open", area, &format!("hatch-{}", class(side)));
    }
    let corners = [
        (area.right(), area.y),
        (area.x, area.y),
        (area.x, area.bottom()),
        (area.right(), area.bottom()),
    ];
    drawing.path("edge", &corners.map(|(x, y)| Point::new(x, y)));
}

fn class_of(side: usize) -> &'static str {
    if side < 2 { class(side) } else { "c" }
}

/// How the dots of a picture stand: all of its legs alike, so that they can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rows {
    per_row: u64,
    /// Of the lengths above.
    percent: i64,
}

fn rows(width: Width, most: u64) -> Rows {
    let (per_row, percent) = match (width, most <= FEW_MAX) {
        (Width::Wide, true) => (60, 165),
        (Width::Wide, false) => (100, 100),
        (Width::Middle, true) => (40, 150),
        (Width::Middle, false) => (60, 100),
        (Width::Half, _) => (50, 100),
        (Width::Narrow, _) => (30, 100),
    };
    Rows { per_row, percent }
}

/// How many people one dot stands for.
fn each(way: &Way) -> u64 {
    if top(way) > ONE_EACH_MAX { 10 } else { 1 }
}

fn low(way: &Way) -> u64 {
    way.count.low().number().into()
}

/// The most that can be drawn: the high end, or where it is open the best figure.
fn top(way: &Way) -> u64 {
    let Some(best) = way.count.best() else { return low(way) };
    way.count.high().unwrap_or(best).number().into()
}

fn tenths(count: u64) -> i64 {
    i64::try_from(count).unwrap_or_default()
}
