//! Runs what a study asks for. Everything goes through [`experiment::run`](crate::experiment::run),
//! one seed at a time, so that whatever holds for it (pairs, forks, a store of runs) holds here.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::experiment::statistics::{known, moments};
use crate::experiment::{
    Design, Kept, Progress, Replicate, Shard, Store, StoreError, Uncertainty, run, run_in,
};
use crate::scenario::study::Outcome;
use crate::world::Scenario;

/// Scenarios that are run with the same seeds; the first is the baseline.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub scenarios: Vec<Scenario>,
    /// The seed of the first replicate.
    pub seed: u64,
    pub replicates: u32,
}

/// What a job came to: values by scenario, outcome and replicate. A run that failed has none.
pub(super) type Answer = Vec<Vec<Vec<f64>>>;

/// How many scenarios share a run's common past and a baseline at most: more would leave threads idle.
const MOST_IN_A_JOB: usize = 16;

/// Splits variants of one baseline into jobs.
pub(super) fn jobs_of(baseline: &Scenario, variants: &[Scenario], seed: u64, replicates: u32) -> Vec<Job> {
    let job = |part: &[Scenario]| {
        let scenarios = std::iter::once(baseline).chain(part).cloned().collect();
        Job { scenarios, seed, replicates }
    };
    variants.chunks(MOST_IN_A_JOB).map(job).collect()
}

/// How many runs variants of one baseline take.
#[must_use]
pub(super) fn runs_of(variants: usize, replicates: u32) -> usize {
    (variants + variants.div_ceil(MOST_IN_A_JOB)) * replicates as usize
}

/// Runs jobs on several threads, and tells how far it is.
pub struct Runner<'a> {
    threads: usize,
    stop: &'a AtomicBool,
    tell: &'a (dyn Fn(Progress) + Sync),
    runs: AtomicUsize,
    of_runs: usize,
    failed: AtomicUsize,
    store: Option<&'a Store>,
    shard: Shard,
    failure: Mutex<Option<StoreError>>,
}

impl<'a> Runner<'a> {
    /// A runner for a study that takes so many runs.
    pub fn new(
        threads: usize,
        of_runs: usize,
        stop: &'a AtomicBool,
        tell: &'a (dyn Fn(Progress) + Sync),
    ) -> Self {
        let (runs, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let failure = Mutex::new(None);
        Self { threads, stop, tell, runs, of_runs, failed, store: None, shard: Shard::WHOLE, failure }
    }

    /// The same, with runs taken from a store where they are there, and kept in it.
    #[must_use]
    pub fn with_store(self, store: &'a Store) -> Self {
        Self { store: Some(store), ..self }
    }

    /// The same for a part of the runs. A part has no results: with its runs in the store, the work ends. Runs
    /// that depend on what comes of others are left to whoever makes the results.
    #[must_use]
    pub fn with_shard(self, shard: Shard) -> Self {
        Self { shard, ..self }
    }

    /// Why the work was given up, if runs could not be kept.
    #[must_use]
    pub fn into_failure(self) -> Option<StoreError> {
        self.failure.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs that were made.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }

    /// Replicates of a job that failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.failed.load(Ordering::Relaxed)
    }

    /// Runs jobs; `None` if it was stopped. What comes does not depend on the number of threads.
    pub(super) fn run(&self, jobs: &[Job], outcomes: &[Outcome]) -> Option<Vec<Answer>> {
        let of_none = |job: &Job| vec![vec![f64::NAN; outcomes.len()]; job.scenarios.len()];
        let done = self.each(jobs, &|job, number| match self.replicate(job, number) {
            Some(made) => made.records.iter().map(|record| values(record, outcomes)).collect(),
            None => of_none(job),
        });
        done.map(|done| gather(jobs, outcomes.len(), done))
    }

    /// Runs jobs and reads what was observed in their scenarios: by job and replicate, a value for each
    /// observation. `None` if it was stopped.
    pub(super) fn observe(&self, jobs: &[Job]) -> Option<Vec<Vec<Vec<f64>>>> {
        let done = self.each(jobs, &|job, number| {
            self.replicate(job, number).map(|made| made.figures).unwrap_or_default()
        })?;
        let mut answers = vec![Vec::new(); jobs.len()];
        done.into_iter().for_each(|(job, _, values)| answers[job].push(values));
        Some(answers)
    }

    /// Has every replicate of every job done, on several threads; in the order of jobs and replicates. `None`
    /// if it was stopped, or made a part only.
    fn each<T: Send>(
        &self,
        jobs: &[Job],
        one: &(dyn Fn(&Job, u32) -> T + Sync),
    ) -> Option<Vec<(usize, u32, T)>> {
        let mut items: Vec<(usize, u32)> =
            jobs.iter().enumerate().flat_map(|(j, job)| (0..job.replicates).map(move |r| (j, r))).collect();
        let all = items.len();
        let mut position = 0..;
        items.retain(|_| position.next().is_some_and(|position| self.shard.has(position)));
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::new());
        let work = || {
            while let Some(&(job, replicate)) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                if self.stop.load(Ordering::Relaxed) {
                    return;
                }
                let found = one(&jobs[job], replicate);
                if let Ok(mut done) = done.lock() {
                    done.push((job, replicate, found));
                }
            }
        };
        std::thread::scope(|scope| {
            (1..self.threads.min(items.len())).for_each(|_| drop(scope.spawn(work)));
            work();
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(job, replicate, _)| (*job, *replicate));
        (done.len() == all).then_some(done)
    }

    /// A replicate; none if it failed.
    fn replicate(&self, job: &Job, number: u32) -> Option<Replicate> {
        let design = Design {
            scenarios: job.scenarios.clone(),
            replicates: 1,
            seed: job.seed.wrapping_add(u64::from(number)),
            jobs: 1,
            uncertainty: Uncertainty::Fixed,
            precision: None,
        };
        let before = AtomicUsize::new(0);
        let tick = |progress: Progress| {
            let more = progress.runs - before.swap(progress.runs, Ordering::Relaxed);
            let runs = self.runs.fetch_add(more, Ordering::Relaxed) + more;
            (self.tell)(Progress { runs, of_runs: self.of_runs, ..progress });
        };
        // A replicate in hand is finished: the caller looks at the sign to stop before each.
        let go_on = AtomicBool::new(false);
        let ensemble = match self.store.map(|store| run_in(store, &design, &go_on, &tick)) {
            None => run(design, &go_on, &tick),
            Some(Ok(ensemble)) => ensemble,
            Some(Err(error)) => {
                self.give_up(error);
                return None;
            }
        };
        let made = ensemble.replicates.into_iter().next();
        if made.is_none() {
            self.failed.fetch_add(1, Ordering::Relaxed);
        }
        made
    }
}

impl Runner<'_> {
    /// Begins nothing more, since what is finished can't be kept.
    fn give_up(&self, error: StoreError) {
        self.stop.store(true, Ordering::Relaxed);
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

fn values(record: &Kept, outcomes: &[Outcome]) -> Vec<f64> {
    outcomes.iter().map(|outcome| record.total(outcome.indicator.name, outcome.scope)).collect()
}

fn gather(jobs: &[Job], outcomes: usize, done: Vec<(usize, u32, Vec<Vec<f64>>)>) -> Vec<Answer> {
    let empty = |job: &Job| vec![vec![Vec::new(); outcomes]; job.scenarios.len()];
    let mut answers: Vec<Answer> = jobs.iter().map(empty).collect();
    for (job, _, scenarios) in done {
        for (scenario, values) in scenarios.into_iter().enumerate() {
            for (outcome, value) in values.into_iter().enumerate() {
                answers[job][scenario][outcome].push(value);
            }
        }
    }
    answers
}

/// Paired differences of one list of replicates from another.
#[must_use]
pub(super) fn differences(of: &[f64], from: &[f64]) -> Vec<f64> {
    of.iter().zip(from).map(|(a, b)| a - b).collect()
}

/// The mean of those values that are numbers; not a number of none.
#[must_use]
pub(super) fn mean(values: &[f64]) -> f64 {
    moments(&known(values)).0
}
