//! A sensitivity study as text: the numbers that matter most, for each outcome.

use super::grid::{header, lay_out};
use super::{change, heading, size};
use crate::experiment::study::{Finding, Sensitivity, Size};
use crate::report::format;
use crate::scenario::study::{Method, Outcome, Study};

/// How many numbers are listed for an outcome; the table in the results has all.
const LISTED: usize = 8;

pub(super) fn render(found: &Sensitivity, study: &Study) -> String {
    let mut text = String::new();
    for (s, scenario) in study.scenarios.iter().enumerate() {
        for (o, outcome) in study.outcomes.iter().enumerate() {
            let about = match s {
                0 => format!("level of {} in {}", outcome.label(), scenario.name),
                _ => format!("effect of {} on {}", scenario.name, outcome.label()),
            };
            text += &heading(&format!("What the {about} hangs on ({})", outcome.indicator.unit));
            let rows: Vec<Vec<String>> = ranked(found, s, o)
                .into_iter()
                .take(LISTED)
                .map(|finding| row(finding, found, outcome))
                .collect();
            text += &lay_out(&header(columns(found.method)), &rows);
        }
    }
    text + legend(found.method)
}

/// The findings of one outcome of one subject, what matters most first.
#[must_use]
pub(crate) fn ranked(found: &Sensitivity, subject: usize, outcome: usize) -> Vec<&Finding> {
    let mut own: Vec<&Finding> =
        found.findings.iter().filter(|f| f.subject == subject && f.outcome == outcome).collect();
    own.sort_by(|a, b| b.size.weight().total_cmp(&a.size.weight()));
    own
}

fn columns(method: Method) -> &'static [&'static str] {
    match method {
        Method::OneAtATime => &["parameter", "range", "at low", "at high", "difference"],
        Method::Morris => &["parameter", "range", "mean size", "±", "deviation"],
        Method::Sobol => &["parameter", "range", "first", "95 %", "total", "95 %"],
    }
}

fn row(finding: &Finding, found: &Sensitivity, outcome: &Outcome) -> Vec<String> {
    let factor = &found.factors[finding.factor];
    let unit = outcome.indicator.unit;
    let (low, high) = factor.range;
    let mut row = vec![factor.name(), format!("{} to {}", format::number(low), format::number(high))];
    let value =
        |x: f64| if finding.subject == 0 { format::level(x, unit) } else { format::difference(x, unit) };
    let interval = |[_, low, high]: [f64; 3]| format!("{low:.2} to {high:.2}");
    row.extend(match finding.size {
        Size::Swing { at_low, at_high, swing, .. } => {
            vec![value(at_low), value(at_high), change(&swing, outcome)]
        }
        Size::Effects { mean_size, standard_error, deviation, .. } => {
            [mean_size, standard_error, deviation].map(|x| size(x, unit)).to_vec()
        }
        Size::Shares { first, total } if total[0].is_finite() => {
            vec![format!("{:.2}", first[0]), interval(first), format!("{:.2}", total[0]), interval(total)]
        }
        Size::Shares { .. } => vec!["–".into(); 4],
    });
    row
}

fn legend(method: Method) -> &'static str {
    match method {
        Method::OneAtATime => {
            "\n  each number alone at the ends of its range, all others as they are: no interactions are seen\n"
        }
        Method::Morris => {
            "\n  mean size: how much the outcome moves over the whole range (mu*), ± its standard error;\n  \
             deviation: how much that differs with the other numbers (sigma)\n"
        }
        Method::Sobol => {
            "\n  first: share of the variance that would go if the number were known; total: with interactions.\n  \
             Intervals are wide with few rows; an index near 0 or below it cannot be told from none\n"
        }
    }
}
