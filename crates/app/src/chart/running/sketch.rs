//! The running totals in a terminal: a line of dots for each side, claims as signs.

use super::super::braille::Dots;
use super::super::calendar::days;
use super::super::letters::columns;
use super::super::scale::Scale;
use super::super::signs::Shape;
use super::{Claim, Running, Side};
use crate::print::{name, number, total};

/// The columns of the numbers on the left.
const GUTTER: usize = 8;
/// How high a side is.
const ROWS: usize = 8;

impl Running {
    /// The sketch, in lines of at most `width` columns.
    pub(super) fn terminal(&self, width: usize) -> String {
        let mut lines = columns(&self.heading(), width);
        lines.extend(columns(&self.lead(), width));
        if let Some(range) = self.days() {
            for side in &self.sides {
                lines.push(String::new());
                lines.extend(self.side(side, range, width));
            }
            lines.push(String::new());
            lines.extend(columns(&self.legend(), width));
        }
        lines.extend(columns(&self.note(), width));
        lines.join("\n").replace('\u{a0}', " ") + "\n"
    }

    /// The signs that were drawn, each held together when lines break.
    fn legend(&self) -> String {
        let claims = || self.sides.iter().flat_map(|side| &side.claims);
        let without: u64 = self.sides.iter().map(|side| side.sum.without_figure()).sum();
        let all = [
            ("⣀ best figure", true),
            ("○ a claim", claims().any(|claim| sign(claim) == '○')),
            ("△ at least", claims().any(|claim| sign(claim) == '△')),
            ("▽ at most", claims().any(|claim| sign(claim) == '▽')),
            ("◇ about", claims().any(|claim| sign(claim) == '◇')),
            ("◌ scope not stated", claims().any(|claim| sign(claim) == '◌')),
            ("▨ a hand-over without a figure (2 to 9: so many)", without > 0),
        ];
        let drawn = all.iter().filter(|(_, is_drawn)| *is_drawn);
        let held: Vec<String> = drawn.map(|(words, _)| words.replace(' ', "\u{a0}")).collect();
        held.join("   ")
    }

    fn side(
        &self,
        side: &Side,
        (first, last): (repatria_domain::Day, repatria_domain::Day),
        width: usize,
    ) -> Vec<String> {
        let mut dots = Dots::new(width.saturating_sub(GUTTER + 2).max(10), ROWS);
        let across = i64::try_from(dots.across()).unwrap_or(i64::MAX) - 1;
        let up = i64::try_from(dots.up()).unwrap_or(i64::MAX) - 1;
        let scale = Scale::new(self.max(), up);
        let span = days(first, last).max(1);
        let x = |on| index(days(first, on) * across / span);
        let y = |value: u64| index(scale.height_of(value));
        let mut before = side.points.first().map(|point| (x(point.month.first()), 0));
        for point in &side.points {
            let start = x(point.month.first());
            let end = (x(point.on), y(point.best));
            if let Some((from, height)) = before {
                (from..start).for_each(|column| dots.set(column, height));
                climb(&mut dots, (start.max(from), height), end);
            }
            before = Some(end);
        }
        if let Some((from, height)) = before {
            let end = x(side.points.last().map_or(last, |point| point.on));
            (from..=end).for_each(|column| dots.set(column, height));
        }
        let mut rows = dots.rows();
        for claim in &side.claims {
            let row = (ROWS - 1).saturating_sub(y(claim.number) / 4);
            if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(x(claim.on) / 2)) {
                *cell = sign(claim);
            }
        }
        let grid = scale.grid();
        let mut lines = vec![summary(side)];
        for (row, cells) in rows.into_iter().enumerate() {
            let label = grid.iter().find(|line| y(**line) / 4 == ROWS - 1 - row);
            let label = label.map(|line| number(*line)).unwrap_or_default();
            lines.push(drawn(&label, '│', cells.into_iter()));
        }
        lines.push(drawn("0", '└', std::iter::repeat_n('─', dots.across() / 2)));
        lines.extend(gaps(side, dots.across() / 2, |on| x(on) / 2));
        lines.push(years(first, last, dots.across() / 2, |on| x(on) / 2));
        lines
    }
}

/// Dots from one place to a later one.
fn climb(dots: &mut Dots, from: (usize, usize), to: (usize, usize)) {
    let steps = to.0.saturating_sub(from.0).max(to.1.abs_diff(from.1)).max(1);
    for step in 0..=steps {
        let x = from.0 + to.0.saturating_sub(from.0) * step / steps;
        let y = from.1 + to.1.saturating_sub(from.1) * step / steps;
        dots.set(x, y);
    }
}

fn summary(side: &Side) -> String {
    let high = side.sum.high.map_or_else(|| "open".to_owned(), total);
    let (low, best) = (total(side.sum.low), side.best());
    let without = number(side.sum.without_figure());
    let (of, to) = (number(side.sum.exchanges), name(side.party));
    format!(
        "Home to {to}: low {low}, best {best}, high {high}; without a figure: {without} of {of}"
    )
}

fn sign(claim: &Claim) -> char {
    match (claim.is_scope_stated, claim.shape) {
        (false, _) => '◌',
        (true, Shape::Number) => '○',
        (true, Shape::AtLeast) => '△',
        (true, Shape::AtMost) => '▽',
        (true, Shape::About) => '◇',
    }
}

fn drawn(label: &str, edge: char, cells: impl Iterator<Item = char>) -> String {
    let cells: String = cells.collect();
    format!("{label:>GUTTER$} {edge}{cells}").trim_end().to_owned()
}

/// A row with the hand-overs without a figure in each column; none where there are none.
fn gaps(
    side: &Side,
    width: usize,
    column: impl Fn(repatria_domain::Day) -> usize,
) -> Option<String> {
    let mut counts = vec![0; width];
    for point in &side.points {
        if let Some(count) = counts.get_mut(column(point.month.first())) {
            *count += point.without_figure;
        }
    }
    let cell = |count: &u64| match count {
        0 => ' ',
        1 => '▨',
        count => {
            u32::try_from(*count).ok().and_then(|count| char::from_digit(count, 10)).unwrap_or('+')
        }
    };
    let is_any = counts.iter().any(|count| *count > 0);
    is_any.then(|| drawn("", ' ', counts.iter().map(cell)))
}

/// The years, each where it begins, as far as there is room.
pub(in crate::chart) fn years(
    first: repatria_domain::Day,
    last: repatria_domain::Day,
    width: usize,
    column: impl Fn(repatria_domain::Day) -> usize,
) -> String {
    let mut line = String::new();
    let years = super::super::calendar::Calendar {
        first,
        last,
        left: 0,
        width: i64::try_from(width).unwrap_or(i64::MAX / 100) * 80,
    };
    for (_, year) in years.years() {
        let starts =
            year.parse().ok().and_then(|year| repatria_domain::Day::from_ymd_opt(year, 1, 1));
        let at = starts.map_or(0, |day| column(day.max(first)));
        let taken = line.chars().count();
        if at >= taken {
            line.extend(std::iter::repeat_n(' ', at - taken));
            line += &year;
        }
    }
    drawn("", ' ', line.chars())
}

fn index(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}
