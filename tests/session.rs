//! Sessions at a shell, as they stand in a document: `$ ` and a command, `> ` and its further lines,
//! then what it prints. Run again, and compared to the letter; `UPDATE_GOLDEN=1` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the checkout that the tests run in.
pub(crate) fn top() -> PathBuf {
    // Read at run time: a path baked in would test another checkout than the one it runs in.
    PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap())
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Runs the `console` blocks of a document, all in one empty folder, and holds it to what they
/// print now.
pub(crate) fn check(file: &Path) {
    let written = fs::read_to_string(file).unwrap();
    if written.contains("$ curl ") && !has("curl") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("here");
    fs::create_dir(&folder).unwrap();
    // A reader stands at the top of the checkout, where the documents and their scripts are.
    std::os::unix::fs::symlink(top().join("docs"), folder.join("docs")).unwrap();
    let printed = replay(&written, &folder);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file, &printed).unwrap();
        return;
    }
    let difference = difference(&timeless(&written), &timeless(&printed));
    assert!(
        difference.is_empty(),
        "{} prints something else (UPDATE_GOLDEN=1 takes it): {difference}",
        file.display()
    );
}

/// Whether there is a tool that a document or a test uses. Says so loudly where there is none; in
/// the gate that is a failure.
pub(crate) fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "{tool} is missing");
    if !found {
        eprintln!("NOT TESTED: {tool} is missing, so what it prints was not compared");
    }
    found
}

/// The document with what its commands print now.
fn replay(written: &str, folder: &Path) -> String {
    let mut printed = String::new();
    let (mut in_session, mut kept) = (false, false);
    let mut command: Option<String> = None;
    for line in written.lines() {
        let more = line.strip_prefix("> ").filter(|_| in_session);
        if let (Some(more), Some(command)) = (more, &mut command) {
            command.push('\n');
            command.push_str(more);
            writeln!(printed, "{line}").unwrap();
            continue;
        }
        if let Some(command) = command.take() {
            kept = command.starts_with("python3") && !has("python3");
            if !kept {
                printed.push_str(&run(&command, folder));
            }
        }
        let next = line.strip_prefix("$ ").filter(|_| in_session);
        if line.starts_with("```") {
            (in_session, kept) = (line == "```console", false);
        } else if in_session && next.is_none() {
            // What was printed when the document was written; kept where it cannot be printed now.
            if !kept {
                continue;
            }
        }
        command = next.map(str::to_string);
        writeln!(printed, "{line}").unwrap();
    }
    printed
}

/// What a command prints, and how it ends if not well. What it exports holds for those after it.
fn run(command: &str, folder: &Path) -> String {
    // In the README the program is run as a newcomer runs it.
    let command = command.replace("cargo run --release -- ", "repatria ");
    let program = Path::new(env!("CARGO_BIN_EXE_repatria"));
    let path =
        format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let session = folder.with_extension("session");
    let script = format!(
        "exec 2>&1\n. '{0}' 2>/dev/null\n{command}\nending=$?\nexport -p >'{0}'\nexit $ending",
        session.display()
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env_remove("REPATRIA_REGISTER")
        .env_remove("REPATRIA_BY")
        .output()
        .unwrap();
    let mut printed = String::from_utf8(output.stdout).unwrap();
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    if !output.status.success() {
        writeln!(printed, "[exit {}]", output.status.code().unwrap_or(-1)).unwrap();
    }
    printed
}

/// The document without how long something took, and without what is another in every run: keys,
/// and the names that are made up for them.
fn timeless(document: &str) -> String {
    let line = |line: &str| match line.split_once(" ms, ") {
        Some((before, rate)) if rate.ends_with("commits a second") => before
            .trim_end_matches(|digit: char| digit.is_ascii_digit() || digit == ',')
            .to_string(),
        _ => line.split(' ').map(keyless).collect::<Vec<_>>().join(" "),
    };
    document.lines().map(|text| line(text) + "\n").collect()
}

/// A word without the key that it is, and without the number of a name that was made up.
fn keyless(word: &str) -> &str {
    let mut parts = word.splitn(3, '+');
    let name = parts.next().unwrap_or_default();
    let is_key = parts.next().is_some_and(|id| id.len() == 8) && parts.next().is_some();
    let word = if is_key { name } else { word };
    match word.rsplit_once('-') {
        Some((name, number)) if word.starts_with("repatria.invalid/") && number.len() == 8 => name,
        Some(_) | None => word,
    }
}

fn difference(written: &str, printed: &str) -> String {
    let (mut before, mut now) = (written.lines(), printed.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (before.next(), now.next()) {
            (None, None) => return String::new(),
            (before, now) if before != now => {
                return format!("line {number}\n  written: {before:?}\n  printed: {now:?}");
            }
            _ => {}
        }
    }
}
