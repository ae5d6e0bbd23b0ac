//! `demo`: the register that the bundled real data makes, and its overview.

mod facts;

use std::path::{Path, PathBuf};

use clap::{Args, Parser as _, ValueHint};
use repatria_domain::{Command, Rule, State};
use repatria_log::{FileLog, LogError};
use repatria_tlog::KeyKind;

use super::{decide, import, read, settle};
use crate::cli::{Call, Cli, Task};
use crate::failure::{Failure, Input};
use crate::flow::{self, Register};
use crate::import::SourceFile;
use crate::output::Output;
use crate::signing::{self, Making};
use crate::standing;

const EXAMPLE: &str = "Example:
  repatria demo
  repatria --register demo-register show 2025-06-26

Run again, it adds nothing: the same data makes the same log, byte for byte, on every machine.";

/// Where a demo goes when nobody says where.
const FOLDER: &str = "demo-register";
/// Who records it.
const BY: &str = "demo";
/// When it is recorded, so that its log is the same everywhere.
const AT: &str = "2026-01-01T00:00:00Z";

/// What was said of exchanges and of totals, collected from public pages.
const TABLES: [(&str, &[u8]); 2] = [
    ("count-statements.csv", include_bytes!("../../data/count-statements.csv")),
    ("total-statements.csv", include_bytes!("../../data/total-statements.csv")),
];

/// Where the demo goes, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Demo {
    /// Folder to make the register in [default: --register, or else demo-register]
    #[arg(value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

impl Demo {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let call = self.call(call)?;
        let folder = call.register().display().to_string();
        let added = record(&call, output)?;
        output.message(&match added {
            0 => format!("{folder} holds the demo already, nothing new"),
            commits => format!("made {folder}: {commits} commits from the bundled data"),
        })?;
        read::overview(flow::read_in_brief(&call, None)?, output)?;
        output.message(&format!("to look around in it: export REPATRIA_REGISTER={folder}"))
    }

    /// What the commands of the demo are told.
    fn call(self, call: &Call) -> Result<Call, Failure> {
        let named = call.register_named().map(Path::to_owned);
        let folder = self.folder.or(named).unwrap_or_else(|| PathBuf::from(FOLDER));
        let mut call = call.in_folder(folder);
        call.now = Some(call.now.map_or_else(|| AT.parse(), Ok)?);
        call.by = Some(BY.parse()?);
        Ok(call)
    }
}

/// Records everything that is not recorded yet; answers with how many commits that took.
fn record(call: &Call, output: &mut Output) -> Result<u64, Failure> {
    let mut register = open(call, output)?;
    let before = register.commits();
    for agreement in facts::AGREEMENTS {
        typed(&mut register, agreement)?;
    }
    let table =
        |(name, bytes): (&str, &[u8])| SourceFile { name: name.into(), bytes: bytes.into() };
    import::take_in(&mut register, TABLES.map(table).into())?;
    for reference in facts::OF_THE_65TH {
        typed(&mut register, &[&["record", *reference], facts::LABEL_65TH].concat())?;
    }
    for reference in facts::OF_THE_66TH {
        typed(&mut register, &[&["record", *reference], facts::LABEL_66TH].concat())?;
        typed(&mut register, &[&["withhold", *reference], facts::WITHHELD].concat())?;
    }
    settle::settle_all(&mut register, Rule::default())?;
    Ok(register.commits() - before)
}

/// Opens the register of an earlier demo, or makes one; a register of somebody else is left alone.
fn open(call: &Call, output: &mut Output) -> Result<Register, Failure> {
    match FileLog::create(call.register()) {
        // The key is another on every machine, the log is not.
        Ok(_) => signing::make_key(call.register(), Making { kind: KeyKind::Log, name: None })
            .map(drop)?,
        Err(LogError::RegisterExists { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let register = Register::open(call, output)?;
    if register.commits() == 0 || is_demo(register.state()?)? {
        return Ok(register);
    }
    Err(Input::NoDemo(call.register().display().to_string()).into())
}

/// Whether the first facts of the demo are recorded.
fn is_demo(state: &State) -> Result<bool, Failure> {
    let first = facts::AGREEMENTS.first().copied().unwrap_or_default();
    Ok(decided(state, first)?.iter().all(|command| standing::holds(state, command)))
}

/// Records what was typed, as the command line would.
fn typed(register: &mut Register, words: &[&str]) -> Result<(), Failure> {
    let commands = decided(register.state()?, words)?;
    register.record(commands).map(|_| ())
}

fn decided(state: &State, words: &[&str]) -> Result<Vec<Command>, Failure> {
    let typed = Cli::try_parse_from([&["repatria"], words].concat())?;
    match typed.task {
        Some(Task::Decision(decision)) => decide::commands(decision, state),
        _ => Ok(Vec::new()),
    }
}
