//! Regret as a table whose cells are the darker the more there is of it.

use std::fmt::Write as _;

use super::{caution, sheet};
use crate::experiment::study::{Place, Robustness};
use crate::report::charts::canvas::{Canvas, FAINT, FOOT, GREY, HEAD, MARGIN, Type, WIDTH, Words};
use crate::report::charts::data::{self, cell};
use crate::report::charts::palette::look;
use crate::report::charts::{ChartError, Picture};
use crate::report::{format, well_enough};
use crate::scenario::count;
use crate::scenario::study::Study;

const NAMES: i32 = 230;
const LINE: i32 = 40;
/// Outcomes that fit beside each other.
const ACROSS: usize = 4;
const COLUMNS: [&str; 3] = ["mean", "most", "well enough"];

pub(super) fn draw(found: &Robustness, study: &Study) -> Result<Option<Picture>, ChartError> {
    let aims: Vec<usize> = (0..study.outcomes.len())
        .filter(|o| found.standings.iter().any(|place| place.outcome == *o))
        .collect();
    if aims.is_empty() {
        return Ok(None);
    }
    let words = Words {
        title: "Regret of each scenario: how much worse than the best in the same future".into(),
        subtitle: format!(
            "{}; the darker, the more regret or the fewer futures in which it does well enough",
            count(found.futures.len(), "future")
        ),
    };
    let block = block_height(study);
    let height = HEAD + aims.chunks(ACROSS).count() as i32 * block + FOOT;
    let svg = sheet(study, words, height, |canvas| {
        for (i, outcomes) in aims.chunks(ACROSS).enumerate() {
            draw_block(canvas, found, study, outcomes, HEAD + i as i32 * block)?;
        }
        Ok(())
    })?;
    Ok(Some(Picture { name: "regret", svg, csv: table(found, study)?, text: describe(found, study) }))
}

fn block_height(study: &Study) -> i32 {
    study.scenarios.len() as i32 * LINE + 112
}

fn draw_block(
    canvas: &Canvas<'_>,
    found: &Robustness,
    study: &Study,
    outcomes: &[usize],
    top: i32,
) -> Result<(), ChartError> {
    let first = top + 72;
    for (s, scenario) in study.scenarios.iter().enumerate() {
        let how = Type::new(17).right();
        let name = canvas.fitted(&scenario.name, how, NAMES - 16);
        canvas.text(&name, (MARGIN + NAMES - 12, first + s as i32 * LINE + LINE / 2), how)?;
    }
    let width = (WIDTH - 2 * MARGIN - NAMES) / ACROSS as i32;
    for (i, &outcome) in outcomes.iter().enumerate() {
        draw_outcome(canvas, found, study, outcome, (MARGIN + NAMES + i as i32 * width, top, width - 14))?;
    }
    Ok(())
}

fn draw_outcome(
    canvas: &Canvas<'_>,
    found: &Robustness,
    study: &Study,
    outcome: usize,
    (left, top, width): (i32, i32, i32),
) -> Result<(), ChartError> {
    let about = &study.outcomes[outcome];
    let (title, small) = (Type::new(17).bold(), Type::new(14).color(GREY));
    canvas.text(&canvas.fitted(&format::words(&about.label()), title, width), (left, top + 12), title)?;
    canvas.text(&canvas.fitted(about.indicator.unit, small, width), (left, top + 33), small)?;
    let cell_width = width / COLUMNS.len() as i32;
    for (c, name) in COLUMNS.iter().enumerate() {
        let middle = left + c as i32 * cell_width + cell_width / 2;
        canvas.text(name, (middle, top + 56), small.centered())?;
    }
    let places: Vec<&Place> = found.standings.iter().filter(|place| place.outcome == outcome).collect();
    let most =
        |of: fn(&Place) -> f64| places.iter().map(|p| of(p)).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let (mean, all) = (most(|p| p.mean_regret), most(|p| p.most_regret));
    for place in &places {
        let well = found.satisficing[place.scenario].by_outcome[outcome];
        let y = top + 72 + place.scenario as i32 * LINE;
        let size = |x: f64| format::level(x, about.indicator.unit);
        let cells = [
            (place.mean_regret / mean, size(place.mean_regret)),
            (place.most_regret / all, size(place.most_regret)),
            (1.0 - well, format::percent(well)),
        ];
        for (c, (shade, text)) in cells.into_iter().enumerate() {
            draw_cell(canvas, (left + c as i32 * cell_width, y, cell_width), shade, &text)?;
        }
    }
    let rule = format!("well enough: {}", well_enough(about, &study.scenarios[0].name));
    let bottom = top + 72 + study.scenarios.len() as i32 * LINE + 16;
    canvas.text(&canvas.fitted(&rule, small, width), (left, bottom), small)
}

/// A cell; the shade stays light enough for dark letters.
fn draw_cell(
    canvas: &Canvas<'_>,
    (x, y, width): (i32, i32, i32),
    shade: f64,
    text: &str,
) -> Result<(), ChartError> {
    let corners = vec![(x, y), (x + width, y), (x + width, y + LINE), (x, y + LINE)];
    if shade > 0.0 {
        canvas.fill(corners, look(2).color, 0.5 * shade.min(1.0))?;
    }
    canvas.bar([(x, y), (x + width, y + LINE)], FAINT, false)?;
    let how = Type::new(15).centered();
    canvas.text(&canvas.fitted(text, how, width - 6), (x + width / 2, y + LINE / 2), how)
}

fn table(found: &Robustness, study: &Study) -> Result<String, ChartError> {
    let row = |place: &Place| {
        let well = found.satisficing[place.scenario].by_outcome[place.outcome];
        let numbers = [place.mean_regret, place.regret_90, place.most_regret, place.best_share, well];
        let names = [study.scenarios[place.scenario].name.clone(), study.outcomes[place.outcome].label()];
        names.into_iter().chain(numbers.into_iter().map(|x| cell(Some(x)))).collect()
    };
    let header = [
        "scenario",
        "outcome",
        "mean_regret",
        "regret_q90",
        "most_regret",
        "best_share",
        "well_enough_share",
    ];
    data::table(&header, found.standings.iter().map(row))
}

fn describe(found: &Robustness, study: &Study) -> String {
    let mut text = format!(
        "Regret over {} futures: how much worse than the best of the same future.\n",
        found.futures.len()
    );
    for place in &found.standings {
        let outcome = &study.outcomes[place.outcome];
        let size = |x: f64| format::level(x, outcome.indicator.unit);
        let well = found.satisficing[place.scenario].by_outcome[place.outcome];
        let _ = writeln!(
            text,
            "{}, {}: mean {}, most {}, best in {}, well enough in {}.",
            study.scenarios[place.scenario].name,
            outcome.label(),
            size(place.mean_regret),
            size(place.most_regret),
            format::percent(place.best_share),
            format::percent(well)
        );
    }
    text + &caution(study) + "\n"
}
