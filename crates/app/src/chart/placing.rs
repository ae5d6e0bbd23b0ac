//! Labels beside what they name: as near as there is room, over nothing that must be seen.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{Range, RangeInclusive};

use super::drawing::{Area, Point};

/// Places are tried, and ground is taken, in squares of so many tenths of a pixel.
const CELL: i64 = 50;
/// A label keeps this distance from the mark that it names.
const NEAREST: i64 = 90;
/// From this distance on a thin line leads from the label to its mark.
const LEADER: i64 = 170;
/// So near its mark a leader may cross what is there.
const AT_MARK: i64 = 110;
/// What a square of pale ground costs, as the square of a distance.
const PALE: i64 = 900;

/// A mark, and how wide and how high its label is.
pub(super) type Wanted = (Point, i64, i64);

/// The room that is left.
#[derive(Clone, Debug)]
pub(super) struct Room {
    bounds: Area,
    across: i64,
    cells: Vec<Ground>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    Free,
    /// May be written on where nothing better is near.
    Pale,
    Taken,
}

/// How much ground of each kind lies above and to the left of each corner of a square, so that how much
/// lies under an area takes four numbers, however large it is (Crow, Summed-area tables for texture
/// mapping, SIGGRAPH 1984).
struct Sums {
    across: i64,
    corners: Vec<Sum>,
}

/// How many squares are taken, and how many are pale.
#[derive(Clone, Copy, Default)]
struct Sum {
    taken: i64,
    pale: i64,
}

/// Places for a label where there is room, put in order as far as they are asked for: mostly one of the
/// first is still free.
struct Near<'r> {
    room: &'r Room,
    label: Wanted,
    rest: BinaryHeap<Reverse<Place>>,
    best: Vec<Area>,
}

/// What a place costs, the square of its distance, and its corner: the lowest is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    cost: i64,
    least: i64,
    y: i64,
    x: i64,
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) area: Area,
    /// The line from the label to its mark.
    pub(super) leader: Option<(Point, Point)>,
}

impl Room {
    pub(super) fn new(bounds: Area) -> Self {
        let across = bounds.width / CELL + 1;
        let count = usize::try_from(across * (bounds.height / CELL + 1)).unwrap_or_default();
        Self { bounds, across, cells: vec![Ground::Free; count] }
    }

    /// Nothing is written here.
    pub(super) fn take(&mut self, area: Area) {
        self.paint(&area, Ground::Taken);
    }

    /// Here something is written only where nothing better is near.
    pub(super) fn avoid(&mut self, area: Area) {
        self.paint(&area, Ground::Pale);
    }

    /// Takes the places along a line.
    pub(super) fn take_line(&mut self, points: &[Point]) {
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            for point in along(*from, *to) {
                self.take(Area { x: point.x - 30, y: point.y - 30, width: 60, height: 60 });
            }
        }
    }

    /// Takes places for labels beside their marks, in the order in which most find one; the
    /// earlier ones matter more.
    pub(super) fn place_all(&mut self, labels: &[Wanted]) -> Vec<Option<Spot>> {
        let (sums, first) = (Sums::of(self), self.clone());
        let mut near: Vec<Near<'_>> =
            labels.iter().map(|label| first.near(*label, &sums)).collect();
        let attempt = |order: Vec<usize>| {
            let mut room = first.clone();
            let mut spots = vec![None; labels.len()];
            for index in order {
                if let Some((near, spot)) = near.get_mut(index).zip(spots.get_mut(index)) {
                    *spot = room.place_near(near);
                }
            }
            (spots, room)
        };
        let best = orders(labels.len()).into_iter().map(attempt);
        let Some((spots, room)) = best.min_by_key(|(spots, _)| badness(labels, spots)) else {
            return Vec::new();
        };
        *self = room;
        spots
    }

    /// Takes the best place for one label; none where there is no room.
    pub(super) fn place(&mut self, label: Wanted) -> Option<Spot> {
        let first = self.clone();
        self.place_near(&mut first.near(label, &Sums::of(&first)))
    }

    /// All places for a label where there is room, the best first: near, and on little pale ground.
    fn near(&self, label: Wanted, sums: &Sums) -> Near<'_> {
        let (mark, width, height) = label;
        let rows = (self.bounds.height - height) / CELL;
        let columns = (self.bounds.width - width) / CELL;
        let place = |row, column| Area {
            x: self.bounds.x + column * CELL,
            y: self.bounds.y + row * CELL,
            width,
            height,
        };
        let all = (0..=rows).flat_map(|row| (0..=columns).map(move |column| place(row, column)));
        let all = all.filter_map(|area| {
            let least = distance(mark, nearest(mark, &area));
            if least < NEAREST * NEAREST {
                return None;
            }
            let Sum { taken, pale } = sums.under(self.squares(&area));
            let cost = least + pale * PALE;
            (taken == 0).then_some(Reverse(Place { cost, least, y: area.y, x: area.x }))
        });
        Near { room: self, label, rest: all.collect(), best: Vec::new() }
    }

    /// Takes the best of the places for a label that was not taken meanwhile. Ground is never given
    /// back, so what a place costs stays what it was.
    fn place_near(&mut self, near: &mut Near<'_>) -> Option<Spot> {
        let (mark, _, _) = near.label;
        let mut places = (0..).map_while(|index| near.nth(index));
        let area = places.find(|area| self.is_clear(mark, area))?;
        self.take(area.wider(30));
        let leader = leader(mark, &area);
        for point in leader.into_iter().flat_map(|(from, to)| along(from, to)) {
            self.take(Area { x: point.x - 20, y: point.y - 20, width: 40, height: 40 });
        }
        Some(Spot { area, leader })
    }

    /// Whether neither a label nor the line to its mark would cover something that must be seen.
    fn is_clear(&self, mark: Point, area: &Area) -> bool {
        let is_free = |point| distance(mark, point) < AT_MARK * AT_MARK || !self.is_taken(point);
        !self.holds_taken(area)
            && leader(mark, area).is_none_or(|(from, to)| {
                // Most of what is in the way is near the mark.
                along(from, to).rev().all(is_free)
            })
    }

    fn is_taken(&self, Point { x, y }: Point) -> bool {
        self.holds_taken(&Area { x, y, width: 1, height: 1 })
    }

    fn holds_taken(&self, area: &Area) -> bool {
        let mut rows = self.under(area).filter_map(|row| self.cells.get(row));
        rows.any(|row| row.contains(&Ground::Taken))
    }

    fn paint(&mut self, area: &Area, ground: Ground) {
        for row in self.under(area) {
            let row = self.cells.get_mut(row).unwrap_or_default();
            row.iter_mut().filter(|cell| **cell != Ground::Taken).for_each(|cell| *cell = ground);
        }
    }

    /// The squares under an area, row by row, as far as they are within the bounds.
    fn under(&self, area: &Area) -> impl Iterator<Item = Range<usize>> + use<> {
        let (across, [rows, columns]) = (self.across, self.squares(area));
        rows.filter_map(move |row| {
            let (from, end) = (row * across + columns.start(), row * across + columns.end() + 1);
            Some(usize::try_from(from).ok()?..usize::try_from(end).ok()?)
        })
    }

    /// The rows and the columns of the squares under an area, as far as they are within the bounds.
    fn squares(&self, area: &Area) -> [RangeInclusive<i64>; 2] {
        let bounds = self.bounds;
        let columns = (area.x.max(bounds.x) - bounds.x) / CELL
            ..=(area.right().min(bounds.right()) - bounds.x - 1).div_euclid(CELL);
        let rows = (area.y.max(bounds.y) - bounds.y) / CELL
            ..=(area.bottom().min(bounds.bottom()) - bounds.y - 1).div_euclid(CELL);
        [rows, columns]
    }
}

impl Sums {
    fn of(room: &Room) -> Self {
        let across = room.across + 1;
        let mut corners = vec![Sum::default(); usize::try_from(across).unwrap_or_default()];
        for row in room.cells.chunks(usize::try_from(room.across).unwrap_or(usize::MAX).max(1)) {
            let above = corners.len() - corners.len().min(row.len() + 1);
            let mut left = Sum::default();
            corners.push(left);
            for (column, ground) in (1..).zip(row) {
                left.taken += i64::from(*ground == Ground::Taken);
                left.pale += i64::from(*ground == Ground::Pale);
                let above = corners.get(above + column).copied().unwrap_or_default();
                corners.push(Sum { taken: above.taken + left.taken, pale: above.pale + left.pale });
            }
        }
        Self { across, corners }
    }

    /// How much ground lies under these rows and columns.
    fn under(&self, [rows, columns]: [RangeInclusive<i64>; 2]) -> Sum {
        if rows.is_empty() || columns.is_empty() {
            return Sum::default();
        }
        let at = |row: i64, column: i64| {
            let corner = usize::try_from(row * self.across + column).ok();
            corner.and_then(|corner| self.corners.get(corner)).copied().unwrap_or_default()
        };
        let (top, bottom) = (*rows.start(), rows.end() + 1);
        let (left, right) = (*columns.start(), columns.end() + 1);
        let [all, above, beside, both] =
            [at(bottom, right), at(top, right), at(bottom, left), at(top, left)];
        Sum {
            taken: all.taken - above.taken - beside.taken + both.taken,
            pale: all.pale - above.pale - beside.pale + both.pale,
        }
    }
}

impl Near<'_> {
    /// The next best place after so many.
    fn nth(&mut self, index: usize) -> Option<Area> {
        let (mark, width, height) = self.label;
        while self.best.len() <= index {
            let Reverse(Place { x, y, .. }) = self.rest.pop()?;
            let area = Area { x, y, width, height };
            if self.room.is_clear(mark, &area) {
                self.best.push(area);
            }
        }
        self.best.get(index).copied()
    }
}

/// How much worse one way to place labels is than another: labels without a place, then distances.
fn badness(labels: &[Wanted], spots: &[Option<Spot>]) -> i64 {
    let each = (0..).zip(labels.iter().zip(spots)).map(|(index, ((mark, _, _), spot))| {
        let missing = (1_i64 << 40) >> std::cmp::min(index, 8);
        spot.map_or(missing, |spot| distance(*mark, nearest(*mark, &spot.area)))
    });
    each.sum()
}

/// The orders in which labels are tried: each pair of them first, the others as they come.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let pairs = (0..count).flat_map(|first| (0..count).map(move |second| [first, second]));
    // One and then the others as they come is also the order of a pair.
    let pairs = pairs.filter(|[first, second]| first != second || count == 1);
    let order = |[first, second]: [usize; 2]| {
        let rest = (0..count).filter(|index| ![first, second].contains(index));
        let pair = [first, second].into_iter().take(count);
        pair.chain(rest).collect()
    };
    pairs.map(order).collect()
}

/// Places along a straight line, close to one another.
fn along(from: Point, to: Point) -> impl DoubleEndedIterator<Item = Point> {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let steps = (x.abs().max(y.abs()) / 30).clamp(1, 500);
    (0..=steps)
        .map(move |step| Point { x: from.x + x * step / steps, y: from.y + y * step / steps })
}

fn leader(mark: Point, area: &Area) -> Option<(Point, Point)> {
    let from = nearest(mark, area);
    let far = distance(mark, from);
    if far < LEADER * LEADER {
        return None;
    }
    let length = far.isqrt();
    let to = Point {
        x: mark.x + (from.x - mark.x) * 60 / length,
        y: mark.y + (from.y - mark.y) * 60 / length,
    };
    Some((from, to))
}

fn nearest(mark: Point, area: &Area) -> Point {
    Point { x: mark.x.clamp(area.x, area.right()), y: mark.y.clamp(area.y, area.bottom()) }
}

/// The square of the distance.
fn distance(from: Point, to: Point) -> i64 {
    (from.x - to.x).pow(2) + (from.y - to.y).pow(2)
}

#[cfg(test)]
mod tests;
