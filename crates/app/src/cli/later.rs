//! What can be typed behind a command, laid out only once the command was typed: to lay out all of
//! them takes longer than to read a small register. It refuses to know any of them.

use clap::builder::Resettable;
use clap::error::Error;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, Id};

/// The arguments of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Later<Arguments>(pub(crate) Arguments);

impl<Arguments: Args> Args for Later<Arguments> {
    fn augment_args(command: Command) -> Command {
        command.defer(laid_out::<Arguments>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<Arguments: FromArgMatches> FromArgMatches for Later<Arguments> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        Arguments::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        Arguments::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

fn laid_out<Arguments: Args>(command: Command) -> Command {
    // What a command does is said where it stands among the others.
    let about = Resettable::from(command.get_about().cloned());
    let long_about = Resettable::from(command.get_long_about().cloned());
    let everywhere: Vec<Id> = command.get_arguments().map(Arg::get_id).cloned().collect();
    let own = Arguments::augment_args(command).about(about).long_about(long_about);
    // What every command is told comes last.
    let behind = |command: Command, option| command.mut_arg(option, |option| option);
    everywhere.into_iter().fold(own.mut_args(silent), behind)
}

/// The help of an option names its values already, in a sentence.
fn silent(option: Arg) -> Arg {
    let takes_value = option.get_action().takes_values();
    option.hide_possible_values(takes_value)
}
