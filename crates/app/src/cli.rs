//! What can be typed. It refuses to know what any of it does.

mod groups;
mod later;
pub(crate) mod named;
pub(crate) mod words;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{
    Args, Command, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
    ValueHint,
};
use repatria_domain::{Handle, Timestamp};

pub(crate) use self::later::Later;
use crate::commands::agree::Agree;
use crate::commands::append::Append;
use crate::commands::arrive::Arrive;
use crate::commands::audit::Audit;
use crate::commands::backup::{Backup, Restore};
use crate::commands::calling_off::Why;
use crate::commands::chart::Chart;
use crate::commands::checkpoint::SignCheckpoint;
use crate::commands::completions::Completions;
use crate::commands::custody::{ChangeCustody, DeclareCustody};
use crate::commands::demo::Demo;
use crate::commands::describe::{Describe, Open};
use crate::commands::explain::Explain;
use crate::commands::export::Export;
use crate::commands::import::Import;
use crate::commands::init::Init;
use crate::commands::log::Log;
use crate::commands::man::Manual;
use crate::commands::models::Model;
use crate::commands::prove::Prove;
use crate::commands::publish::Publish;
use crate::commands::read::{Clocks, Show};
use crate::commands::reconcile::Reconcile;
use crate::commands::record::Record;
use crate::commands::record_total::RecordTotal;
use crate::commands::repair::Repair;
use crate::commands::review::{Relink, Review};
use crate::commands::serve::Serve;
use crate::commands::settle::Settle;
use crate::commands::token::Tokens;
use crate::commands::verify_against::Against;
use crate::commands::withhold::{Disclose, Withhold};
use crate::commands::witness::RunWitness;

const NEXT: &str = "Try `repatria demo` first: it makes a register from real data and shows it.

Exit codes: 0 done; 1 an audit asks something; 2 wrong usage or bad input; 3 refused by a \
    rule; 4 the log is damaged; 5 the machine failed.";

const VERIFY_EXAMPLE: &str = "Examples:
  repatria verify
  repatria verify --proof 42.tlog-proof --key vkey
  repatria verify --consistent old-checkpoint --key register/vkey
  repatria verify --published /srv/www/log --key vkey --witness witness.vkey

With --key nothing is believed but what the log signed with that key.";
const REBUILD_EXAMPLE: &str = "Example:
  repatria rebuild

The digests tell whether two machines hold the same.";
const WITHDRAW_EXAMPLE: &str = "Example:
  repatria withdraw 2025-06-26 --why \"the newspaper took it back\"";
const CANCEL_EXAMPLE: &str = "Example:
  repatria cancel 2024-01-24 --why \"an aircraft was shot down\"";
const REINSTATE_EXAMPLE: &str = "Example:
  repatria reinstate 2024-01-24 --why \"both sides agreed on a new day\"";

/// A register of prisoner exchanges that keeps what was said, by whom and when
#[derive(Debug, Parser)]
#[command(name = "repatria", version, after_help = NEXT, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) call: Call,
    #[command(subcommand)]
    pub(crate) task: Option<Task>,
}

/// What every command is told.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Call {
    /// Folder of the register [default: register]
    #[arg(
        long,
        global = true,
        env = "REPATRIA_REGISTER",
        hide_env_values = true,
        value_name = "DIR",
        value_hint = ValueHint::DirPath
    )]
    register: Option<PathBuf>,
    /// Who records: a handle, not a person's name
    #[arg(long, global = true, env = "REPATRIA_BY", hide_env_values = true, value_name = "HANDLE")]
    pub(crate) by: Option<Handle>,
    /// Fixes the clock (RFC 3339), for runs that can be repeated
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<Timestamp>,
    /// How data is printed
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "table|json|csv"
    )]
    pub(crate) format: Format,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Table,
    /// One JSON document; of `log` one a line.
    Json,
    /// For spreadsheets.
    Csv,
}

/// What is asked for.
#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "one is made in a run")]
pub(crate) enum Task {
    /// Makes a register from bundled real data and shows it
    Demo(Later<Demo>),
    /// Makes an empty register, and the key that signs its log
    Init(Later<Init>),
    /// Takes in statements from CSV files, each once
    Import(Later<Import>),
    /// Takes in commands as JSON Lines, one commit each
    Append(Later<Append>),
    #[command(flatten)]
    Decision(Decision),
    /// Settles what is held to be true of an exchange
    Settle(Later<Settle>),
    /// Lists the exchanges: when, how many each way, where
    #[command(after_help = "Example:\n  repatria timeline --as-of 2025-06-30")]
    Timeline(Later<Clocks>),
    /// Adds up who came home, and counts who has no figure
    #[command(
        after_help = "Example:\n  repatria totals --known-at 2025-06-25T00:00:00Z --format csv"
    )]
    Totals(Later<Clocks>),
    /// Holds each claimed total against the record in the same scope
    Reconcile(Later<Reconcile>),
    #[command(flatten)]
    Model(Model),
    /// Draws totals, months and runs: a sketch, or a picture as SVG
    Chart(Later<Chart>),
    /// Tells the story of one exchange
    Show(Later<Show>),
    /// Shows what a figure rests on, and what was left out
    Explain(Later<Explain>),
    /// Asks what a careful editor would
    Audit(Later<Audit>),
    /// Writes every read model as CSV and JSON, for other programs
    Export(Later<Export>),
    /// Writes pages and data as plain files, for any web server
    Publish(Later<Publish>),
    /// Serves the register as pages and to programs
    Serve(Later<Serve>),
    /// Makes, lists and revokes tokens to record over the network
    // What stands below it stands below `help` too, which is laid out before it.
    Token(Tokens),
    /// Checks the log: every byte, the chain, every rule by replay
    #[command(after_help = VERIFY_EXAMPLE)]
    Verify(Later<Against>),
    /// Signs how the log stands, and publishes it
    Checkpoint(Later<SignCheckpoint>),
    /// Writes the receipt that a commit is in the log
    Prove(Later<Prove>),
    /// Watches logs of others, and cosigns what only grows
    Witness(Later<RunWitness>),
    /// Shows what a damaged log would lose, and goes on without it
    Repair(Later<Repair>),
    /// Copies the register while others write, and verifies the copy
    Backup(Later<Backup>),
    /// Goes back to a backup, once it is verified
    Restore(Later<Restore>),
    /// Builds every read model anew from the log
    #[command(after_help = REBUILD_EXAMPLE)]
    Rebuild,
    /// Prints the commits of the log
    Log(Later<Log>),
    /// Prints what a shell needs to complete what is typed
    Completions(Later<Completions>),
    /// Prints the manual, or writes a page for each command
    Man(Later<Manual>),
}

/// The everyday commands: one decision each.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Decision {
    /// Opens an exchange
    Open(Later<Open>),
    /// Says what an exchange is, apart from its numbers
    Describe(Later<Describe>),
    /// Records an agreement
    Agree(Later<Agree>),
    /// Records what somebody said about an exchange
    Record(Later<Record>),
    /// Records what somebody said about a running total
    RecordTotal(Later<RecordTotal>),
    /// Ranks a statement: preferred, normal or deprecated
    Review(Later<Review>),
    /// Moves a statement to the exchange that it speaks of
    Relink(Later<Relink>),
    /// No longer holds the settlement of an exchange
    #[command(after_help = WITHDRAW_EXAMPLE)]
    Withdraw(Later<Why>),
    /// Records that an exchange was called off
    #[command(after_help = CANCEL_EXAMPLE)]
    Cancel(Later<Why>),
    /// Records that an exchange that was called off is on again
    #[command(after_help = REINSTATE_EXAMPLE)]
    Reinstate(Later<Why>),
    /// Records how far people of an exchange came on the way home
    Arrive(Later<Arrive>),
    /// Records that details of an exchange are kept back
    Withhold(Later<Withhold>),
    /// Records that a detail that was kept back came out
    Disclose(Later<Disclose>),
    /// Judges who holds how many of whom
    DeclareCustody(Later<DeclareCustody>),
    /// Records captures, deaths, escapes, releases and transfers
    ChangeCustody(Later<ChangeCustody>),
}

/// Everything that can be typed, the arguments of each command once it was.
pub(crate) fn grammar() -> Command {
    Cli::command()
}

/// The same with those commands alone that may have been typed, and without what only help and
/// complaints say. What is understood by it is understood by all of it, and means the same.
fn grammar_of(words: &[OsString]) -> Command {
    let all = Task::augment_subcommands(Command::new(""));
    let is_typed = |one: &&Command| words.iter().any(|word| word == one.get_name());
    Call::augment_args(Command::new("")).subcommands(all.get_subcommands().filter(is_typed))
}

/// Reads what was typed.
pub(crate) fn read(words: &[OsString]) -> Result<Cli, clap::Error> {
    // To lay out every command takes as long as to read a small register.
    understood(grammar_of(words), words).or_else(|_| read_by_all(words))
}

fn read_by_all(words: &[OsString]) -> Result<Cli, clap::Error> {
    match understood(grammar(), words) {
        // To put the commands in groups takes longer than to read, and only help shows them.
        Err(answer) if answer.kind() == ErrorKind::DisplayHelp => {
            understood(groups::with_groups(grammar()), words)
        }
        other => other,
    }
}

fn understood(mut grammar: Command, words: &[OsString]) -> Result<Cli, clap::Error> {
    let matches = grammar.try_get_matches_from_mut(words)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut grammar))
}

impl Call {
    /// The folder of the register.
    pub(crate) fn register(&self) -> &Path {
        self.register.as_deref().unwrap_or(Path::new("register"))
    }

    /// The same, of the register in another folder.
    pub(crate) fn in_folder(&self, folder: PathBuf) -> Self {
        Self { register: Some(folder), ..self.clone() }
    }

    /// The folder of the register, where one was named.
    pub(crate) fn register_named(&self) -> Option<&Path> {
        self.register.as_deref()
    }
}

#[cfg(test)]
mod tests;
