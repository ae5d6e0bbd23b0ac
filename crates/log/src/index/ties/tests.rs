//! Lines are tied by what they share, and known groups go on as if their lines had been met.

use super::*;

fn line(n: u64) -> Position {
    Position { n, byte: 100 * n }
}

fn of(lines: &[&[u64]]) -> Ties {
    let mut ties = Ties::default();
    for (n, keys) in (0..).zip(lines) {
        let keys: Vec<Key> = keys.iter().copied().map(Key).collect();
        ties.take(&keys, line(n).byte);
    }
    ties
}

#[test]
fn lines_are_tied_by_way_of_others_and_groups_stand_by_their_first_line() {
    let Tied { keys, sizes, lines } = of(&[&[9], &[4, 8], &[5], &[7], &[5, 7], &[8, 5]]).tied();
    assert_eq!(
        keys,
        [(4, 1), (5, 1), (7, 1), (8, 1), (9, 0)].map(|(key, group)| (Key(key), group))
    );
    assert_eq!((sizes, lines), (vec![1, 5], [0, 1, 2, 3, 4, 5].map(line).to_vec()));
}

#[test]
fn groups_that_leave_a_line_out_or_have_one_twice_are_not_known() {
    let known = |groups: &[&[u64]]| {
        let groups = groups.iter().map(|group| group.iter().copied().map(line).collect());
        Ties::known(vec![(Key(3), 1)], groups.collect()).map(|ties| ties.tied().lines)
    };
    assert_eq!(known(&[&[0, 2], &[1]]), Some([0, 2, 1].map(line).to_vec()));
    let others: [&[&[u64]]; 5] =
        [&[&[0, 2], &[3]], &[&[0, 1], &[1]], &[&[1], &[2]], &[&[0], &[]], &[&[0]]];
    for groups in others {
        assert_eq!(known(groups), None, "{groups:?}");
    }
}
