//! What is left of the priors, and whether it does better.

use std::collections::BTreeMap;

use super::Calibrated;
use super::figures::{Figures, Seen};
use crate::experiment::statistics::quantile;
use crate::experiment::study::mathematics::matching::{self, Kept, Search, Target, Tried};
use crate::experiment::uncertain::{Subject, Uncertain};
use crate::scenario::study::Calibration;

/// 5 %, 50 % and 95 % quantiles.
type Quantiles = [f64; 3];

/// A parameter before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Its full name.
    pub name: String,
    /// The range of its prior.
    pub range: (f64, f64),
    /// Its value as the cases have it.
    pub as_it_is: f64,
    /// Quantiles over the points of the first wave.
    pub prior: Quantiles,
    /// Quantiles over the points that were kept.
    pub kept: Quantiles,
    /// The same as shares of the range, as it is drawn from.
    pub shares: Quantiles,
}

/// An observation beside what was simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// The case.
    pub case: String,
    /// Whether the case was fitted.
    pub is_fitted: bool,
    /// The metric.
    pub metric: String,
    /// `level`, `ratio`, `share` or `series`.
    pub kind: &'static str,
    /// The unit of its indicator.
    pub unit: &'static str,
    /// The observed value.
    pub observed: f64,
    /// Standard deviation of the log of simulated over observed that is allowed for.
    pub deviation: f64,
    /// Quantiles of what was simulated, with the values as they are.
    pub as_it_is: Quantiles,
    /// Over the points of the first wave.
    pub prior: Quantiles,
    /// Over the points that were kept.
    pub kept: Quantiles,
    /// The least implausibility of all points; not a number if no point tells.
    pub least_implausible: f64,
    /// The share of points that it rules out.
    pub rules_out: f64,
}

/// Which values of the parameters something was simulated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// As the cases have them; ranges are chance.
    AsItIs,
    /// The points of the first wave.
    Prior,
    /// The points that were kept.
    Kept,
    /// The medians of those that were kept, all at once; ranges are chance.
    Middle,
    /// Points of the first wave, kept by a fit to all other cases.
    Others,
}

impl Role {
    /// All, in the order of tables.
    pub const ALL: [Self; 5] = [Self::AsItIs, Self::Prior, Self::Kept, Self::Middle, Self::Others];

    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AsItIs => "as_it_is",
            Self::Prior => "prior",
            Self::Kept => "kept",
            Self::Middle => "middle_of_kept",
            Self::Others => "fit_to_others",
        }
    }
}

/// How far off cases are.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// A case, or `fitted`, `held out`, `all`.
    pub subject: String,
    /// With which values.
    pub role: Role,
    /// Observations of which the runs tell something.
    pub metrics: usize,
    /// Of these, ratios.
    pub signs: usize,
    /// Ratios whose median moves the right way.
    pub signs_right: usize,
    /// Observations that lie between the 5 % and the 95 % quantile of what was simulated.
    pub covered: usize,
    /// Mean size of the log of the simulated median over observed: 0.7 is a factor of two.
    pub mean_error: f64,
}

/// A point that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The wave, from 1.
    pub wave: usize,
    /// The values of the parameters.
    pub values: Vec<f64>,
    /// The root of the mean squared implausibility over the fitted cases.
    pub distance: f64,
    /// The largest implausibility.
    pub worst: f64,
    /// Whether it was kept.
    pub is_kept: bool,
}

/// All that the findings are made of.
pub(super) struct Evidence<'a> {
    pub design: &'a Calibration,
    pub parameters: &'a [Uncertain],
    pub seen: &'a [Seen],
    pub search: &'a Search,
    pub tried: &'a [Tried],
    pub kept: &'a Kept,
    pub shipped: &'a Figures,
    pub middle: &'a Figures,
}

/// The medians of kept points, as shares of the ranges.
pub(super) fn middle(tried: &[Tried], kept: &[usize], dimensions: usize) -> Vec<f64> {
    (0..dimensions).map(|d| quantiles(kept.iter().map(|&i| tried[i].shares[d]))[1]).collect()
}

fn quantiles(values: impl Iterator<Item = f64>) -> Quantiles {
    let mut sorted: Vec<f64> = values.filter(|x| x.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |p| if sorted.is_empty() { f64::NAN } else { quantile(&sorted, p) };
    [at(0.05), at(0.5), at(0.95)]
}

impl Evidence<'_> {
    pub(super) fn sum_up(&self, runs: usize) -> Calibrated {
        let around = self.once_around();
        Calibrated {
            parameters: (0..self.parameters.len()).map(|d| self.posterior(d)).collect(),
            misfits: (0..self.seen.len()).map(|o| self.misfit(o, &around)).collect(),
            scores: self.scores(&around),
            points: (0..self.tried.len()).map(|i| self.standing(i)).collect(),
            cutoff: self.search.cutoff,
            is_plausible: self.kept.is_plausible,
            runs,
        }
    }

    fn first_wave(&self) -> &[Tried] {
        &self.tried[..self.search.points.min(self.tried.len())]
    }

    fn targets(&self) -> Vec<Target> {
        self.seen.iter().map(|seen| seen.target).collect()
    }

    fn posterior(&self, d: usize) -> Posterior {
        let parameter = &self.parameters[d];
        let value = |point: &Tried| parameter.at(point.shares[d]);
        let kept = || self.kept.points.iter().map(|&i| &self.tried[i]);
        let scenario = self.design.cases.first().and_then(|case| case.scenarios.first());
        let as_it_is = match (&parameter.subject, scenario) {
            (Subject::Parameter(parameter), Some(scenario)) => scenario.settings.number(parameter),
            _ => f64::NAN,
        };
        Posterior {
            name: parameter.name(),
            range: parameter.range,
            as_it_is,
            prior: quantiles(self.first_wave().iter().map(value)),
            kept: quantiles(kept().map(value)),
            shares: quantiles(kept().map(|point| point.shares[d])),
        }
    }

    /// For each case, the points of the first wave that a fit to all others keeps.
    fn once_around(&self) -> Vec<Vec<usize>> {
        let without = |case: usize| {
            let fit = |target: Target| Target { is_fitted: target.group != case, ..target };
            let targets: Vec<Target> = self.targets().into_iter().map(fit).collect();
            matching::keep(self.search, &targets, self.first_wave()).points
        };
        let cases = self.design.cases.len();
        (0..cases).map(|case| if cases > 1 { without(case) } else { Vec::new() }).collect()
    }

    /// The logs of simulated over observed of one observation.
    fn sample(&self, observation: usize, role: Role, around: &[Vec<usize>]) -> Vec<f64> {
        let at = |point: &Tried| point.misfits[observation];
        let of = |points: &[usize]| points.iter().map(|&i| at(&self.tried[i])).collect();
        match role {
            Role::AsItIs => self.shipped.by_replicate(observation),
            Role::Middle => self.middle.by_replicate(observation),
            Role::Prior => self.first_wave().iter().map(at).collect(),
            Role::Kept => of(&self.kept.points),
            Role::Others => of(&around[self.seen[observation].target.group]),
        }
    }

    fn misfit(&self, observation: usize, around: &[Vec<usize>]) -> Misfit {
        let seen = &self.seen[observation];
        let simulated = |role| {
            let logs = quantiles(self.sample(observation, role, around).into_iter());
            logs.map(|log| seen.observation.value * log.exp())
        };
        let implausible = |point: &Tried| {
            let misfit = point.misfits[observation];
            misfit.is_finite().then(|| matching::implausibility(misfit, &seen.target))
        };
        let all: Vec<f64> = self.tried.iter().filter_map(implausible).collect();
        let out = all.iter().filter(|size| **size > self.search.cutoff).count();
        Misfit {
            case: seen.case.clone(),
            is_fitted: seen.target.is_fitted,
            metric: seen.observation.metric.clone(),
            kind: seen.kind(),
            unit: seen.unit(),
            observed: seen.observation.value,
            deviation: seen.target.variance.sqrt(),
            as_it_is: simulated(Role::AsItIs),
            prior: simulated(Role::Prior),
            kept: simulated(Role::Kept),
            least_implausible: all.iter().copied().fold(f64::NAN, f64::min),
            rules_out: out as f64 / all.len() as f64,
        }
    }

    fn standing(&self, i: usize) -> Standing {
        let (point, targets) = (&self.tried[i], self.targets());
        Standing {
            wave: point.wave + 1,
            values: self.parameters.iter().zip(&point.shares).map(|(p, share)| p.at(*share)).collect(),
            distance: matching::distance(&point.misfits, &targets, &|target| target.is_fitted),
            worst: matching::worst(&point.misfits, &targets),
            is_kept: self.kept.points.contains(&i),
        }
    }

    /// Each case under each role, then all fitted, all held out, and all.
    fn scores(&self, around: &[Vec<usize>]) -> Vec<Score> {
        let cases: Vec<&str> = self.design.cases.iter().map(|case| case.name.as_str()).collect();
        let mut subjects: Vec<(&str, Vec<usize>)> = Vec::new();
        let of = |is_in: &dyn Fn(&Seen) -> bool| -> Vec<usize> {
            (0..self.seen.len()).filter(|&o| is_in(&self.seen[o])).collect()
        };
        subjects.extend(cases.into_iter().map(|case| (case, of(&|seen| seen.case == case))));
        subjects.push(("fitted", of(&|seen| seen.target.is_fitted)));
        subjects.push(("held out", of(&|seen| !seen.target.is_fitted)));
        subjects.push(("all", of(&|_| true)));
        subjects.retain(|(_, observations)| !observations.is_empty());
        let score = |(subject, observations): &(&str, Vec<usize>)| {
            Role::ALL.map(|role| self.score(subject, observations, role, around))
        };
        subjects.iter().flat_map(score).filter(|score| score.mean_error.is_finite()).collect()
    }

    fn score(&self, subject: &str, observations: &[usize], role: Role, around: &[Vec<usize>]) -> Score {
        let told: Vec<(&Seen, Quantiles)> = observations
            .iter()
            .map(|&o| (&self.seen[o], quantiles(self.sample(o, role, around).into_iter())))
            .filter(|(_, [_, median, _])| median.is_finite())
            .collect();
        let ratios = || told.iter().filter(|(seen, _)| seen.is_ratio());
        let is_right = |(seen, [_, median, _]): &&(&Seen, Quantiles)| {
            let value = seen.observation.value;
            (value * median.exp() < 1.0) == (value < 1.0)
        };
        let covers = |(_, [low, _, high]): &&(&Seen, Quantiles)| *low <= 0.0 && 0.0 <= *high;
        Score {
            subject: subject.into(),
            role,
            metrics: told.len(),
            signs: ratios().count(),
            signs_right: ratios().filter(is_right).count(),
            covered: told.iter().filter(covers).count(),
            mean_error: mean_error(&told),
        }
    }
}

/// The mean over cases of the mean size of misfits: a case weighs as much as any other here, too.
fn mean_error(told: &[(&Seen, Quantiles)]) -> f64 {
    let mut cases: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (seen, [_, median, _]) in told {
        cases.entry(seen.target.group).or_default().push(median.abs());
    }
    let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    cases.values().map(mean).sum::<f64>() / cases.len() as f64
}
