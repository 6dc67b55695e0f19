//! Values of levers, and what cannot be bettered in everything.

use super::estimate::Estimate;
use super::mathematics::pareto;
use super::runner::{Answer, Runner, differences, jobs_of, runs_of};
use super::table::{Cell, Table};
use super::variants::with_levers;
use super::{OUTCOME_COLUMNS, estimate_cells};
use crate::scenario::study::{Lever, Outcome, Study};

/// What became of a sweep.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// What was varied.
    pub levers: Vec<Lever>,
    /// The baseline's levels by outcome.
    pub baseline: Vec<Estimate>,
    /// The points, in the order of the grid.
    pub points: Vec<Point>,
}

/// One combination of values.
#[derive(Clone, Debug)]
pub struct Point {
    /// The values, by lever.
    pub values: Vec<f64>,
    /// Levels by outcome.
    pub levels: Vec<Estimate>,
    /// Paired differences from the baseline by outcome.
    pub changes: Vec<Estimate>,
    /// Whether no other is nowhere worse and somewhere better, by the means of outcomes with a goal.
    pub on_front: bool,
    /// The share of replicates in which that is so.
    pub front_share: f64,
}

/// All combinations, or values side by side.
#[must_use]
pub(super) fn combinations(levers: &[Lever], grid: bool) -> Vec<Vec<f64>> {
    if !grid {
        let rows = levers.iter().map(|lever| lever.values.len()).min().unwrap_or(0);
        return (0..rows).map(|i| levers.iter().map(|lever| lever.values[i]).collect()).collect();
    }
    let extend = |sofar: Vec<Vec<f64>>, lever: &Lever| {
        let with = |start: &Vec<f64>| -> Vec<Vec<f64>> {
            lever.values.iter().map(|x| [start.as_slice(), &[*x]].concat()).collect()
        };
        sofar.iter().flat_map(with).collect()
    };
    levers.iter().fold(vec![Vec::new()], extend)
}

pub(super) fn cost(study: &Study, levers: &[Lever], grid: bool) -> usize {
    runs_of(points(levers, grid), study.replicates)
}

/// How many combinations there are: a grid may have more than there is room for.
fn points(levers: &[Lever], grid: bool) -> usize {
    let each = levers.iter().map(|lever| lever.values.len());
    if grid { each.fold(1, usize::saturating_mul) } else { each.min().unwrap_or(0) }
}

pub(super) fn run(study: &Study, levers: &[Lever], grid: bool, runner: &Runner<'_>) -> Option<Sweep> {
    let combinations = combinations(levers, grid);
    let name = |i: usize| format!("point-{}", i + 1);
    let variants: Vec<_> = combinations
        .iter()
        .enumerate()
        .map(|(i, values)| with_levers(&study.scenarios[1], levers, values, name(i)))
        .collect();
    let jobs = jobs_of(&study.scenarios[0], &variants, study.seed, study.replicates);
    let answers = runner.run(&jobs, &study.outcomes)?;
    Some(sum_up(levers, combinations, &answers, &study.outcomes))
}

fn sum_up(levers: &[Lever], combinations: Vec<Vec<f64>>, answers: &[Answer], outcomes: &[Outcome]) -> Sweep {
    let baseline: Vec<Vec<f64>> = answers.first().map_or(Vec::new(), |answer| answer[0].clone());
    let levels: Vec<&Vec<Vec<f64>>> = answers.iter().flat_map(|answer| &answer[1..]).collect();
    let changes: Vec<Vec<Vec<f64>>> = levels
        .iter()
        .map(|level| level.iter().zip(&baseline).map(|(own, base)| differences(own, base)).collect())
        .collect();
    let (front, shares) = fronts(&changes, outcomes);
    let estimates = |values: &[Vec<f64>]| values.iter().map(|v| Estimate::of(v)).collect();
    let point = |(i, values): (usize, Vec<f64>)| Point {
        values,
        levels: estimates(levels[i]),
        changes: estimates(&changes[i]),
        on_front: front.contains(&i),
        front_share: shares[i],
    };
    Sweep {
        levers: levers.to_vec(),
        baseline: estimates(&baseline),
        points: combinations.into_iter().enumerate().map(point).collect(),
    }
}

/// The front by the means, and the share of replicates in which each point is on the front of that
/// replicate. Outcomes without a goal have no say; without any there is no front.
pub(super) fn fronts(changes: &[Vec<Vec<f64>>], outcomes: &[Outcome]) -> (Vec<usize>, Vec<f64>) {
    let aims: Vec<usize> = (0..outcomes.len()).filter(|&o| outcomes[o].goal.is_some()).collect();
    let replicates = changes.first().and_then(|point| point.first()).map_or(0, Vec::len);
    if aims.is_empty() || replicates == 0 {
        return (Vec::new(), vec![f64::NAN; changes.len()]);
    }
    let losses = |value: &dyn Fn(&[f64]) -> f64| -> Vec<Vec<f64>> {
        let point =
            |change: &Vec<Vec<f64>>| aims.iter().map(|&o| outcomes[o].loss(value(&change[o]))).collect();
        changes.iter().map(point).collect()
    };
    let front = pareto::front(&losses(&super::runner::mean));
    let mut counts = vec![0_usize; changes.len()];
    for r in 0..replicates {
        pareto::front(&losses(&|values| values[r])).into_iter().for_each(|i| counts[i] += 1);
    }
    (front, counts.into_iter().map(|count| count as f64 / replicates as f64).collect())
}

pub(super) fn tables(sweep: &Sweep, outcomes: &[Outcome]) -> Vec<Table> {
    let mut points = Table::new("points", &["point"]);
    points.columns.extend(sweep.levers.iter().map(Lever::label));
    points.columns.extend(["on_front", "front_share"].map(String::from));
    let columns: Vec<&str> = ["point"].into_iter().chain(OUTCOME_COLUMNS).collect();
    let mut values = Table::new("outcomes", &columns);
    for (o, outcome) in outcomes.iter().enumerate() {
        values.rows.push(prefixed(0, estimate_cells(outcome, "level", &sweep.baseline[o])));
    }
    for (i, point) in sweep.points.iter().enumerate() {
        let mut row: Vec<Cell> = vec![(i + 1).into()];
        row.extend(point.values.iter().map(|x| Cell::from(*x)));
        row.extend([Cell::from(point.on_front), point.front_share.into()]);
        points.rows.push(row);
        for (o, outcome) in outcomes.iter().enumerate() {
            values.rows.push(prefixed(i + 1, estimate_cells(outcome, "level", &point.levels[o])));
            values.rows.push(prefixed(i + 1, estimate_cells(outcome, "change", &point.changes[o])));
        }
    }
    vec![points, values]
}

/// Cells after the number of a point; 0 is the baseline.
pub(super) fn prefixed(point: usize, cells: Vec<Cell>) -> Vec<Cell> {
    std::iter::once(point.into()).chain(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lever(values: &[f64]) -> Lever {
        Lever { policy: "law".into(), number: None, values: values.to_vec(), range: (0.0, 1.0) }
    }

    #[test]
    fn a_grid_is_all_with_all_and_a_list_is_side_by_side() {
        let levers = [lever(&[1.0, 2.0]), lever(&[5.0, 6.0])];
        let all = [[1.0, 5.0], [1.0, 6.0], [2.0, 5.0], [2.0, 6.0]].map(|p| p.to_vec());
        assert_eq!(combinations(&levers, true), all);
        assert_eq!(combinations(&levers, false), [[1.0, 5.0], [2.0, 6.0]].map(|p| p.to_vec()));
        let levers = [lever(&[1.0, 2.0, 3.0]), lever(&[5.0, 6.0]), lever(&[0.0, 1.0, 2.0, 3.0])];
        for grid in [true, false] {
            assert_eq!(points(&levers, grid), combinations(&levers, grid).len());
        }
    }
}
