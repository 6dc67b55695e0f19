//! Panels of horizontal bars, with their whiskers and numbers.

use plotters::style::RGBColor;

use crate::report::charts::ChartError;
use crate::report::charts::axis::{Scale, tick};
use crate::report::charts::canvas::{Canvas, FAINT, FOOT, GREY, HEAD, INK, MARGIN, Type, WIDTH};
use crate::report::charts::palette::{Look, Mark, look};

const COLUMNS: i32 = 2;
const LINE: i32 = 34;
/// The room for names at the left of a panel.
const NAMES: i32 = 270;
/// The room for numbers at its right.
const NUMBERS: i32 = 124;
/// The room around the rows of a panel.
const AROUND: i32 = 118;

const RIM: RGBColor = RGBColor(255, 255, 255);

/// One subject.
pub(super) struct Panel {
    pub title: String,
    /// What the axis counts.
    pub unit: String,
    pub rows: Vec<Row>,
}

/// One line of a panel.
pub(super) struct Row {
    pub name: String,
    pub bars: Vec<Bar>,
    /// A further number, drawn as a diamond.
    pub mark: Option<f64>,
    /// The number at the right.
    pub note: String,
}

/// A bar; several of a row share its height.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    pub from: f64,
    pub to: f64,
    pub filled: bool,
    /// Which colour of the palette.
    pub color: usize,
    pub whisker: Option<(f64, f64)>,
}

/// The height of a chart of these panels.
#[must_use]
pub(super) fn height(panels: &[Panel]) -> i32 {
    HEAD + panels.chunks(COLUMNS as usize).map(line_height).sum::<i32>() + FOOT
}

fn line_height(panels: &[Panel]) -> i32 {
    panels.iter().map(|panel| panel.rows.len() as i32).max().unwrap_or(0) * LINE + AROUND
}

/// Draws the panels, two beside each other.
pub(super) fn draw(canvas: &Canvas<'_>, panels: &[Panel]) -> Result<(), ChartError> {
    let width = (WIDTH - 2 * MARGIN) / COLUMNS;
    let mut top = HEAD;
    for line in panels.chunks(COLUMNS as usize) {
        for (i, panel) in line.iter().enumerate() {
            draw_panel(canvas, panel, (MARGIN + i as i32 * width, top), width)?;
        }
        top += line_height(line);
    }
    Ok(())
}

/// Where numbers come to stand.
struct Across {
    scale: Scale,
    left: i32,
    right: i32,
}

impl Across {
    fn at(&self, value: f64) -> i32 {
        let (low, high) = self.scale.span;
        let share = ((value - low) / (high - low)).clamp(-0.01, 1.01);
        self.left + (share * f64::from(self.right - self.left)).round() as i32
    }
}

fn draw_panel(
    canvas: &Canvas<'_>,
    panel: &Panel,
    (left, top): (i32, i32),
    width: i32,
) -> Result<(), ChartError> {
    let numbers = panel.rows.iter().flat_map(numbers);
    let across =
        Across { scale: Scale::around_zero(numbers, 4.0), left: left + NAMES, right: left + width - NUMBERS };
    let title = Type::new(18).bold();
    canvas.text(&canvas.fitted(&panel.title, title, width - 24), (left, top + 14), title)?;
    let (first, last) = (top + 36, top + 36 + panel.rows.len() as i32 * LINE);
    for &value in &across.scale.ticks {
        let strong = value == 0.0;
        let x = across.at(value);
        canvas.line(
            vec![(x, first), (x, last)],
            if strong { GREY } else { FAINT },
            if strong { 2 } else { 1 },
        )?;
        canvas.text(&tick(value), (x, last + 15), Type::new(14).color(GREY).centered())?;
    }
    let middle = (across.left + across.right) / 2;
    canvas.text(&panel.unit, (middle, last + 38), Type::new(15).color(GREY).centered())?;
    for (i, row) in panel.rows.iter().enumerate() {
        draw_row(canvas, row, &across, (left, first + i as i32 * LINE))?;
    }
    Ok(())
}

fn numbers(row: &Row) -> impl Iterator<Item = f64> {
    let of = |bar: &Bar| {
        let (low, high) = bar.whisker.unwrap_or((bar.to, bar.to));
        [bar.from, bar.to, low, high]
    };
    row.bars.iter().flat_map(of).chain(row.mark).collect::<Vec<_>>().into_iter()
}

fn draw_row(
    canvas: &Canvas<'_>,
    row: &Row,
    across: &Across,
    (left, top): (i32, i32),
) -> Result<(), ChartError> {
    let how = Type::new(15).right();
    let middle = top + LINE / 2;
    canvas.text(&canvas.fitted(&row.name, how, NAMES - 16), (left + NAMES - 10, middle), how)?;
    let share = (LINE - 10) / row.bars.len().max(1) as i32;
    for (i, bar) in row.bars.iter().enumerate() {
        draw_bar(canvas, bar, across, (top + 5 + i as i32 * share, share))?;
    }
    if let Some(mark) = row.mark {
        Look { color: INK, mark: Mark::Diamond }.draw(canvas, (across.at(mark), middle), 5)?;
    }
    let how = Type::new(14);
    canvas.text(&canvas.fitted(&row.note, how, NUMBERS - 14), (across.right + 12, middle), how)
}

fn draw_bar(
    canvas: &Canvas<'_>,
    bar: &Bar,
    across: &Across,
    (top, height): (i32, i32),
) -> Result<(), ChartError> {
    if !(bar.from.is_finite() && bar.to.is_finite()) {
        return Ok(());
    }
    let color: RGBColor = look(bar.color).color;
    let (a, b) = (across.at(bar.from), across.at(bar.to));
    canvas.bar([(a.min(b), top + 1), (a.max(b), top + height - 2)], color, bar.filled)?;
    let Some((low, high)) = bar.whisker.filter(|(low, high)| low.is_finite() && high.is_finite()) else {
        return Ok(());
    };
    let y = top + height / 2;
    // A light rim, or the line would be lost on a dark bar.
    canvas.line(vec![(across.at(low), y), (across.at(high), y)], RIM, 5)?;
    canvas.line(vec![(across.at(low), y), (across.at(high), y)], INK, 2)?;
    for x in [across.at(low), across.at(high)] {
        canvas.line(vec![(x, y - 4), (x, y + 4)], INK, 2)?;
    }
    Ok(())
}
