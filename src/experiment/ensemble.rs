//! All runs of a design.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::design::{Design, draw_of};
use super::displacement;
use super::kept::Kept;
use super::observations::simulated;
use super::precision;
use super::replicate::{Plan, simulate};
use super::shard::Shard;
use super::statistics::Spread;
use super::store::{NoShelf, Shelf, Store, StoreError, StoreShelf};
use super::uncertain::Draws;
use crate::engine::Run;
use crate::outcomes::{Heading, Record};
use crate::units::Day;
use crate::world::Scenario;

/// Every scenario run once with one seed.
#[derive(Clone, Debug)]
pub struct Replicate {
    /// Its number, from 0.
    pub number: u32,
    /// Its seed.
    pub seed: u64,
    /// A record for each scenario, in their order.
    pub records: Vec<Kept>,
    /// The figures that answer to what was [`observed`](super::observed), in its order; not a number where
    /// there is none.
    pub figures: Vec<f64>,
}

/// What came of a design.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// The scenarios; the first is the baseline.
    pub scenarios: Vec<Scenario>,
    /// For each scenario, the first day on which it differs from the baseline.
    pub differs_from: Vec<Option<Day>>,
    /// How many replicates were asked for; fewer than in the design if fewer were enough.
    pub asked: u32,
    /// The seed of replicate 0.
    pub seed: u64,
    /// The draws of what is not known, if any were made: replicate r has draw r / 2.
    pub draws: Option<Draws>,
    /// How well the main differences had to be known.
    pub precision: Option<f64>,
    /// Those that were finished, by number.
    pub replicates: Vec<Replicate>,
}

impl Ensemble {
    pub(super) fn begin(design: &Design) -> Self {
        let plan = Plan::of(&design.scenarios);
        Self {
            scenarios: design.scenarios.clone(),
            differs_from: (0..design.scenarios.len()).map(|s| plan.differs_from(s)).collect(),
            asked: design.replicates,
            seed: design.seed,
            draws: design.draws(),
            precision: design.precision,
            replicates: Vec::new(),
        }
    }

    /// A replicate by its number and seed, of records that are kept in some way.
    pub(super) fn replicate(
        &self,
        (number, seed): (u32, u64),
        mut records: Vec<Record>,
        keep: impl Fn((usize, Record)) -> Kept,
    ) -> Replicate {
        displacement::add(&mut records, &self.differs_from);
        let figures = simulated(&self.scenarios, &records);
        Replicate { number, seed, records: records.into_iter().enumerate().map(keep).collect(), figures }
    }

    /// The scenarios as they are run in a replicate.
    pub(super) fn scenarios_of(&self, replicate: u32) -> Cow<'_, [Scenario]> {
        match &self.draws {
            Some(draws) => Cow::Owned(draws.apply(&self.scenarios, draw_of(replicate))),
            None => Cow::Borrowed(&self.scenarios),
        }
    }

    /// The spread of values of which each replicate has one, in their order.
    #[must_use]
    pub fn spread(&self, values: impl IntoIterator<Item = f64>) -> Spread {
        if self.draws.is_none() {
            return Spread::of(values);
        }
        Spread::of_draws(&self.replicates.iter().map(|r| draw_of(r.number)).zip(values).collect::<Vec<_>>())
    }

    /// The numbers of the draws in it.
    #[must_use]
    pub fn draw_numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.replicates.iter().map(|r| draw_of(r.number)).collect();
        numbers.dedup();
        if self.draws.is_some() { numbers } else { Vec::new() }
    }

    /// The records of one scenario, by replicate.
    pub fn records(&self, scenario: usize) -> impl Iterator<Item = &Kept> {
        self.replicates.iter().map(move |replicate| &replicate.records[scenario])
    }

    /// What the tracks of a scenario are about: of all replicates the same.
    #[must_use]
    pub fn headings(&self, scenario: usize) -> Cow<'_, [Heading]> {
        self.records(scenario).next().map_or(Cow::Borrowed(&[]), Kept::headings)
    }

    /// What each record of a scenario tells, by replicate. Records that are in a store are read for this,
    /// so that it is well to ask each for all at once.
    ///
    /// # Errors
    /// [`StoreError`], if a record that was in a store can't be read any more.
    pub fn read<T: Send>(
        &self,
        scenario: usize,
        tell: impl Fn(&Record) -> T + Sync,
    ) -> Result<Vec<T>, StoreError> {
        let of = |replicate: &Replicate| replicate.records[scenario].record().map(|record| tell(&record));
        self.replicates.par_iter().map(of).collect()
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
/// The result does not depend on `jobs`: each replicate is a pure function of its draw and seed, and
/// whether there are enough of them is looked at after fixed numbers of them.
pub fn run(design: Design, stop: &AtomicBool, progress: &(dyn Fn(Progress) + Sync)) -> Ensemble {
    run_on(&NoShelf, &design, stop, progress)
}

/// As [`run`]; runs that are in the store are taken from it, and all others kept there.
///
/// # Errors
/// [`StoreError`], if a run could not be kept. Nothing more is begun then, and `stop` is set.
pub fn run_in(
    store: &Store,
    design: &Design,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Ensemble, StoreError> {
    let shelf = StoreShelf::new(store, stop);
    let ensemble = run_on(&shelf, design, stop, progress);
    shelf.into_failure().map_or(Ok(ensemble), Err)
}

fn run_on(
    shelf: &dyn Shelf,
    design: &Design,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Ensemble {
    run_by(design, stop, progress, &|scenarios, seed, done| {
        simulate::<Run<'_>>(scenarios, &Plan::of(scenarios), seed, shelf, done)
    })
}

/// Makes the runs of a part of a design and leaves them in the store, from which [`gather`](super::gather) takes them.
/// Gives how many replicates were finished. A precision is looked at when they are taken.
///
/// # Errors
/// [`StoreError`], if a run could not be kept. Nothing more is begun then, and `stop` is set.
pub fn run_shard(
    store: &Store,
    shard: Shard,
    design: &Design,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<usize, StoreError> {
    let shelf = StoreShelf::new(store, stop);
    let ensemble = Ensemble::begin(design);
    let crew = Crew::new(design, shard, stop, progress);
    let finished = crew.work(design.replicates, &|replicate, done| {
        let (scenarios, seed) = (ensemble.scenarios_of(replicate), design.seed_of(replicate));
        simulate::<Run<'_>>(&scenarios, &Plan::of(&scenarios), seed, &shelf, done);
    });
    shelf.into_failure().map_or(Ok(finished.len()), Err)
}

fn run_by(
    design: &Design,
    stop: &AtomicBool,
    progress: &(dyn Fn(Progress) + Sync),
    simulate: &Simulate<'_>,
) -> Ensemble {
    let mut ensemble = Ensemble::begin(design);
    let crew = Crew::new(design, Shard::WHOLE, stop, progress);
    for until in design.looks() {
        let mut more = crew.work(until, &|number, done| {
            let seed = design.seed_of(number);
            let records = simulate(&ensemble.scenarios_of(number), seed, done);
            ensemble.replicate((number, seed), records, |(_, record)| Kept::Whole(record))
        });
        more.sort_by_key(|replicate| replicate.number);
        ensemble.replicates.extend(more);
        if stop.load(Ordering::Relaxed) {
            break;
        }
        if precision::is_reached(&ensemble) {
            ensemble.asked = until;
            break;
        }
    }
    ensemble
}

/// Makes the records of some scenarios with one seed; calls back after each run.
type Simulate<'s> = dyn Fn(&[Scenario], u64, &dyn Fn()) -> Vec<Record> + Sync + 's;
/// Makes one replicate; calls back after each run.
type Make<'s, T> = dyn Fn(u32, &dyn Fn()) -> T + Sync + 's;

/// The workers and what they share: the next replicate to begin, and the tally.
struct Crew<'a> {
    design: &'a Design,
    shard: Shard,
    stop: &'a AtomicBool,
    progress: &'a (dyn Fn(Progress) + Sync),
    next: AtomicU32,
    runs: AtomicUsize,
    finished: AtomicU32,
}

impl<'a> Crew<'a> {
    fn new(
        design: &'a Design,
        shard: Shard,
        stop: &'a AtomicBool,
        progress: &'a (dyn Fn(Progress) + Sync),
    ) -> Self {
        let (next, finished) = (AtomicU32::new(0), AtomicU32::new(0));
        Self { design, shard, stop, progress, next, runs: AtomicUsize::new(0), finished }
    }

    /// Replicates are taken from a counter and not split in advance, so that an interruption leaves
    /// the first ones and not a scatter of them. Those before `until` are made that were not begun; they
    /// come in any order.
    fn work<T: Send>(&self, until: u32, make: &Make<'_, T>) -> Vec<T> {
        let take = || std::iter::from_fn(|| self.take(until, make)).flatten().collect::<Vec<_>>();
        let threads = self.design.jobs.clamp(1, self.design.replicates.max(1) as usize);
        let replicates = match ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.broadcast(|_| take()).into_iter().flatten().collect(),
            // Where no thread can be had, the work is done in this one.
            Err(_) => take(),
        };
        // Every worker has counted one too many.
        self.next.store(until, Ordering::Relaxed);
        replicates
    }

    /// The next replicate: `None` if there is none to begin, `Some(None)` if it failed.
    fn take<T>(&self, until: u32, make: &Make<'_, T>) -> Option<Option<T>> {
        let mut numbers = std::iter::from_fn(|| Some(self.next.fetch_add(1, Ordering::Relaxed)));
        let number = numbers.find(|&number| number >= until || self.shard.has(number))?;
        if number >= until || self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let tick = || {
            self.runs.fetch_add(1, Ordering::Relaxed);
            self.report();
        };
        // A valid scenario can't fail. If one does all the same, the other replicates are kept.
        let made = catch_unwind(AssertUnwindSafe(|| make(number, &tick))).ok();
        self.finished.fetch_add(1, Ordering::Relaxed);
        self.report();
        Some(made)
    }

    fn report(&self) {
        (self.progress)(Progress {
            runs: self.runs.load(Ordering::Relaxed),
            of_runs: self.design.runs_in(self.shard),
            replicates: self.finished.load(Ordering::Relaxed),
            of_replicates: self.shard.share(self.design.replicates),
        });
    }
}

/// Runs a design with another simulation than the engine's.
#[cfg(test)]
pub(super) fn run_with<S>(design: Design, stop: &AtomicBool) -> Ensemble
where
    S: for<'a> Runs<'a>,
{
    run_by(&design, stop, &|_| (), &|scenarios, seed, done| {
        simulate::<<S as Runs<'_>>::Simulation>(scenarios, &Plan::of(scenarios), seed, &NoShelf, done)
    })
}

/// A simulation for any lifetime of the scenarios.
#[cfg(test)]
pub(super) trait Runs<'a> {
    type Simulation: super::replicate::Simulation<'a>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Uncertainty;
    use crate::experiment::synthetic::{self, Keyed};

    fn design(replicates: u32, jobs: usize) -> Design {
        let (scenarios, uncertainty) = (synthetic::scenarios(3), Uncertainty::Drawn);
        Design { scenarios, replicates, seed: 5, jobs, uncertainty, precision: None }
    }

    /// Number, seed and records by replicate.
    fn run_keyed(design: Design) -> Vec<(u32, u64, Vec<Record>)> {
        let ensemble = run_with::<Keyed>(design, &AtomicBool::new(false));
        ensemble.replicates.iter().map(|r| (r.number, r.seed, records(r))).collect()
    }

    fn records(replicate: &Replicate) -> Vec<Record> {
        replicate.records.iter().map(|kept| kept.record().unwrap().into_owned()).collect()
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
        for (number, seed, records) in run_keyed(design(4, 2)) {
            assert_eq!(seed, 5 + u64::from(number));
            assert!(records.iter().all(|record| record.seed == seed));
        }
    }

    #[test]
    fn two_replicates_in_a_row_share_a_draw_and_fixed_ones_have_none() {
        let ensemble = run_with::<Keyed>(design(4, 2), &AtomicBool::new(false));
        let digest = |replicate: u32| ensemble.scenarios_of(replicate)[1].digest.clone();
        assert_eq!((digest(0) == digest(1), digest(1) == digest(2)), (true, false));
        assert_eq!(ensemble.draw_numbers(), [0, 1]);
        let fixed = Design { uncertainty: Uncertainty::Fixed, ..design(4, 2) };
        let fixed = run_with::<Keyed>(fixed, &AtomicBool::new(false));
        assert_eq!(fixed.scenarios_of(3)[1].digest, fixed.scenarios[1].digest);
        assert_ne!(records(&fixed.replicates[3]), records(&ensemble.replicates[3]));
        assert!(fixed.draw_numbers().is_empty());
    }

    #[test]
    fn runs_stop_when_enough_is_known_whatever_the_threads() {
        let of = |precision, jobs| {
            let design = Design { precision: Some(precision), ..design(90, jobs) };
            let ensemble = run_with::<Keyed>(design, &AtomicBool::new(false));
            (ensemble.replicates.len(), ensemble.asked)
        };
        assert_eq!(of(100.0, 1), (20, 20));
        assert_eq!(of(1e-9, 3), (90, 90));
        let twenty = Design { precision: Some(1e-9), ..design(20, 2) };
        let open = precision::open(&run_with::<Keyed>(twenty, &AtomicBool::new(false)));
        let somewhat_less = open[0].half_width * 0.8;
        let middle = of(somewhat_less, 1);
        assert!(middle.0 > 20 && middle.0 < 90, "{middle:?}");
        assert_eq!(middle, of(somewhat_less, 4));
    }

    #[test]
    fn a_stop_begins_nothing_more() {
        let ensemble = run_with::<Keyed>(design(4, 2), &AtomicBool::new(true));
        assert_eq!((ensemble.asked, ensemble.replicates.len()), (4, 0));
    }
}
