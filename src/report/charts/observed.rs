//! Observed figures and what the runs came to, each in multiples of the observed value.

use std::fmt::Write as _;

use super::canvas::{self, Canvas, FAINT, FOOT, GREY, HEAD, INK, MARGIN, Type, WIDTH, Words};
use super::data::{self, cell};
use super::log_axis::LogAxis;
use super::palette::look;
use super::{ChartError, Picture};
use crate::experiment::{Comparison, ObservationRow};
use crate::outcomes;
use crate::report::format;

const LINE: i32 = 38;
const LEFT: i32 = 520;
const RIGHT: i32 = WIDTH - 520;
const AXIS: LogAxis = LogAxis {
    across: (LEFT, RIGHT),
    ends: (0.2, 5.0),
    ticks: &[(0.2, "a fifth"), (0.5, "half"), (1.0, "as observed"), (2.0, "twice"), (5.0, "five times")],
};

pub(super) fn draw(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    // Points of a series have a chart of their own.
    let rows: Vec<&ObservationRow> =
        comparison.observations.iter().filter(|r| r.kind != "series" && r.observed > 0.0).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let words = Words {
        title: "What was observed, and what the runs came to".into(),
        subtitle:
            "In multiples of the observed value; diamond and grey: observed and its range; disc and bar: \
                   simulated median and 90 % range"
                .into(),
    };
    let height = HEAD + 70 + rows.len() as i32 * LINE + FOOT;
    let svg = canvas::draw(&words, height, comparison, |canvas| {
        let top = HEAD + 34;
        AXIS.draw(canvas, (top, top + rows.len() as i32 * LINE))?;
        canvas.text("observed; simulated", (RIGHT + 70, top - 14), Type::new(15).color(GREY))?;
        rows.iter().enumerate().try_for_each(|(i, row)| draw_row(canvas, row, i as i32))
    })?;
    let csv = table(&rows)?;
    Ok(Some(Picture { name: "observed", svg, csv, text: describe(comparison, &rows) }))
}

fn draw_row(canvas: &Canvas<'_>, row: &ObservationRow, i: i32) -> Result<(), ChartError> {
    let y = HEAD + 34 + i * LINE + LINE / 2;
    let how = Type::new(16);
    let name = format!("{} ({})", row.metric.replace('_', " "), row.scenario);
    canvas.text(&canvas.fitted(&name, how, LEFT - MARGIN - 30), (LEFT - 20, y), how.right())?;
    let multiple = |x: f64| AXIS.at(x / row.observed);
    if let Some((low, high)) = row.low.zip(row.high) {
        canvas.bar([(multiple(low), y - 11), (multiple(high), y + 11)], FAINT, true)?;
    }
    if let Some((low, high)) = row.q05.zip(row.q95) {
        canvas.line(vec![(multiple(low), y), (multiple(high), y)], look(1).color, 4)?;
    }
    let x = AXIS.at(1.0);
    canvas.fill(vec![(x, y - 10), (x + 8, y), (x, y + 10), (x - 8, y)], INK, 1.0)?;
    if let Some(median) = row.q50 {
        AXIS.mark(canvas, (median / row.observed, y), 9, look(1).color)?;
    }
    canvas.text(&canvas.fitted(&figures(row), how, WIDTH - RIGHT - 100), (RIGHT + 70, y), how)
}

/// The numbers of a row in their own unit.
fn figures(row: &ObservationRow) -> String {
    let show = |x: f64| show(row, x);
    let range = row.q05.zip(row.q95).map(|r| format!(" ({})", format::range(Some(r), show)));
    let simulated = row.q50.map_or("no value".into(), show);
    format!("{}; {simulated}{}", show(row.observed), range.unwrap_or_default())
}

fn show(row: &ObservationRow, value: f64) -> String {
    let unit = outcomes::find(&row.indicator).map_or("", |indicator| indicator.unit);
    format::observed(value, row.kind, unit)
}

fn table(rows: &[&ObservationRow]) -> Result<String, ChartError> {
    let of = |row: &&ObservationRow| {
        let names = [&row.metric, row.kind, &row.scenario, &row.indicator, &row.scope].map(String::from);
        let numbers = [Some(row.observed), row.low, row.high, row.q05, row.q50, row.q95].map(cell);
        [names.to_vec(), numbers.to_vec()].concat()
    };
    let header =
        ["metric", "kind", "scenario", "indicator", "scope", "observed", "low", "high", "q05", "q50", "q95"];
    data::table(&header, rows.iter().map(of))
}

fn describe(comparison: &Comparison, rows: &[&ObservationRow]) -> String {
    let mut text = String::from("Observed figures, then the simulated median (90 % of runs).\n");
    for row in rows {
        let _ = writeln!(text, "{} in {}: {}.", row.metric.replace('_', " "), row.scenario, figures(row));
    }
    let judged: Vec<bool> = rows.iter().filter_map(|row| row.covered).collect();
    if !judged.is_empty() {
        let held = judged.iter().filter(|&&covered| covered).count();
        let _ = writeln!(text, "The simulated range holds {held} of {} observed values.", judged.len());
    }
    text + &canvas::caution(comparison)
}
