//! An attribution as text: from none of the parts to the whole.

use super::grid::{header, lay_out};
use super::{change, heading, measured, size};
use crate::experiment::study::{Account, Attribution};
use crate::report::format;
use crate::scenario::study::{Outcome, Study};

pub(super) fn render(found: &Attribution, study: &Study) -> String {
    let [baseline, scenario, ..] = study.scenarios.as_slice() else { return String::new() };
    let mut text = String::new();
    for (account, outcome) in found.outcomes.iter().zip(&study.outcomes) {
        let title = format!(
            "{}: change of {} against {} ({})",
            scenario.name,
            outcome.label(),
            baseline.name,
            outcome.indicator.unit
        );
        text += &heading(&title);
        text += &lay_out(
            &header(&["part", &format!("adds ({})", measured(study)), "of the whole"]),
            &rows(found, account, outcome),
        );
    }
    text + &legend(found)
}

fn rows(found: &Attribution, account: &Account, outcome: &Outcome) -> Vec<Vec<String>> {
    let of_whole = |x: f64| {
        let clear = account.whole.mean.abs() > 2.0 * account.whole.standard_error;
        if clear { format::percent(x / account.whole.mean) } else { "–".into() }
    };
    let none = vec!["none of the parts".into(), change(&account.none, outcome), of_whole(account.none.mean)];
    let part = |((name, share), error): ((&String, &crate::experiment::study::Estimate), &f64)| {
        let orders = if *error > 0.0 {
            format!(" (orders ± {})", size(*error, outcome.indicator.unit))
        } else {
            String::new()
        };
        vec![name.clone(), change(share, outcome) + &orders, of_whole(share.mean)]
    };
    let parts = found.parts.iter().zip(&account.shares).zip(&account.order_error).map(part);
    let whole = vec!["the whole".into(), change(&account.whole, outcome), of_whole(account.whole.mean)];
    std::iter::once(none).chain(parts).chain(std::iter::once(whole)).collect()
}

fn legend(found: &Attribution) -> String {
    let how = if found.exact { "all combinations" } else { "drawn orders" };
    format!(
        "\n  Shapley values from {how} ({} run): what a part adds, over all orders of putting the parts together.\n  \
         They add up from none to the whole. Shares are shown where the whole can be told from nought.\n",
        found.combinations
    )
}
