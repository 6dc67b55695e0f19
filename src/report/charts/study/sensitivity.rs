//! What results hang on: a tornado, screening bars, or shares of variance. Levels stand in one chart
//! and the effects of policies in another.

use std::fmt::Write as _;

use super::bars::{self, Bar, Panel, Row};
use super::{caution, sheet, short_name};
use crate::experiment::study::{Finding, Sensitivity, Size};
use crate::report::charts::canvas::Words;
use crate::report::charts::data::{self, cell};
use crate::report::charts::{ChartError, Picture};
use crate::report::{format, ranked};
use crate::scenario::study::{Method, Outcome, Study};

/// How many numbers a panel shows.
const SHOWN: usize = 10;

pub(super) fn draw(found: &Sensitivity, study: &Study) -> Result<Vec<Option<Picture>>, ChartError> {
    let effects: Vec<usize> = (1..study.scenarios.len()).collect();
    let (levels, changes) = names(found.method);
    Ok(vec![picture(found, study, &[0], levels)?, picture(found, study, &effects, changes)?])
}

fn names(method: Method) -> (&'static str, &'static str) {
    match method {
        Method::OneAtATime => ("tornado-levels", "tornado-effects"),
        Method::Morris => ("screening-levels", "screening-effects"),
        Method::Sobol => ("variance-levels", "variance-effects"),
    }
}

fn picture(
    found: &Sensitivity,
    study: &Study,
    subjects: &[usize],
    name: &'static str,
) -> Result<Option<Picture>, ChartError> {
    let pairs = subjects.iter().flat_map(|&s| (0..study.outcomes.len()).map(move |o| (s, o)));
    let panels: Vec<Panel> =
        pairs.map(|(s, o)| panel(found, study, s, o)).filter(|panel| !panel.rows.is_empty()).collect();
    if panels.is_empty() {
        return Ok(None);
    }
    let words = words(found.method, subjects == [0], &study.scenarios[0].name);
    let svg = sheet(study, words, bars::height(&panels), |canvas| bars::draw(canvas, &panels))?;
    Ok(Some(Picture {
        name,
        svg,
        csv: table(found, study, subjects)?,
        text: describe(found, study, subjects),
    }))
}

fn words(method: Method, levels: bool, baseline: &str) -> Words {
    let what =
        if levels { format!("the levels in {baseline}") } else { format!("the effects against {baseline}") };
    let subtitle = match method {
        Method::OneAtATime => {
            "Each number alone at the ends of its range, others as they are; outlined: low end, filled: high end"
        }
        Method::Morris => {
            "Bar: mean size of the effect over the range (mu*), ± standard error; diamond: its deviation (sigma)"
        }
        Method::Sobol => {
            "Filled: share of variance on its own; outlined: with interactions; each with its 95 % interval"
        }
    };
    Words { title: format!("Which uncertain numbers matter for {what}"), subtitle: subtitle.into() }
}

fn panel(found: &Sensitivity, study: &Study, subject: usize, outcome: usize) -> Panel {
    let about = &study.outcomes[outcome];
    let title = match subject {
        0 => format::words(&about.label()),
        s => format!("{}: effect on {}", study.scenarios[s].name, format::words(&about.label())),
    };
    let unit = match found.method {
        Method::OneAtATime => format!("{}, difference from all as it is", about.indicator.unit),
        Method::Morris => format!("{} over the whole range", about.indicator.unit),
        Method::Sobol => "share of variance".into(),
    };
    let rows = ranked(found, subject, outcome);
    let rows = rows.into_iter().filter(|finding| finding.size.weight() > 0.0).take(SHOWN);
    Panel { title, unit, rows: rows.map(|finding| row(finding, found, about)).collect() }
}

fn row(finding: &Finding, found: &Sensitivity, outcome: &Outcome) -> Row {
    let name = short_name(&found.factors[finding.factor].name());
    let unit = outcome.indicator.unit;
    let bar = |to: f64, filled: bool, whisker: Option<(f64, f64)>| Bar {
        from: 0.0,
        to,
        filled,
        color: if filled { 1 } else { 2 },
        whisker,
    };
    match finding.size {
        Size::Swing { as_it_is, at_low, at_high, swing } => Row {
            name,
            bars: vec![bar(at_low - as_it_is, false, None), bar(at_high - as_it_is, true, None)],
            mark: None,
            note: format::difference(swing.mean, unit),
        },
        Size::Effects { mean_size, standard_error, deviation, .. } => {
            let ends = (mean_size - standard_error, mean_size + standard_error);
            let whisker = standard_error.is_finite().then_some(ends);
            let mark = deviation.is_finite().then_some(deviation);
            Row {
                name,
                bars: vec![bar(mean_size, true, whisker)],
                mark,
                note: format::level(mean_size, unit),
            }
        }
        Size::Shares { first, total } => Row {
            name,
            bars: vec![
                bar(first[0], true, Some((first[1], first[2]))),
                bar(total[0], false, Some((total[1], total[2]))),
            ],
            mark: None,
            note: format!("{:.2} / {:.2}", first[0], total[0]),
        },
    }
}

fn numbers(size: &Size) -> Vec<f64> {
    match size {
        Size::Swing { as_it_is, at_low, at_high, .. } => vec![*as_it_is, *at_low, *at_high],
        Size::Effects { mean_size, standard_error, deviation, .. } => {
            vec![*mean_size, *standard_error, *deviation]
        }
        Size::Shares { first, total } => [*first, *total].concat(),
    }
}

fn table(found: &Sensitivity, study: &Study, subjects: &[usize]) -> Result<String, ChartError> {
    let head = ["scenario", "outcome", "parameter"];
    let own: &[&str] = match found.method {
        Method::OneAtATime => &["as_it_is", "at_low", "at_high"],
        Method::Morris => &["mean_size", "standard_error", "deviation"],
        Method::Sobol => &["first", "first_low", "first_high", "total", "total_low", "total_high"],
    };
    let of = |finding: &&Finding| subjects.contains(&finding.subject);
    let row = |finding: &Finding| {
        let names = [
            study.scenarios[finding.subject].name.clone(),
            study.outcomes[finding.outcome].label(),
            found.factors[finding.factor].name(),
        ];
        names.into_iter().chain(numbers(&finding.size).into_iter().map(|x| cell(Some(x)))).collect()
    };
    data::table(&[&head, own].concat(), found.findings.iter().filter(of).map(row))
}

fn describe(found: &Sensitivity, study: &Study, subjects: &[usize]) -> String {
    let mut text = String::from("What results hang on most, first what matters most.\n");
    for &s in subjects {
        for (o, outcome) in study.outcomes.iter().enumerate() {
            let about = match s {
                0 => format!("Level of {}", outcome.label()),
                s => format!("Effect of {} on {}", study.scenarios[s].name, outcome.label()),
            };
            let say = |finding: &&Finding| {
                let row = row(finding, found, outcome);
                format!("{} ({})", found.factors[finding.factor].name(), row.note)
            };
            let most: Vec<String> = ranked(found, s, o).iter().take(5).map(say).collect();
            let _ = writeln!(text, "{about}: {}.", most.join(", "));
        }
    }
    text + &caution(study) + "\n"
}
