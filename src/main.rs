//! The command `wayfare`: parse, call, print, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    wayfare::cli::main()
}
