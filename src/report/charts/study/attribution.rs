//! How a change adds up from its parts: a bar for each, begun where the one before ended.

use std::fmt::Write as _;

use super::bars::{self, Bar, Panel, Row};
use super::{caution, of_errors, sheet};
use crate::experiment::study::{Account, Attribution, Estimate};
use crate::report::charts::canvas::Words;
use crate::report::charts::data::{self, cell};
use crate::report::charts::{ChartError, Picture};
use crate::report::format;
use crate::scenario::study::{Outcome, Study};

pub(super) fn draw(found: &Attribution, study: &Study) -> Result<Option<Picture>, ChartError> {
    let panels: Vec<Panel> = found
        .outcomes
        .iter()
        .zip(&study.outcomes)
        .map(|(account, outcome)| panel(found, account, outcome))
        .collect();
    let [baseline, scenario, ..] = study.scenarios.as_slice() else { return Ok(None) };
    let words = Words {
        title: format!(
            "What each part adds to the change that {} brings against {}",
            scenario.name, baseline.name
        ),
        subtitle: format!(
            "Shapley values: they add up from none of the parts to the whole{}",
            of_errors(study, "; line: ± standard error of chance")
        ),
    };
    let svg = sheet(study, words, bars::height(&panels), |canvas| bars::draw(canvas, &panels))?;
    Ok(Some(Picture { name: "attribution", svg, csv: table(found, study)?, text: describe(found, study) }))
}

fn panel(found: &Attribution, account: &Account, outcome: &Outcome) -> Panel {
    let unit = outcome.indicator.unit;
    let row = |name: &str, from: f64, estimate: &Estimate, color: usize| Row {
        name: name.into(),
        bars: vec![Bar {
            from,
            to: from + estimate.mean,
            filled: true,
            color,
            whisker: whisker(from, estimate),
        }],
        mark: None,
        note: format::difference(estimate.mean, unit),
    };
    let mut rows = vec![row("none of the parts", 0.0, &account.none, 0)];
    let mut sum = account.none.mean;
    for (name, share) in found.parts.iter().zip(&account.shares) {
        // Up and down differ in colour; the side of the bar's start says the same.
        rows.push(row(name, sum, share, if share.mean < 0.0 { 1 } else { 2 }));
        sum += share.mean;
    }
    rows.push(row("the whole", 0.0, &account.whole, 0));
    Panel { title: format::words(&outcome.label()), unit: format!("{unit}, change"), rows }
}

fn whisker(from: f64, estimate: &Estimate) -> Option<(f64, f64)> {
    let (end, half) = (from + estimate.mean, estimate.standard_error);
    half.is_finite().then_some((end - half, end + half))
}

/// All lines of an account with their names.
fn lines<'a>(found: &'a Attribution, account: &'a Account) -> impl Iterator<Item = (&'a str, &'a Estimate)> {
    let parts = found.parts.iter().map(String::as_str).zip(&account.shares);
    std::iter::once(("none of the parts", &account.none)).chain(parts).chain([("the whole", &account.whole)])
}

fn table(found: &Attribution, study: &Study) -> Result<String, ChartError> {
    let of = |(account, outcome): (&Account, &Outcome)| -> Vec<Vec<String>> {
        let row = |(name, estimate): (&str, &Estimate)| {
            let numbers = [estimate.mean, estimate.standard_error].map(|x| cell(Some(x)));
            [vec![outcome.label(), name.to_owned()], numbers.to_vec()].concat()
        };
        lines(found, account).map(row).collect()
    };
    let rows = found.outcomes.iter().zip(&study.outcomes).flat_map(of);
    data::table(&["outcome", "part", "change", "standard_error"], rows)
}

fn describe(found: &Attribution, study: &Study) -> String {
    let mut text = String::from("What each part adds to the whole change.\n");
    for (account, outcome) in found.outcomes.iter().zip(&study.outcomes) {
        let say = |(name, estimate): (&str, &Estimate)| {
            format!("{name} {}", format::difference(estimate.mean, outcome.indicator.unit))
        };
        let said: Vec<String> = lines(found, account).map(say).collect();
        let _ = writeln!(text, "{} ({}): {}.", outcome.label(), outcome.indicator.unit, said.join("; "));
    }
    text + &caution(study) + "\n"
}
