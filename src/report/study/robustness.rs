//! A robustness study as text: regret, doing well enough, and the futures that break a policy.

use super::grid::{header, lay_out};
use super::{heading, size};
use crate::experiment::study::{Break, Robustness};
use crate::report::format;
use crate::scenario::study::{Measure, Outcome, Study};

pub(super) fn render(found: &Robustness, study: &Study) -> String {
    let mut text = String::new();
    for (o, outcome) in study.outcomes.iter().enumerate() {
        text += &heading(&format!(
            "{} over {} futures ({})",
            outcome.label(),
            found.futures.len(),
            outcome.indicator.unit
        ));
        let rows: Vec<Vec<String>> = (0..study.scenarios.len()).map(|s| row(found, study, s, o)).collect();
        text += &lay_out(
            &header(&["scenario", "mean regret", "90 %", "most", "best in", "worst", "well enough"]),
            &rows,
        );
        text += &format!("  well enough: {}\n", well_enough(outcome, &study.scenarios[0].name));
    }
    text += &heading("Doing well enough in every outcome");
    for one in &found.satisficing {
        text += &format!(
            "  {:<24} {} of futures\n",
            study.scenarios[one.scenario].name,
            format::percent(one.all)
        );
    }
    text += &heading("Which futures break a policy");
    found.breaks.iter().for_each(|broken| text += &format!("  {}\n", sentence(broken, found, study)));
    text + "\n  regret: how much worse than the best scenario of the same future. A box is shown where chance would draw\n  \
            each of its sides in fewer than 5 of 100 cases; with few futures that misses much\n"
}

fn row(found: &Robustness, study: &Study, scenario: usize, outcome: usize) -> Vec<String> {
    let unit = study.outcomes[outcome].indicator.unit;
    let place = found.standings.iter().find(|p| p.scenario == scenario && p.outcome == outcome);
    let well = format::percent(found.satisficing[scenario].by_outcome[outcome]);
    let name = study.scenarios[scenario].name.clone();
    match place {
        Some(p) => vec![
            name,
            size(p.mean_regret, unit),
            size(p.regret_90, unit),
            size(p.most_regret, unit),
            format::percent(p.best_share),
            format::level(p.worst.0, unit),
            well,
        ],
        None => [vec![name], vec!["–".to_owned(); 5], vec![well]].concat(),
    }
}

/// When a scenario does well enough in an outcome, in words.
#[must_use]
pub(crate) fn well_enough(outcome: &Outcome, baseline: &str) -> String {
    let what = match outcome.measure {
        Measure::Level => "the level",
        Measure::Change => "the change",
    };
    match (outcome.at_least, outcome.at_most, outcome.goal) {
        (Some(least), Some(most), _) => {
            format!("{what} is between {} and {}", format::number(least), format::number(most))
        }
        (Some(least), None, _) => format!("{what} is at least {}", format::number(least)),
        (None, Some(most), _) => format!("{what} is at most {}", format::number(most)),
        (None, None, Some(_)) => format!("not worse than {baseline}"),
        (None, None, None) => "always".into(),
    }
}

/// Which futures break a policy, in a sentence.
#[must_use]
pub(crate) fn sentence(broken: &Break, found: &Robustness, study: &Study) -> String {
    let scenario = &study.scenarios[broken.scenario].name;
    let outcome = study.outcomes[broken.outcome].label();
    let (count, all) = (broken.futures.len(), found.futures.len());
    let start = format!("{scenario}, {outcome}: not well enough in {count} of {all} futures");
    let Some(region) = &broken.found else {
        let why = match count {
            0 => "",
            n if n == all => " (all of them)",
            _ => "; no part of the ranges tells them from the others",
        };
        return start + why + ".";
    };
    let sides: Vec<String> = region.sides.iter().map(|side| side_words(*side, found)).collect();
    format!(
        "{start}; in {} where {}: {} of such futures ({} of all futures).",
        format::percent(region.density),
        sides.join(" and "),
        format::percent(region.coverage),
        format::percent(region.support)
    )
}

fn side_words((factor, low, high): (usize, f64, f64), found: &Robustness) -> String {
    let number = &found.factors[factor];
    let at = |share: f64| format::number(number.at(share));
    match (low.is_finite(), high.is_finite()) {
        (true, true) => format!("{} is between {} and {}", number.name(), at(low), at(high)),
        (true, false) => format!("{} is above {}", number.name(), at(low)),
        _ => format!("{} is below {}", number.name(), at(high)),
    }
}
