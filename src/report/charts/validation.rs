//! Every metric of the cases that were validated, in multiples of what was observed, on a log scale.

use std::fmt::Write as _;

use super::canvas::{self, Canvas, FAINT, FOOT, HEAD, MARGIN, Type, WIDTH, Words};
use super::data::{self, cell};
use super::log_axis::LogAxis;
use super::palette::look;
use super::{ChartError, Picture};
use crate::report::format;
use crate::verification::experiments::ValidationRow;

const LINE: i32 = 26;
const LEFT: i32 = 640;
const AXIS: LogAxis = LogAxis {
    across: (LEFT, WIDTH - MARGIN - 60),
    ends: (0.02, 50.0),
    ticks: &[
        (0.02, "a fiftieth"),
        (0.1, "a tenth"),
        (0.5, "half"),
        (1.0, "as observed"),
        (2.0, "twice"),
        (10.0, "ten times"),
        (50.0, "fifty times"),
    ],
};
const CAUTION: &str = "Intervals tell chance, and not knowing the parameters unless these were fixed; that the model may \
                       be wrong is what this picture is about.";

pub(super) fn draw(rows: &[ValidationRow]) -> Result<Option<Picture>, ChartError> {
    // A multiple of nothing is nothing.
    let rows: Vec<&ValidationRow> = rows.iter().filter(|row| row.observed > 0.0).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let words = Words {
        title: "What happened, and what the runs of it came to".into(),
        subtitle:
            "In multiples of the observed value, on a log scale; grey: range of the observed; disc and bar: \
                   simulated median and 90 % interval, blue where it holds the observed value"
                .into(),
    };
    let height = HEAD + 70 + rows.len() as i32 * LINE + FOOT;
    let svg = canvas::sheet(&words, CAUTION, height, |canvas| {
        AXIS.draw(canvas, (HEAD + 34, HEAD + 34 + rows.len() as i32 * LINE))?;
        rows.iter().enumerate().try_for_each(|(i, row)| draw_row(canvas, row, i as i32))
    })?;
    let csv = table(&rows)?;
    Ok(Some(Picture { name: "validation", svg, csv, text: describe(&rows) }))
}

fn draw_row(canvas: &Canvas<'_>, row: &ValidationRow, i: i32) -> Result<(), ChartError> {
    let y = HEAD + 34 + i * LINE + LINE / 2;
    let how = Type::new(15);
    let multiple = |x: f64| AXIS.at(x / row.observed);
    canvas.text(&canvas.fitted(&name(row), how, LEFT - MARGIN - 30), (LEFT - 20, y), how.right())?;
    if let Some((low, high)) = row.low.zip(row.high) {
        canvas.bar([(multiple(low), y - 8), (multiple(high), y + 8)], FAINT, true)?;
    }
    if let Some((low, high)) = row.q05.zip(row.q95) {
        canvas.line(vec![(multiple(low), y), (multiple(high), y)], color(row), 4)?;
    }
    row.q50.map_or(Ok(()), |median| AXIS.mark(canvas, (median / row.observed, y), 8, color(row)))
}

fn name(row: &ValidationRow) -> String {
    format!("{}: {}", row.case, row.metric.replace('_', " "))
}

/// Intervals that hold the observed value are told apart from others.
fn color(row: &ValidationRow) -> plotters::style::RGBColor {
    if row.covered == Some(true) { look(1).color } else { look(2).color }
}

fn table(rows: &[&ValidationRow]) -> Result<String, ChartError> {
    let header = ["case", "metric", "observed", "low", "high", "q05", "q50", "q95"];
    let of = |row: &&ValidationRow| {
        let numbers = [Some(row.observed), row.low, row.high, row.q05, row.q50, row.q95].map(cell);
        [vec![row.case.clone(), row.metric.clone()], numbers.to_vec()].concat()
    };
    data::table(&header, rows.iter().map(of))
}

fn describe(rows: &[&ValidationRow]) -> String {
    let mut text = String::from("Simulated median, in multiples of what was observed.\n");
    for row in rows {
        let multiple = row.q50.map_or_else(|| "no value".into(), |q| format::number(q / row.observed));
        let held = if row.covered == Some(true) { " (the interval holds the observed value)" } else { "" };
        let _ = writeln!(text, "{}: {multiple}{held}.", name(row));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use crate::verification::experiments;

    #[test]
    fn every_metric_has_its_line() {
        let rows = experiments::rows("small", &synthetic::comparison(3, 20).ensemble);
        let picture = draw(&rows).unwrap().unwrap();
        let shown = rows.iter().filter(|row| row.observed > 0.0).count();
        assert_eq!(picture.csv.lines().count(), 1 + shown);
        assert!(picture.text.contains("small: ") && !picture.svg.contains("NaN"));
        assert!(draw(&[]).unwrap().is_none());
    }
}
