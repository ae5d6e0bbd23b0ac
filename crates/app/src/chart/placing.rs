//! Labels beside what they name: as near as there is room, over nothing that must be seen.

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
        let near: Vec<Vec<Area>> = labels.iter().map(|label| self.near(*label)).collect();
        let attempt = |order: Vec<usize>| {
            let mut room = self.clone();
            let mut spots = vec![None; labels.len()];
            for index in order {
                let label = labels.get(index).zip(near.get(index)).zip(spots.get_mut(index));
                if let Some((((mark, _, _), near), spot)) = label {
                    *spot = room.place_near(*mark, near);
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
        let near = self.near(label);
        self.place_near(label.0, &near)
    }

    /// All places for a label where there is room, the best first: near, and on little pale ground.
    fn near(&self, (mark, width, height): Wanted) -> Vec<Area> {
        let rows = (self.bounds.height - height) / CELL;
        let columns = (self.bounds.width - width) / CELL;
        let place = |row, column| Area {
            x: self.bounds.x + column * CELL,
            y: self.bounds.y + row * CELL,
            width,
            height,
        };
        let all = (0..=rows).flat_map(|row| (0..=columns).map(move |column| place(row, column)));
        let mut near: Vec<(i64, i64, Area)> = all
            .map(|area| (distance(mark, nearest(mark, &area)), area))
            .filter(|(distance, _)| *distance >= NEAREST * NEAREST)
            .filter_map(|(least, area)| {
                let pale = self.pale_under(mark, &area)?;
                Some((least + pale * PALE, least, area))
            })
            .collect();
        near.sort_by_key(|(cost, least, area)| (*cost, *least, area.y, area.x));
        near.into_iter().map(|(_, _, area)| area).collect()
    }

    /// Takes the best of these places that was not taken meanwhile. Ground is never given back, so
    /// what a place costs stays what it was.
    fn place_near(&mut self, mark: Point, near: &[Area]) -> Option<Spot> {
        let area = *near.iter().find(|area| self.pale_under(mark, area).is_some())?;
        self.take(area.wider(30));
        let leader = leader(mark, &area);
        for point in leader.into_iter().flat_map(|(from, to)| along(from, to)) {
            self.take(Area { x: point.x - 20, y: point.y - 20, width: 40, height: 40 });
        }
        Some(Spot { area, leader })
    }

    /// How many squares of pale ground a label would cover; none where it, or the line to its
    /// mark, would cover something that must be seen.
    fn pale_under(&self, mark: Point, area: &Area) -> Option<i64> {
        let mut pale = 0;
        for cell in self.under(area) {
            match self.cells.get(cell) {
                Some(Ground::Free) => {}
                Some(Ground::Pale) => pale += 1,
                Some(Ground::Taken) | None => return None,
            }
        }
        let is_clear = leader(mark, area).is_none_or(|(from, to)| {
            along(from, to)
                .all(|point| distance(mark, point) < AT_MARK * AT_MARK || !self.is_taken(point))
        });
        is_clear.then_some(pale)
    }

    fn is_taken(&self, point: Point) -> bool {
        let area = Area { x: point.x, y: point.y, width: 1, height: 1 };
        self.under(&area).any(|cell| self.cells.get(cell) == Some(&Ground::Taken))
    }

    fn paint(&mut self, area: &Area, ground: Ground) {
        for cell in self.under(area).collect::<Vec<_>>() {
            if let Some(cell) = self.cells.get_mut(cell).filter(|cell| **cell != Ground::Taken) {
                *cell = ground;
            }
        }
    }

    /// The squares under an area, as far as they are within the bounds.
    fn under(&self, area: &Area) -> impl Iterator<Item = usize> + use<> {
        let (bounds, across) = (self.bounds, self.across);
        let columns = (area.x.max(bounds.x) - bounds.x) / CELL
            ..=(area.right().min(bounds.right()) - bounds.x - 1).div_euclid(CELL);
        let rows = (area.y.max(bounds.y) - bounds.y) / CELL
            ..=(area.bottom().min(bounds.bottom()) - bounds.y - 1).div_euclid(CELL);
        rows.flat_map(move |row| columns.clone().map(move |column| row * across + column))
            .filter_map(|cell| usize::try_from(cell).ok())
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
    let order = |[first, second]: [usize; 2]| {
        let rest = (0..count).filter(move |index| ![first, second].contains(index));
        let second = (first != second).then_some(second);
        [first].into_iter().chain(second).chain(rest).collect()
    };
    pairs.map(order).collect()
}

/// Places along a straight line, close to one another.
fn along(from: Point, to: Point) -> impl Iterator<Item = Point> {
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
