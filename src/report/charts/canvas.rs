//! A sheet to draw on, with its title above and the words of caution below.

use std::sync::OnceLock;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, register_font};

use super::ChartError;
use crate::experiment::Comparison;
use crate::report::runs_made;
use crate::scenario::count;

/// All charts are this wide. Coordinates in the drawing are whole pixels, so it is drawn large.
pub(super) const WIDTH: i32 = 1600;
/// The room of title and subtitle.
pub(super) const HEAD: i32 = 112;
/// The room of the words below.
pub(super) const FOOT: i32 = 62;
/// The room at the sides.
pub(super) const MARGIN: i32 = 40;

/// The fonts in order of preference. The first is measured with, and used for the PNG.
const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

pub(super) const INK: RGBColor = RGBColor(34, 34, 34);
pub(super) const GREY: RGBColor = RGBColor(95, 95, 95);
pub(super) const FAINT: RGBColor = RGBColor(222, 222, 222);

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub size: i32,
    pub bold: bool,
    pub color: RGBColor,
    pub anchor: HPos,
}

impl Type {
    pub(super) const fn new(size: i32) -> Self {
        Self { size, bold: false, color: INK, anchor: HPos::Left }
    }
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
    pub(super) const fn color(self, color: RGBColor) -> Self {
        Self { color, ..self }
    }
    pub(super) const fn centered(self) -> Self {
        Self { anchor: HPos::Center, ..self }
    }
    pub(super) const fn right(self) -> Self {
        Self { anchor: HPos::Right, ..self }
    }

    fn style(self) -> TextStyle<'static> {
        let style = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        // The SVG backend writes the size divided by 1.24.
        FontDesc::new(FontFamily::Name(FAMILY), f64::from(self.size) * 1.24, style)
            .color(&self.color)
            .pos(Pos::new(self.anchor, VPos::Center))
    }
}

/// The words around a chart.
pub(super) struct Words {
    pub title: String,
    pub subtitle: String,
}

pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// Draws a chart of a height between its title and its footer.
pub(super) fn draw(
    words: &Words,
    height: i32,
    comparison: &Comparison,
    content: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let subtitle = subtitle(words, comparison);
    sheet(&Words { title: words.title.clone(), subtitle }, foot(comparison), height, content)
}

/// Draws a chart that is not about one comparison.
pub(super) fn sheet(
    words: &Words,
    foot: &str,
    height: i32,
    content: impl FnOnce(&Canvas<'_>) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    register_fonts()?;
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH as u32, height as u32)).into_drawing_area();
        area.fill(&WHITE).map_err(ChartError::drawing)?;
        let canvas = Canvas { area };
        canvas.heading(&words.title, 42, Type::new(31).bold())?;
        canvas.heading(&words.subtitle, 82, Type::new(20).color(GREY))?;
        canvas.heading(foot, height - 26, Type::new(17).color(GREY))?;
        content(&canvas)?;
        canvas.area.present().map_err(ChartError::drawing)?;
    }
    Ok(with_title(&svg, &words.title))
}

fn subtitle(words: &Words, comparison: &Comparison) -> String {
    let runs = runs_made(comparison);
    match comparison.ensemble.draw_numbers().len() {
        0 => format!("{}. Chance only, {runs}.", words.subtitle),
        n => format!("{}. Chance and not knowing, {runs} of {}.", words.subtitle, count(n, "draw")),
    }
}

/// What the darker part of a shade is, for the subtitles of charts that have shades.
pub(super) fn darker(comparison: &Comparison) -> &'static str {
    if comparison.ensemble.draws.is_some() { "; darker: its width by chance alone" } else { "" }
}

fn foot(comparison: &Comparison) -> &'static str {
    match comparison.ensemble.draws {
        None => {
            "Ranges tell chance only: they leave out that the model and its parameters may be wrong. \
             This compares assumptions and is not a prediction."
        }
        Some(_) => {
            "Ranges tell chance and not knowing the parameters; they leave out that the model itself may be \
             wrong. This compares assumptions and is not a prediction."
        }
    }
}

/// Names the picture to those who do not see it.
fn with_title(svg: &str, title: &str) -> String {
    let safe = title.replace('&', "&amp;").replace('<', "&lt;");
    let named = svg.replacen("<svg ", "<svg role=\"img\" ", 1);
    named.replacen(">\n", &format!(">\n<title>{safe}</title>\n"), 1)
}

fn register_fonts() -> Result<(), ChartError> {
    static DONE: OnceLock<bool> = OnceLock::new();
    let register = || {
        register_font(FAMILY, FontStyle::Normal, dejavu::sans::regular()).is_ok()
            && register_font(FAMILY, FontStyle::Bold, dejavu::sans::bold()).is_ok()
    };
    let done = DONE.get_or_init(register);
    if *done { Ok(()) } else { Err(ChartError::Draw("the built-in font can't be read".into())) }
}

impl Canvas<'_> {
    pub(super) fn text(&self, text: &str, at: (i32, i32), how: Type) -> Result<(), ChartError> {
        self.area.draw(&Text::new(text, at, how.style())).map_err(ChartError::drawing)
    }

    /// A text over the width of the picture, set smaller where it would not fit.
    fn heading(&self, text: &str, y: i32, how: Type) -> Result<(), ChartError> {
        let room = WIDTH - 2 * MARGIN;
        let width = self.width(text, how).max(1);
        let size = if width > room { how.size * room / width } else { how.size };
        self.text(text, (MARGIN, y), Type { size, ..how })
    }

    /// How wide a text comes out.
    pub(super) fn width(&self, text: &str, how: Type) -> i32 {
        // The measure takes the size for the height of a line, which in this font is 1.164 times the
        // size of its letters; the backend writes the size divided by 1.24.
        let scale = 1.164 / 1.24;
        self.area
            .estimate_text_size(text, &how.style())
            .map_or(0, |(width, _)| (f64::from(width) * scale) as i32)
    }

    /// A text cut to a width, with an ellipsis where it was cut.
    pub(super) fn fitted(&self, text: &str, how: Type, width: i32) -> String {
        let mut kept: String = text.into();
        while self.width(&kept, how) > width && kept.chars().count() > 2 {
            kept = kept
                .trim_end_matches('…')
                .chars()
                .rev()
                .skip(1)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            kept.push('…');
        }
        kept
    }

    pub(super) fn line(
        &self,
        points: Vec<(i32, i32)>,
        color: RGBColor,
        width: u32,
    ) -> Result<(), ChartError> {
        let style = ShapeStyle { color: color.to_rgba(), filled: false, stroke_width: width };
        self.area.draw(&PathElement::new(points, style)).map_err(ChartError::drawing)
    }

    pub(super) fn fill(
        &self,
        outline: Vec<(i32, i32)>,
        color: RGBColor,
        opacity: f64,
    ) -> Result<(), ChartError> {
        self.area.draw(&Polygon::new(outline, color.mix(opacity).filled())).map_err(ChartError::drawing)
    }

    pub(super) fn bar(
        &self,
        corners: [(i32, i32); 2],
        color: RGBColor,
        filled: bool,
    ) -> Result<(), ChartError> {
        let style = ShapeStyle { color: color.to_rgba(), filled, stroke_width: 2 };
        self.area.draw(&Rectangle::new(corners, style)).map_err(ChartError::drawing)
    }

    pub(super) fn disc(&self, at: (i32, i32), radius: i32, color: RGBColor) -> Result<(), ChartError> {
        self.area.draw(&Circle::new(at, radius, color.filled())).map_err(ChartError::drawing)
    }
}

/// The closing sentence of every text alternative.
pub(super) fn caution(comparison: &Comparison) -> String {
    let runs = count(comparison.ensemble.replicates.len(), "run");
    match comparison.ensemble.draw_numbers().len() {
        0 => format!("Ranges and means over {runs} tell chance only; this is not a prediction.\n"),
        n => format!(
            "Ranges and means over {runs} of {} tell chance and not knowing the parameters; this is not a \
             prediction.\n",
            count(n, "draw")
        ),
    }
}
