//! A problem in the look of a compiler: title, place, excerpt with a caret, rule, fix.
//!
//! By hand, because the excerpt is a window of its line: the crates that draw such reports count
//! the column within the excerpt, and a row of a source table is hundreds of characters long.

use unicode_width::UnicodeWidthStr as _;

use super::Problem;

const ERROR: &str = "\u{1b}[1;31m";
const MARGIN: &str = "\u{1b}[1;34m";
const PLAIN: &str = "\u{1b}[0m";

impl Problem {
    /// The problem for people: several lines, the last without a line feed; in colour if asked.
    pub(crate) fn render(&self, colour: bool) -> String {
        let (error, margin, plain) =
            if colour { (ERROR, MARGIN, PLAIN) } else { Default::default() };
        let at = &self.at;
        let number = at.line.to_string();
        let gap = " ".repeat(number.len());
        let (before, under) = at.around_caret();
        let indent = " ".repeat(before.width());
        let caret = "^".repeat(under.width().max(1));
        let note = |name: &str, words: &str| format!("{gap} {margin}={plain} {name}: {words}");
        [
            format!("{error}error[{}]{plain}: {}", self.code, self.message),
            format!("{gap}{margin}-->{plain} {}:{}:{}", at.file, at.line, at.column),
            format!("{gap} {margin}|{plain}"),
            format!("{margin}{number} |{plain} {}", at.text),
            format!("{gap} {margin}|{plain} {indent}{error}{caret} {}{plain}", at.label)
                .trim_end()
                .to_owned(),
            note("rule", self.rule),
            note("fix", &self.fix),
        ]
        .join("\n")
    }
}
