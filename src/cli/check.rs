//! `wayfare check`; another change brings it.

use std::path::PathBuf;
use std::process::ExitCode;

/// `wayfare check`.
pub(super) fn check(_files: &[PathBuf], _color: bool) -> ExitCode {
    ExitCode::SUCCESS
}
