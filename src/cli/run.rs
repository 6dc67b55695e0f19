//! `wayfare run`: one scenario.

use std::path::Path;

use super::compare::{case_name, load_files};
use super::exit::Exit;
use super::order::{Order, carry_out};
use super::{Manner, RunOptions};

pub(super) fn run(path: &Path, options: &RunOptions, manner: Manner) -> Exit {
    let loaded = match load_files(&[path.into()], manner) {
        Ok(loaded) => loaded,
        Err(exit) => return exit,
    };
    // The scenario's own folder beside the case's, so that it does not stand in the way of `compare`.
    let case = case_name(path);
    let name = loaded.first().map(|l| format!("{case}-{}", l.scenario.name)).unwrap_or(case);
    carry_out(Order { loaded, name, options, manner })
}
