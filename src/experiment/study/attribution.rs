//! What each part adds to the whole change, by Shapley values.
//!
//! Parts that are policies are there or not in the scenario; the whole is its change against the
//! baseline. Parts that are mechanisms or legs are in force or not in both, and what is shared out is
//! the change that the scenario brings with all of them less the change that it brings with none.

use super::estimate::Estimate;
use super::mathematics::shapley::{self, Plan};
use super::runner::{Answer, Job, Runner, differences, jobs_of, runs_of};
use super::table::{Cell, Table};
use super::variants::with_parts;
use crate::scenario::study::{Part, Study};

/// What became of an attribution.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The parts' names.
    pub parts: Vec<String>,
    /// By outcome.
    pub outcomes: Vec<Account>,
    /// Whether all combinations were worked out.
    pub exact: bool,
    /// How many combinations were run.
    pub combinations: usize,
}

/// How one outcome's change adds up.
#[derive(Clone, Debug)]
pub struct Account {
    /// The change with none of the parts.
    pub none: Estimate,
    /// The change with all of them.
    pub whole: Estimate,
    /// What each part adds; the error is that of chance.
    pub shares: Vec<Estimate>,
    /// The standard error of having drawn orders; zero if all were worked out.
    pub order_error: Vec<f64>,
}

/// Whether parts change the baseline too, so that no two combinations share it.
fn moves_baseline(parts: &[Part]) -> bool {
    parts.iter().any(|part| !part.mechanisms.is_empty() || !part.legs.is_empty())
}

pub(super) fn cost(study: &Study, parts: &[Part], orders: usize) -> usize {
    let sets = Plan::new(parts.len(), orders, study.seed).sets.len();
    if moves_baseline(parts) { 2 * sets * study.replicates as usize } else { runs_of(sets, study.replicates) }
}

pub(super) fn run(study: &Study, parts: &[Part], orders: usize, runner: &Runner<'_>) -> Option<Attribution> {
    let plan = Plan::new(parts.len(), orders, study.seed);
    let [baseline, scenario, ..] = study.scenarios.as_slice() else { return None };
    let jobs: Vec<Job> = if moves_baseline(parts) {
        let pair = |set: &u64| Job {
            scenarios: vec![with_parts(baseline, parts, *set), with_parts(scenario, parts, *set)],
            seed: study.seed,
            replicates: study.replicates,
        };
        plan.sets.iter().map(pair).collect()
    } else {
        let variants: Vec<_> = plan.sets.iter().map(|set| with_parts(scenario, parts, *set)).collect();
        jobs_of(baseline, &variants, study.seed, study.replicates)
    };
    let answers = runner.run(&jobs, &study.outcomes)?;
    let account = |outcome: usize| account(&plan, &changes(&answers, outcome), parts.len());
    Some(Attribution {
        parts: parts.iter().map(|part| part.name.clone()).collect(),
        outcomes: (0..study.outcomes.len()).map(account).collect(),
        exact: parts.len() <= shapley::MOST_EXACT,
        combinations: plan.sets.len(),
    })
}

/// Paired changes by combination and replicate.
fn changes(answers: &[Answer], outcome: usize) -> Vec<Vec<f64>> {
    let of = |answer: &Answer| -> Vec<Vec<f64>> {
        answer[1..].iter().map(|scenario| differences(&scenario[outcome], &answer[0][outcome])).collect()
    };
    answers.iter().flat_map(of).collect()
}

/// Shapley values are linear: they are taken in each replicate, and chance is what differs among them.
fn account(plan: &Plan, changes: &[Vec<f64>], parts: usize) -> Account {
    let replicates = changes.first().map_or(0, Vec::len);
    let of_replicate = |r: usize| {
        let values: Vec<f64> = changes.iter().map(|values| values[r]).collect();
        plan.shares(&values).into_iter().map(|share| share.value).collect::<Vec<f64>>()
    };
    let by_replicate: Vec<Vec<f64>> = (0..replicates).map(of_replicate).collect();
    let means: Vec<f64> = changes.iter().map(|values| super::runner::mean(values)).collect();
    let of_part = |part: usize| by_replicate.iter().map(|shares| shares[part]).collect::<Vec<f64>>();
    let ends = |set: Option<&Vec<f64>>| Estimate::of(set.map_or(&[], Vec::as_slice));
    Account {
        none: ends(changes.first()),
        whole: ends(changes.last()),
        shares: (0..parts).map(|part| Estimate::of(&of_part(part))).collect(),
        order_error: plan.shares(&means).into_iter().map(|share| share.standard_error).collect(),
    }
}

pub(super) fn tables(found: &Attribution, study: &Study) -> Vec<Table> {
    let columns = [
        "indicator",
        "unit",
        "scope",
        "part",
        "change",
        "standard_error",
        "order_standard_error",
        "q05",
        "q95",
        "replicates",
    ];
    let mut table = Table::new("attribution", &columns);
    for (account, outcome) in found.outcomes.iter().zip(&study.outcomes) {
        let mut line = |part: &str, estimate: &Estimate, error: f64| {
            let cells: Vec<Cell> = vec![
                outcome.indicator.name.into(),
                outcome.indicator.unit.into(),
                outcome.scope_label.as_str().into(),
                part.into(),
                estimate.mean.into(),
                estimate.standard_error.into(),
                error.into(),
                estimate.spread.q05.into(),
                estimate.spread.q95.into(),
                estimate.spread.count.into(),
            ];
            table.rows.push(cells);
        };
        line("(none of the parts)", &account.none, f64::NAN);
        for ((part, share), error) in found.parts.iter().zip(&account.shares).zip(&account.order_error) {
            line(part, share, *error);
        }
        line("(the whole)", &account.whole, f64::NAN);
    }
    vec![table]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_from_none_to_the_whole() {
        // Two replicates of v(S) = 10 + 3a + 5b + 2ab, the second with everything doubled.
        let plan = Plan::new(2, 0, 1);
        let changes: Vec<Vec<f64>> = [10.0, 13.0, 15.0, 20.0].map(|x| vec![x, 2.0 * x]).to_vec();
        let account = account(&plan, &changes, 2);
        assert_eq!(account.shares.iter().map(|s| s.mean).collect::<Vec<_>>(), [6.0, 9.0]);
        assert_eq!((account.none.mean, account.whole.mean), (15.0, 30.0));
        assert_eq!(account.order_error, [0.0, 0.0]);
    }
}
