//! A calibration as text: what is left of the priors, how far off the cases are before and after, and
//! which observations rule out what.

use super::grid::{header, lay_out};
use super::heading;
use crate::experiment::study::{Calibrated, Misfit, Posterior, Role, Score};
use crate::report::format;

/// How many observations are listed.
const LISTED: usize = 12;

pub(super) fn render(found: &Calibrated) -> String {
    let mut text = heading("Verdict") + &format!("  {}\n", verdict(found));
    text += &heading("Parameters: medians, and 5 % to 95 % of points");
    let rows: Vec<Vec<String>> = found.parameters.iter().map(parameter).collect();
    text += &lay_out(&header(&["parameter", "as it is", "prior", "kept", "kept 5–95 %"]), &rows);
    text += &heading("How far off: mean size of the log of simulated over observed (0.7: a factor of two)");
    text += &lay_out(
        &header(&["", "as it is", "prior", "kept", "middle of kept", "fit to others", "signs", "covered"]),
        &errors(found),
    );
    text += &heading("Observations that rule out most points");
    let rows: Vec<Vec<String>> = most_ruling(found).into_iter().take(LISTED).map(misfit).collect();
    text += &lay_out(&header(&["observation", "observed", "prior", "kept", "rules out", "nearest"]), &rows);
    text + LEGEND
}

const LEGEND: &str = "\n  kept: points that are not ruled out or, where all are, the least bad. Fit to others: points of the first\n  \
     wave that a fit to all other cases keeps. Signs and covered are of the kept points. Cases weigh the same.\n  \
     Nearest: the least implausibility of all points (standard deviations)\n";

/// What came of it, in sentences.
#[must_use]
pub(crate) fn verdict(found: &Calibrated) -> String {
    let (kept, all) = (found.kept(), found.points.len());
    if found.is_plausible {
        return format!("{kept} of {all} points are not ruled out by what was observed.");
    }
    let by_itself: Vec<String> =
        found.ruling_out_all().map(|misfit| format!("{} {}", misfit.case, misfit.metric)).collect();
    let why = match by_itself.len() {
        0 => "No observation rules out all of them by itself; together they do.".to_owned(),
        1 => format!("One observation rules out all of them by itself: {}.", by_itself[0]),
        n => format!("{n} observations rule out all of them, each by itself: {}.", by_itself.join(", ")),
    };
    format!(
        "Nothing plausible is left of {all} points. {why} What is kept are the {kept} points that are least far \
         off, which is no posterior."
    )
}

fn parameter(of: &Posterior) -> Vec<String> {
    let number = format::number;
    vec![
        of.name.clone(),
        number(of.as_it_is),
        number(of.prior[1]),
        number(of.kept[1]),
        format!("{} to {}", number(of.kept[0]), number(of.kept[2])),
    ]
}

fn errors(found: &Calibrated) -> Vec<Vec<String>> {
    let mut subjects: Vec<&str> = found.scores.iter().map(|score| score.subject.as_str()).collect();
    subjects.dedup();
    let of = |subject: &str, role: Role| {
        found.scores.iter().find(|score| score.subject == subject && score.role == role)
    };
    let row = |subject: &str| {
        let mean = |role| of(subject, role).map_or_else(String::new, |s| format!("{:.2}", s.mean_error));
        let mut row = vec![subject.to_owned()];
        row.extend(Role::ALL.map(mean));
        let signs = |s: &Score| format!("{} of {}", s.signs_right, s.signs);
        let covered = |s: &Score| format!("{} of {}", s.covered, s.metrics);
        let kept = of(subject, Role::Kept);
        row.extend([kept.map_or_else(String::new, signs), kept.map_or_else(String::new, covered)]);
        row
    };
    subjects.into_iter().map(row).collect()
}

/// The fitted observations, those first that rule out most.
fn most_ruling(found: &Calibrated) -> Vec<&Misfit> {
    let mut fitted: Vec<&Misfit> =
        found.misfits.iter().filter(|misfit| misfit.is_fitted && misfit.rules_out > 0.0).collect();
    fitted.sort_by(|a, b| {
        let out = b.rules_out.total_cmp(&a.rules_out);
        out.then(b.least_implausible.total_cmp(&a.least_implausible))
    });
    fitted
}

fn misfit(of: &Misfit) -> Vec<String> {
    let shown = |value: f64| format::observed(value, of.kind, of.unit);
    vec![
        format!("{} {}", of.case, of.metric),
        shown(of.observed),
        shown(of.prior[1]),
        shown(of.kept[1]),
        format::percent(of.rules_out),
        format!("{:.1}", of.least_implausible),
    ]
}
