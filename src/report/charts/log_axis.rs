//! An axis of multiples of something, on a log scale.

use plotters::style::RGBColor;

use super::ChartError;
use super::canvas::{Canvas, FAINT, GREY, Type};

/// Where it lies, and what stands at it.
pub(super) struct LogAxis {
    /// Its left and right end on the canvas.
    pub across: (i32, i32),
    /// Multiples at the ends; what lies beyond is drawn at the end, with an arrow.
    pub ends: (f64, f64),
    /// Multiples and their words.
    pub ticks: &'static [(f64, &'static str)],
}

impl LogAxis {
    /// Where a multiple lies.
    pub(super) fn at(&self, multiple: f64) -> i32 {
        let ((left, right), (low, high)) = (self.across, self.ends);
        let share = (multiple.clamp(low, high).ln() - low.ln()) / (high.ln() - low.ln());
        left + (share * f64::from(right - left)).round() as i32
    }

    /// Draws its lines between two heights; that of 1 is strong.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, (top, bottom): (i32, i32)) -> Result<(), ChartError> {
        for &(multiple, label) in self.ticks {
            let (color, width) = if multiple == 1.0 { (GREY, 2) } else { (FAINT, 1) };
            let x = self.at(multiple);
            canvas.line(vec![(x, top), (x, bottom)], color, width)?;
            canvas.text(label, (x, top - 14), Type::new(15).color(GREY).centered())?;
        }
        Ok(())
    }

    /// Marks a multiple at a height: a disc, or an arrow at the end beyond which it lies.
    pub(super) fn mark(
        &self,
        canvas: &Canvas<'_>,
        (multiple, y): (f64, i32),
        size: i32,
        color: RGBColor,
    ) -> Result<(), ChartError> {
        let x = self.at(multiple);
        let outward = if multiple < self.ends.0 { -1 } else { i32::from(multiple > self.ends.1) };
        if outward == 0 {
            return canvas.disc((x, y), size - 2, color);
        }
        let (tip, base) = (x + size * 4 / 3 * outward, x - 4 * outward);
        canvas.fill(vec![(tip, y), (base, y - size), (base, y + size)], color, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beyond_an_end_is_at_the_end() {
        let axis = LogAxis { across: (100, 500), ends: (0.2, 5.0), ticks: &[] };
        assert_eq!([0.01, 0.2, 1.0, 5.0, 80.0].map(|multiple| axis.at(multiple)), [100, 100, 300, 500, 500]);
    }
}
