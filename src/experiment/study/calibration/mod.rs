//! Calibration: which values of parameters that cases share are not ruled out by what was observed in
//! the cases that are fitted, and whether they do better in those that are held out.
//!
//! Every point is run with the same seeds in every case. What comes is compared by the log of
//! simulated over observed. All cases are run at the points of the first wave, so that each case can
//! also be judged by a fit to all the others.

mod figures;
mod judge;
mod table;

use std::cell::Cell;

use super::mathematics::matching::{self, Search, Target, Tried};
use super::runner::{Job, Runner};
use crate::experiment::uncertain::{Uncertain, apply};
use crate::scenario::study::{Calibration, Factor, FactorName, Study, StudyCase};
use figures::{Figures, observations};
pub use judge::{Misfit, Posterior, Role, Score, Standing};
pub(super) use table::tables;

/// What became of a calibration.
#[derive(Clone, Debug)]
pub struct Calibrated {
    /// Each parameter: its prior, and what is left of it.
    pub parameters: Vec<Posterior>,
    /// Each observation, before and after.
    pub misfits: Vec<Misfit>,
    /// Errors of each case under each set of values.
    pub scores: Vec<Score>,
    /// Each point that was tried, in the order of its waves.
    pub points: Vec<Standing>,
    /// The implausibility beyond which a point is ruled out.
    pub cutoff: f64,
    /// Whether what is kept is plausible; otherwise it is the least bad.
    pub is_plausible: bool,
    /// Runs that the findings rest on, those included that were finished before.
    pub runs: usize,
}

impl Calibrated {
    /// How many points were kept.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.points.iter().filter(|point| point.is_kept).count()
    }

    /// Observations that rule out every point, each by itself.
    pub fn ruling_out_all(&self) -> impl Iterator<Item = &Misfit> {
        self.misfits.iter().filter(|misfit| misfit.is_fitted && misfit.least_implausible > self.cutoff)
    }
}

/// At most so many runs: points that are kept may be many or few.
pub(super) fn cost(study: &Study, design: &Calibration) -> usize {
    let of = |fitted: Option<bool>| -> usize {
        let asked = design.cases.iter().filter(|case| fitted.is_none_or(|f| case.is_fitted == f));
        asked.map(|case| case.scenarios.len()).sum()
    };
    let later = (design.waves.saturating_sub(1)) * of(Some(true)) + of(Some(false));
    let points = design.points * (of(None) + later) * study.replicates as usize;
    points + 2 * checks(study, design) as usize * of(None)
}

/// Runs of the values as they are, and of the middle of what is kept: at least one, and all that the points have.
fn checks(study: &Study, design: &Calibration) -> u32 {
    design.checks.max(study.replicates)
}

pub(super) fn run(study: &Study, design: &Calibration, runner: &Runner<'_>) -> Option<Calibrated> {
    let bench = Bench { study, design, runner, parameters: parameters(design), runs: Cell::new(0) };
    let all: Vec<bool> = vec![true; design.cases.len()];
    let as_it_is = vec![f64::NAN; bench.parameters.len()];
    let shipped = bench.figures(&[as_it_is], &all, checks(study, design))?;
    let targets = observations(design, &shipped[0], study.replicates);
    let search = Search {
        dimensions: bench.parameters.len(),
        seed: study.seed,
        points: design.points,
        waves: design.waves,
        cutoff: design.cutoff,
        nearest: design.nearest,
    };
    let held: Vec<Target> = targets.iter().map(|seen| seen.target).collect();
    let fitted: Vec<bool> = design.cases.iter().map(|case| case.is_fitted).collect();
    let mut tried = matching::waves(&search, &held, |wave, points| {
        let cases = if wave == 0 { &all } else { &fitted };
        Some(misfits(&bench.figures(points, cases, study.replicates)?))
    })?;
    let kept = matching::keep(&search, &held, &tried);
    bench.judge_kept(&mut tried, &kept.points)?;
    let middle = judge::middle(&tried, &kept.points, search.dimensions);
    let middle = bench.figures(&[middle], &all, checks(study, design))?;
    let evidence = judge::Evidence {
        design,
        parameters: &bench.parameters,
        seen: &targets,
        search: &search,
        tried: &tried,
        kept: &kept,
        shipped: &shipped[0],
        middle: &middle[0],
    };
    Some(evidence.sum_up(bench.runs.get()))
}

/// The parameters, with their priors.
fn parameters(design: &Calibration) -> Vec<Uncertain> {
    let of = |factor: &Factor| match factor.name {
        FactorName::Parameter(parameter) => {
            Some(Uncertain::parameter(parameter, factor.range.unwrap_or(parameter.range)))
        }
        _ => None,
    };
    design.parameters.iter().filter_map(of).collect()
}

fn misfits(figures: &[Figures]) -> Vec<Vec<f64>> {
    figures.iter().map(Figures::misfits).collect()
}

/// Where points are tried.
struct Bench<'a> {
    study: &'a Study,
    design: &'a Calibration,
    runner: &'a Runner<'a>,
    parameters: Vec<Uncertain>,
    /// Runs that were asked for so far.
    runs: Cell<usize>,
}

impl Bench<'_> {
    /// What cases come to at points; figures of the cases that are not asked for are no numbers.
    fn figures(&self, points: &[Vec<f64>], asked: &[bool], replicates: u32) -> Option<Vec<Figures>> {
        let cases = || self.design.cases.iter().zip(asked).filter(|(_, asked)| **asked);
        let mut jobs: Vec<Job> = Vec::new();
        for point in points {
            jobs.extend(cases().map(|(case, _)| self.job(case, point, replicates)));
        }
        let asked_for: usize = jobs.iter().map(|job| job.scenarios.len() * job.replicates as usize).sum();
        self.runs.set(self.runs.get() + asked_for);
        let mut answers = self.runner.observe(&jobs)?.into_iter();
        let mut of_case = |(case, asked): (&StudyCase, &bool)| {
            let answer = if *asked { answers.next() } else { None };
            Figures::of(&case.scenarios, answer.unwrap_or_default())
        };
        let of_point =
            |_| Figures::join(self.design.cases.iter().zip(asked).map(&mut of_case).collect::<Vec<_>>());
        Some(points.iter().map(of_point).collect())
    }

    fn job(&self, case: &StudyCase, point: &[f64], replicates: u32) -> Job {
        let stated = self.parameters.iter().zip(point).filter(|(_, share)| share.is_finite());
        let values: Vec<(&Uncertain, f64)> = stated.map(|(p, share)| (p, p.at(*share))).collect();
        let scenarios = case.scenarios.iter().map(|scenario| apply(scenario, &values)).collect();
        Job { scenarios, seed: self.study.seed, replicates }
    }

    /// Runs the held-out cases at kept points of later waves: of many, as many as a wave has.
    fn judge_kept(&self, tried: &mut [Tried], kept: &[usize]) -> Option<()> {
        let held_out: Vec<bool> = self.design.cases.iter().map(|case| !case.is_fitted).collect();
        let later: Vec<usize> =
            kept.iter().copied().filter(|&i| tried[i].wave > 0).take(self.design.points).collect();
        let points: Vec<Vec<f64>> = later.iter().map(|&i| tried[i].shares.clone()).collect();
        let found = misfits(&self.figures(&points, &held_out, self.study.replicates)?);
        for (&i, found) in later.iter().zip(found) {
            let unknown = tried[i].misfits.iter_mut().zip(found).filter(|(known, _)| known.is_nan());
            unknown.for_each(|(known, found)| *known = found);
        }
        Some(())
    }
}
