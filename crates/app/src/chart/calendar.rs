//! From a day to a place along the axis, and the years that are named there.

use repatria_domain::{Day, When};

/// Years are named no closer than this, in tenths of a pixel.
const YEARS_APART_MIN: i64 = 480;

/// The days from `first` to `last`, over `width` tenths of a pixel from `left`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) left: i64,
    pub(super) width: i64,
}

impl Calendar {
    /// Where a day ends.
    pub(super) fn x(&self, day: Day) -> i64 {
        let day = day.clamp(self.first, self.last);
        self.left + (days(self.first, day) + 1) * self.width / self.days()
    }

    /// Where a day begins.
    pub(super) fn start(&self, day: Day) -> i64 {
        let day = day.clamp(self.first, self.last);
        self.left + days(self.first, day) * self.width / self.days()
    }

    /// How many days there are.
    pub(super) fn days(&self) -> i64 {
        (days(self.first, self.last) + 1).max(1)
    }

    /// The first days of years, few enough to name each; the first day of all stands for its year.
    pub(super) fn years(&self) -> Vec<(i64, String)> {
        let (from, to) = (year(self.first), year(self.last));
        let room = (self.width / YEARS_APART_MIN).max(1);
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        let step = steps.into_iter().find(|step| (to - from) / step < room).unwrap_or(10_000);
        let mut years = vec![(self.left, from.to_string())];
        let mut next = (from / step + 1) * step;
        while next <= to {
            let day = i32::try_from(next).ok().and_then(|year| Day::from_ymd_opt(year, 1, 1));
            years.extend(day.map(|day| (self.start(day), next.to_string())));
            next += step;
        }
        let crowded = matches!(years.as_slice(), [(first, _), (second, _), ..]
            if second - first < YEARS_APART_MIN * 3 / 4);
        if crowded {
            years.remove(0);
        }
        years
    }
}

/// The day in the middle of what a date can mean.
pub(super) fn middle(when: When) -> Option<Day> {
    let (earliest, latest) = (when.earliest()?, when.latest()?);
    let half = u64::try_from(days(earliest, latest) / 2).ok()?;
    earliest.checked_add_days(chrono::Days::new(half))
}

/// Days from one to another.
pub(super) fn days(from: Day, to: Day) -> i64 {
    to.signed_duration_since(from).num_days()
}

fn year(day: Day) -> i64 {
    chrono::Datelike::year(&day).into()
}
