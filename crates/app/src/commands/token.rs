//! `token`: who may record through the server. A token is shown once, and kept as a hash.

use clap::{Args, Subcommand};
use repatria_domain::Text;
use repatria_log::FileLog;
use serde::Serialize;
use serde_json::json;

use crate::cli::{Call, Format};
use crate::clock;
use crate::failure::{Failure, Input};
use crate::output::Output;
use crate::web::role::Role;
use crate::web::token::{self, Token};

const EXAMPLE: &str = "Examples:
  repatria token add --by olena --role recorder --label \"desk in Kyiv\"
  repatria token list
  repatria token revoke 1f0c9a77

A reader may see how the server does; a recorder records what sources say; an editor settles,
reviews and withdraws as well. What is recorded with a token is recorded by its handle.";

/// What to do with tokens, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Tokens {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Debug, Subcommand)]
enum Task {
    /// Makes a token and prints it, once
    Add {
        /// What it may be used for: reader, recorder or editor
        #[arg(long, value_enum, hide_possible_values = true)]
        role: Role,
        /// What it is for, in words
        #[arg(long)]
        label: Text,
    },
    /// Lists the tokens, without their texts
    List,
    /// Takes a token away
    Revoke {
        /// As it is called in the list
        name: String,
    },
}

/// A token, as it is listed.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    name: &'a str,
    role: String,
    by: &'a str,
    made: String,
    label: &'a str,
}

impl Tokens {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        // A folder without a register is mistyped.
        FileLog::open_for_reading(call.register())?;
        match self.task {
            Task::Add { role, label } => add(call, role, label, output),
            Task::List => list(call, output),
            Task::Revoke { name } => revoke(call, &name, output),
        }
    }
}

fn add(call: &Call, role: Role, label: Text, output: &mut Output) -> Result<(), Failure> {
    let by = call.by.clone().ok_or(Input::NobodyRecords)?;
    let mut tokens = token::read(call.register())?;
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(Failure::NoRandomness)?;
    let made = clock::now(call.now);
    let secret = tokens.add(Token::new(role, by.clone(), label, made), random);
    token::write(call.register(), &tokens)?;
    match output.format() {
        Format::Json => output.json(&json!({ "token": secret, "role": role, "by": by }))?,
        Format::Table | Format::Csv => output.text(&format!("{secret}\n"))?,
    }
    output.message(&format!("the token of {by}, {role}; it is not shown again"))
}

fn list(call: &Call, output: &mut Output) -> Result<(), Failure> {
    let tokens = token::read(call.register())?;
    let listed: Vec<Listed<'_>> = tokens.list().iter().map(Listed::of).collect();
    match output.format() {
        Format::Json => output.json(&listed),
        Format::Csv => {
            output.csv(&["name", "role", "by", "made", "label"], listed.iter().map(Listed::cells))
        }
        Format::Table => listed.iter().try_for_each(|token| output.text(&token.line())),
    }
}

fn revoke(call: &Call, name: &str, output: &mut Output) -> Result<(), Failure> {
    let mut tokens = token::read(call.register())?;
    let revoked = tokens.revoke(name)?;
    token::write(call.register(), &tokens)?;
    output.message(&format!(
        "the token of {} ({}) lets nobody in any more",
        revoked.by, revoked.label
    ))
}

impl<'a> Listed<'a> {
    fn of(token: &'a Token) -> Self {
        Self {
            name: token.name(),
            role: token.role.to_string(),
            by: token.by.as_str(),
            made: token.made.to_string(),
            label: token.label.as_str(),
        }
    }

    fn line(&self) -> String {
        let made = self.made.replace(".000000Z", "Z");
        format!("{}  {:<8}  {:<12}  {made}  {}\n", self.name, self.role, self.by, self.label)
    }

    fn cells(&self) -> Vec<String> {
        [self.name, &self.role, self.by, &self.made, self.label].map(str::to_owned).to_vec()
    }
}
