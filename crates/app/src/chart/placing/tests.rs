//! Places are found as by whoever looks under every place, and puts all of them in order.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const BOUNDS: Area = Area { x: 130, y: -70, width: 2_340, height: 1_210 };

/// Areas within the bounds, across them, and of no width.
fn area() -> impl Strategy<Value = Area> {
    (-200..2_600_i64, -300..1_300_i64, 0..900_i64, 0..500_i64)
        .prop_map(|(x, y, width, height)| Area { x, y, width, height })
}

fn room() -> impl Strategy<Value = Room> {
    vec((area(), any::<bool>()), 0..8).prop_map(|grounds| {
        let mut room = Room::new(BOUNDS);
        for (area, is_taken) in grounds {
            if is_taken { room.take(area) } else { room.avoid(area) }
        }
        room
    })
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let mark = (0..2_600_i64, -200..1_300_i64).prop_map(|(x, y)| Point { x, y });
    (mark, 0..900_i64, 0..400_i64)
}

/// Whether neither a label nor the line to its mark would cover something that must be seen.
fn is_clear(room: &Room, mark: Point, area: &Area) -> bool {
    let is_taken = |cell: usize| room.cells[cell] == Ground::Taken;
    let far = |point: &Point| distance(mark, *point) >= AT_MARK * AT_MARK;
    let line = leader(mark, area).into_iter().flat_map(|(from, to)| along(from, to)).filter(far);
    let mut spots = line.map(|Point { x, y }| Area { x, y, width: 1, height: 1 }).chain([*area]);
    !spots.any(|spot| room.under(&spot).flatten().any(is_taken))
}

/// Every place that is clear, the best first, with what lies under it counted square by square.
fn plain(room: &Room, (mark, width, height): Wanted) -> Vec<Area> {
    let mut places = Vec::new();
    for y in (BOUNDS.y..).step_by(50).take_while(|y| y + height <= BOUNDS.bottom()) {
        for x in (BOUNDS.x..).step_by(50).take_while(|x| x + width <= BOUNDS.right()) {
            let area = Area { x, y, width, height };
            let least = distance(mark, nearest(mark, &area));
            if least >= NEAREST * NEAREST && is_clear(room, mark, &area) {
                let pale =
                    room.under(&area).flatten().filter(|cell| room.cells[*cell] == Ground::Pale);
                let pale: i64 = pale.map(|_| PALE).sum();
                places.push((least + pale, least, y, x));
            }
        }
    }
    places.sort_unstable();
    places.into_iter().map(|(_, _, y, x)| Area { x, y, width, height }).collect()
}

proptest! {
    #[test]
    fn property_places_come_in_the_order_of_what_they_cost(room in room(), wanted in wanted()) {
        let mut near = room.near(wanted, &Sums::of(&room));
        let all: Vec<Area> = (0..).map_while(|index| near.nth(index)).collect();
        prop_assert_eq!(all, plain(&room, wanted));
    }

    /// Where labels take room from one another, too.
    #[test]
    fn property_each_label_has_the_best_place_that_the_earlier_ones_left(
        room in room(), labels in vec(wanted(), 0..4),
    ) {
        let mut taking = room.clone();
        for wanted in labels {
            let best = plain(&taking, wanted).first().copied();
            prop_assert_eq!(taking.place(wanted).map(|spot| spot.area), best);
        }
    }
}

#[test]
fn every_pair_comes_first_once() {
    assert_eq!(orders(0), [[0; 0]; 0]);
    assert_eq!(orders(1), [[0]]);
    assert_eq!(orders(2), [[0, 1], [1, 0]]);
    let three = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    assert_eq!(orders(3), three);
    assert_eq!(orders(4)[4], [1, 2, 0, 3]);
}

#[test]
fn pale_ground_can_be_taken_and_what_is_taken_stays_so() {
    let mut room = Room::new(BOUNDS);
    room.avoid(BOUNDS);
    room.take(BOUNDS);
    room.avoid(BOUNDS);
    assert_eq!(room.place((Point { x: 1_000, y: 500 }, 300, 200)), None);
}
