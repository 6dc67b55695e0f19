//! How each scenario looks: a colour and a mark, so that colour is never the only cue.
//!
//! The colours are those of Okabe and Ito (2008), told apart by people with any kind of colour
//! vision; the three light ones are darkened until they stand at 3:1 on white.

use plotters::style::RGBColor;

use super::ChartError;
use super::canvas::Canvas;

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Disc,
    Square,
    TriangleUp,
    Diamond,
    TriangleDown,
    Cross,
    Ring,
    Bar,
}

/// A scenario's colour and mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub color: RGBColor,
    pub mark: Mark,
}

const COLORS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 140, 104),
    RGBColor(184, 92, 148),
    RGBColor(176, 120, 0),
    RGBColor(46, 142, 204),
    RGBColor(128, 118, 0),
];
const MARKS: [Mark; 7] =
    [Mark::Square, Mark::TriangleUp, Mark::Diamond, Mark::TriangleDown, Mark::Cross, Mark::Ring, Mark::Bar];

/// The look of a scenario by its position: the baseline is black with discs.
#[must_use]
pub(super) fn look(scenario: usize) -> Look {
    let Some(policy) = scenario.checked_sub(1) else {
        return Look { color: RGBColor(0, 0, 0), mark: Mark::Disc };
    };
    // Colours and marks fall out of step after seven, so that forty-nine policies differ.
    let round = policy / COLORS.len();
    Look { color: COLORS[policy % COLORS.len()], mark: MARKS[(policy + round) % MARKS.len()] }
}

impl Look {
    /// Draws the mark.
    pub(super) fn draw(self, canvas: &Canvas<'_>, (x, y): (i32, i32), r: i32) -> Result<(), ChartError> {
        let outline = |points: &[(i32, i32)]| {
            canvas.fill(points.iter().map(|(dx, dy)| (x + dx, y + dy)).collect(), self.color, 1.0)
        };
        match self.mark {
            Mark::Disc => canvas.disc((x, y), r, self.color),
            Mark::Square => outline(&[(-r, -r), (r, -r), (r, r), (-r, r)]),
            Mark::TriangleUp => outline(&[(0, -r - 1), (r + 1, r), (-r - 1, r)]),
            Mark::TriangleDown => outline(&[(0, r + 1), (r + 1, -r), (-r - 1, -r)]),
            Mark::Diamond => outline(&[(0, -r - 2), (r + 2, 0), (0, r + 2), (-r - 2, 0)]),
            Mark::Bar => outline(&[(-3, -r - 2), (3, -r - 2), (3, r + 2), (-3, r + 2)]),
            Mark::Ring => {
                canvas.disc((x, y), r, self.color)?;
                canvas.disc((x, y), r / 2, RGBColor(255, 255, 255))
            }
            Mark::Cross => {
                canvas.line(vec![(x - r, y - r), (x + r, y + r)], self.color, 4)?;
                canvas.line(vec![(x - r, y + r), (x + r, y - r)], self.color, 4)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    #[test]
    fn every_colour_stands_out_on_white() {
        for color in COLORS {
            assert!(1.05 / (luminance(color) + 0.05) >= 3.0, "{color:?}");
        }
    }

    #[test]
    fn no_two_scenarios_look_alike() {
        for i in 0..40 {
            assert!((0..i).all(|j| look(i) != look(j)));
        }
    }
}
