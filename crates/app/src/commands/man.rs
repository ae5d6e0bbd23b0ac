//! `man`: the manual, a page for the program and one for each command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, ValueHint};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli;
use crate::failure::Failure;
use crate::output::Output;

const EXAMPLE: &str = "Examples:
  repatria man | man -l -
  repatria man ~/.local/share/man/man1

With a folder, `man repatria` and `man repatria-settle` find the pages from then on.";

/// Where the manual goes, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Manual {
    /// Folder to write a page for each command into [default: prints the first page]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

impl Manual {
    pub(crate) fn run(self, output: &mut Output) -> Result<(), Failure> {
        let mut program = cli::grammar().disable_help_subcommand(true);
        program.build();
        let Some(folder) = self.folder else {
            return output.bytes(&page(&program).map_err(Failure::NotPrinted)?);
        };
        let pages = [&program].into_iter().chain(program.get_subcommands());
        let written =
            pages.map(|command| write(&folder, command)).collect::<Result<Vec<_>, _>>()?;
        output.message(&format!("wrote {} pages into {}", written.len(), folder.display()))
    }
}

fn write(folder: &Path, command: &Command) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let path = folder.join(format!("{name}.1"));
    let written = fs::create_dir_all(folder)
        .and_then(|()| page(command))
        .and_then(|page| fs::write(&path, page));
    written.map_err(|why| Failure::NotWritten { path, why })
}

fn page(command: &Command) -> Result<Vec<u8>, io::Error> {
    let man = Man::new(command.clone()).manual("Repatria");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    examples(command).to_writer(&mut page)?;
    Ok(page)
}

/// What stands below the help of a command, line by line: a command to copy is not to be filled.
fn examples(command: &Command) -> Roff {
    let mut roff = Roff::new();
    let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (heading, lines) = match below.split_once(":\n") {
        Some((heading @ ("Example" | "Examples"), lines)) => (heading, lines),
        Some(_) | None => ("Notes", below.as_str()),
    };
    roff.control("SH", [heading.to_uppercase().as_str()]);
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff
}
