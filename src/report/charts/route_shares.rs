//! How flows split over the legs before the first difference and at the end.

use std::fmt::Write as _;

use plotters::style::RGBColor;

use super::canvas::{self, Canvas, FAINT, FOOT, GREY, HEAD, MARGIN, Type, WIDTH, Words};
use super::data;
use super::monthly::first_difference;
use super::multiples::{leg_name, main_legs};
use super::palette::look;
use super::{ChartError, Picture};
use crate::experiment::{Comparison, Spread, StoreError, window_level};
use crate::outcomes::{Record, Scope};
use crate::report::format;
use crate::units::Day;
use crate::world::{LegId, Scenario};

const COLUMNS: i32 = 4;
const LINE: i32 = 40;
/// The room for the legs' names at the left.
const NAMES: i32 = 250;
const YEAR: i32 = 365;
const BEFORE: RGBColor = RGBColor(120, 120, 120);

type Window = (Day, Day);

/// Shares of one scenario by leg, before and after; the last are those of all other legs.
struct Part {
    scenario: usize,
    shares: Vec<(f64, f64)>,
}

pub(super) fn draw(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    let legs = main_legs(comparison, "flow");
    let Some(baseline) = comparison.ensemble.scenarios.first().filter(|_| !legs.is_empty()) else {
        return Ok(None);
    };
    let (before, after) = windows(comparison, baseline);
    let parts: Vec<Part> = (0..comparison.ensemble.scenarios.len())
        .map(|scenario| part(comparison, scenario, &legs, before, after))
        .collect::<Result<_, StoreError>>()?;
    let date = |day: Day| baseline.calendar.date(day).strftime("%b %Y").to_string();
    let words = Words {
        title: "How departures split over the main legs, before and after".into(),
        subtitle: format!(
            "Share of all legs set out on; outlined: 12 months from {}, filled: 12 months from {}; means",
            date(before.0),
            date(after.0)
        ),
    };
    let lines = (parts.len() as i32 + COLUMNS - 1) / COLUMNS;
    let height = HEAD + lines * panel_height(&legs) + FOOT;
    let svg =
        canvas::draw(&words, height, comparison, |canvas| draw_parts(canvas, comparison, &legs, &parts))?;
    let csv = table(comparison, &legs, &parts)?;
    Ok(Some(Picture { name: "route-shares", svg, csv, text: describe(comparison, &legs, &parts) }))
}

fn panel_height(legs: &[LegId]) -> i32 {
    (legs.len() as i32 + 1) * LINE + 66
}

/// The twelve months before the first difference (the first twelve where there is none) and the
/// last twelve.
fn windows(comparison: &Comparison, baseline: &Scenario) -> (Window, Window) {
    let end = baseline.calendar.last_day();
    let turn = first_difference(comparison).unwrap_or(Day(YEAR)).max(Day(YEAR));
    ((turn.plus(-YEAR), turn), (end.plus(-YEAR).max(Day(0)), end))
}

fn part(
    comparison: &Comparison,
    scenario: usize,
    legs: &[LegId],
    before: Window,
    after: Window,
) -> Result<Part, StoreError> {
    let share = |record: &Record, leg: LegId, window: Window| {
        window_level(record, "flow", &[Scope::Leg(leg)], window)
            / window_level(record, "flow", &[Scope::Total], window)
    };
    let of_run = |record: &Record| -> Vec<(f64, f64)> {
        legs.iter().map(|&leg| (share(record, leg, before), share(record, leg, after))).collect()
    };
    let runs = comparison.ensemble.read(scenario, of_run)?;
    let mean = |shares: &mut dyn Iterator<Item = f64>| Spread::of(shares).mean.unwrap_or(0.0);
    let of_leg = |leg: usize| {
        (mean(&mut runs.iter().map(|run| run[leg].0)), mean(&mut runs.iter().map(|run| run[leg].1)))
    };
    let mut shares: Vec<(f64, f64)> = (0..legs.len()).map(of_leg).collect();
    let (known_before, known_after) = shares.iter().fold((0.0, 0.0), |(b, a), s| (b + s.0, a + s.1));
    shares.push(((1.0 - known_before).max(0.0), (1.0 - known_after).max(0.0)));
    Ok(Part { scenario, shares })
}

fn names(scenario: &Scenario, legs: &[LegId]) -> Vec<String> {
    let others = std::iter::once("all other legs".to_string());
    legs.iter().map(|&leg| leg_name(scenario, leg)).chain(others).collect()
}

fn draw_parts(
    canvas: &Canvas<'_>,
    comparison: &Comparison,
    legs: &[LegId],
    parts: &[Part],
) -> Result<(), ChartError> {
    let most = parts.iter().flat_map(|p| &p.shares).map(|(b, a)| b.max(*a)).fold(0.01, f64::max);
    let width = (WIDTH - 2 * MARGIN - NAMES) / COLUMNS;
    for (i, part) in parts.iter().enumerate() {
        let left = MARGIN + NAMES + (i as i32 % COLUMNS) * width;
        let top = HEAD + (i as i32 / COLUMNS) * panel_height(legs);
        let name = &comparison.ensemble.scenarios[part.scenario].name;
        look(part.scenario).draw(canvas, (left + 7, top + 14), 7)?;
        canvas.text(
            &canvas.fitted(name, Type::new(19).bold(), width - 40),
            (left + 24, top + 14),
            Type::new(19).bold(),
        )?;
        if i as i32 % COLUMNS == 0 {
            name_legs(canvas, &comparison.ensemble.scenarios[0], legs, (left, top))?;
        }
        let length = |share: f64| (share / most * f64::from(width - 84)).round() as i32;
        draw_bars(canvas, part, (left, top + 34), &length)?;
    }
    Ok(())
}

fn name_legs(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    legs: &[LegId],
    (left, top): (i32, i32),
) -> Result<(), ChartError> {
    let how = Type::new(16).right();
    for (row, name) in names(scenario, legs).iter().enumerate() {
        let y = top + 34 + row as i32 * LINE + LINE / 2 - 2;
        canvas.text(&canvas.fitted(name, how, NAMES - 16), (left - 12, y), how)?;
    }
    Ok(())
}

fn draw_bars(
    canvas: &Canvas<'_>,
    part: &Part,
    (left, top): (i32, i32),
    length: &dyn Fn(f64) -> i32,
) -> Result<(), ChartError> {
    let color = look(part.scenario).color;
    for (row, &(before, after)) in part.shares.iter().enumerate() {
        let y = top + row as i32 * LINE;
        canvas.bar([(left, y + 3), (left + length(before), y + 13)], BEFORE, false)?;
        canvas.bar([(left, y + 18), (left + length(after), y + 32)], color, true)?;
        canvas.text(
            &format::percent(before),
            (left + length(before) + 8, y + 8),
            Type::new(12).color(GREY),
        )?;
        canvas.text(&format::percent(after), (left + length(after) + 8, y + 25), Type::new(15))?;
    }
    let bottom = top + part.shares.len() as i32 * LINE;
    canvas.line(vec![(left, top), (left, bottom)], FAINT, 2)
}

fn table(comparison: &Comparison, legs: &[LegId], parts: &[Part]) -> Result<String, ChartError> {
    let scenarios = &comparison.ensemble.scenarios;
    let of = |part: &Part| -> Vec<Vec<String>> {
        let row = |(leg, (before, after)): (&String, &(f64, f64))| {
            vec![scenarios[part.scenario].name.clone(), leg.clone(), before.to_string(), after.to_string()]
        };
        names(&scenarios[0], legs).iter().zip(&part.shares).map(row).collect()
    };
    data::table(&["scenario", "leg", "share_before", "share_after"], parts.iter().flat_map(of))
}

fn describe(comparison: &Comparison, legs: &[LegId], parts: &[Part]) -> String {
    let scenarios = &comparison.ensemble.scenarios;
    let mut text = String::from(
        "Shares of all legs set out on, before the first difference and in the last twelve months.\n",
    );
    for part in parts {
        let say = |(leg, (before, after)): (&String, &(f64, f64))| {
            format!("{leg} from {} to {}", format::percent(*before), format::percent(*after))
        };
        let legs: Vec<String> = names(&scenarios[0], legs).iter().zip(&part.shares).map(say).collect();
        let _ = writeln!(text, "{}: {}.", scenarios[part.scenario].name, legs.join("; "));
    }
    text + &canvas::caution(comparison)
}
