//! Shapes and words as SVG, every text escaped. It refuses to know what they mean.

use std::fmt::Write as _;

/// A place on the paper, in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i64,
    pub(super) y: i64,
}

/// A rectangle on the paper, in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// What has been drawn so far.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    body: String,
    /// What stands before the name of each pattern.
    prefix: String,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) at: Point,
    pub(super) anchor: Anchor,
    /// In pixels, one of the sizes of the sheet.
    pub(super) size: i64,
    pub(super) class: &'a str,
    pub(super) text: &'a str,
}

impl Point {
    pub(super) fn new(x: i64, y: i64) -> Self {
        Self { x, y }
    }
}

impl Area {
    pub(super) fn right(&self) -> i64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> i64 {
        self.y + self.height
    }

    /// The area with a margin around it.
    pub(super) fn wider(&self, by: i64) -> Self {
        Self {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2 * by,
            height: self.height + 2 * by,
        }
    }
}

impl Drawing {
    /// A drawing whose patterns carry a name, so that several stand on one page.
    pub(super) fn named(id: &str) -> Self {
        Self { body: String::new(), prefix: format!("{id}-") }
    }

    pub(super) fn open(&mut self, class: &str) {
        self.push(format_args!("<g class=\"{class}\">"));
    }

    pub(super) fn close(&mut self) {
        self.push(format_args!("</g>"));
    }

    pub(super) fn line(&mut self, class: &str, from: Point, to: Point) {
        let (from, to) = (pair(from), pair(to));
        self.push(format_args!("<path class=\"{class}\" d=\"M{from}L{to}\"/>"));
    }

    /// A path of straight lines from place to place.
    pub(super) fn path(&mut self, class: &str, points: &[Point]) {
        let points: Vec<String> = points.iter().copied().map(pair).collect();
        self.push(format_args!("<path class=\"{class}\" d=\"M{}\"/>", points.join("L")));
    }

    pub(super) fn polygon(&mut self, class: &str, points: &[Point]) {
        let points: Vec<String> = points.iter().copied().map(pair).collect();
        self.push(format_args!("<polygon class=\"{class}\" points=\"{}\"/>", points.join(" ")));
    }

    /// A polygon filled with a pattern, so many hundredths opaque.
    pub(super) fn patterned(&mut self, points: &[Point], pattern: &str, hundredths: i64) {
        let points: Vec<String> = points.iter().copied().map(pair).collect();
        let points = points.join(" ");
        let opacity = match hundredths {
            100 => String::new(),
            _ => format!(" fill-opacity=\"0.{hundredths:02}\""),
        };
        let pattern = self.pattern(pattern);
        self.push(format_args!("<polygon points=\"{points}\" fill=\"{pattern}\"{opacity}/>"));
    }

    pub(super) fn rect(&mut self, class: &str, area: Area) {
        let at = corner(area);
        self.push(format_args!("<rect class=\"{class}\" {at}/>"));
    }

    pub(super) fn patterned_rect(&mut self, class: &str, area: Area, pattern: &str) {
        let (at, pattern) = (corner(area), self.pattern(pattern));
        self.push(format_args!("<rect class=\"{class}\" {at} fill=\"{pattern}\"/>"));
    }

    pub(super) fn circle(&mut self, class: &str, at: Point, radius: i64) {
        let (x, y, r) = (pixels(at.x), pixels(at.y), pixels(radius));
        self.push(format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"));
    }

    pub(super) fn words(&mut self, words: Words<'_>) {
        let (x, y) = (pixels(words.at.x), pixels(words.at.y));
        let anchor = match words.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let class = format!("s{} {}", words.size, words.class);
        let (class, text) = (class.trim_end(), escaped(words.text));
        self.push(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>"
        ));
    }

    /// Slanted lines to fill with, in the colour of a side.
    pub(super) fn hatching(&mut self, id: &str, side: &str) {
        let id = format!("{}{id}", self.prefix);
        self.push(format_args!(
            "<defs><pattern id=\"{id}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><g class=\"{side}\"><line class=\"hatch\" x1=\"0\" \
             y1=\"0\" x2=\"0\" y2=\"5\"/></g></pattern></defs>"
        ));
    }

    /// Everything drawn, line by line.
    pub(super) fn into_body(self) -> String {
        self.body
    }

    fn pattern(&self, name: &str) -> String {
        format!("url(#{}{name})", self.prefix)
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string never fails.
        let _ = writeln!(self.body, "{element}");
    }
}

fn corner(area: Area) -> String {
    let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(pixels);
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

fn pair(point: Point) -> String {
    format!("{},{}", pixels(point.x), pixels(point.y))
}

/// Tenths as pixels: `125` is `12.5`.
pub(super) fn pixels(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// A text as it may stand between tags and in attributes. Control characters, which XML cannot
/// hold, and marks that turn text around are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() => escaped.push(' '),
            '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}
