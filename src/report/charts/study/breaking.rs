//! Which futures break a policy: each side of the box over the futures that break it and those that do
//! not.

use super::{caution, sheet, short_name};
use crate::experiment::study::{Break, Robustness};
use crate::report::charts::canvas::{Canvas, FOOT, GREY, HEAD, INK, MARGIN, Type, WIDTH, Words};
use crate::report::charts::data::{self, cell};
use crate::report::charts::palette::{Look, Mark, look};
use crate::report::charts::{ChartError, Picture};
use crate::report::{broken_sentence, format};
use crate::scenario::study::Study;

const NAMES: i32 = 400;
const ENDS: i32 = 110;
const LINE: i32 = 62;
const TITLE: i32 = 74;

pub(super) fn draw(found: &Robustness, study: &Study) -> Result<Option<Picture>, ChartError> {
    let shown: Vec<&Break> = found.breaks.iter().filter(|broken| broken.found.is_some()).collect();
    if shown.is_empty() {
        return Ok(None);
    }
    let words = Words {
        title: "Which futures break a policy".into(),
        subtitle: "Each line is the range of a number; crosses above: futures that break it; rings below: others; bar: the box".into(),
    };
    let height = HEAD + shown.iter().map(|broken| block(broken)).sum::<i32>() + FOOT;
    let svg = sheet(study, words, height, |canvas| {
        let mut top = HEAD;
        for broken in &shown {
            draw_break(canvas, broken, found, study, top)?;
            top += block(broken);
        }
        Ok(())
    })?;
    let text: String =
        found.breaks.iter().map(|broken| broken_sentence(broken, found, study) + "\n").collect();
    Ok(Some(Picture {
        name: "breaking-futures",
        svg,
        csv: table(found, study)?,
        text: text + &caution(study) + "\n",
    }))
}

fn block(broken: &Break) -> i32 {
    TITLE + broken.found.as_ref().map_or(0, |region| region.sides.len() as i32) * LINE
}

fn draw_break(
    canvas: &Canvas<'_>,
    broken: &Break,
    found: &Robustness,
    study: &Study,
    top: i32,
) -> Result<(), ChartError> {
    let Some(region) = &broken.found else { return Ok(()) };
    let title = format!(
        "{}: {}",
        study.scenarios[broken.scenario].name,
        format::words(&study.outcomes[broken.outcome].label())
    );
    canvas.text(&title, (MARGIN, top + 16), Type::new(18).bold())?;
    let summary = format!(
        "not well enough in {} of {} futures; in {} of those in the box, which holds {} of them",
        broken.futures.len(),
        found.futures.len(),
        format::percent(region.density),
        format::percent(region.coverage)
    );
    canvas.text(&summary, (MARGIN, top + 42), Type::new(16).color(GREY))?;
    for (i, side) in region.sides.iter().enumerate() {
        draw_side(canvas, *side, broken, found, top + TITLE + i as i32 * LINE)?;
    }
    Ok(())
}

fn draw_side(
    canvas: &Canvas<'_>,
    (factor, low, high): (usize, f64, f64),
    broken: &Break,
    found: &Robustness,
    top: i32,
) -> Result<(), ChartError> {
    let number = &found.factors[factor];
    let (left, right) = (MARGIN + NAMES + ENDS, WIDTH - MARGIN - ENDS);
    let across = |share: f64| left + (share.clamp(0.0, 1.0) * f64::from(right - left)).round() as i32;
    let y = top + 24;
    let how = Type::new(16).right();
    canvas.text(
        &canvas.fitted(&short_name(&number.name()), how, NAMES - 12),
        (MARGIN + NAMES - 8, y),
        how,
    )?;
    let ends = Type::new(15).color(GREY);
    canvas.text(&format::number(number.range.0), (left - 16, y), ends.right())?;
    canvas.text(&format::number(number.range.1), (right + 16, y), ends)?;
    canvas.line(vec![(left, y), (right, y)], GREY, 1)?;
    canvas.bar([(across(low.max(0.0)), y - 3), (across(high.min(1.0)), y + 3)], look(2).color, true)?;
    for end in [low, high].into_iter().filter(|end| end.is_finite()) {
        let how = Type::new(14).color(INK).centered();
        canvas.text(&format::number(number.at(end)), (across(end), y + 27), how)?;
    }
    for (i, shares) in found.futures.iter().enumerate() {
        let breaks = broken.futures.contains(&i);
        let (mark, color, dy) =
            if breaks { (Mark::Cross, look(2).color, -13) } else { (Mark::Ring, look(1).color, 12) };
        Look { color, mark }.draw(canvas, (across(shares[factor]), y + dy), 4)?;
    }
    Ok(())
}

fn table(found: &Robustness, study: &Study) -> Result<String, ChartError> {
    let of = |broken: &Break| -> Vec<Vec<String>> {
        let Some(region) = &broken.found else { return Vec::new() };
        let side = |(factor, low, high): &(usize, f64, f64)| {
            let number = &found.factors[*factor];
            let end = |share: f64| cell(share.is_finite().then(|| number.at(share)));
            let names = [
                study.scenarios[broken.scenario].name.clone(),
                study.outcomes[broken.outcome].label(),
                number.name(),
            ];
            let measures = [region.density, region.coverage, region.support].map(|x| cell(Some(x)));
            names.into_iter().chain([end(*low), end(*high)]).chain(measures).collect()
        };
        region.sides.iter().map(side).collect()
    };
    let header = ["scenario", "outcome", "parameter", "low", "high", "density", "coverage", "support"];
    data::table(&header, found.breaks.iter().flat_map(of))
}
