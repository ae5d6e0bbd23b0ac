//! Lines, paragraphs and tables in a given width. It refuses to know what they say.

use std::borrow::Cow;
use std::ops::Range;
use std::{iter, mem};

use unicode_width::UnicodeWidthStr as _;

/// A text under way, in lines of at most `width` columns where its words allow it.
#[derive(Debug)]
pub(super) struct Page {
    width: usize,
    text: String,
}

impl Page {
    pub(super) fn new(width: usize) -> Self {
        Self { width: width.max(NARROWEST), text: String::with_capacity(ROOM) }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn line(&mut self, text: &str) {
        if !text.is_ascii() && text.as_bytes().windows(3).any(is_mark_of_direction) {
            self.text.extend(text.split(turns_text_around));
        } else {
            self.text.push_str(text);
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.line("");
    }

    /// Words that run on from line to line.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.indented(0, text);
    }

    pub(super) fn indented(&mut self, indent: usize, text: &str) {
        each_line(text, self.width.saturating_sub(indent), |line| {
            set_blanks(&mut self.text, indent);
            self.line(&line);
        });
    }

    /// A heading, parted from what is before it.
    pub(super) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.blank();
        }
        self.line(text);
        self.line(&"─".repeat(columns(text).min(self.width)));
    }

    /// A label, and what stands beside it.
    pub(super) fn fact(&mut self, label: &str, text: &str) {
        let mut label = label;
        each_line(text, self.width.saturating_sub(LABEL), |line| {
            let mut shown = String::new();
            set(&mut shown, mem::take(&mut label), LABEL, Align::Left);
            self.line(&(shown + &line));
        });
    }

    pub(super) fn table(&mut self, table: &Table) {
        table.lines(self.width, |line| self.line(line));
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The bytes that there is room for at first. Room that nothing is written to costs nothing, and a text
/// that outgrows its room is copied.
const ROOM: usize = 1 << 16;
/// Narrower than this no table can be read.
const NARROWEST: usize = 40;
/// The columns of a label with the space beside it.
const LABEL: usize = 14;
/// The space between two columns of a table.
const GAP: &str = "  ";
/// The same where columns are as narrow as their words.
const GAP_TIGHT: &str = " ";

/// Rows under heads. The last column takes what is left of the width, and wraps.
#[derive(Debug)]
pub(super) struct Table {
    heads: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

/// On which side the words of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

impl Table {
    pub(super) fn new<Head: Into<String>>(heads: impl IntoIterator<Item = (Head, Align)>) -> Self {
        Self {
            heads: heads.into_iter().map(|(head, align)| (head.into(), align)).collect(),
            rows: Vec::new(),
        }
    }

    /// Columns without heads.
    pub(super) fn bare(columns: impl IntoIterator<Item = Align>) -> Self {
        Self::new(columns.into_iter().map(|align| ("", align)))
    }

    /// A row: a cell may hold several lines.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Shows its lines, one after another.
    fn lines(&self, width: usize, mut show: impl FnMut(&str)) {
        let widths = self.widths(width);
        let gaps = widths.len().saturating_sub(1);
        let is_tight = widths.iter().sum::<usize>() + GAP.len() * gaps > width;
        let gap = if is_tight { GAP_TIGHT } else { GAP };
        let heads: Vec<String> = self.heads.iter().map(|(head, _)| head.clone()).collect();
        let mut sheet = Sheet::default();
        if heads.iter().any(|head| !head.is_empty()) {
            self.row_lines(&heads, &widths, gap, &mut sheet, &mut show);
            let whole = widths.iter().sum::<usize>() + gap.len() * gaps;
            show(&"─".repeat(whole.min(width)));
        }
        for row in &self.rows {
            self.row_lines(row, &widths, gap, &mut sheet, &mut show);
        }
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.heads.iter().map(|(head, _)| columns(head)).collect();
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = cell.lines().map(columns).fold(*widest, usize::max);
            }
        }
        if let Some((last, others)) = widths.split_last_mut() {
            let taken = others.iter().sum::<usize>() + GAP.len() * others.len();
            *last = (*last).min(width.saturating_sub(taken).max(LABEL));
        }
        self.squeezed(widths, width)
    }

    /// Narrows the widest columns, down to their longest words, until all fit.
    fn squeezed(&self, mut widths: Vec<usize>, width: usize) -> Vec<usize> {
        let room = width.saturating_sub(GAP.len() * widths.len().saturating_sub(1));
        if widths.iter().sum::<usize>() <= room {
            return widths;
        }
        let longest = self.longest_words();
        while widths.iter().sum::<usize>() > room {
            let can_shrink = widths.iter_mut().zip(&longest).filter(|(now, least)| **now > **least);
            match can_shrink.max_by_key(|(now, _)| **now) {
                Some((widest, _)) => *widest -= 1,
                None => break,
            }
        }
        widths
    }

    fn longest_words(&self) -> Vec<usize> {
        let mut longest: Vec<usize> = self.heads.iter().map(|(head, _)| word(head)).collect();
        for row in &self.rows {
            for (longest, cell) in longest.iter_mut().zip(row) {
                *longest = (*longest).max(word(cell));
            }
        }
        if let Some(last) = longest.last_mut() {
            *last = (*last).min(LABEL);
        }
        longest
    }

    fn row_lines<'a>(
        &self,
        cells: &'a [String],
        widths: &[usize],
        gap: &str,
        sheet: &mut Sheet<'a>,
        show: &mut impl FnMut(&str),
    ) {
        let Sheet { lines, cells: of_cells, shown } = sheet;
        lines.clear();
        of_cells.clear();
        for (cell, width) in cells.iter().zip(widths) {
            let begin = lines.len();
            cell.lines().for_each(|line| each_line(line, *width, |line| lines.push(line)));
            of_cells.push(begin..lines.len());
        }
        let height = of_cells.iter().map(Range::len).max().unwrap_or_default();
        for line in 0..height {
            shown.clear();
            let before = iter::once("").chain(iter::repeat(gap));
            let columns = of_cells.iter().zip(widths).zip(&self.heads).zip(before);
            for (((cell, width), (_, align)), before) in columns {
                shown.push_str(before);
                let line = lines.get(cell.clone()).and_then(|lines| lines.get(line));
                set(shown, line.map_or("", Cow::as_ref), *width, *align);
            }
            show(shown);
        }
    }
}

/// What rows are laid out in, one after another, in the same room.
#[derive(Debug, Default)]
struct Sheet<'a> {
    // Of every cell, one behind the other.
    lines: Vec<Cow<'a, str>>,
    cells: Vec<Range<usize>>,
    shown: String,
}

/// How many columns of a terminal a text takes.
pub(super) fn columns(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Whether a text is of letters that take a column each, as nearly all that is printed is; all bytes
/// are looked at at once.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & (b' '..=b'~').contains(&byte))
}

/// A text cut to a width, with a sign that it was cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        if columns(&kept) + columns(character.encode_utf8(&mut [0; 4])) >= width {
            break;
        }
        kept.push(character);
    }
    format!("{kept}…")
}

/// The columns of the longest word, behind the indent that each line keeps.
fn word(text: &str) -> usize {
    let of_line = |line: &str| {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        words.split(' ').map(columns).max().unwrap_or_default() + indent
    };
    text.lines().map(of_line).max().unwrap_or_default()
}

/// Puts a text at its side of so many columns.
fn set(line: &mut String, text: &str, width: usize, align: Align) {
    let blanks = width.saturating_sub(columns(text));
    match align {
        Align::Left => {
            line.push_str(text);
            set_blanks(line, blanks);
        }
        Align::Right => {
            set_blanks(line, blanks);
            line.push_str(text);
        }
    }
}

pub(super) fn set_blanks(line: &mut String, many: usize) {
    const SOME: &str = "                                ";
    let mut left = many;
    while left > 0 {
        let some = SOME.get(..left).unwrap_or(SOME);
        line.push_str(some);
        left -= some.len();
    }
}

/// What follows a label, in lines of at most `width` columns that stand below one another.
pub(crate) fn hanging(label: &str, text: &str, width: usize) -> String {
    let indent = columns(label);
    let mut shown = String::with_capacity(label.len() + text.len() + 1);
    shown.push_str(label);
    let mut is_first = true;
    each_line(text, width.saturating_sub(indent), |line| {
        if !mem::take(&mut is_first) {
            shown.push('\n');
            set_blanks(&mut shown, indent);
        }
        shown.push_str(&line);
    });
    shown.push('\n');
    shown
}

/// Shows lines of at most `width` columns, indented as the first is; a longer word breaks at its
/// hyphens.
fn each_line<'a>(text: &'a str, width: usize, mut show: impl FnMut(Cow<'a, str>)) {
    if columns(text) <= width {
        return show(text.into());
    }
    let words = text.trim_start_matches(' ');
    let (indent, _) = text.split_at_checked(text.len() - words.len()).unwrap_or_default();
    let room = width.saturating_sub(indent.len());
    let columns = if is_plain(words) { str::len } else { columns };
    let mut shown = |line: Range<usize>| match words.get(line).unwrap_or_default() {
        line if indent.is_empty() => show(line.into()),
        line => show((indent.to_owned() + line).into()),
    };
    // What stands in a line stands together in the text, too.
    let (mut line, mut end) = (0..0, 0);
    let mut put = |space: &str, word: &str| {
        let begin = if end == 0 { 0 } else { end + space.len() };
        end = begin + word.len();
        let so_far = words.get(line.clone()).unwrap_or_default();
        let has_room = || columns(so_far) + space.len() + columns(word) <= room;
        if line.is_empty() {
            line = begin..end;
        } else if has_room() {
            line.end = end;
        } else {
            shown(mem::replace(&mut line, begin..end));
        }
    };
    for word in words.split(' ') {
        // An address stays whole, to be copied.
        if columns(word) > room && !word.contains("://") {
            let mut space = " ";
            word.split_inclusive('-').for_each(|piece| put(mem::take(&mut space), piece));
        } else {
            put(" ", word);
        }
    }
    shown(line);
}

/// The same of the three bytes that such a mark is written with: few lines hold any, and bytes are
/// quicker to look at than characters.
fn is_mark_of_direction(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x8e | 0x8f | 0xaa..=0xae] | [0xe2, 0x81, 0xa6..=0xa9])
}

/// Marks of direction in a source's words could make a line show other figures than it holds.
fn turns_text_around(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests;
