//! How a command ends, and how it speaks.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// As asked.
    #[default]
    Success,
    /// A run failed, or its results could not be written.
    Failed,
    /// The command made no sense, or would overwrite something.
    Usage,
    /// The scenario is not valid.
    InvalidScenario,
    /// It finished, and replicates are missing.
    Incomplete,
    /// The user stopped it.
    Interrupted,
}

impl Exit {
    /// The number that scripts see.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::InvalidScenario => 3,
            Self::Incomplete => 4,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Puts data on the standard output, and gives back how to end.
///
/// A reader who has seen enough closes the pipe: that is no failure.
#[must_use]
pub fn print(text: &str, exit: Exit) -> Exit {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => exit,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => exit,
        Err(error) => {
            complain(&format!("couldn't write the results to the standard output: {error}"), &[]);
            Exit::Failed
        }
    }
}

/// Tells the user something on the standard error. If nobody listens there, so be it.
pub fn say(text: &str) {
    let _: io::Result<()> = writeln!(anstream::stderr(), "{text}");
}

/// An error, and what can be done about it.
pub fn complain(problem: &str, ways_out: &[&str]) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    say(&format!("{red}error{red:#}: {problem}"));
    for way in ways_out {
        say(&format!("  = {way}"));
    }
}
