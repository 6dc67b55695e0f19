//! What a verb answers.

use std::process::ExitCode;

use super::exit::{Exit, print, say};

/// Text for the two streams, and the exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reply {
    /// Data, for standard output.
    pub(super) out: String,
    /// Messages, for standard error.
    pub(super) messages: String,
    /// The exit code.
    pub(super) code: u8,
}

impl Reply {
    /// All went well.
    pub(super) const FINE: u8 = 0;
    /// It could not be done.
    pub(super) const FAILED: u8 = 1;
    /// It was asked for in a way that can't be answered.
    pub(super) const USAGE: u8 = 2;
    /// The scenario's files have errors.
    pub(super) const INVALID: u8 = 3;

    /// Data, and no complaint.
    #[must_use]
    pub(super) fn data(out: impl Into<String>) -> Self {
        Self { out: out.into(), ..Self::default() }
    }

    /// A complaint.
    #[must_use]
    pub(super) fn refusal(code: u8, messages: impl Into<String>) -> Self {
        Self { messages: messages.into(), code, ..Self::default() }
    }

    /// Puts data and messages where they belong, and gives the exit code.
    #[must_use]
    pub(super) fn send(self) -> ExitCode {
        if !self.messages.is_empty() {
            say(self.messages.trim_end());
        }
        match print(&self.out, Exit::Success) {
            Exit::Success => ExitCode::from(self.code),
            other => other.into(),
        }
    }
}
