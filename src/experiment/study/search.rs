//! Packages that no other is better than in everything, with their neighbours.
//!
//! An evolutionary optimiser needs thousands of evaluations; here each takes seconds and is noisy, and
//! some hundreds are all there is. So: points that fill the space evenly, a race for replicates, and
//! shorter and shorter steps around the best.

use super::estimate::Estimate;
use super::mathematics::search::{self, Candidate, Effort, Oracle};
use super::runner::{Runner, differences, jobs_of, runs_of};
use super::sweep::prefixed;
use super::table::{Cell, Table};
use super::variants::with_levers;
use super::{OUTCOME_COLUMNS, estimate_cells};
use crate::scenario::study::{Lever, Measure, Outcome, Study};

/// How many neighbours are shown with a package.
const NEIGHBOURS: usize = 4;

/// What became of a search.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was varied.
    pub levers: Vec<Lever>,
    /// Every package that was tried.
    pub packages: Vec<Package>,
    /// Whether any keeps within all bounds; if not, the front is that of all.
    pub any_feasible: bool,
}

/// A package of lever values.
#[derive(Clone, Debug)]
pub struct Package {
    /// The values, by lever.
    pub values: Vec<f64>,
    /// Paired differences from the baseline by outcome.
    pub changes: Vec<Estimate>,
    /// Levels by outcome.
    pub levels: Vec<Estimate>,
    /// Whether it keeps within all bounds.
    pub feasible: bool,
    /// Whether nothing tried is better in everything.
    pub on_front: bool,
    /// The packages nearest to it, nearest first.
    pub neighbours: Vec<usize>,
}

pub(super) fn cost(study: &Study) -> usize {
    study.max_runs
}

pub(super) fn run(
    study: &Study,
    levers: &[Lever],
    (candidates, rounds): (usize, usize),
    runner: &Runner<'_>,
) -> Option<Search> {
    let mut asking = Asking { study, levers, runner, known: Vec::new() };
    let effort = Effort {
        dimensions: levers.len(),
        candidates,
        rounds,
        replicates: study.replicates,
        seed: study.seed,
    };
    let tried = search::search(effort, &mut asking)?;
    let front = search::front(&tried);
    let package = |(i, candidate): (usize, &Candidate)| {
        let known = asking.known.iter().find(|known| known.at == candidate.at);
        let of = |values: fn(&Known) -> &Vec<Vec<f64>>| -> Vec<Estimate> {
            known.map_or(Vec::new(), |known| values(known).iter().map(|v| Estimate::of(v)).collect())
        };
        Package {
            values: asking.values(&candidate.at),
            changes: of(|known| &known.changes),
            levels: of(|known| &known.levels),
            feasible: candidate.feasible,
            on_front: front.contains(&i),
            neighbours: search::nearest(&tried, i, NEIGHBOURS),
        }
    };
    let packages: Vec<Package> = tried.iter().enumerate().map(package).collect();
    let any_feasible = packages.iter().any(|package| package.feasible);
    Some(Search { levers: levers.to_vec(), packages, any_feasible })
}

/// All values of a point so far, by outcome and replicate.
struct Known {
    at: Vec<f64>,
    levels: Vec<Vec<f64>>,
    changes: Vec<Vec<f64>>,
}

struct Asking<'a> {
    study: &'a Study,
    levers: &'a [Lever],
    runner: &'a Runner<'a>,
    known: Vec<Known>,
}

impl Asking<'_> {
    /// Lever values at shares of the ranges.
    fn values(&self, at: &[f64]) -> Vec<f64> {
        let value = |(lever, share): (&Lever, &f64)| {
            let (low, high) = lever.range;
            let value = low + share * (high - low);
            if lever.number.is_none_or(|number| number.whole) { value.round() } else { value }
        };
        self.levers.iter().zip(at).map(value).collect()
    }

    fn remember(&mut self, at: &[f64], levels: Vec<Vec<f64>>, changes: Vec<Vec<f64>>) {
        match self.known.iter_mut().find(|known| known.at == at) {
            Some(known) => {
                known.levels.iter_mut().zip(levels).for_each(|(all, more)| all.extend(more));
                known.changes.iter_mut().zip(changes).for_each(|(all, more)| all.extend(more));
            }
            None => self.known.push(Known { at: at.to_vec(), levels, changes }),
        }
    }

    /// Losses of the outcomes that have a goal, and whether all bounds are kept by the means of all
    /// that is known of the point.
    fn judge(&self, at: &[f64], changes: &[Vec<f64>]) -> (Vec<Vec<f64>>, bool) {
        let outcomes = || self.study.outcomes.iter().enumerate();
        let loss = |(o, outcome): (usize, &Outcome)| changes[o].iter().map(|x| outcome.loss(*x)).collect();
        let losses = outcomes().filter(|(_, outcome)| outcome.goal.is_some()).map(loss).collect();
        let known = self.known.iter().find(|known| known.at == at);
        let kept = |(o, outcome): (usize, &Outcome)| {
            let values =
                known.map(|k| if outcome.measure == Measure::Level { &k.levels[o] } else { &k.changes[o] });
            !outcome.is_bounded() || values.is_some_and(|values| outcome.is_met(super::runner::mean(values)))
        };
        (losses, outcomes().all(kept))
    }
}

impl Oracle for Asking<'_> {
    fn snap(&self, at: &[f64]) -> Vec<f64> {
        let share = |((lever, share), value): ((&Lever, &f64), f64)| {
            let (low, high) = lever.range;
            let fixed = lever.number.is_none_or(|number| number.whole);
            // A thousandth of the range is finer than anything that could be told apart.
            if fixed { (value - low) / (high - low) } else { (share * 1000.0).round() / 1000.0 }
        };
        self.levers.iter().zip(at).zip(self.values(at)).map(share).collect()
    }

    fn ask(&mut self, points: &[Vec<f64>], from: u32, to: u32) -> Option<Vec<(Vec<Vec<f64>>, bool)>> {
        let [baseline, scenario, ..] = self.study.scenarios.as_slice() else { return None };
        let variants: Vec<_> = points
            .iter()
            .map(|at| with_levers(scenario, self.levers, &self.values(at), scenario.name.clone()))
            .collect();
        let seed = self.study.seed.wrapping_add(u64::from(from));
        let answers =
            self.runner.run(&jobs_of(baseline, &variants, seed, to - from), &self.study.outcomes)?;
        let mut judged = Vec::new();
        let pairs = answers.iter().flat_map(|answer| answer[1..].iter().map(|own| (own, &answer[0])));
        for ((own, base), at) in pairs.zip(points) {
            let changes: Vec<Vec<f64>> = own.iter().zip(base).map(|(a, b)| differences(a, b)).collect();
            self.remember(at, own.clone(), changes.clone());
            judged.push(self.judge(at, &changes));
        }
        Some(judged)
    }

    fn room(&self, replicates: u32) -> usize {
        let left = self.study.max_runs.saturating_sub(self.runner.runs());
        // Baselines cost as well.
        (0..=left).rev().find(|points| runs_of(*points, replicates) <= left).unwrap_or(0)
    }
}

pub(super) fn tables(found: &Search, outcomes: &[Outcome]) -> Vec<Table> {
    let mut packages = Table::new("packages", &["package"]);
    packages.columns.extend(found.levers.iter().map(Lever::label));
    packages.columns.extend(["feasible", "on_front", "replicates", "neighbours"].map(String::from));
    let columns: Vec<&str> = ["package"].into_iter().chain(OUTCOME_COLUMNS).collect();
    let mut values = Table::new("outcomes", &columns);
    for (i, package) in found.packages.iter().enumerate() {
        let near: Vec<String> = package.neighbours.iter().map(|n| (n + 1).to_string()).collect();
        let replicates = package.changes.first().map_or(0, |change| change.spread.count);
        let mut row: Vec<Cell> = vec![(i + 1).into()];
        row.extend(package.values.iter().map(|x| Cell::from(*x)));
        row.extend([Cell::from(package.feasible), package.on_front.into()]);
        row.extend([Cell::from(replicates), near.join(" ").into()]);
        packages.rows.push(row);
        for ((outcome, level), change) in outcomes.iter().zip(&package.levels).zip(&package.changes) {
            values.rows.push(prefixed(i + 1, estimate_cells(outcome, "level", level)));
            values.rows.push(prefixed(i + 1, estimate_cells(outcome, "change", change)));
        }
    }
    vec![packages, values]
}
