//! Paired differences: a panel for each headline indicator, a dot and its range for each policy.

use std::fmt::Write as _;

use plotters::style::WHITE;

use super::axis::{Scale, tick};
use super::canvas::{self, Canvas, FAINT, FOOT, GREY, HEAD, MARGIN, Type, WIDTH, Words};
use super::data::{self, cell};
use super::palette::look;
use super::{ChartError, Picture};
use crate::catalogue::{Aggregate, Indicator};
use crate::experiment::Comparison;
use crate::outcomes;
use crate::report::{format, table_pairs};

const COLUMNS: i32 = 4;
const LINE: i32 = 30;
/// The room for the policies' names at the left.
const NAMES: i32 = 178;
/// The room at each side of the numbers at the right of a panel.
const GAP: i32 = 14;
const NUMBER: Type = Type::new(16);

/// One policy in one panel, in per cent.
struct Row {
    scenario: usize,
    mean: f64,
    range: Option<(f64, f64)>,
    /// How wide the range would be by chance alone, where what is not known was drawn.
    chance: Option<(f64, f64)>,
    /// What share of the variance is chance.
    share: Option<f64>,
    pairs: String,
}

struct Part {
    indicator: &'static Indicator,
    rows: Vec<Row>,
}

pub(super) fn draw(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    let parts: Vec<Part> = outcomes::ALL
        .iter()
        .filter(|indicator| indicator.headline)
        .map(|indicator| Part { indicator, rows: rows(comparison, indicator) })
        .filter(|part| !part.rows.is_empty())
        .collect();
    if parts.is_empty() {
        return Ok(None);
    }
    let baseline = &comparison.ensemble.scenarios[0].name;
    let words = Words {
        title: format!("How much each policy changes against {baseline}"),
        subtitle: subtitle(comparison).into(),
    };
    let lines = (parts.len() as i32 + COLUMNS - 1) / COLUMNS;
    let height = HEAD + lines * panel_height(comparison) + FOOT;
    let svg = canvas::draw(&words, height, comparison, |canvas| {
        let numbers = room_for_numbers(canvas, &parts);
        let draw = |(i, part)| draw_part(canvas, comparison, part, i as i32, numbers);
        parts.iter().enumerate().try_for_each(draw)
    })?;
    Ok(Some(Picture {
        name: "differences",
        svg,
        csv: table(comparison, &parts)?,
        text: describe(comparison, &parts),
    }))
}

fn subtitle(comparison: &Comparison) -> &'static str {
    match comparison.ensemble.draws {
        None => "Mean difference in % of the baseline; bar: 90 % of the pairs (from 20 pairs on)",
        Some(_) => {
            "Mean difference in % of the baseline; bar: 90 % of the pairs (from 20 on); thick: its width by chance \
             alone"
        }
    }
}

fn panel_height(comparison: &Comparison) -> i32 {
    let policies = comparison.ensemble.scenarios.len() as i32 - 1;
    policies * LINE + 88
}

/// The displacement index is zero in the baseline: it is shown as it is. All else is relative.
fn rows(comparison: &Comparison, indicator: &Indicator) -> Vec<Row> {
    let scenarios = &comparison.ensemble.scenarios;
    let Some(baseline) = scenarios.first() else { return Vec::new() };
    let level = match indicator.aggregate {
        Aggregate::AgainstBaseline => Some(1.0),
        _ => comparison.level(&baseline.name, indicator.name, "total").and_then(|row| row.spread.mean),
    };
    let Some(unit) = level.filter(|x| *x != 0.0).map(|x| 100.0 / x) else { return Vec::new() };
    let row = |s: usize| {
        let row = comparison.difference(&scenarios[s].name, indicator.name, "total")?;
        let spread = row.gap.spread;
        let in_percent = |(low, high): (f64, f64)| (low * unit, high * unit);
        spread.mean.map(|mean| Row {
            scenario: s,
            mean: mean * unit,
            range: spread.range().map(in_percent),
            chance: spread.chance_range().map(in_percent),
            share: spread.chance.map(|chance| chance.share),
            pairs: table_pairs(row),
        })
    };
    (1..scenarios.len()).filter_map(row).collect()
}

/// The room for numbers at the right of each panel: that of the widest of them, up to half a panel.
fn room_for_numbers(canvas: &Canvas<'_>, parts: &[Part]) -> i32 {
    let width = |part: &Part| {
        part.rows.iter().map(|row| canvas.width(&shown(row, part.indicator), NUMBER)).max().unwrap_or(0)
    };
    (parts.iter().map(width).max().unwrap_or(0) + 2 * GAP).min(panel_width() / 2)
}

fn panel_width() -> i32 {
    (WIDTH - 2 * MARGIN - NAMES) / COLUMNS
}

fn draw_part(
    canvas: &Canvas<'_>,
    comparison: &Comparison,
    part: &Part,
    i: i32,
    room: i32,
) -> Result<(), ChartError> {
    let width = panel_width();
    let left = MARGIN + NAMES + (i % COLUMNS) * width;
    let top = HEAD + (i / COLUMNS) * panel_height(comparison);
    let numbers =
        part.rows.iter().flat_map(|r| [Some(r.mean), r.range.map(|x| x.0), r.range.map(|x| x.1)]).flatten();
    let scale = Scale::around_zero(numbers, 3.0);
    let span = (left + 8, left + width - room);
    let policies = comparison.ensemble.scenarios.len() as i32 - 1;
    let (first, last) = (top + 36, top + 36 + policies * LINE);
    canvas.text(&title(part.indicator), (left, top + 14), Type::new(17).bold())?;
    for &value in &scale.ticks {
        let x = place(value, &scale, span);
        let strong = value == 0.0;
        canvas.line(
            vec![(x, first), (x, last)],
            if strong { GREY } else { FAINT },
            if strong { 2 } else { 1 },
        )?;
        let label = if value > 0.0 { format!("+{}", tick(value)) } else { tick(value) };
        canvas.text(&label, (x, last + 15), Type::new(14).color(GREY).centered())?;
    }
    for row in &part.rows {
        let y = first + (row.scenario as i32 - 1) * LINE + LINE / 2;
        if i % COLUMNS == 0 {
            let name = &comparison.ensemble.scenarios[row.scenario].name;
            let name = canvas.fitted(name, Type::new(17), NAMES - 16);
            canvas.text(&name, (left - 10, y), Type::new(17).right())?;
        }
        draw_row(canvas, row, &scale, span, y)?;
        canvas.text(&shown(row, part.indicator), (left + width - GAP, y), NUMBER.right())?;
    }
    Ok(())
}

/// The displacement index is no change but a level: its title says so.
fn title(indicator: &Indicator) -> String {
    let name = format::words(indicator.name);
    match indicator.aggregate {
        Aggregate::AgainstBaseline => format!("{name} (0–100 %)"),
        _ => name,
    }
}

fn draw_row(
    canvas: &Canvas<'_>,
    row: &Row,
    scale: &Scale,
    span: (i32, i32),
    y: i32,
) -> Result<(), ChartError> {
    let look = look(row.scenario);
    if let Some((low, high)) = row.range {
        let (a, b) = (place(low, scale, span), place(high, scale, span));
        canvas.line(vec![(a, y), (b, y)], look.color, 3)?;
        for x in [a, b] {
            canvas.line(vec![(x, y - 8), (x, y + 8)], look.color, 3)?;
        }
    }
    if let Some((low, high)) = row.chance {
        canvas.line(vec![(place(low, scale, span), y), (place(high, scale, span), y)], look.color, 9)?;
        // The mark has to be seen on the bar.
        canvas.disc((place(row.mean, scale, span), y), 10, WHITE)?;
    }
    look.draw(canvas, (place(row.mean, scale, span), y), 6)
}

fn shown(row: &Row, indicator: &Indicator) -> String {
    match indicator.aggregate {
        Aggregate::AgainstBaseline => format::percent(row.mean / 100.0),
        _ => format::change(row.mean / 100.0),
    }
}

fn place(value: f64, scale: &Scale, (left, right): (i32, i32)) -> i32 {
    let (low, high) = scale.span;
    left + ((value - low) / (high - low) * f64::from(right - left)).round() as i32
}

fn table(comparison: &Comparison, parts: &[Part]) -> Result<String, ChartError> {
    let of = |part: &Part| -> Vec<Vec<String>> {
        let row = |row: &Row| {
            let numbers = [Some(row.mean), row.range.map(|r| r.0), row.range.map(|r| r.1)].map(cell);
            let chance = [row.chance.map(|r| r.0), row.chance.map(|r| r.1), row.share].map(cell);
            let name = comparison.ensemble.scenarios[row.scenario].name.clone();
            let names = vec![part.indicator.name.to_string(), name];
            [names, numbers.to_vec(), vec![row.pairs.clone()], chance.to_vec()].concat()
        };
        part.rows.iter().map(row).collect()
    };
    let header = [
        "indicator",
        "scenario",
        "percent_mean",
        "percent_q05",
        "percent_q95",
        "pairs",
        "percent_chance_low",
        "percent_chance_high",
        "share_chance",
    ];
    data::table(&header, parts.iter().flat_map(of))
}

fn describe(comparison: &Comparison, parts: &[Part]) -> String {
    let baseline = &comparison.ensemble.scenarios[0].name;
    let mut text = format!("Mean paired differences of each policy from {baseline}, in per cent of it.\n");
    for part in parts {
        let say = |row: &Row| {
            let range = row.range.map(|r| (r.0 / 100.0, r.1 / 100.0));
            let range = range.map(|r| format!(", 90 % of pairs {}", format::range(Some(r), format::change)));
            let name = &comparison.ensemble.scenarios[row.scenario].name;
            let chance = row.share.map(|x| format!(", {} of the variance chance", format::whole_percent(x)));
            let more = range.unwrap_or_default() + &chance.unwrap_or_default();
            format!("{name} {} ({}{more})", shown(row, part.indicator), row.pairs)
        };
        let rows: Vec<String> = part.rows.iter().map(say).collect();
        let _ = writeln!(text, "{}: {}.", format::words(part.indicator.name), rows.join("; "));
    }
    text + &canvas::caution(comparison)
}
