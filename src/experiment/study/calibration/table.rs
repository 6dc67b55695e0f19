//! The tables of a calibration.

use super::{Calibrated, Misfit, Posterior, Score, Standing};
use crate::experiment::study::table::{Cell, Table};

const QUANTILES: [&str; 3] = ["q05", "q50", "q95"];

pub(in crate::experiment::study) fn tables(found: &Calibrated) -> Vec<Table> {
    vec![posterior(found), scores(found), misfits(found), points(found)]
}

fn posterior(found: &Calibrated) -> Table {
    let head = ["parameter", "range_low", "range_high", "as_it_is"].map(str::to_owned);
    let mut table = Table::new("posterior", &[]);
    table.columns = head.into_iter().chain(named("prior")).chain(named("kept")).collect();
    let row = |p: &Posterior| {
        let head = vec![p.name.as_str().into(), p.range.0.into(), p.range.1.into(), p.as_it_is.into()];
        with_numbers(head, &[p.prior, p.kept].concat())
    };
    table.rows = found.parameters.iter().map(row).collect();
    table
}

fn scores(found: &Calibrated) -> Table {
    let columns =
        ["subject", "values", "metrics", "signs", "signs_right", "covered", "mean_absolute_log_error"];
    let mut table = Table::new("scores", &columns);
    let row = |score: &Score| -> Vec<Cell> {
        let counts = [score.metrics, score.signs, score.signs_right, score.covered].map(Cell::from);
        let head = vec![score.subject.as_str().into(), score.role.name().into()];
        head.into_iter().chain(counts).chain([score.mean_error.into()]).collect()
    };
    table.rows = found.scores.iter().map(row).collect();
    table
}

fn misfits(found: &Calibrated) -> Table {
    let head = [
        "case",
        "fitted",
        "metric",
        "kind",
        "unit",
        "observed",
        "deviation",
        "least_implausible",
        "rules_out",
    ];
    let mut table = Table::new("misfits", &head);
    table.columns.extend(["as_it_is", "prior", "kept"].into_iter().flat_map(named));
    let row = |m: &Misfit| {
        let head: Vec<Cell> = vec![
            m.case.as_str().into(),
            m.is_fitted.into(),
            m.metric.as_str().into(),
            m.kind.into(),
            m.unit.into(),
            m.observed.into(),
            m.deviation.into(),
            m.least_implausible.into(),
            m.rules_out.into(),
        ];
        with_numbers(head, &[m.as_it_is, m.prior, m.kept].concat())
    };
    table.rows = found.misfits.iter().map(row).collect();
    table
}

fn points(found: &Calibrated) -> Table {
    let mut table = Table::new("points", &["wave", "kept", "distance", "worst_implausibility"]);
    table.columns.extend(found.parameters.iter().map(|parameter| parameter.name.clone()));
    let row = |point: &Standing| {
        let head: Vec<Cell> =
            vec![point.wave.into(), point.is_kept.into(), point.distance.into(), point.worst.into()];
        with_numbers(head, &point.values)
    };
    table.rows = found.points.iter().map(row).collect();
    table
}

fn named(what: &str) -> [String; 3] {
    QUANTILES.map(|quantile| format!("{what}_{quantile}"))
}

fn with_numbers(mut row: Vec<Cell>, numbers: &[f64]) -> Vec<Cell> {
    row.extend(numbers.iter().map(|number| Cell::from(*number)));
    row
}
