//! The program, built so that a fault can be planted in it: for the rigs that have to find it, and
//! for nobody else. It has a name of its own, so that it is never taken for the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    repatria::run(std::env::args_os())
}
