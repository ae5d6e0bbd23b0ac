//! The program. Everything is in the library beside it, so that tests reach it too.

use std::process::ExitCode;

fn main() -> ExitCode {
    repatria::run(std::env::args_os())
}
