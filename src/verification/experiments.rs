//! Natural experiments: what was observed in a case, beside what observers in the model would have seen.
//!
//! A case says in `observations.csv` in which of its scenarios each figure was observed; those scenarios are
//! what happened. Only they are run. A figure of the world is compared with `flow_monitored`, `detections`,
//! `deaths_recorded` and the like, never with the truth of the model: the case names the indicator.

use serde::Serialize;

use crate::experiment::{Ensemble, ObservationRow, evaluate};
use crate::world::Scenario;

/// One metric of one case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValidationRow {
    /// The case.
    pub case: String,
    /// The metric.
    pub metric: String,
    /// `level`, `ratio`, `share`, `series`, `substitution` or `lag`.
    pub kind: &'static str,
    /// The scenario that happened.
    pub scenario: String,
    /// The indicator.
    pub indicator: String,
    /// What it is about.
    pub scope: String,
    /// The observed value.
    pub observed: f64,
    /// The low end of the observed range.
    pub low: Option<f64>,
    /// The high end of the observed range.
    pub high: Option<f64>,
    /// The simulated 5 % quantile; none with few replicates.
    pub q05: Option<f64>,
    /// The simulated median; the mean with few replicates.
    pub q50: Option<f64>,
    /// The simulated 95 % quantile; none with few replicates.
    pub q95: Option<f64>,
    /// For ratios: whether the logs of observed and simulated have one sign; for substitutions, the figures.
    pub sign_right: Option<bool>,
    /// Whether the simulated 90 % interval holds the observed value.
    pub covered: Option<bool>,
    /// The log of simulated median over observed; none where one of them is not positive.
    pub log_error: Option<f64>,
    /// The facts it rests on.
    pub fact_ids: String,
}

impl ValidationRow {
    fn of(case: &str, row: ObservationRow) -> Self {
        Self {
            case: case.into(),
            log_error: row.q50.and_then(|median| log_error(median, row.observed)),
            metric: row.metric,
            kind: row.kind,
            scenario: row.scenario,
            indicator: row.indicator,
            scope: row.scope,
            observed: row.observed,
            low: row.low,
            high: row.high,
            q05: row.q05,
            q50: row.q50,
            q95: row.q95,
            sign_right: row.sign_right,
            covered: row.covered,
            fact_ids: row.fact_ids,
        }
    }
}

fn log_error(simulated: f64, observed: f64) -> Option<f64> {
    (simulated > 0.0 && observed > 0.0).then(|| (simulated / observed).ln())
}

/// How many metrics came out right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// The case, or `all`.
    pub case: String,
    /// Metrics.
    pub metrics: usize,
    /// Ratios and substitutions, whose sign is judged.
    pub signs: usize,
    /// Of these, those with the right sign.
    pub signs_right: usize,
    /// Metrics with a simulated interval.
    pub intervals: usize,
    /// Of these, those whose interval holds the observed value.
    pub covered: usize,
    /// Median of the sizes of the log errors: 0.7 is a factor of two.
    pub median_log_error: Option<f64>,
}

/// The name of the line over all cases.
pub const ALL_CASES: &str = "all";

/// The scenarios of a case that happened: those in which something was observed.
#[must_use]
pub fn what_happened(scenarios: Vec<Scenario>) -> Vec<Scenario> {
    scenarios.into_iter().filter(Scenario::has_happened).collect()
}

/// The metrics of a case over its runs.
#[must_use]
pub fn rows(case: &str, ensemble: &Ensemble) -> Vec<ValidationRow> {
    evaluate(ensemble).into_iter().map(|row| ValidationRow::of(case, row)).collect()
}

/// A score for each case in the order of the rows, then one over all.
#[must_use]
pub fn scores(rows: &[ValidationRow]) -> Vec<Score> {
    let mut cases: Vec<&str> = rows.iter().map(|row| row.case.as_str()).collect();
    cases.dedup();
    let of_case = |case: &&str| score(case, rows.iter().filter(|row| row.case == *case));
    let mut scores: Vec<Score> = cases.iter().map(of_case).collect();
    scores.push(score(ALL_CASES, rows.iter()));
    scores
}

fn score<'r>(case: &str, rows: impl Iterator<Item = &'r ValidationRow>) -> Score {
    let rows: Vec<&ValidationRow> = rows.collect();
    let count = |said: &dyn Fn(&ValidationRow) -> Option<bool>| {
        let judged: Vec<bool> = rows.iter().filter_map(|row| said(row)).collect();
        (judged.len(), judged.iter().filter(|&&right| right).count())
    };
    let (signs, signs_right) = count(&|row| row.sign_right);
    let (intervals, covered) = count(&|row| row.covered);
    let errors = rows.iter().filter_map(|row| row.log_error.map(f64::abs)).collect();
    let median_log_error = median(errors);
    Score { case: case.into(), metrics: rows.len(), signs, signs_right, intervals, covered, median_log_error }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        Some(upper)
    } else {
        values.get(middle - 1).map(|lower| f64::midpoint(*lower, upper))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    fn row(case: &str, right: Option<bool>, covered: Option<bool>, median: f64) -> ValidationRow {
        let seen = ObservationRow {
            metric: "metric".into(),
            kind: "ratio",
            scenario: "law".into(),
            indicator: "deaths".into(),
            scope: "total".into(),
            observed: 0.5,
            low: None,
            high: None,
            q05: None,
            q50: Some(median),
            q95: None,
            sign_right: right,
            covered,
            fact_ids: String::new(),
        };
        ValidationRow::of(case, seen)
    }

    #[test]
    fn scores_count_what_was_judged() {
        let (yes, no) = (Some(true), Some(false));
        let rows = [row("a", yes, no, 0.5), row("a", None, yes, 1.0), row("b", no, None, 0.0)];
        let scores = scores(&rows);
        let counts = |i: usize| {
            let s: &Score = &scores[i];
            (s.case.as_str(), s.metrics, s.signs_right, s.signs, s.covered, s.intervals)
        };
        assert_eq!(counts(0), ("a", 2, 1, 1, 1, 2));
        assert_eq!(counts(1), ("b", 1, 0, 1, 0, 0));
        assert_eq!(counts(2), ("all", 3, 1, 2, 1, 2));
        let half = std::f64::consts::LN_2 / 2.0;
        assert!((scores[0].median_log_error.unwrap() - half).abs() < 1e-12);
        assert_eq!(scores[1].median_log_error, None);
    }

    #[test]
    fn only_what_happened_is_run() {
        let mut scenarios = synthetic::scenarios(3);
        let observed: Vec<String> = scenarios[0].observations.iter().map(|o| o.scenario.clone()).collect();
        let names: Vec<String> = what_happened(scenarios.clone()).into_iter().map(|s| s.name).collect();
        assert!(!names.is_empty() && names.iter().all(|name| observed.contains(name)));
        scenarios.iter_mut().for_each(|s| s.observations.clear());
        assert!(what_happened(scenarios).is_empty());
    }
}
