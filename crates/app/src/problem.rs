//! What is wrong with a file, and where: one shape for people and for programs.
//! It refuses to know which file formats there are, and prints nothing itself.

mod code;
mod excerpt;
mod render;

use serde::Serialize;

pub(crate) use code::Code;
pub(crate) use excerpt::Excerpt;

/// One mistake in a file: where it stands, which rule it breaks, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// Stable: programs and search engines find it by this.
    pub(crate) code: Code,
    /// Where it stands.
    #[serde(flatten)]
    pub(crate) at: Excerpt,
    /// What is wrong, with the offending value.
    pub(crate) message: String,
    /// What holds for every such place.
    pub(crate) rule: &'static str,
    /// What to write instead.
    pub(crate) fix: String,
}

impl Problem {
    pub(crate) fn new(code: Code, at: Excerpt, message: String, fix: String) -> Self {
        Self { code, at, message, rule: code.rule(), fix }
    }
}

#[cfg(test)]
mod tests;
