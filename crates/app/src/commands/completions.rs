//! `completions`: what a shell needs to complete what is typed.

use clap::{Args, ValueEnum};
use clap_complete::aot::{self, generate};

use crate::cli;
use crate::failure::Failure;
use crate::output::Output;

const EXAMPLE: &str = "Examples:
  repatria completions bash >> ~/.bashrc
  repatria completions zsh > ~/.zfunc/_repatria
  repatria completions fish > ~/.config/fish/completions/repatria.fish

They hold from the next shell on; zsh finds them when ~/.zfunc is in its fpath.";

/// For which shell, as it is typed.
#[derive(Args, Clone, Copy, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Completions {
    /// bash, fish or zsh
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// A shell that can be told.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Fish,
    Zsh,
}

impl Completions {
    pub(crate) fn run(self, output: &mut Output) -> Result<(), Failure> {
        let shell = match self.shell {
            Shell::Bash => aot::Shell::Bash,
            Shell::Fish => aot::Shell::Fish,
            Shell::Zsh => aot::Shell::Zsh,
        };
        let mut script = Vec::new();
        generate(shell, &mut cli::grammar(), "repatria", &mut script);
        output.bytes(&script)
    }
}
