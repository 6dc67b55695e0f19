//! What the mean fee of a leg is made of: by scenario, and by leg in the baseline.

use std::fmt::Write as _;

use plotters::style::RGBColor;

use super::canvas::{self, Canvas, FAINT, FOOT, GREY, HEAD, INK, MARGIN, Type, WIDTH, Words};
use super::data;
use super::multiples::{leg_name, main_legs};
use super::palette::look;
use super::{ChartError, Picture};
use crate::experiment::Comparison;
use crate::outcomes::Scope;
use crate::report::format;

const LINE: i32 = 38;
const NAMES: i32 = 440;
/// The room for a heading above bars.
const ABOVE: i32 = 52;
/// The room for what a fee comes to, at the right.
const SUMS: i32 = 130;
const LEGEND: i32 = 84;
const WHITE: RGBColor = RGBColor(255, 255, 255);
const LIGHT: RGBColor = RGBColor(206, 206, 206);

const PARTS: [(&str, &str); 9] = [
    ("fee_transport", "transport"),
    ("fee_crew", "crew"),
    ("fee_bribes", "bribes"),
    ("fee_tax", "tax"),
    ("fee_vehicle", "loss of vehicle"),
    ("fee_penalty", "sentences"),
    ("fee_arrests", "arrests"),
    ("fee_proceeds", "moving proceeds"),
    ("fee_markup", "mark-up"),
];

/// Bars on one scale.
struct Section {
    heading: &'static str,
    bars: Vec<Bar>,
}

/// A bar: whose fee it is, and its parts (USD).
struct Bar {
    scenario: usize,
    name: String,
    scope: String,
    parts: [f64; PARTS.len()],
}

pub(super) fn draw(comparison: &Comparison) -> Result<Option<Picture>, ChartError> {
    let sections = sections(comparison);
    if sections.is_empty() {
        return Ok(None);
    }
    let words = Words {
        title: "What the mean fee of a leg with a smuggler is made of".into(),
        subtitle: "USD per person, means; each of the two groups of bars has its own scale".into(),
    };
    let height = HEAD + LEGEND + sections.iter().map(Section::height).sum::<i32>() + FOOT;
    let svg = canvas::draw(&words, height, comparison, |canvas| {
        draw_legend(canvas)?;
        let mut top = HEAD + LEGEND;
        for section in &sections {
            draw_section(canvas, section, top)?;
            top += section.height();
        }
        Ok(())
    })?;
    let csv = table(comparison, &sections)?;
    Ok(Some(Picture { name: "fee-parts", svg, csv, text: describe(comparison, &sections) }))
}

impl Section {
    fn height(&self) -> i32 {
        ABOVE + self.bars.len() as i32 * LINE
    }
}

fn sections(comparison: &Comparison) -> Vec<Section> {
    let scenarios = &comparison.ensemble.scenarios;
    let Some(baseline) = scenarios.first() else { return Vec::new() };
    let all = (0..scenarios.len())
        .filter_map(|s| bar(comparison, s, Scope::Total, scenarios[s].name.clone()))
        .collect();
    let legs = main_legs(comparison, "passengers").into_iter();
    let legs = legs.filter_map(|leg| bar(comparison, 0, Scope::Leg(leg), leg_name(baseline, leg))).collect();
    let sections = [
        Section { heading: "All legs, in each scenario", bars: all },
        Section { heading: "The most smuggled legs, in the baseline", bars: legs },
    ];
    sections.into_iter().filter(|section| !section.bars.is_empty()).collect()
}

fn bar(comparison: &Comparison, scenario: usize, scope: Scope, name: String) -> Option<Bar> {
    let about = &comparison.ensemble.scenarios[scenario];
    let label = scope.label(about);
    let mut parts = [0.0; PARTS.len()];
    for (part, (indicator, _)) in parts.iter_mut().zip(PARTS) {
        *part = comparison.level(&about.name, indicator, &label)?.spread.mean?;
    }
    Some(Bar { scenario, name, scope: label, parts })
}

/// A part's colour, and that of the digit on it.
fn colors(part: usize) -> (RGBColor, RGBColor) {
    match part {
        8 => (LIGHT, INK),
        7 => (GREY, WHITE),
        _ => (look(part + 1).color, WHITE),
    }
}

fn draw_legend(canvas: &Canvas<'_>) -> Result<(), ChartError> {
    const COLUMNS: i32 = 5;
    let width = (WIDTH - 2 * MARGIN) / COLUMNS;
    for (part, (_, name)) in PARTS.iter().enumerate() {
        let (column, line) = (part as i32 % COLUMNS, part as i32 / COLUMNS);
        let (left, top) = (MARGIN + column * width, HEAD + line * 32);
        draw_part(canvas, part, (left, left + 28), top)?;
        canvas.text(name, (left + 38, top + 13), Type::new(17))?;
    }
    Ok(())
}

/// A piece of a bar, with the part's digit where it fits.
fn draw_part(
    canvas: &Canvas<'_>,
    part: usize,
    (left, right): (i32, i32),
    top: i32,
) -> Result<(), ChartError> {
    let (color, ink) = colors(part);
    canvas.bar([(left, top), (right, top + 26)], color, true)?;
    if right - left >= 16 {
        let digit = (part + 1).to_string();
        canvas.text(&digit, ((left + right) / 2, top + 13), Type::new(14).bold().centered().color(ink))?;
    }
    Ok(())
}

fn draw_section(canvas: &Canvas<'_>, section: &Section, top: i32) -> Result<(), ChartError> {
    canvas.text(section.heading, (MARGIN, top + 22), Type::new(18).bold())?;
    let side = |bar: &Bar, sign: f64| bar.parts.iter().map(|usd| (usd * sign).max(0.0)).sum::<f64>();
    let most = section.bars.iter().map(|bar| side(bar, 1.0)).fold(1.0, f64::max);
    let least = section.bars.iter().map(|bar| side(bar, -1.0)).fold(0.0, f64::max);
    let scale = f64::from(WIDTH - 2 * MARGIN - NAMES - SUMS) / (least + most);
    let at = |usd: f64| MARGIN + NAMES + ((least + usd) * scale).round() as i32;
    let top = top + ABOVE;
    for (row, bar) in section.bars.iter().enumerate() {
        draw_bar(canvas, bar, top + row as i32 * LINE, &at)?;
    }
    let bottom = top + section.bars.len() as i32 * LINE - 8;
    canvas.line(vec![(at(0.0), top - 4), (at(0.0), bottom)], FAINT, 2)
}

fn draw_bar(canvas: &Canvas<'_>, bar: &Bar, top: i32, at: &dyn Fn(f64) -> i32) -> Result<(), ChartError> {
    let how = Type::new(17).right();
    let name = canvas.fitted(&bar.name, how, NAMES - 24);
    canvas.text(&name, (MARGIN + NAMES - 16, top + 13), how)?;
    let (mut below, mut above) = (0.0, 0.0);
    for (part, &usd) in bar.parts.iter().enumerate() {
        let end: &mut f64 = if usd < 0.0 { &mut below } else { &mut above };
        let from = at(*end);
        *end += usd;
        let (left, right) = (from.min(at(*end)), from.max(at(*end)));
        if right > left {
            draw_part(canvas, part, (left, right), top)?;
        }
    }
    let fee = format::level(bar.parts.iter().sum(), "USD");
    canvas.text(&fee, (at(above) + 12, top + 13), Type::new(16))
}

fn table(comparison: &Comparison, sections: &[Section]) -> Result<String, ChartError> {
    let rows = sections.iter().flat_map(|section| &section.bars).flat_map(|bar| {
        let scenario = &comparison.ensemble.scenarios[bar.scenario].name;
        let part = |((indicator, _), usd): (&(&str, &str), &f64)| {
            vec![scenario.clone(), bar.scope.clone(), (*indicator).into(), usd.to_string()]
        };
        PARTS.iter().zip(&bar.parts).map(part).collect::<Vec<_>>()
    });
    data::table(&["scenario", "scope", "part", "usd_mean"], rows)
}

fn describe(comparison: &Comparison, sections: &[Section]) -> String {
    let mut text = String::from("What the mean fee of a leg with a smuggler is made of (USD per person).\n");
    for section in sections {
        let _ = writeln!(text, "{}:", section.heading);
        for bar in &section.bars {
            let part =
                |((_, name), usd): (&(&str, &str), &f64)| format!("{name} {}", format::level(*usd, "USD"));
            let seen = PARTS.iter().zip(&bar.parts).filter(|(_, usd)| usd.abs() >= 0.5);
            let parts: Vec<String> = seen.map(part).collect();
            let fee = format::level(bar.parts.iter().sum(), "USD");
            let _ = writeln!(text, "{}: {fee}, of which {}.", bar.name, parts.join(", "));
        }
    }
    text + &canvas::caution(comparison)
}
