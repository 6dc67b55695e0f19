//! Policies in many futures: how much each loses against the best, how often it does well enough, and
//! which futures break it.

use super::mathematics::discovery::{Region, discover};
use super::mathematics::regret::{Standing, regrets, standing};
use super::mathematics::sequence;
use super::runner::{Job, Runner, mean};
use super::table::{Cell, Table};
use super::variants::Unknowns;
use crate::experiment::uncertain::Uncertain;
use crate::scenario::study::{Factor, Measure, Outcome, Study};

/// What became of a robustness study.
#[derive(Clone, Debug)]
pub struct Robustness {
    /// The numbers that make a future.
    pub factors: Vec<Uncertain>,
    /// Their shares of the ranges, by future.
    pub futures: Vec<Vec<f64>>,
    /// Levels, means over replicates, by scenario, outcome and future.
    pub levels: Vec<Vec<Vec<f64>>>,
    /// How each scenario stands in each outcome that has a goal.
    pub standings: Vec<Place>,
    /// How often each scenario does well enough.
    pub satisficing: Vec<Satisficing>,
    /// Which futures break which policy.
    pub breaks: Vec<Break>,
}

/// How a scenario stands in an outcome.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The scenario.
    pub scenario: usize,
    /// The outcome.
    pub outcome: usize,
    /// The mean regret, in the outcome's unit.
    pub mean_regret: f64,
    /// Its 90 % quantile.
    pub regret_90: f64,
    /// The most.
    pub most_regret: f64,
    /// The share of futures in which no other is better.
    pub best_share: f64,
    /// The worst level, and the future in which it comes.
    pub worst: (f64, usize),
}

/// How often a scenario does well enough.
#[derive(Clone, Debug)]
pub struct Satisficing {
    /// The scenario.
    pub scenario: usize,
    /// By outcome: the share of futures in which it does.
    pub by_outcome: Vec<f64>,
    /// The share in which it does in all of them.
    pub all: f64,
}

/// The futures in which a policy does not do well enough in an outcome.
#[derive(Clone, Debug)]
pub struct Break {
    /// The policy.
    pub scenario: usize,
    /// The outcome.
    pub outcome: usize,
    /// The futures.
    pub futures: Vec<usize>,
    /// The box that holds them best, where there is one that chance does not explain.
    pub found: Option<Found>,
}

/// A box of futures.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its sides: the factor, and the ends in shares of the range (infinite where there is none).
    pub sides: Vec<(usize, f64, f64)>,
    /// Of the futures in it, the share that breaks the policy.
    pub density: f64,
    /// Of the futures that break it, the share that is in it.
    pub coverage: f64,
    /// The share of all futures that is in it.
    pub support: f64,
    /// How likely chance would give as good a side, by side.
    pub chance: Vec<f64>,
}

pub(super) fn cost(study: &Study, futures: usize) -> usize {
    futures * study.scenarios.len() * study.replicates as usize
}

pub(super) fn run(
    study: &Study,
    named: &[Factor],
    futures: usize,
    runner: &Runner<'_>,
) -> Option<Robustness> {
    let unknowns = Unknowns::of(study, named);
    let shares = sequence::points(0, futures, unknowns.numbers.len(), study.seed);
    // Chance differs from future to future as well: a future is both what is not known and luck.
    let job = |(i, shares): (usize, &Vec<f64>)| Job {
        scenarios: unknowns.draw(&study.scenarios, shares),
        seed: study.seed.wrapping_add(i as u64 * u64::from(study.replicates)),
        replicates: study.replicates,
    };
    let jobs: Vec<Job> = shares.iter().enumerate().map(job).collect();
    let answers = runner.run(&jobs, &study.outcomes)?;
    let level = |s: usize, o: usize| answers.iter().map(|answer| mean(&answer[s][o])).collect();
    let of_scenario = |s: usize| (0..study.outcomes.len()).map(|o| level(s, o)).collect();
    let levels: Vec<Vec<Vec<f64>>> = (0..study.scenarios.len()).map(of_scenario).collect();
    Some(sum_up(unknowns.numbers, shares, levels, &study.outcomes))
}

fn sum_up(
    factors: Vec<Uncertain>,
    futures: Vec<Vec<f64>>,
    levels: Vec<Vec<Vec<f64>>>,
    outcomes: &[Outcome],
) -> Robustness {
    let aims = (0..outcomes.len()).filter(|&o| outcomes[o].goal.is_some());
    let standings = aims.flat_map(|o| places(&levels, o, &outcomes[o])).collect();
    let satisficing = (0..levels.len()).map(|s| satisfice(&levels, s, outcomes)).collect();
    let pairs = (1..levels.len()).flat_map(|s| (0..outcomes.len()).map(move |o| (s, o)));
    let judged = pairs.filter(|(_, o)| outcomes[*o].goal.is_some() || outcomes[*o].is_bounded());
    let breaks = judged.map(|(s, o)| breaking(&levels, (s, o), &outcomes[o], &futures)).collect();
    Robustness { factors, futures, levels, standings, satisficing, breaks }
}

fn places(levels: &[Vec<Vec<f64>>], outcome: usize, about: &Outcome) -> Vec<Place> {
    let losses: Vec<Vec<f64>> =
        levels.iter().map(|s| s[outcome].iter().map(|level| about.loss(*level)).collect()).collect();
    let regrets = regrets(&losses);
    let place = |scenario: usize| {
        let Standing { mean_regret, regret_90, most_regret, best_share, worst } =
            standing(&losses[scenario], &regrets[scenario])?;
        let worst = (levels[scenario][outcome][worst.1], worst.1);
        Some(Place { scenario, outcome, mean_regret, regret_90, most_regret, best_share, worst })
    };
    (0..levels.len()).filter_map(place).collect()
}

/// Whether a scenario does well enough: within its bounds, or, of an outcome that has none, not worse
/// than the baseline.
fn does_well(levels: &[Vec<Vec<f64>>], (s, o): (usize, usize), about: &Outcome, future: usize) -> bool {
    let level = levels[s][o][future];
    let change = level - levels[0][o][future];
    match (about.is_bounded(), about.measure) {
        (true, Measure::Level) => about.is_met(level),
        (true, Measure::Change) => about.is_met(change),
        (false, _) => about.goal.is_none() || about.loss(change) <= 0.0,
    }
}

fn satisfice(levels: &[Vec<Vec<f64>>], scenario: usize, outcomes: &[Outcome]) -> Satisficing {
    let futures = levels[scenario].first().map_or(0, Vec::len);
    let share = |held: &dyn Fn(usize) -> bool| {
        (0..futures).filter(|f| held(*f)).count() as f64 / futures.max(1) as f64
    };
    let well = |o: usize, f: usize| does_well(levels, (scenario, o), &outcomes[o], f);
    let by_outcome = (0..outcomes.len()).map(|o| share(&|f| well(o, f))).collect();
    let all = share(&|f| (0..outcomes.len()).all(|o| well(o, f)));
    Satisficing { scenario, by_outcome, all }
}

fn breaking(
    levels: &[Vec<Vec<f64>>],
    (scenario, outcome): (usize, usize),
    about: &Outcome,
    futures: &[Vec<f64>],
) -> Break {
    let broken: Vec<bool> =
        (0..futures.len()).map(|f| !does_well(levels, (scenario, outcome), about, f)).collect();
    let found = discover(futures, &broken).map(describe);
    let futures = (0..futures.len()).filter(|f| broken[*f]).collect();
    Break { scenario, outcome, futures, found }
}

fn describe(region: Region) -> Found {
    Found {
        sides: region.sides.iter().map(|side| (side.factor, side.low, side.high)).collect(),
        chance: region.sides.iter().map(|side| side.chance).collect(),
        density: region.density,
        coverage: region.coverage,
        support: region.support,
    }
}

pub(super) fn tables(found: &Robustness, study: &Study) -> Vec<Table> {
    vec![
        futures(found),
        levels(found, study),
        regret(found, study),
        satisficing(found, study),
        boxes(found, study),
    ]
}

fn futures(found: &Robustness) -> Table {
    let mut table = Table::new("futures", &["future"]);
    table.columns.extend(found.factors.iter().map(Uncertain::name));
    for (i, shares) in found.futures.iter().enumerate() {
        let values = found.factors.iter().zip(shares).map(|(factor, share)| Cell::from(factor.at(*share)));
        table.rows.push(std::iter::once(Cell::from(i + 1)).chain(values).collect());
    }
    table
}

fn levels(found: &Robustness, study: &Study) -> Table {
    let mut table =
        Table::new("levels", &["future", "scenario", "indicator", "unit", "scope", "level", "change"]);
    for f in 0..found.futures.len() {
        for (s, scenario) in study.scenarios.iter().enumerate() {
            for (o, outcome) in study.outcomes.iter().enumerate() {
                let level = found.levels[s][o][f];
                let mut row: Vec<Cell> = vec![(f + 1).into(), scenario.name.as_str().into()];
                row.extend(names(outcome));
                row.extend([Cell::from(level), (level - found.levels[0][o][f]).into()]);
                table.rows.push(row);
            }
        }
    }
    table
}

fn names(outcome: &Outcome) -> [Cell; 3] {
    [outcome.indicator.name.into(), outcome.indicator.unit.into(), outcome.scope_label.as_str().into()]
}

fn regret(found: &Robustness, study: &Study) -> Table {
    let columns = [
        "scenario",
        "indicator",
        "unit",
        "scope",
        "mean_regret",
        "regret_q90",
        "most_regret",
        "best_share",
        "worst_level",
        "worst_future",
    ];
    let mut table = Table::new("regret", &columns);
    for place in &found.standings {
        let mut row: Vec<Cell> = vec![study.scenarios[place.scenario].name.as_str().into()];
        row.extend(names(&study.outcomes[place.outcome]));
        row.extend([place.mean_regret, place.regret_90, place.most_regret, place.best_share].map(Cell::from));
        row.extend([Cell::from(place.worst.0), (place.worst.1 + 1).into()]);
        table.rows.push(row);
    }
    table
}

fn satisficing(found: &Robustness, study: &Study) -> Table {
    let mut table = Table::new("satisficing", &["scenario", "indicator", "scope", "share_of_futures"]);
    for row in &found.satisficing {
        let scenario = study.scenarios[row.scenario].name.as_str();
        for (outcome, share) in study.outcomes.iter().zip(&row.by_outcome) {
            let [indicator, _, scope] = names(outcome);
            table.rows.push(vec![scenario.into(), indicator, scope, (*share).into()]);
        }
        table.rows.push(vec![scenario.into(), "(all)".into(), "".into(), row.all.into()]);
    }
    table
}

fn boxes(found: &Robustness, study: &Study) -> Table {
    let columns = [
        "scenario",
        "indicator",
        "scope",
        "breaking_futures",
        "density",
        "coverage",
        "support",
        "parameter",
        "low",
        "high",
        "chance",
    ];
    let mut table = Table::new("breaking", &columns);
    for broken in &found.breaks {
        let [indicator, _, scope] = names(&study.outcomes[broken.outcome]);
        let head = vec![
            study.scenarios[broken.scenario].name.as_str().into(),
            indicator,
            scope,
            broken.futures.len().into(),
        ];
        let Some(region) = &broken.found else {
            let blank = [f64::NAN; 3].map(Cell::from);
            let rest = [Cell::from(""), f64::NAN.into(), f64::NAN.into(), f64::NAN.into()];
            table.rows.push(head.into_iter().chain(blank).chain(rest).collect());
            continue;
        };
        for ((factor, low, high), chance) in region.sides.iter().zip(&region.chance) {
            let number = &found.factors[*factor];
            let end = |share: f64| if share.is_finite() { number.at(share) } else { f64::NAN };
            let measures = [region.density, region.coverage, region.support].map(Cell::from);
            let side = [Cell::from(number.name()), end(*low).into(), end(*high).into(), (*chance).into()];
            table.rows.push(head.iter().cloned().chain(measures).chain(side).collect());
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::study::mathematics::sequence::points;
    use crate::outcomes::{self, Scope};
    use crate::scenario::study::Goal;

    fn outcome(at_most: Option<f64>) -> Outcome {
        Outcome {
            indicator: outcomes::find("deaths").unwrap(),
            scope: Scope::Total,
            scope_label: "total".into(),
            goal: Some(Goal::Less),
            measure: Measure::Change,
            at_most,
            at_least: None,
        }
    }

    /// A policy that saves twenty where the first number is low, and costs twenty where it is high.
    fn found(at_most: Option<f64>) -> Robustness {
        let futures = points(0, 64, 2, 1);
        let baseline: Vec<f64> = futures.iter().map(|x| 100.0 + x[1]).collect();
        let policy =
            futures.iter().zip(&baseline).map(|(x, b)| if x[0] < 0.75 { b - 20.0 } else { b + 20.0 });
        let levels = vec![vec![baseline.clone()], vec![policy.collect()]];
        sum_up(Vec::new(), futures, levels, &[outcome(at_most)])
    }

    #[test]
    fn regret_doing_well_and_the_breaking_box_agree() {
        let found = found(None);
        let [baseline, policy] = found.standings.as_slice() else { panic!("two places") };
        assert_eq!((baseline.mean_regret, policy.mean_regret), (15.0, 5.0));
        assert_eq!((baseline.best_share, policy.best_share), (0.25, 0.75));
        assert_eq!((found.satisficing[0].all, found.satisficing[1].all), (1.0, 0.75));
        let region = found.breaks[0].found.clone().unwrap();
        assert_eq!((found.breaks[0].futures.len(), region.sides.len(), region.sides[0].0), (16, 1, 0));
        assert!((region.sides[0].1 - 0.75).abs() < 0.05 && region.density > 0.9, "{region:?}");
    }

    #[test]
    fn a_bound_is_asked_more_than_no_harm() {
        let found = found(Some(-30.0));
        assert_eq!((found.satisficing[1].all, found.breaks[0].futures.len()), (0.0, 64));
        assert!(found.breaks[0].found.is_none());
    }
}
