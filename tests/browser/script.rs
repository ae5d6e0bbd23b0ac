//! A script in Node that drives the browser, and what it told.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A script of this folder, on a machine that can run it.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    name: &'static str,
}

impl Script {
    /// The script; none where something is missing that it needs, which is said, and a failure in
    /// the gate.
    pub(crate) fn ready(name: &'static str) -> Option<Self> {
        let missing = missing();
        assert!(missing.is_empty() || std::env::var_os("CI").is_none(), "missing: {missing:?}");
        for what in &missing {
            eprintln!("NOT TESTED, {name}: {what} is missing");
        }
        missing.is_empty().then_some(Self { name })
    }

    /// Runs it to its end. Each check that failed is named.
    #[track_caller]
    pub(crate) fn passes(&self, words: &[&str], input: &str) {
        let output = self.run(words, input);
        let told = String::from_utf8(output.stdout).unwrap();
        let messages = String::from_utf8_lossy(&output.stderr);
        let told: Vec<Value> =
            told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let failed: Vec<String> = told
            .iter()
            .filter(|check| check["why"].is_string())
            .map(|check| {
                format!("{}: {}", check["check"].as_str().unwrap(), check["why"].as_str().unwrap())
            })
            .collect();
        let name = self.name;
        assert!(failed.is_empty(), "{name}, {} failed:\n{}\n", failed.len(), failed.join("\n"));
        let done = told.last().and_then(|last| last["done"].as_u64());
        let checks = told.len().saturating_sub(1);
        assert!(checks > 0 && done == u64::try_from(checks).ok(), "{name} broke off: {messages}");
        eprintln!("{name}: {checks} checks. {messages}");
    }

    fn run(&self, words: &[&str], input: &str) -> Output {
        let mut node = Command::new("node")
            .arg(folder().join(self.name))
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A script that reads no input may be gone before all is written.
        let _ = node.stdin.take().unwrap().write_all(input.as_bytes());
        node.wait_with_output().unwrap()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser")
}

/// What the scripts need and this machine does not have.
fn missing() -> Vec<&'static str> {
    let browser = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    let node = Command::new("node").arg("--version").output();
    let packages =
        ["playwright-core", "axe-core"].map(|name| folder().join("node_modules").join(name));
    [
        (browser.exists(), "Chromium (package chromium)"),
        (node.is_ok_and(|output| output.status.success()), "Node (package nodejs)"),
        (packages.iter().all(|package| package.is_dir()), "node_modules (npm ci in tests/browser)"),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| (!is_there).then_some(what))
    .collect()
}
