//! The runs of an order: made, made in part, or taken from the store.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Manner;
use super::exit::{Exit, complain, say};
use super::farewell::command_that_goes_on;
use super::order::listen_for_interruption;
use super::progress::Reporter;
use super::runs::{Runs, spans};
use crate::experiment::{self, Comparison, Design, Shard, StoreError};
use crate::scenario::count;

/// What came of the runs.
pub(super) struct Made {
    pub(super) comparison: Comparison,
    /// How long they took.
    pub(super) seconds: f64,
    /// Whether the user stopped them.
    pub(super) stopped: bool,
}

/// Why nothing did.
pub(super) enum Unmade {
    Failed(StoreError),
    Missing(Exit),
}

/// Makes the runs of a part of the replicates; another command makes the results.
pub(super) fn carry_out_shard(shard: Shard, design: &Design, runs: Runs, manner: Manner) -> Exit {
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    let reporter = Reporter::new(design.runs_in(shard), manner.quiet);
    let tell = |progress| reporter.tell(progress);
    let finished = experiment::run_shard(&runs.store, shard, design, &stop, &tell);
    reporter.end();
    runs.say_what_was_damaged();
    let finished = match finished {
        Ok(finished) => finished,
        Err(error) => return runs.complain_of(&error),
    };
    let exit = match finished {
        n if n == shard.share(design.replicates) as usize => Exit::Success,
        _ if stop.load(Ordering::Relaxed) => Exit::Interrupted,
        _ => Exit::Incomplete,
    };
    if exit == Exit::Interrupted {
        say(&format!("stopped; to go on: {}", command_that_goes_on()));
    } else if !manner.quiet {
        runs.say_what_a_shard_did(shard, finished);
    }
    runs.leave_or_remove(false);
    exit
}

/// Takes all runs from the store, and puts its closed segments into one.
pub(super) fn gather(runs: &Runs, design: &Design) -> Result<Made, Unmade> {
    let asked = design.replicates;
    let ensemble = experiment::gather(&runs.store, design).map_err(|missing| {
        let problem = format!(
            "{} of {asked} replicates are not whole in {}: {}",
            missing.len(),
            runs.store.folder().display(),
            spans(&missing)
        );
        complain(&problem, &["`--shard` makes a part of them; without `--merge` all that is missing is run"]);
        Unmade::Missing(Exit::Incomplete)
    })?;
    runs.store.gather_segments().map_err(Unmade::Failed)?;
    Ok(Made { comparison: experiment::compare(ensemble), seconds: 0.0, stopped: false })
}

/// Makes what is not in the store.
pub(super) fn simulate(runs: &Runs, design: &Design, manner: Manner) -> Result<Made, Unmade> {
    let stop = Arc::new(AtomicBool::new(false));
    listen_for_interruption(&stop);
    if manner.verbose {
        say(&format!("{}, {} at once", count(design.runs(), "run"), design.jobs));
    }
    let reporter = Reporter::new(design.runs(), manner.quiet);
    let ensemble = experiment::run_in(&runs.store, design, &stop, &|progress| reporter.tell(progress));
    let seconds = reporter.end().as_secs_f64();
    let ensemble = ensemble.map_err(Unmade::Failed)?;
    if manner.verbose {
        say(&format!("the runs took {seconds:.1} seconds"));
    }
    Ok(Made { comparison: experiment::compare(ensemble), seconds, stopped: stop.load(Ordering::Relaxed) })
}
