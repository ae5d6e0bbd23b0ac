//! What to do next, for somebody who typed nothing but the name of the program.

use repatria_log::{CommitReader as _, FileLog};

use crate::cli::Call;
use crate::failure::Failure;
use crate::output::Output;
use crate::print::counted;

const WHAT: &str = "Repatria keeps what was said about exchanges of prisoners,
by whom and when.";

const WITHOUT_REGISTER: &str = "
  repatria demo      makes a register from real data and shows it
  repatria init      makes an empty register of your own
  repatria --help    lists everything that it can do
";

const WITH_EMPTY_REGISTER: &str = "
  repatria import FILE.csv    takes in tables of statements
  repatria open --help        opens an exchange
  repatria --help             lists everything that it can do
";

const WITH_REGISTER: &str = "
  repatria timeline    lists the exchanges
  repatria totals      adds up who came home
  repatria --help      lists everything that it can do
";

pub(crate) fn run(call: &Call, output: &mut Output) -> Result<(), Failure> {
    let log = FileLog::open_for_reading(call.register());
    let head = log.and_then(|log| log.head());
    let folder = call.register().display();
    output.text(&match head.map(|head| head.n) {
        Ok(0) => format!("{WHAT}\nThe register in `{folder}` is empty.\n{WITH_EMPTY_REGISTER}"),
        Ok(commits) => {
            let commits = counted(commits, "commit", "commits");
            format!("{WHAT}\nThe register in `{folder}` holds {commits}.\n{WITH_REGISTER}")
        }
        // What is wrong with a register is told by the first command that needs it.
        Err(_) => format!("{WHAT}\n{WITHOUT_REGISTER}"),
    })
}
