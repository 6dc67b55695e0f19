//! Observed series over the simulated months.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::axis::Scale;
use super::canvas::{self, Canvas, FOOT, HEAD, INK, MARGIN, Type, WIDTH, Words};
use super::data::{self, cell};
use super::monthly::{Band, Point, horizon, year};
use super::palette::look;
use super::panel::Panel;
use super::{ChartError, Picture};
use crate::experiment::{Comparison, StoreError, find_scope};
use crate::outcomes::{self, Heading, Scope};
use crate::report::format;
use crate::units::DAYS_PER_MONTH;
use crate::world::{Observation, ObservationKind};

/// How many series are shown, those with most points first.
const MOST: usize = 3;
const ROW: i32 = 420;

/// What was observed of an indicator in one place over time.
struct Observed<'a> {
    scenario: usize,
    indicator: &'a str,
    label: &'a str,
    scope: Scope,
    dots: Vec<Dot>,
}

/// One series: the simulated months of one scenario, and what was observed.
struct Series<'a> {
    scenario: usize,
    indicator: &'a str,
    scope: &'a str,
    band: Band,
    observed: Vec<Dot>,
}

/// An observed value per month, from a time to a time.
struct Dot {
    start: Date,
    from: f64,
    to: f64,
    value: f64,
    range: Option<(f64, f64)>,
}

pub(super) fn draw(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    let mut observed = gather(comparison);
    observed.sort_by_key(|o| std::cmp::Reverse(o.dots.len()));
    observed.truncate(MOST);
    let beside = observed.into_iter().map(|one| beside_simulated(comparison, one).transpose());
    let series = beside.flatten().collect::<Result<Vec<Series<'_>>, StoreError>>()?;
    if series.is_empty() {
        return Ok(None);
    }
    let words = Words {
        title: "Observed figures over the simulated months".into(),
        subtitle: format!(
            "Line and shade: simulated mean and 90 % range per month{}; diamonds: observed, over their time",
            canvas::darker(comparison)
        ),
    };
    let height = HEAD + series.len() as i32 * ROW + FOOT;
    let svg = canvas::draw(&words, height, comparison, |canvas| {
        series.iter().enumerate().try_for_each(|(i, one)| draw_one(canvas, comparison, one, i as i32))
    })?;
    let csv = table(comparison, &series)?;
    Ok(Some(Picture { name: "observed-series", svg, csv, text: describe(comparison, &series) }))
}

fn gather(comparison: &Comparison) -> Vec<Observed<'_>> {
    let scenarios = &comparison.ensemble.scenarios;
    let all = scenarios.first().map_or(&[][..], |s| &s.observations);
    let mut gathered: Vec<Observed<'_>> = Vec::new();
    for observation in all.iter().filter(|o| is_over_time(o)) {
        let Some((scenario, scope)) = place(comparison, observation) else { continue };
        let (indicator, label) = (observation.indicator.as_str(), observation.scope.as_str());
        let same = |o: &&mut Observed<'_>| (o.scenario, o.indicator, o.label) == (scenario, indicator, label);
        let dot = dot(&scenarios[scenario].calendar, observation);
        if let Some(found) = gathered.iter_mut().find(same) {
            found.dots.push(dot);
        } else {
            gathered.push(Observed { scenario, indicator, label, scope, dots: vec![dot] });
        }
    }
    gathered
}

fn beside_simulated<'a>(
    comparison: &Comparison,
    observed: Observed<'a>,
) -> Result<Option<Series<'a>>, StoreError> {
    let Observed { scenario, indicator, label, scope, dots } = observed;
    let mut bands = Band::of(comparison, scenario, indicator, &[scope])?;
    Ok(bands.pop().map(|band| Series { scenario, indicator, scope: label, band, observed: dots }))
}

fn is_over_time(observation: &Observation) -> bool {
    matches!(observation.kind, ObservationKind::Series | ObservationKind::Level)
}

fn place(comparison: &Comparison, observation: &Observation) -> Option<(usize, Scope)> {
    let scenarios = &comparison.ensemble.scenarios;
    let scenario = scenarios.iter().position(|s| s.name == observation.scenario)?;
    let scope = find_scope(&scenarios[scenario], &observation.scope)?;
    let is_it = |h: &Heading| h.indicator.name == observation.indicator && h.scope == scope;
    comparison.ensemble.headings(scenario).iter().any(is_it).then_some((scenario, scope))
}

fn dot(calendar: &crate::world::Calendar, observation: &Observation) -> Dot {
    let (from, to) = observation.window0;
    let months = match observation.kind {
        ObservationKind::Series => (f64::from(to.since(from)) / DAYS_PER_MONTH).max(1.0),
        _ => 1.0,
    };
    Dot {
        start: calendar.date(from),
        from: year(calendar.date(from)),
        to: year(calendar.date(to)),
        value: observation.value / months,
        range: observation.range.map(|(low, high)| (low / months, high / months)),
    }
}

fn draw_one(
    canvas: &Canvas<'_>,
    comparison: &Comparison,
    series: &Series<'_>,
    i: i32,
) -> Result<(), ChartError> {
    let top = HEAD + i * ROW + 44;
    let observed = series.observed.iter().flat_map(|d| [Some(d.value), d.range.map(|r| r.1)]).flatten();
    let numbers: Vec<f64> = series.band.numbers().chain(observed).collect();
    let scale = Scale::around_zero(numbers.iter().copied(), 6.0).cut_at(numbers);
    let (left, right, bottom) = (MARGIN + 70, WIDTH - MARGIN - 180, top + ROW - 96);
    let panel = Panel { canvas, left, top, right, bottom, x: horizon(comparison), y: scale.span };
    let unit = outcomes::find(series.indicator).map_or("", |indicator| indicator.unit);
    let title = format!("{}, {}: {unit} per month", format::words(series.indicator), series.scope);
    canvas.text(&title, (left - 66, top - 26), Type::new(19).bold())?;
    panel.rule(&scale)?;
    panel.years()?;
    let color = look(1).color;
    panel.shade(&series.band, color)?;
    panel.trace(&series.band, color, 3)?;
    series.observed.iter().try_for_each(|dot| draw_dot(&panel, dot))?;
    name_both(&panel, comparison, series)
}

fn draw_dot(panel: &Panel<'_, '_>, dot: &Dot) -> Result<(), ChartError> {
    let canvas = panel.canvas;
    let (x, y) = panel.at((dot.from + dot.to) / 2.0, dot.value);
    canvas.line(vec![panel.at(dot.from, dot.value), panel.at(dot.to, dot.value)], INK, 2)?;
    if let Some((low, high)) = dot.range {
        canvas.line(vec![(x, panel.down(low)), (x, panel.down(high))], INK, 2)?;
    }
    canvas.fill(vec![(x, y - 8), (x + 7, y), (x, y + 8), (x - 7, y)], INK, 1.0)
}

/// The words beside the line's end and the last diamond.
fn name_both(panel: &Panel<'_, '_>, comparison: &Comparison, series: &Series<'_>) -> Result<(), ChartError> {
    let line = series.band.last().map_or(panel.bottom, |(_, y)| panel.down(y));
    let simulated = format!("simulated ({})", comparison.ensemble.scenarios[series.scenario].name);
    let how = Type::new(15).color(look(1).color).bold();
    panel.canvas.text(&panel.canvas.fitted(&simulated, how, 176), (panel.right + 12, line), how)?;
    let last = series.observed.iter().max_by(|a, b| a.to.total_cmp(&b.to));
    let Some(last) = last else { return Ok(()) };
    let (x, y) = panel.at(last.to, last.value);
    panel.canvas.text("observed", (x + 8, y), Type::new(15).bold())
}

fn table(comparison: &Comparison, series: &[Series<'_>]) -> Result<String, ChartError> {
    let of = |one: &Series<'_>| -> Vec<Vec<String>> {
        let names = [comparison.ensemble.scenarios[one.scenario].name.as_str(), one.indicator, one.scope];
        let names = names.map(String::from).to_vec();
        let row = |what: &str, from: String, numbers: [Option<f64>; 5]| {
            [names.clone(), vec![what.into(), from], numbers.map(cell).to_vec()].concat()
        };
        let simulated = |p: &Point| row("simulated", p.date.to_string(), p.numbers());
        let observed = |d: &Dot| {
            row(
                "observed",
                d.start.to_string(),
                [Some(d.value), d.range.map(|r| r.0), d.range.map(|r| r.1), None, None],
            )
        };
        one.band.points.iter().map(simulated).chain(one.observed.iter().map(observed)).collect()
    };
    let header = [
        "scenario",
        "indicator",
        "scope",
        "what",
        "from",
        "per_month",
        "low",
        "high",
        "chance_low",
        "chance_high",
    ];
    data::table(&header, series.iter().flat_map(of))
}

fn describe(comparison: &Comparison, series: &[Series<'_>]) -> String {
    let mut text = String::from("Observed figures per month beside the simulated months of the same time.\n");
    for one in series {
        let unit = outcomes::find(one.indicator).map_or("", |indicator| indicator.unit);
        let _ = write!(text, "{}, {}:", format::words(one.indicator), one.scope);
        for dot in &one.observed {
            let within = one.band.points.iter().filter(|p| p.x >= dot.from && p.x <= dot.to);
            let simulated = crate::experiment::Spread::of(within.filter_map(|p| p.mean)).mean;
            let show = |x| format::level(x, unit);
            let simulated = simulated.map_or("no value".into(), show);
            let _ = write!(text, " from {} observed {}, simulated {simulated};", dot.start, show(dot.value));
        }
        text.push('\n');
    }
    text + &canvas::caution(comparison)
}
