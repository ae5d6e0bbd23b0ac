//! A run in a terminal: a line a hand-over, one side to the left of its day and one to the right.

use unicode_width::UnicodeWidthStr as _;

use super::super::letters::columns;
use super::super::scale::Scale;
use super::{Figure, HandOver, Run};
use crate::print::{date, name};

/// The columns of a number or of the words in its place.
const WORDS: usize = 10;

impl Run {
    /// The sketch, in lines of at most `width` columns.
    pub(super) fn terminal(&self, width: usize) -> String {
        let mut lines = columns(&self.heading(), width);
        lines.extend(columns(&self.lead(), width));
        lines.push(String::new());
        let middle =
            self.hand_overs.iter().map(|held| date(held.on).width()).max().unwrap_or_default() + 2;
        let bar = (width.saturating_sub(middle) / 2).saturating_sub(WORDS + 1).clamp(6, 40);
        let scale = Scale::new(self.max(), i64::try_from(bar).unwrap_or_default());
        let heads: Vec<String> =
            self.sides.iter().map(|party| format!("to {}", name(*party))).collect();
        let head = |index: usize| heads.get(index).map_or("", String::as_str);
        let side = bar + WORDS + 1;
        lines.push(trimmed(&format!("{:>side$}{:middle$}{}", head(0), "", head(1))));
        lines.extend(self.hand_overs.iter().map(|held| line(held, bar, middle, scale)));
        lines.push(String::new());
        lines.extend(columns("█ a figure   ▒ a figure from the press alone   ╱ no figure", width));
        lines.extend(columns(&self.note(), width));
        lines.join("\n") + "\n"
    }
}

fn line(held: &HandOver, bar: usize, middle: usize, scale: Scale) -> String {
    let figure = |index: usize| held.home.get(index).copied().unwrap_or_default();
    let (left, right) = (cells(figure(0), scale), cells(figure(1), scale));
    let (left_words, right_words) = (figure(0).words(), figure(1).words());
    let day = date(held.on);
    let before = (middle.saturating_sub(day.width())) / 2;
    let day = format!("{:before$}{day}", "");
    trimmed(&format!("{left_words:>WORDS$} {left:>bar$}{day:<middle$}{right:<bar$} {right_words}"))
}

fn cells(figure: Figure, scale: Scale) -> String {
    let length = |number| usize::try_from(scale.height_of(number)).unwrap_or_default().max(1);
    match figure.best {
        Some(best) if figure.is_press_only => "▒".repeat(length(best)),
        Some(best) => "█".repeat(length(best)),
        None if figure.low > 0 => "█".repeat(length(figure.low)) + "╱╱",
        None => "╱╱╱╱".to_owned(),
    }
}

fn trimmed(line: &str) -> String {
    line.trim_end().to_owned()
}
