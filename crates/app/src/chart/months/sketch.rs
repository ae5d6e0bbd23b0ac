//! Hand-overs by month in a terminal: a square each, one side up and one down.

use repatria_domain::Day;

use super::super::letters::columns;
use super::super::running::years;
use super::{Months, OfMonth, Side};
use crate::print::name;

/// How many squares a stack has at most; the last is `+` where there are more.
const STACK_MAX: usize = 12;
/// The columns on the left.
const LEFT: usize = 10;

impl Months {
    /// The sketch, in lines of at most `width` columns.
    pub(super) fn terminal(&self, width: usize) -> String {
        let mut lines = columns(&self.heading(), width);
        lines.extend(columns(&self.lead(), width));
        if let Some((first, last)) = self.days() {
            lines.push(String::new());
            let months = index(first, last) + 1;
            let room = width.saturating_sub(LEFT).max(1);
            let place = |day: Day| {
                let at = index(first, day);
                if months > room { at * room / months } else { at * (room / months).clamp(1, 2) }
            };
            let count = place(last) + 1;
            for (side, is_up) in self.sides.iter().zip([true, false]) {
                if !is_up {
                    lines.push(years(first, last, count, place));
                }
                let title = format!("to {}", name(side.party));
                let mut stacks = rows(side, count, place);
                if is_up {
                    stacks.reverse();
                    lines.push(title);
                    lines.extend(stacks);
                } else {
                    lines.extend(stacks);
                    lines.push(title);
                }
            }
            lines.push(String::new());
            lines.extend(columns(
                "■ one hand-over with a figure   □ with one from the press alone   ▨ without a \
                 figure",
                width,
            ));
        }
        lines.extend(columns(&self.note(), width));
        lines.join("\n") + "\n"
    }
}

/// The rows of a side, from the axis on.
fn rows(side: &Side, count: usize, place: impl Fn(Day) -> usize) -> Vec<String> {
    let mut stacks: Vec<Vec<char>> = vec![Vec::new(); count];
    for of in &side.months {
        if let Some(stack) = stacks.get_mut(place(of.month.first())) {
            stack.extend(squares(of));
        }
    }
    let deepest = stacks.iter().map(Vec::len).max().unwrap_or_default().min(STACK_MAX);
    let row = |level: usize| {
        let cells = stacks.iter().map(|stack| {
            let is_more = level + 1 == STACK_MAX && stack.len() > STACK_MAX;
            if is_more { '+' } else { stack.get(level).copied().unwrap_or(' ') }
        });
        let cells: String = cells.collect();
        format!("{:LEFT$}{cells}", "").trim_end().to_owned()
    };
    (0..deepest).map(row).collect()
}

fn squares(of: &OfMonth) -> impl Iterator<Item = char> {
    let times = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).min(STACK_MAX + 1);
    std::iter::repeat_n('■', times(of.with_figure))
        .chain(std::iter::repeat_n('□', times(of.press_only)))
        .chain(std::iter::repeat_n('▨', times(of.without_figure)))
}

/// How many months a day lies after the first.
fn index(first: Day, day: Day) -> usize {
    use chrono::Datelike as _;
    let months = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month0());
    usize::try_from(months(day) - months(first)).unwrap_or_default()
}
