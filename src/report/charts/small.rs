//! Small multiples over time: a panel for each subject, a line for each scenario.

use super::ChartError;
use super::axis::Scale;
use super::canvas::{Canvas, GREY, HEAD, MARGIN, Type, WIDTH};
use super::labels::spread;
use super::monthly::{Band, first_difference, horizon, year};
use super::palette::look;
use super::panel::Panel;
use crate::experiment::Comparison;
use crate::units::Day;

/// One subject and its lines.
pub(super) struct Subject {
    pub title: String,
    pub bands: Vec<Band>,
}

const COLUMNS: i32 = 2;
const ROW: i32 = 330;
/// The room for names at the right of a panel.
const NAMES: i32 = 186;

/// The height of a chart of so many panels.
#[must_use]
pub(super) fn height(subjects: usize) -> i32 {
    HEAD + (subjects as i32 + COLUMNS - 1) / COLUMNS * ROW + super::canvas::FOOT
}

/// Draws the panels.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    comparison: &Comparison,
    subjects: &[Subject],
) -> Result<(), ChartError> {
    let width = (WIDTH - 2 * MARGIN) / COLUMNS;
    for (i, subject) in subjects.iter().enumerate() {
        let left = MARGIN + (i as i32 % COLUMNS) * width + 52;
        let top = HEAD + (i as i32 / COLUMNS) * ROW + 42;
        let corner = [(left, top), (left + width - 52 - NAMES, top + ROW - 86)];
        draw_subject(canvas, comparison, subject, corner)?;
    }
    Ok(())
}

/// Draws one panel between two corners; names stand to its right.
pub(super) fn draw_subject(
    canvas: &Canvas<'_>,
    comparison: &Comparison,
    subject: &Subject,
    [(left, top), (right, bottom)]: [(i32, i32); 2],
) -> Result<(), ChartError> {
    let subject = &parted(comparison, subject);
    let scale = Scale::around_zero(subject.bands.iter().flat_map(Band::numbers), 6.0)
        .cut_at(subject.bands.iter().flat_map(Band::numbers));
    let panel = Panel { canvas, left, top, right, bottom, x: horizon(comparison), y: scale.span };
    let (font, room) = (Type::new(19).bold(), right - left + NAMES + 28);
    canvas.text(&canvas.fitted(&subject.title, font, room), (left - 48, top - 26), font)?;
    panel.rule(&scale)?;
    panel.years()?;
    if let Some(day) = first_difference(comparison) {
        let date = comparison.ensemble.scenarios[0].calendar.date(day);
        panel.moment(year(date), "policies begin")?;
    }
    for band in &subject.bands {
        panel.shade(band, look(band.scenario).color)?;
    }
    // The baseline last, so that it lies on top.
    for band in subject.bands.iter().rev() {
        panel.trace(band, look(band.scenario).color, if band.scenario == 0 { 4 } else { 2 })?;
        mark_along(&panel, band)?;
    }
    name_lines(&panel, comparison, &subject.bands)
}

/// The same, each policy only from the month on in which it parts from the baseline: before that
/// the lines are one.
fn parted(comparison: &Comparison, subject: &Subject) -> Subject {
    let ensemble = &comparison.ensemble;
    let cut = |band: &Band| {
        let day = ensemble.differs_from[band.scenario].filter(|&day| day > Day(0));
        let from = day.map(|day| year(ensemble.scenarios[band.scenario].calendar.date(day)) - 0.1);
        let kept = band.points.iter().filter(|p| from.is_none_or(|from| p.x >= from));
        Band { scenario: band.scenario, points: kept.cloned().collect() }
    };
    Subject { title: subject.title.clone(), bands: subject.bands.iter().map(cut).collect() }
}

/// A mark now and then, each scenario's at other months.
fn mark_along(panel: &Panel<'_, '_>, band: &Band) -> Result<(), ChartError> {
    let every = 17;
    for point in band.points.iter().skip(3 + band.scenario * 2 % every).step_by(every) {
        if let Some(y) = point.mean {
            look(band.scenario).draw(panel.canvas, panel.at(point.x, y), 5)?;
        }
    }
    Ok(())
}

/// Each scenario's name at the end of its line, moved where names would overlap.
fn name_lines(panel: &Panel<'_, '_>, comparison: &Comparison, bands: &[Band]) -> Result<(), ChartError> {
    let ends: Vec<(usize, (f64, f64))> =
        bands.iter().filter_map(|b| b.last().map(|end| (b.scenario, end))).collect();
    let wanted: Vec<i32> = ends.iter().map(|(_, (_, y))| panel.down(*y)).collect();
    let at = spread(&wanted, 21, panel.top - 4, panel.bottom + 14);
    let canvas = panel.canvas;
    for ((scenario, (x, _)), (from, to)) in ends.iter().zip(wanted.iter().zip(&at)) {
        let look = look(*scenario);
        let x = panel.across(*x);
        canvas.line(vec![(x, *from), (panel.right + 12, *to), (panel.right + 16, *to)], look.color, 1)?;
        look.draw(canvas, (panel.right + 22, *to), 5)?;
        let name = &comparison.ensemble.scenarios[*scenario].name;
        let how = if *scenario == 0 { Type::new(15).bold() } else { Type::new(15) };
        canvas.text(&canvas.fitted(name, how, NAMES - 38), (panel.right + 32, *to), how)?;
    }
    Ok(())
}

/// A line that says that a chart leaves out the rest.
pub(super) fn footnote(canvas: &Canvas<'_>, text: &str, height: i32) -> Result<(), ChartError> {
    canvas.text(text, (MARGIN, height - 50), Type::new(17).color(GREY))
}
