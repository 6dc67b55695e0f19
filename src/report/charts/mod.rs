//! The charts of a comparison: each a picture (SVG and PNG), the table it was drawn from, and its
//! content in sentences.
//!
//! To add one: a module with a `draw` that gives a [`Picture`], and a line in the list `ALL`.

use std::fs;
use std::path::Path;

use thiserror::Error;

use crate::experiment::{Comparison, StoreError};
use crate::verification::experiments::ValidationRow;

mod axis;
mod canvas;
mod data;
mod deaths;
mod differences;
mod fee_parts;
mod labels;
mod log_axis;
mod monthly;
mod multiples;
mod observed;
mod observed_series;
mod palette;
mod panel;
mod raster;
mod route_shares;
mod small;
mod study;
mod validation;

pub use study::write_study;

/// A chart, ready to be written.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its name, and that of its files.
    pub name: &'static str,
    /// The drawing.
    pub svg: String,
    /// What it was drawn from.
    pub csv: String,
    /// What it shows, in sentences.
    pub text: String,
}

/// What can go wrong with a chart.
#[derive(Debug, Error)]
pub enum ChartError {
    /// It could not be drawn.
    #[error("{0}")]
    Draw(String),
    /// What it is drawn from could not be read.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// It could not be written.
    #[error("couldn't write {0}: {1}")]
    Write(String, std::io::Error),
}

impl ChartError {
    fn drawing(cause: impl std::fmt::Display) -> Self {
        Self::Draw(cause.to_string())
    }
}

type Draw = fn(&Comparison) -> Result<Option<Picture>, ChartError>;

/// Every chart. One that has nothing to show gives `None`.
const ALL: &[Draw] = &[
    differences::draw,
    multiples::draw_flows,
    route_shares::draw,
    multiples::draw_fees,
    fee_parts::draw,
    deaths::draw,
    observed::draw,
    observed_series::draw,
];

/// Draws all charts that have something to show.
pub fn draw_all(comparison: &Comparison) -> Result<Vec<Picture>, ChartError> {
    ALL.iter().filter_map(|draw| draw(comparison).transpose()).collect()
}

/// Draws all charts into a folder, and gives their names.
pub fn write_all(comparison: &Comparison, folder: &Path) -> Result<Vec<String>, ChartError> {
    write(draw_all(comparison)?, folder)
}

/// Draws what `validate` found into a folder, and gives the chart's name.
pub fn write_validation(rows: &[ValidationRow], folder: &Path) -> Result<Vec<String>, ChartError> {
    write(validation::draw(rows)?.into_iter().collect(), folder)
}

/// Writes pictures into a folder, and gives their names.
fn write(pictures: Vec<Picture>, folder: &Path) -> Result<Vec<String>, ChartError> {
    for picture in &pictures {
        let write = |ending: &str, bytes: &[u8]| {
            let file = format!("{}.{ending}", picture.name);
            fs::write(folder.join(&file), bytes).map_err(|cause| ChartError::Write(file, cause))
        };
        write("svg", picture.svg.as_bytes())?;
        write("png", &raster::png(&picture.svg)?)?;
        write("csv", picture.csv.as_bytes())?;
        write("txt", picture.text.as_bytes())?;
    }
    Ok(pictures.into_iter().map(|picture| picture.name.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn every_chart_comes_with_its_table_and_its_words() {
        let dir = tempfile::tempdir().unwrap();
        let names = write_all(&synthetic::comparison(3, 20), dir.path()).unwrap();
        assert_eq!(names.len(), ALL.len());
        for name in names {
            for ending in ["svg", "png", "csv", "txt"] {
                let size = fs::metadata(dir.path().join(format!("{name}.{ending}"))).unwrap().len();
                assert!(size > 100, "{name}.{ending}");
            }
        }
    }

    #[test]
    fn few_replicates_and_a_single_scenario_can_be_drawn() {
        let few = [(1, 1), (2, 3)];
        let fixed = few.map(|(scenarios, replicates)| synthetic::comparison(scenarios, replicates));
        let drawn = few.map(|(scenarios, replicates)| synthetic::drawn_comparison(scenarios, replicates));
        for comparison in fixed.iter().chain(&drawn) {
            for picture in draw_all(comparison).unwrap() {
                assert!(!picture.svg.contains("NaN") && !picture.text.contains("NaN"), "{}", picture.name);
            }
        }
    }

    #[test]
    fn charts_say_whether_they_tell_chance_only() {
        for (comparison, words) in [
            (synthetic::comparison(2, 20), "chance only"),
            (synthetic::drawn_comparison(2, 20), "chance and not knowing"),
        ] {
            for picture in draw_all(&comparison).unwrap() {
                assert!(picture.text.to_lowercase().contains(words), "{}", picture.name);
                assert!(picture.svg.to_lowercase().contains(words), "{}", picture.name);
            }
        }
    }

    #[test]
    fn one_run_or_draw_is_not_several() {
        for (scenarios, replicates, words) in [
            (1, 1, "1 run of 1 draw."),
            (2, 2, "2 paired runs of 1 draw."),
            (2, 3, "3 paired runs of 2 draws."),
        ] {
            for picture in draw_all(&synthetic::drawn_comparison(scenarios, replicates)).unwrap() {
                assert!(picture.svg.contains(words), "{}: {words}", picture.name);
            }
        }
    }

    /// Draws pictures of the size of a real case, to be looked at.
    #[test]
    #[ignore = "for the eye"]
    fn gallery() {
        let folder = std::env::temp_dir().join("wayfare-gallery");
        fs::create_dir_all(&folder).unwrap();
        write_all(&synthetic::large_comparison(8, 20), &folder).unwrap();
        let drawn = folder.join("drawn");
        fs::create_dir_all(&drawn).unwrap();
        write_all(&synthetic::large_drawn_comparison(8, 20), &drawn).unwrap();
    }
}
