//! A rectangle with axes, over time or over numbers.

use plotters::style::RGBColor;

use super::ChartError;
use super::axis::{Scale, tick};
use super::canvas::{Canvas, FAINT, GREY, Type};
use super::monthly::{Band, Point};

/// A rectangle on the canvas and the numbers that it spans.
pub(super) struct Panel<'c, 'b> {
    pub canvas: &'c Canvas<'b>,
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub x: (f64, f64),
    pub y: (f64, f64),
}

fn between(value: f64, (from, to): (f64, f64), (start, end): (i32, i32)) -> i32 {
    let share = ((value - from) / (to - from)).clamp(-0.02, 1.02);
    start + (share * f64::from(end - start)).round() as i32
}

impl Panel<'_, '_> {
    pub(super) fn at(&self, x: f64, y: f64) -> (i32, i32) {
        (self.across(x), self.down(y))
    }

    pub(super) fn across(&self, x: f64) -> i32 {
        between(x, self.x, (self.left, self.right))
    }

    pub(super) fn down(&self, y: f64) -> i32 {
        between(y, self.y, (self.bottom, self.top))
    }

    /// Horizontal lines with their numbers at the left.
    pub(super) fn rule(&self, scale: &Scale) -> Result<(), ChartError> {
        for &value in &scale.ticks {
            let y = self.down(value);
            self.canvas.line(vec![(self.left, y), (self.right, y)], FAINT, 1)?;
            self.canvas.text(&tick(value), (self.left - 8, y), Type::new(15).color(GREY).right())?;
        }
        Ok(())
    }

    /// The years below, and a small stroke where each begins.
    pub(super) fn years(&self) -> Result<(), ChartError> {
        let (first, last) = (self.x.0.ceil() as i32, self.x.1.floor() as i32);
        self.canvas.line(vec![(self.left, self.bottom), (self.right, self.bottom)], GREY, 1)?;
        for year in first..=last {
            let x = self.across(f64::from(year));
            self.canvas.line(vec![(x, self.bottom), (x, self.bottom + 5)], GREY, 1)?;
            let middle = self.across(f64::from(year) + 0.5);
            if middle + 18 < self.right {
                self.canvas.text(
                    &year.to_string(),
                    (middle, self.bottom + 17),
                    Type::new(15).color(GREY).centered(),
                )?;
            }
        }
        Ok(())
    }

    /// A dashed upright line with a word at its top: lines of usual levels lie low.
    pub(super) fn moment(&self, x: f64, word: &str) -> Result<(), ChartError> {
        let x = self.across(x);
        let mut y = self.top;
        while y < self.bottom {
            self.canvas.line(vec![(x, y), (x, (y + 6).min(self.bottom))], GREY, 1)?;
            y += 11;
        }
        self.canvas.text(word, (x + 6, self.top + 4), Type::new(14).color(GREY))
    }

    /// The range of a band, where it has one, and in it darker what chance alone would make of it.
    pub(super) fn shade(&self, band: &Band, color: RGBColor) -> Result<(), ChartError> {
        self.shade_range(band, |point| point.range, color)?;
        self.shade_range(band, |point| point.chance, color)
    }

    fn shade_range(
        &self,
        band: &Band,
        range: fn(&Point) -> Option<(f64, f64)>,
        color: RGBColor,
    ) -> Result<(), ChartError> {
        let points = band.points.iter().filter_map(|p| range(p).map(|(low, high)| (p.x, low, high)));
        let (upper, mut lower): (Vec<_>, Vec<_>) =
            points.map(|(x, low, high)| (self.at(x, high), self.at(x, low))).unzip();
        lower.reverse();
        let outline: Vec<_> = upper.into_iter().chain(lower).collect();
        if outline.len() < 6 { Ok(()) } else { self.canvas.fill(outline, color, 0.13) }
    }

    /// The means of a band as a line, broken where there is no value.
    pub(super) fn trace(&self, band: &Band, color: RGBColor, width: u32) -> Result<(), ChartError> {
        for run in band.points.split(|p| p.mean.is_none()) {
            let points: Vec<_> = run.iter().filter_map(|p| p.mean.map(|y| self.at(p.x, y))).collect();
            if points.len() > 1 {
                self.canvas.line(points, color, width)?;
            }
        }
        Ok(())
    }
}
