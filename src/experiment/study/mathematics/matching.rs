//! History matching: which points of parameters observations do not rule out.
//!
//! An observation rules a point out where the two are further apart than the errors of observing, of
//! chance and of the model itself explain: its *implausibility* is the distance in standard deviations
//! (Craig, Goldstein, Seheult and Smith, 1997, "Pressure matching for hydrocarbon reservoirs"; Andrianakis
//! et al., 2015, "Bayesian history matching of complex infectious disease models using emulation"). Points
//! of the next wave are taken evenly from what emulators do not rule out. A point counts as plausible by
//! its own runs alone; emulators only say where to look.
//!
//! Where nothing is plausible, the share of points that are least far off is kept, as in approximate
//! Bayesian computation by rejection (Beaumont, Zhang and Balding, 2002): the best of what is there,
//! which is no posterior.

use super::emulator::Emulator;
use super::sequence;

/// How many points the emulators are asked about before a wave.
const CANDIDATES: usize = 4096;
/// The fewest points that are kept where nothing is plausible.
const FEWEST: usize = 5;

/// What a point is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Target {
    /// Variance of the misfit by observing, chance and the model.
    pub variance: f64,
    /// The case: all cases weigh the same, however much was observed in them.
    pub group: usize,
    /// Whether it is fitted.
    pub is_fitted: bool,
}

/// How a space is searched.
#[derive(Clone, Copy, Debug)]
pub(in crate::experiment::study) struct Search {
    pub dimensions: usize,
    pub seed: u64,
    /// Points of a wave.
    pub points: usize,
    pub waves: usize,
    /// The implausibility beyond which a point is ruled out.
    pub cutoff: f64,
    /// The share of points that is kept where nothing is plausible.
    pub nearest: f64,
}

/// A point that was tried.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::experiment::study) struct Tried {
    pub wave: usize,
    /// Shares of the ranges.
    pub shares: Vec<f64>,
    /// Simulated less observed, by target. Not a number where it was not simulated: that is held against no
    /// point.
    pub misfits: Vec<f64>,
}

/// What is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::experiment::study) struct Kept {
    /// Positions of points.
    pub points: Vec<usize>,
    /// Whether these are plausible; otherwise they are the least bad.
    pub is_plausible: bool,
}

/// Tries points wave by wave; `simulate` gives their misfits, or `None` to stop.
pub(in crate::experiment::study) fn waves(
    search: &Search,
    targets: &[Target],
    mut simulate: impl FnMut(usize, &[Vec<f64>]) -> Option<Vec<Vec<f64>>>,
) -> Option<Vec<Tried>> {
    let mut tried: Vec<Tried> = Vec::new();
    for wave in 0..search.waves {
        let points = match wave {
            0 => sequence::points(0, search.points, search.dimensions, search.seed),
            _ => next_points(search, targets, &tried, wave),
        };
        let misfits = simulate(wave, &points)?;
        let of = |(shares, misfits)| Tried { wave, shares, misfits };
        tried.extend(points.into_iter().zip(misfits).map(of));
    }
    Some(tried)
}

/// Points that emulators do not rule out, and after those the ones that are least far off.
fn next_points(search: &Search, targets: &[Target], tried: &[Tried], wave: usize) -> Vec<Vec<f64>> {
    let fitted: Vec<usize> = (0..targets.len()).filter(|&t| targets[t].is_fitted).collect();
    let emulator = |&t: &usize| {
        let known = tried.iter().filter(|point| point.misfits[t].is_finite());
        let (shares, misfits): (Vec<Vec<f64>>, Vec<f64>) =
            known.map(|point| (point.shares.clone(), point.misfits[t])).unzip();
        Emulator::of(&shares, &misfits)
    };
    let emulators: Vec<Emulator> = fitted.iter().map(emulator).collect();
    let known: Vec<Target> = fitted
        .iter()
        .zip(&emulators)
        .map(|(&t, emulator)| Target { variance: targets[t].variance + emulator.variance, ..targets[t] })
        .collect();
    let from = search.points + (wave - 1) * CANDIDATES;
    let candidates = sequence::points(from, CANDIDATES, search.dimensions, search.seed);
    let rank = |point: Vec<f64>| {
        let misfits: Vec<f64> = emulators.iter().map(|emulator| emulator.at(&point)).collect();
        let is_out = worst(&misfits, &known) > search.cutoff;
        (if is_out { distance(&misfits, &known, &|_| true) } else { 0.0 }, point)
    };
    let mut ranked: Vec<(f64, Vec<f64>)> = candidates.into_iter().map(rank).collect();
    // Stable: what is not ruled out stays in the order of the sequence, which fills it evenly.
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranked.into_iter().take(search.points).map(|(_, point)| point).collect()
}

/// How many standard deviations a misfit is.
#[must_use]
pub(in crate::experiment::study) fn implausibility(misfit: f64, target: &Target) -> f64 {
    misfit.abs() / target.variance.sqrt()
}

/// The largest implausibility of the fitted; infinite where none of them has a value.
#[must_use]
pub(in crate::experiment::study) fn worst(misfits: &[f64], targets: &[Target]) -> f64 {
    let fitted = misfits.iter().zip(targets).filter(|(_, target)| target.is_fitted);
    let told = fitted.filter(|(misfit, _)| misfit.is_finite());
    let sizes = told.map(|(misfit, target)| implausibility(*misfit, target));
    sizes.max_by(f64::total_cmp).unwrap_or(f64::INFINITY)
}

/// The root of the mean squared implausibility over groups, of the targets that are looked at.
#[must_use]
pub(in crate::experiment::study) fn distance(
    misfits: &[f64],
    targets: &[Target],
    looked_at: &dyn Fn(&Target) -> bool,
) -> f64 {
    let groups = targets.iter().map(|target| target.group + 1).max().unwrap_or(0);
    let mut sums = vec![(0.0, 0_usize); groups];
    let told = misfits.iter().zip(targets).filter(|(misfit, _)| misfit.is_finite());
    for (misfit, target) in told.filter(|(_, target)| looked_at(target)) {
        let (sum, count) = &mut sums[target.group];
        *sum += implausibility(*misfit, target).powi(2);
        *count += 1;
    }
    let means: Vec<f64> = sums.into_iter().filter(|(_, n)| *n > 0).map(|(sum, n)| sum / n as f64).collect();
    (means.iter().sum::<f64>() / means.len().max(1) as f64).sqrt()
}

/// The plausible points, or those that are least far off.
#[must_use]
pub(in crate::experiment::study) fn keep(search: &Search, targets: &[Target], tried: &[Tried]) -> Kept {
    let plausible = |&i: &usize| worst(&tried[i].misfits, targets) <= search.cutoff;
    let points: Vec<usize> = (0..tried.len()).filter(plausible).collect();
    if !points.is_empty() {
        return Kept { points, is_plausible: true };
    }
    let far: Vec<f64> =
        tried.iter().map(|point| distance(&point.misfits, targets, &|target| target.is_fitted)).collect();
    let mut order: Vec<usize> = (0..tried.len()).collect();
    order.sort_by(|a, b| far[*a].total_cmp(&far[*b]));
    let count = ((search.nearest * tried.len() as f64).ceil() as usize).max(FEWEST);
    order.truncate(count);
    Kept { points: order, is_plausible: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEARCH: Search = Search { dimensions: 3, seed: 5, points: 64, waves: 3, cutoff: 3.0, nearest: 0.1 };

    fn targets(n: usize) -> Vec<Target> {
        (0..n).map(|i| Target { variance: 0.01, group: i % 2, is_fitted: true }).collect()
    }

    fn run(targets: &[Target], misfits: impl Fn(&[f64]) -> Vec<f64>) -> (Vec<Tried>, Kept) {
        let simulate = |_, points: &[Vec<f64>]| Some(points.iter().map(|point| misfits(point)).collect());
        let tried = waves(&SEARCH, targets, simulate).unwrap();
        let kept = keep(&SEARCH, targets, &tried);
        (tried, kept)
    }

    /// Mean and standard deviation of a parameter over the points that are left.
    fn left((tried, kept): &(Vec<Tried>, Kept), parameter: usize) -> (f64, f64) {
        let values: Vec<f64> = kept.points.iter().map(|&i| tried[i].shares[parameter]).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        (mean, (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt())
    }

    #[test]
    fn planted_parameters_are_found_again() {
        let planted = [0.3, 0.7, 0.5];
        let found = run(&targets(4), |x| {
            let d: Vec<f64> = x.iter().zip(planted).map(|(x, p)| x - p).collect();
            vec![2.0 * d[0] + d[1], d[0] - 3.0 * d[1], 2.0 * d[2], d[1] + 2.0 * d[2]]
        });
        assert!(found.1.is_plausible && found.1.points.len() > 40, "{}", found.1.points.len());
        for (i, planted) in planted.into_iter().enumerate() {
            let (mean, deviation) = left(&found, i);
            assert!((mean - planted).abs() < 0.04, "{i}: {mean}");
            assert!(deviation < 0.12, "{i}: {deviation}");
        }
    }

    #[test]
    fn what_no_observation_tells_stays_as_the_prior_has_it() {
        let found = run(&targets(2), |x| vec![2.0 * (x[0] - 0.4), 0.0]);
        let (mean, deviation) = left(&found, 0);
        assert!((mean - 0.4).abs() < 0.03 && deviation < 0.12);
        for parameter in [1, 2] {
            let (mean, deviation) = left(&found, parameter);
            assert!((mean - 0.5).abs() < 0.05, "{mean}");
            assert!((deviation - 1.0 / 12.0_f64.sqrt()).abs() < 0.03, "{deviation}");
        }
        assert_eq!(run(&targets(1), |_| vec![0.0]).1.points.len(), 3 * SEARCH.points);
    }

    #[test]
    fn a_misfit_that_no_point_removes_leaves_nothing_plausible() {
        let found = run(&targets(2), |x| vec![x[0] - 0.2, 5.0]);
        assert!(!found.1.is_plausible);
        assert_eq!(found.1.points.len(), 20);
        // What can be told from the other observation is kept all the same.
        assert!((left(&found, 0).0 - 0.2).abs() < 0.05);
    }

    #[test]
    fn what_is_held_out_moves_nothing() {
        let mut with = targets(2);
        with[1].is_fitted = false;
        let (tried, kept) = run(&with, |x| vec![x[0] - 0.2, 5.0 + x[1]]);
        let (alone, kept_alone) = run(&with[..1], |x| vec![x[0] - 0.2]);
        assert_eq!(kept, kept_alone);
        assert!(tried.iter().zip(&alone).all(|(a, b)| a.shares == b.shares));
    }

    #[test]
    fn cases_weigh_the_same_however_much_was_observed_in_them() {
        let mut three = targets(3);
        (three[0].group, three[1].group, three[2].group) = (0, 0, 1);
        let far = distance(&[0.1, 0.3, 0.2], &three, &|_| true);
        assert!((far - ((1.0 + 9.0) / 4.0 + 4.0 / 2.0_f64).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_stop_ends_it() {
        assert!(waves(&SEARCH, &targets(1), |_, _| None).is_none());
    }
}
