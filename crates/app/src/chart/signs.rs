//! The signs: one for each meaning, the same in every picture and in its legend.

use repatria_domain::{Count, Quantity};
use serde::Serialize;

use super::drawing::{Area, Drawing, Point};

/// The radius of a ring, in tenths of a pixel.
const RING: i64 = 38;
/// How far an arrow or a stem reaches.
const STEM: i64 = 150;
/// The width of an arrowhead, and of a foot, to each side.
const FOOT: i64 = 35;
/// What the legend is hatched with.
const HATCH: &str = "hatch-a";

/// The shape of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shape {
    /// A number.
    Number,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// Around so many, or between two numbers.
    About,
}

/// What a legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Line,
    Open,
    Column,
    Square,
    HatchedSquare,
    HatchedColumn,
    HollowSquare,
    HollowColumn,
    Range,
    Claim(Shape),
    ClaimWithoutScope,
    Person,
    TenPeople,
    HollowPerson,
    BetweenLowAndHigh,
    HatchedLeg,
}

impl Shape {
    /// The shape of a claim, and the number that it stands at; none without a number.
    pub(crate) fn of(quantity: Quantity) -> Option<(Self, Count)> {
        match quantity {
            Quantity::Exactly(count) => Some((Self::Number, count)),
            Quantity::MoreThan(count) | Quantity::AtLeast(count) => Some((Self::AtLeast, count)),
            Quantity::AtMost(count) => Some((Self::AtMost, count)),
            Quantity::About(count, _) => Some((Self::About, count)),
            Quantity::Between(low, high) => {
                let middle = low.number() + (high.number().saturating_sub(low.number())) / 2;
                Some((Self::About, Count::new(middle)))
            }
            Quantity::NotStated | Quantity::Withheld => None,
        }
    }

    /// The ground that the sign covers.
    pub(super) fn ground(self, at: Point) -> Area {
        let (up, down) = match self {
            Self::Number => (RING, RING),
            Self::AtLeast => (STEM, RING),
            Self::AtMost => (RING, STEM),
            Self::About => (STEM - 40, STEM - 40),
        };
        Area { x: at.x - RING, y: at.y - up, width: 2 * RING, height: up + down }.wider(10)
    }
}

/// A claim: a ring in ink, dashed where its scope was not stated.
pub(super) fn claim(drawing: &mut Drawing, at: Point, shape: Shape, is_scope_stated: bool) {
    let Point { x, y } = at;
    match shape {
        Shape::Number => {}
        Shape::AtLeast => arrow(drawing, at, -STEM),
        Shape::AtMost => arrow(drawing, at, STEM),
        Shape::About => {
            let reach = STEM - 40;
            drawing.line("stem", Point::new(x, y - reach), Point::new(x, y + reach));
            for end in [y - reach, y + reach] {
                drawing.line("stem", Point::new(x - FOOT, end), Point::new(x + FOOT, end));
            }
        }
    }
    let class = if is_scope_stated { "ring" } else { "ring dashed" };
    drawing.circle(class, at, RING);
}

fn arrow(drawing: &mut Drawing, at: Point, reach: i64) {
    let tip = Point::new(at.x, at.y + reach);
    let back = tip.y - reach.signum() * 40;
    drawing.line("stem", at, tip);
    let (left, right) = (Point::new(at.x - FOOT, back), Point::new(at.x + FOOT, back));
    drawing.path("stem", &[left, tip, right]);
}

impl Sign {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Line => "best figure, with the band from low to high",
            Self::Open => "open upwards, no limit known",
            Self::Column => "a figure",
            Self::Square => "one hand-over with a figure",
            Self::HatchedSquare => "one hand-over without a figure",
            Self::HatchedColumn => "no figure; the height means nothing",
            Self::HollowSquare => "a figure from the press alone",
            Self::HollowColumn => "a figure that no official gave",
            Self::Range => "sources differ: low to high",
            Self::Claim(Shape::Number) => "a claim",
            Self::Claim(Shape::AtLeast) => "a claim of “at least”",
            Self::Claim(Shape::AtMost) => "a claim of “at most”",
            Self::Claim(Shape::About) => "a claim of “about”",
            Self::ClaimWithoutScope => "a claim without a stated scope",
            Self::Person => "one person, in rows of tens",
            Self::TenPeople => "ten people",
            Self::HollowPerson => {
                "one person, in rows of tens; hollow: no official gave the number"
            }
            Self::BetweenLowAndHigh => "between the lowest and the highest figure",
            Self::HatchedLeg => "no figure; the width means nothing",
        }
    }

    pub(super) fn is_hatched(self) -> bool {
        match self {
            Self::Open | Self::HatchedSquare | Self::HatchedColumn | Self::HatchedLeg => true,
            Self::Line
            | Self::Column
            | Self::Square
            | Self::HollowSquare
            | Self::HollowColumn
            | Self::Range
            | Self::Claim(_)
            | Self::ClaimWithoutScope
            | Self::Person
            | Self::TenPeople
            | Self::HollowPerson
            | Self::BetweenLowAndHigh => false,
        }
    }

    /// Draws the sign into a field of 28 by 16 pixels.
    pub(super) fn draw(self, drawing: &mut Drawing, at: Point) {
        let field = Area { x: at.x, y: at.y, width: 280, height: 150 };
        let square = Area { x: at.x + 90, y: at.y + 20, width: 110, height: 110 };
        let middle = Point::new(at.x + 140, at.y + 80);
        drawing.open("a");
        match self {
            Self::Line => {
                drawing.rect("band", Area { y: at.y + 40, height: 80, ..field });
                drawing.line("line", Point::new(at.x, middle.y), Point::new(at.x + 280, middle.y));
            }
            Self::Open => drawing.patterned_rect("open", field, HATCH),
            Self::Column | Self::Square => drawing.rect("fill", square),
            Self::HatchedSquare => drawing.patterned_rect("hatch thin", square, HATCH),
            Self::HatchedColumn => no_figure(drawing, square, HATCH, -1),
            Self::HollowSquare | Self::HollowColumn => drawing.rect("hollow", square),
            Self::Range => {
                drawing.rect("fill", Area { y: at.y + 60, height: 90, ..square });
                let foot = Point::new(middle.x, at.y + 110);
                drawing.line("range", Point::new(middle.x, at.y + 10), foot);
            }
            Self::Claim(shape) => {
                let drop = match shape {
                    Shape::AtLeast => 40,
                    Shape::AtMost => -40,
                    Shape::Number | Shape::About => 0,
                };
                claim(drawing, Point::new(middle.x, middle.y + drop), shape, true);
            }
            Self::ClaimWithoutScope => claim(drawing, middle, Shape::Number, false),
            Self::Person | Self::TenPeople => drawing.circle("fill", middle, 40),
            Self::HollowPerson => drawing.circle("hollow", middle, 40),
            Self::BetweenLowAndHigh => drawing.circle("between", middle, 40),
            Self::HatchedLeg => drawing.patterned_rect("hatch thin", field, HATCH),
        }
        drawing.close();
    }
}

/// A hatched column with an open end, upwards (`-1`) or downwards (`1`).
pub(super) fn no_figure(drawing: &mut Drawing, area: Area, pattern: &str, toward: i64) {
    drawing.patterned_rect("open", area, pattern);
    let (foot, end) = if toward < 0 { (area.bottom(), area.y) } else { (area.y, area.bottom()) };
    let (left, right) = (area.x, area.right());
    let corners =
        [(left, end), (left, foot), (right, foot), (right, end)].map(|(x, y)| Point::new(x, y));
    drawing.path("edge", &corners);
}
