//! How wide words are, as far as it can be known without a font, and how they break into lines.
//! The estimate is that of a wide sans-serif: a label that fits here fits in the fonts of readers.

/// Lines of words, each at most so many tenths of a pixel wide; a longer word stands alone.
/// What a no-break space joins stays together.
pub(super) fn lines(text: &str, size: i64, width_max: i64) -> Vec<String> {
    broken(text, width_max, |line| width(line, size))
}

/// Lines of words, each at most so many columns of a terminal wide.
pub(super) fn columns(text: &str, width_max: usize) -> Vec<String> {
    broken(text, width_max, unicode_width::UnicodeWidthStr::width)
}

/// As few lines as fit, of about the same length.
pub(super) fn balanced(text: &str, size: i64, width_max: i64) -> Vec<String> {
    let count = lines(text, size, width_max).len();
    let narrower = (1..=40).map(|step| width_max - step * width_max / 80);
    let narrowest = narrower.take_while(|width| lines(text, size, *width).len() == count).last();
    lines(text, size, narrowest.unwrap_or(width_max))
}

fn broken<N: PartialOrd + Copy>(
    text: &str,
    width_max: N,
    width: impl Fn(&str) -> N,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|_| !text.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width(&longer) <= width_max => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A name cut after a whole word, so that it has at most so many letters.
pub(super) fn short(name: &str, letters_max: usize) -> String {
    if name.chars().count() <= letters_max {
        return name.to_owned();
    }
    let cut: String = name.chars().take(letters_max).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    let ends = |word: &str| ["for", "of", "the", "and", "to", "in"].contains(&word);
    let mut words: Vec<&str> = whole.split(' ').collect();
    while words.last().is_some_and(|word| ends(word)) {
        words.pop();
    }
    format!("{}…", words.join(" "))
}

/// The width of a text, in tenths of a pixel, set in so many pixels.
pub(super) fn width(text: &str, size: i64) -> i64 {
    text.chars().map(thousandths_of_em).sum::<i64>() * size / 100
}

fn thousandths_of_em(letter: char) -> i64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' => 310,
        ' ' | 'f' | 'r' | 't' | '(' | ')' | '-' => 380,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 900,
        'A'..='Z' => 700,
        letter if letter.is_ascii() => 590,
        letter if unicode_width::UnicodeWidthChar::width(letter) == Some(2) => 1050,
        _ => 720,
    }
}
