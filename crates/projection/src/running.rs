//! Running sums, month by month. An exchange widens the sum from the first day on which it may have
//! been, and raises it from the day by which it surely was.

use repatria_domain::{Day, When};

use crate::published::Entry;
use crate::sum::{Item, Sum, Tally};

/// The running sum of some entries, asked for one day after another.
#[derive(Debug)]
pub(crate) struct Running<'a> {
    tally: Tally,
    widening: Vec<(Day, &'a Entry<'a>)>,
    raising: Vec<(Day, &'a Entry<'a>)>,
    widened: usize,
    raised: usize,
    until: Day,
}

impl<'a> Running<'a> {
    /// Of these entries, which lie as of a day or of all days.
    pub(crate) fn over(entries: &[&'a Entry<'a>], as_of: Option<Day>) -> Self {
        let by = |day: fn(When) -> Option<Day>, none: Day| {
            let dated = |entry: &&'a Entry<'a>| (entry.on.and_then(day).unwrap_or(none), *entry);
            let mut dated: Vec<_> = entries.iter().map(dated).collect();
            dated.sort_by_key(|(day, _)| *day);
            dated
        };
        Self {
            tally: Tally::EMPTY,
            widening: by(|on| on.earliest(), Day::MIN),
            raising: by(|on| on.latest(), Day::MAX),
            widened: 0,
            raised: 0,
            until: as_of.unwrap_or(Day::MAX),
        }
    }

    /// What had happened by a day. Days are asked for in order.
    pub(crate) fn by(&mut self, day: Day) -> Sum {
        let day = day.min(self.until);
        for entry in next(&self.widening, &mut self.widened, day) {
            self.tally.widen(Item::whole(entry));
        }
        for entry in next(&self.raising, &mut self.raised, day) {
            self.tally.raise(Item::whole(entry));
        }
        self.tally.sum()
    }
}

fn next<'a, 'b>(
    dated: &'b [(Day, &'a Entry<'a>)],
    taken: &mut usize,
    day: Day,
) -> impl Iterator<Item = &'a Entry<'a>> + 'b {
    let waiting = dated.get(*taken..).unwrap_or_default();
    let due = waiting.iter().take_while(|(on, _)| *on <= day).count();
    *taken += due;
    waiting.iter().take(due).map(|(_, entry)| *entry)
}
