//! All runs of a design.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;

use super::design::Design;
use super::displacement;
use super::replicate::{Plan, simulate};
use crate::engine::Run;
use crate::outcomes::Record;
use crate::units::Day;
use crate::world::Scenario;

/// Every scenario run once with one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Replicate {
    /// Its number, from 0.
    pub number: u32,
    /// Its seed.
    pub seed: u64,
    /// A record for each scenario, in their order.
    pub records: Vec<Record>,
}

/// What came of a design.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// The scenarios; the first is the baseline.
    pub scenarios: Vec<Scenario>,
    /// For each scenario, the first day on which it differs from the baseline.
    pub differs_from: Vec<Option<Day>>,
    /// How many replicates were asked for.
    pub asked: u32,
    /// The seed of replicate 0.
    pub seed: u64,
    /// Those that were finished, by number.
    pub replicates: Vec<Replicate>,
}

impl Ensemble {
    /// The records of one scenario, by replicate.
    pub fn records(&self, scenario: usize) -> impl Iterator<Item = &Record> {
        self.replicates.iter().map(move |replicate| &replicate.records[scenario])
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Runs finished.
    pub runs: usize,
    /// Runs to be made.
    pub of_runs: usize,
    /// Replicates finished.
    pub replicates: u32,
    /// Replicates to be made.
    pub of_replicates: u32,
}

/// Runs a design. Once `stop` is set no replicate is begun; those in hand are finished.
///
/// The result does not depend on `jobs`: each replicate is a pure function of its seed.
pub fn run(design: Design, stop: &AtomicBool, progress: &(dyn Fn(Progress) + Sync)) -> Ensemble {
    let plan = Plan::of(&design.scenarios);
    let replicates = Crew::new(&design, stop, progress)
        .work(&|seed, done| simulate::<Run<'_>>(&design.scenarios, &plan, seed, done));
    finish(design, &plan, replicates)
}

fn finish(design: Design, plan: &Plan, replicates: Vec<Replicate>) -> Ensemble {
    let differs_from: Vec<Option<Day>> = (0..design.scenarios.len()).map(|i| plan.differs_from(i)).collect();
    let mut ensemble = Ensemble {
        scenarios: design.scenarios,
        differs_from,
        asked: design.replicates,
        seed: design.seed,
        replicates,
    };
    displacement::add(&mut ensemble);
    ensemble
}

/// Makes the records of one seed; calls back after each run.
type Simulate<'s> = dyn Fn(u64, &dyn Fn()) -> Vec<Record> + Sync + 's;

/// The workers and what they share: the next replicate to begin, and the tally.
struct Crew<'a> {
    design: &'a Design,
    stop: &'a AtomicBool,
    progress: &'a (dyn Fn(Progress) + Sync),
    next: AtomicU32,
    runs: AtomicUsize,
    finished: AtomicU32,
}

impl<'a> Crew<'a> {
    fn new(design: &'a Design, stop: &'a AtomicBool, progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        let (next, finished) = (AtomicU32::new(0), AtomicU32::new(0));
        Self { design, stop, progress, next, runs: AtomicUsize::new(0), finished }
    }

    /// Replicates are taken from a counter and not split in advance, so that an interruption leaves
    /// the first ones and not a scatter of them.
    fn work(&self, simulate: &Simulate<'_>) -> Vec<Replicate> {
        let take = || std::iter::from_fn(|| self.take(simulate)).flatten().collect::<Vec<_>>();
        let threads = self.design.jobs.clamp(1, self.design.replicates.max(1) as usize);
        let mut replicates = match ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.broadcast(|_| take()).concat(),
            // Where no thread can be had, the work is done in this one.
            Err(_) => take(),
        };
        replicates.sort_by_key(|replicate| replicate.number);
        replicates
    }

    /// The next replicate: `None` if there is none to begin, `Some(None)` if it failed.
    fn take(&self, simulate: &Simulate<'_>) -> Option<Option<Replicate>> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        if number >= self.design.replicates || self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let seed = self.design.seed_of(number);
        let tick = || {
            self.runs.fetch_add(1, Ordering::Relaxed);
            self.report();
        };
        // A valid scenario can't fail. If one does all the same, the other replicates are kept.
        let records = catch_unwind(AssertUnwindSafe(|| simulate(seed, &tick))).ok();
        self.finished.fetch_add(1, Ordering::Relaxed);
        self.report();
        Some(records.map(|records| Replicate { number, seed, records }))
    }

    fn report(&self) {
        (self.progress)(Progress {
            runs: self.runs.load(Ordering::Relaxed),
            of_runs: self.design.runs(),
            replicates: self.finished.load(Ordering::Relaxed),
            of_replicates: self.design.replicates,
        });
    }
}

/// Runs a design with another simulation than the engine's.
#[cfg(test)]
pub(super) fn run_with<S>(design: Design, stop: &AtomicBool) -> Ensemble
where
    S: for<'a> Runs<'a>,
{
    let plan = Plan::of(&design.scenarios);
    let replicates = Crew::new(&design, stop, &|_| ())
        .work(&|seed, done| simulate::<<S as Runs<'_>>::Simulation>(&design.scenarios, &plan, seed, done));
    finish(design, &plan, replicates)
}

/// A simulation for any lifetime of the scenarios.
#[cfg(test)]
pub(super) trait Runs<'a> {
    type Simulation: super::replicate::Simulation<'a>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic::{self, Keyed};

    fn design(replicates: u32, jobs: usize) -> Design {
        Design { scenarios: synthetic::scenarios(3), replicates, seed: 5, jobs }
    }

    fn run_keyed(design: Design) -> Vec<Replicate> {
        run_with::<Keyed>(design, &AtomicBool::new(false)).replicates
    }

    #[test]
    fn threads_change_nothing() {
        assert_eq!(run_keyed(design(7, 1)), run_keyed(design(7, 4)));
    }

    #[test]
    fn more_replicates_leave_the_first_ones_as_they_were() {
        assert_eq!(run_keyed(design(3, 2)), run_keyed(design(9, 3))[..3]);
    }

    #[test]
    fn all_scenarios_of_a_replicate_have_its_seed() {
        for replicate in run_keyed(design(4, 2)) {
            assert_eq!(replicate.seed, 5 + u64::from(replicate.number));
            assert!(replicate.records.iter().all(|record| record.seed == replicate.seed));
        }
    }

    #[test]
    fn a_stop_begins_nothing_more() {
        let ensemble = run_with::<Keyed>(design(4, 2), &AtomicBool::new(true));
        assert_eq!((ensemble.asked, ensemble.replicates.len()), (4, 0));
    }
}
