//! The built program in a folder of its own, and transcripts of what was done with it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own, and the transcript of the commands run in it.
pub(crate) struct Folder {
    folder: TempDir,
    transcript: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), transcript: String::new() }
    }

    /// A folder in which the demo was made.
    pub(crate) fn with_demo() -> Self {
        let folder = Self::new();
        assert!(folder.output(&["demo", "register"], "").status.success());
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The names in a folder that begin so, in order.
    pub(crate) fn names(&self, folder: &str, begin: &str) -> Vec<String> {
        let names = fs::read_dir(self.path(folder)).unwrap();
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
        let mut names: Vec<String> = names.map(|entry| name(entry).unwrap()).collect();
        names.retain(|name| name.starts_with(begin));
        names.sort();
        names
    }

    /// Begins the transcript anew.
    pub(crate) fn forget(&mut self) -> &mut Self {
        self.transcript.clear();
        self
    }

    /// Runs the program with the words of a line, where `'…'` holds words together.
    pub(crate) fn run(&mut self, line: &str) -> &mut Self {
        self.run_on(line, "")
    }

    /// The same, with a text on standard input.
    pub(crate) fn run_on(&mut self, line: &str, input: &str) -> &mut Self {
        let output = self.output(&words(line), input);
        self.transcript.push_str(&transcript(line, &output));
        self
    }

    /// Runs the program, and answers with what it printed and how it ended.
    pub(crate) fn output(&self, words: &[&str], input: &str) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_repatria"))
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .envs([("REPATRIA_BY", "olena"), ("NO_COLOR", "1")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that reads no input may be gone before all is written.
        let _ = program.stdin.take().unwrap().write_all(input.as_bytes());
        program.wait_with_output().unwrap()
    }

    /// Compares what was done so far with the golden file of this name.
    #[track_caller]
    pub(crate) fn check(&self, golden: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden").join(golden);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &self.transcript).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            expected == self.transcript,
            "tests/golden/{golden} differs; the transcript is now:\n{}",
            self.transcript
        );
    }
}

/// The line, what was printed, messages behind `!`, and the exit code where it is not 0.
fn transcript(line: &str, output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stdout);
    let messages = String::from_utf8_lossy(&output.stderr);
    let message = |line| format!("! {}", timeless(line)).trim_end().to_owned() + "\n";
    // A key is another in every run.
    let kept = |line: &&str| !line.starts_with("verifier key ");
    let messages: String = messages.lines().filter(kept).map(message).collect();
    let ending = match output.status.code().unwrap() {
        0 => String::new(),
        code => format!("exit {code}\n"),
    };
    format!("$ repatria {line}\n{printed}{messages}{ending}\n")
}

/// The message without how long something took.
fn timeless(message: &str) -> &str {
    match message.split_once(" ms, ") {
        Some((before, rate)) if rate.ends_with("commits a second") => before
            .trim_end_matches(|character: char| character.is_ascii_digit() || character == ','),
        _ => message,
    }
}

pub(crate) fn words(line: &str) -> Vec<&str> {
    line.split('\'')
        .enumerate()
        .flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect()
}
