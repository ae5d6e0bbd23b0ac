//! From a number of people to a height. The axis starts at 0, and both sides share it.

use crate::print::number;

/// At most so many grid lines are drawn.
const LINES_MAX: u64 = 4;

/// Heights of numbers, in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    max: u64,
    height: i64,
}

impl Scale {
    /// A scale on which `max` is `height` high.
    pub(super) fn new(max: u64, height: i64) -> Self {
        Self { max: max.max(1), height }
    }

    /// How high a number is; what is beyond the scale ends with it.
    pub(super) fn height_of(self, number: u64) -> i64 {
        let height = u128::from(self.height.unsigned_abs());
        let share = u128::from(number.min(self.max)) * height / u128::from(self.max);
        i64::try_from(share).unwrap_or(self.height)
    }

    /// The numbers of the grid lines: round, equally far apart, at most four.
    pub(super) fn grid(self) -> Vec<u64> {
        self.lines(LINES_MAX)
    }

    /// At most so many grid lines.
    pub(super) fn lines(self, most: u64) -> Vec<u64> {
        let step = step(self.max, most);
        (1..=self.max / step).map(|line| line * step).collect()
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … of which at most so many fit.
fn step(max: u64, most: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if max / step <= most {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// The label of a grid line; the unit stands on the top one.
pub(super) fn grid_label(line: u64, is_top: bool, unit: &str) -> String {
    if is_top { format!("{} {unit}", number(line)) } else { number(line) }
}
