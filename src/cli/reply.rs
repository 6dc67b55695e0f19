//! What a verb answers.

use std::process::ExitCode;

use super::exit::{Exit, print, say};

/// Text for the two streams, and how to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reply {
    /// Data, for standard output.
    pub(super) out: String,
    /// Messages, for standard error.
    pub(super) messages: String,
    /// How the command ends.
    pub(super) exit: Exit,
}

impl Reply {
    /// Data, and no complaint.
    #[must_use]
    pub(super) fn data(out: impl Into<String>) -> Self {
        Self { out: out.into(), ..Self::default() }
    }

    /// A complaint.
    #[must_use]
    pub(super) fn refusal(exit: Exit, messages: impl Into<String>) -> Self {
        Self { messages: messages.into(), exit, ..Self::default() }
    }

    /// Puts data and messages where they belong, and gives how to end.
    #[must_use]
    pub(super) fn send(self) -> ExitCode {
        if !self.messages.is_empty() {
            say(self.messages.trim_end());
        }
        print(&self.out, self.exit).into()
    }
}
