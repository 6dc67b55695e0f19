//! `wayfare run`: one scenario.

use std::path::Path;

use super::compare::{case_name, load_files};
use super::exit::Exit;
use super::order::{Order, carry_out};
use super::{Manner, RunOptions};

pub(super) fn run(path: &Path, options: &RunOptions, manner: Manner) -> Exit {
    let case = match load_files(&[path.into()], manner) {
        Ok(case) => options.switch_off(case),
        Err(exit) => return exit,
    };
    // The scenario's own folder beside the case's, so that it does not stand in the way of `compare`.
    let folder = case_name(path);
    let name = case.scenarios.first().map(|s| format!("{folder}-{}", s.name)).unwrap_or(folder);
    carry_out(Order { case, name, options, manner })
}
