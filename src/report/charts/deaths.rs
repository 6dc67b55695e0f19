//! Deaths per 1,000 journeys: over time, and over the whole horizon.

use std::fmt::Write as _;

use super::axis::{Scale, tick};
use super::canvas::{self, Canvas, FAINT, FOOT, GREY, HEAD, MARGIN, Type, WIDTH, Words};
use super::data::{self, cell};
use super::monthly::Band;
use super::palette::look;
use super::small::{Subject, draw_subject};
use super::{ChartError, Picture};
use crate::experiment::{Comparison, StoreError, SummaryRow};
use crate::outcomes::{Record, Scope};
use crate::report::format;

const RATE: &str = "deaths_per_1000_attempts";
const HEIGHT: i32 = 900;
/// Months over which the moving rate is taken.
const MONTHS: usize = 12;

pub(super) fn draw(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    let scenarios = 0..comparison.ensemble.scenarios.len();
    let rows: Vec<(usize, &SummaryRow)> = scenarios
        .clone()
        .filter_map(|s| {
            comparison.level(&comparison.ensemble.scenarios[s].name, RATE, "total").map(|r| (s, r))
        })
        .filter(|(_, row)| row.spread.mean.is_some())
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let moving = scenarios.map(|s| Band::from(comparison, s, |record| vec![moving_rates(record)]));
    let bands = moving.collect::<Result<Vec<Vec<Band>>, StoreError>>()?.concat();
    let words = Words {
        title: "How many died, per 1,000 journeys begun".into(),
        subtitle: format!(
            "Left: the last twelve months at each month{}; right: the whole horizon with the range of 90 % of runs",
            canvas::darker(comparison)
        ),
    };
    let subject = Subject { title: "Deaths per 1,000 journeys, last twelve months".into(), bands };
    let svg = canvas::draw(&words, HEIGHT, comparison, |canvas| {
        draw_subject(canvas, comparison, &subject, [(MARGIN + 56, HEAD + 52), (830, HEIGHT - FOOT - 44)])?;
        draw_totals(canvas, comparison, &rows)
    })?;
    let csv = table(comparison, &subject.bands)?;
    Ok(Some(Picture { name: "deaths", svg, csv, text: describe(comparison, &rows) }))
}

/// Deaths over journeys begun in the twelve months up to each month; of the first ones there is no value.
fn moving_rates(record: &Record) -> Vec<f64> {
    let span = MONTHS.min(record.months.len());
    let sum = |name, last: usize| {
        let Some(first) = (last + 1).checked_sub(span) else { return f64::NAN };
        let track = record.track(name, Scope::Total);
        track.and_then(|t| t.values.get(first..=last)).map_or(f64::NAN, |values| values.iter().sum::<f64>())
    };
    (0..record.months.len()).map(|last| 1000.0 * sum("deaths", last) / sum("attempts", last)).collect()
}

fn draw_totals(
    canvas: &Canvas<'_>,
    comparison: &Comparison,
    rows: &[(usize, &SummaryRow)],
) -> Result<(), ChartError> {
    let (left, right, top) = (1210, WIDTH - MARGIN - 86, HEAD + 52);
    let line = ((HEIGHT - FOOT - 44 - top) / rows.len() as i32).min(70);
    let bottom = top + line * rows.len() as i32;
    let scale =
        Scale::around_zero(rows.iter().flat_map(|(_, r)| [r.spread.mean, r.spread.q95]).flatten(), 3.0);
    let across = |x: f64| left + (x / scale.span.1 * f64::from(right - left)).round() as i32;
    canvas.text("Whole horizon", (1050, top - 26), Type::new(19).bold())?;
    for &value in &scale.ticks {
        canvas.line(vec![(across(value), top), (across(value), bottom)], FAINT, 1)?;
        canvas.text(&tick(value), (across(value), bottom + 17), Type::new(15).color(GREY).centered())?;
    }
    for (i, (scenario, row)) in rows.iter().enumerate() {
        let y = top + i as i32 * line + line / 2;
        let mean = row.spread.mean.unwrap_or_default();
        let look = look(*scenario);
        let name = canvas.fitted(&comparison.ensemble.scenarios[*scenario].name, Type::new(16), 154);
        canvas.text(&name, (left - 12, y), Type::new(16).right())?;
        canvas.bar([(left, y - 9), (across(mean), y + 9)], look.color, true)?;
        let end = row.spread.q95.map_or(mean, |high| high.max(mean));
        if let Some((low, high)) = row.spread.range() {
            interval(canvas, (across(low), across(high)), y)?;
        }
        canvas.text(&format::number(mean), (across(end) + 10, y), Type::new(16))?;
    }
    Ok(())
}

/// A range across the end of a bar: white under black, so that it shows on the bar and beside it.
fn interval(canvas: &Canvas<'_>, (low, high): (i32, i32), y: i32) -> Result<(), ChartError> {
    let white = plotters::style::RGBColor(255, 255, 255);
    for (color, width) in [(white, 6), (super::canvas::INK, 2)] {
        canvas.line(vec![(low, y), (high, y)], color, width)?;
        for x in [low, high] {
            canvas.line(vec![(x, y - 5), (x, y + 5)], color, width)?;
        }
    }
    Ok(())
}

fn table(comparison: &Comparison, bands: &[Band]) -> Result<String, ChartError> {
    let of = |band: &Band| -> Vec<Vec<String>> {
        let name = &comparison.ensemble.scenarios[band.scenario].name;
        let row = |p: &super::monthly::Point| {
            let numbers = p.numbers().map(cell);
            [vec![name.clone(), p.date.to_string()], numbers.to_vec()].concat()
        };
        band.points.iter().map(row).collect()
    };
    let header = ["scenario", "month", "last_12_months_mean", "q05", "q95", "chance_low", "chance_high"];
    data::table(&header, bands.iter().flat_map(of))
}

fn describe(comparison: &Comparison, rows: &[(usize, &SummaryRow)]) -> String {
    let mut text = String::from("Deaths per 1,000 journeys begun, over the whole horizon.\n");
    for (scenario, row) in rows {
        let name = &comparison.ensemble.scenarios[*scenario].name;
        let mean = row.spread.mean.map(format::number).unwrap_or_default();
        let range =
            row.spread.range().map(|r| format!(" (90 % of runs {})", format::range(Some(r), format::number)));
        let deaths = comparison.level(name, "deaths", "total").and_then(|r| r.spread.mean);
        let deaths = deaths.map(|d| format!("; {} deaths", format::level(d, "persons"))).unwrap_or_default();
        let _ = writeln!(text, "{name}: {mean}{}{deaths}.", range.unwrap_or_default());
    }
    text + &canvas::caution(comparison)
}
