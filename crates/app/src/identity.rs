//! Ids that follow from content, so that what was recorded once is known when it comes again.

use repatria_domain::{Command, CommandId, CountStatement, StatementId, TotalStatement};
use serde::Serialize;

use crate::failure::Failure;

/// The statement with the id that everything else in it makes.
pub(crate) fn identified_count(mut said: CountStatement) -> Result<CountStatement, Failure> {
    said.statement = StatementId::of(&[]);
    said.statement = StatementId::of(&content(&said)?);
    Ok(said)
}

/// The statement with the id that everything else in it makes.
pub(crate) fn identified_total(mut said: TotalStatement) -> Result<TotalStatement, Failure> {
    said.statement = StatementId::of(&[]);
    said.statement = StatementId::of(&content(&said)?);
    Ok(said)
}

/// Which time a command with this content is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// The content alone tells.
    Only,
    /// It was done, undone, and is done again: the time after this commit.
    After(u64),
    /// So many lines of the same file say the same above it.
    Repeated(u64),
}

/// The id of a command that was given none: made from its content, and from which time it is meant.
pub(crate) fn command_id(command: &Command, occasion: Occasion) -> Result<CommandId, Failure> {
    let mut content = content(command)?;
    match occasion {
        Occasion::Only | Occasion::Repeated(0) => {}
        Occasion::After(n) => content.extend_from_slice(format!(" after {n}").as_bytes()),
        Occasion::Repeated(times) => {
            content.extend_from_slice(format!(" repeated {times}").as_bytes());
        }
    }
    Ok(CommandId::of(&content))
}

fn content(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(Failure::Unwritable)
}
