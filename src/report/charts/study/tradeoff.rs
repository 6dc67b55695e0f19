//! Trade-offs: each point or package by two outcomes, with the front that nothing betters.

use std::fmt::Write as _;

use super::{caution, of_errors, sheet};
use crate::experiment::study::{Estimate, Search, Sweep};
use crate::report::charts::axis::{Scale, tick};
use crate::report::charts::canvas::{Canvas, FAINT, FOOT, GREY, HEAD, INK, MARGIN, Type, WIDTH, Words};
use crate::report::charts::data::{self, cell};
use crate::report::charts::labels;
use crate::report::charts::palette::look;
use crate::report::charts::panel::Panel;
use crate::report::charts::{ChartError, Picture};
use crate::report::format;
use crate::scenario::count;
use crate::scenario::study::{Goal, Lever, Outcome, Study};

const COLUMNS: i32 = 2;
const ROW: i32 = 430;
/// The room for the list of the front at the right.
const LIST: i32 = 420;
const LIST_LINE: i32 = 21;
/// As many letters of a lever's name as fit a line of the list.
const LETTERS: usize = 50;
/// The most panels.
const PANELS: usize = 4;

/// A point as it is drawn.
struct Spot<'a> {
    number: usize,
    values: &'a [f64],
    changes: &'a [Estimate],
    on_front: bool,
}

pub(super) fn of_sweep(found: &Sweep, study: &Study) -> Result<Option<Picture>, ChartError> {
    let spot = |(i, point): (usize, &'_ crate::experiment::study::Point)| (i, point.on_front);
    let marks: Vec<(usize, bool)> = found.points.iter().enumerate().map(spot).collect();
    let spots: Vec<Spot<'_>> = marks
        .into_iter()
        .map(|(i, on_front)| Spot {
            number: i + 1,
            values: &found.points[i].values,
            changes: &found.points[i].changes,
            on_front,
        })
        .collect();
    draw(&spots, &found.levers, study, "Lever values")
}

pub(super) fn of_search(found: &Search, study: &Study) -> Result<Option<Picture>, ChartError> {
    let tried = found.packages.iter().enumerate().filter(|(_, p)| p.feasible || !found.any_feasible);
    let spots: Vec<Spot<'_>> = tried
        .map(|(i, package)| Spot {
            number: i + 1,
            values: &package.values,
            changes: &package.changes,
            on_front: package.on_front,
        })
        .collect();
    draw(&spots, &found.levers, study, "Packages")
}

fn draw(
    spots: &[Spot<'_>],
    levers: &[Lever],
    study: &Study,
    what: &str,
) -> Result<Option<Picture>, ChartError> {
    let aims: Vec<usize> = (0..study.outcomes.len()).filter(|o| study.outcomes[*o].goal.is_some()).collect();
    let Some((&x, others)) = aims.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Ok(None);
    };
    let others = &others[..others.len().min(PANELS)];
    let front: Vec<&Spot<'_>> = spots.iter().filter(|spot| spot.on_front).collect();
    let words = Words {
        title: format!("{what} that nothing betters in everything, and the rest"),
        subtitle: format!(
            "Change against {}, means; numbered and filled: the front over all {} outcomes with a goal{}",
            study.scenarios[0].name,
            aims.len(),
            of_errors(study, ", ± standard error")
        ),
    };
    let rows = (others.len() as i32 + COLUMNS - 1) / COLUMNS;
    let names: Vec<String> = levers.iter().enumerate().flat_map(lever_lines).collect();
    let listed = HEAD + (front.len() + names.len() + 4) as i32 * LIST_LINE + FOOT;
    let height = (HEAD + rows * ROW + FOOT).max(listed);
    let svg = sheet(study, words, height, |canvas| {
        for (i, &y) in others.iter().enumerate() {
            let corner = panel_corner(i as i32);
            draw_panel(canvas, spots, (x, y), study, corner)?;
        }
        list_front(canvas, &front, &names)
    })?;
    let (csv, text) = (table(spots, levers, study)?, describe(&front, levers, study, &aims));
    Ok(Some(Picture { name: "trade-off", svg, csv, text }))
}

fn panel_width() -> i32 {
    (WIDTH - 2 * MARGIN - LIST) / COLUMNS
}

fn panel_corner(i: i32) -> (i32, i32) {
    (MARGIN + (i % COLUMNS) * panel_width(), HEAD + (i / COLUMNS) * ROW)
}

fn draw_panel(
    canvas: &Canvas<'_>,
    spots: &[Spot<'_>],
    (x, y): (usize, usize),
    study: &Study,
    (left, top): (i32, i32),
) -> Result<(), ChartError> {
    // Whiskers are drawn on the front alone, and have to fit.
    let of = |o: usize| {
        let ends = |spot: &Spot<'_>| {
            let Estimate { mean, standard_error, .. } = spot.changes[o];
            let error = if spot.on_front && standard_error.is_finite() { standard_error } else { 0.0 };
            [mean - error, mean + error]
        };
        spots.iter().flat_map(ends).collect::<Vec<f64>>()
    };
    let (across, down) = (Scale::around_zero(of(x), 3.0), Scale::around_zero(of(y), 5.0));
    let panel = Panel {
        canvas,
        left: left + 92,
        top: top + 46,
        right: left + panel_width() - 36,
        bottom: top + ROW - 74,
        x: across.span,
        y: down.span,
    };
    axes(&panel, &across, &down, [&study.outcomes[x], &study.outcomes[y]])?;
    let place = |spot: &Spot<'_>| panel.at(spot.changes[x].mean, spot.changes[y].mean);
    for spot in spots.iter().filter(|spot| !spot.on_front) {
        let (x, y) = place(spot);
        canvas.disc((x, y), 5, GREY)?;
        canvas.disc((x, y), 3, plotters::style::RGBColor(255, 255, 255))?;
    }
    let front: Vec<(&Spot<'_>, (i32, i32))> =
        spots.iter().filter(|spot| spot.on_front).map(|spot| (spot, place(spot))).collect();
    for (spot, at) in &front {
        whiskers(&panel, spot, (x, y))?;
        look(1).draw(canvas, *at, 6)?;
    }
    let marks: Vec<(i32, i32)> = front.iter().map(|(_, at)| *at).collect();
    let mut numbers: Vec<(i32, i32)> = Vec::new();
    for (spot, at) in &front {
        number(canvas, spot.number, *at, &marks, &mut numbers)?;
    }
    Ok(())
}

fn axes(panel: &Panel<'_, '_>, across: &Scale, down: &Scale, about: [&Outcome; 2]) -> Result<(), ChartError> {
    let canvas = panel.canvas;
    panel.rule(down)?;
    for &value in &across.ticks {
        let x = panel.across(value);
        let strong = value == 0.0;
        canvas.line(vec![(x, panel.top), (x, panel.bottom)], if strong { GREY } else { FAINT }, 1)?;
        canvas.text(&tick(value), (x, panel.bottom + 21), Type::new(15).color(GREY).centered())?;
    }
    let zero = panel.down(0.0);
    canvas.line(vec![(panel.left, zero), (panel.right, zero)], GREY, 1)?;
    let how = Type::new(16).bold();
    let width = panel.right - panel.left + 86;
    canvas.text(
        &canvas.fitted(&axis_name(about[1], "↑"), how, width),
        (panel.left - 84, panel.top - 26),
        how,
    )?;
    let name = canvas.fitted(&axis_name(about[0], "→"), how.right(), width);
    canvas.text(&name, (panel.right, panel.bottom + 47), how.right())
}

fn axis_name(outcome: &Outcome, arrow: &str) -> String {
    let better = match outcome.goal {
        Some(Goal::Less) => "less is better",
        Some(Goal::More) => "more is better",
        None => "",
    };
    format!("{arrow} {} ({}; {better})", format::words(&outcome.label()), outcome.indicator.unit)
}

fn whiskers(panel: &Panel<'_, '_>, spot: &Spot<'_>, (x, y): (usize, usize)) -> Result<(), ChartError> {
    let (a, b) = (&spot.changes[x], &spot.changes[y]);
    let color = look(1).color;
    if a.standard_error.is_finite() {
        let ends = [-a.standard_error, a.standard_error].map(|e| panel.at(a.mean + e, b.mean));
        panel.canvas.line(ends.to_vec(), color, 1)?;
    }
    if b.standard_error.is_finite() {
        let ends = [-b.standard_error, b.standard_error].map(|e| panel.at(a.mean, b.mean + e));
        panel.canvas.line(ends.to_vec(), color, 1)?;
    }
    Ok(())
}

/// The number of a spot, at the first place around it where no mark and no other number stands; none
/// where all are taken.
fn number(
    canvas: &Canvas<'_>,
    number: usize,
    (x, y): (i32, i32),
    marks: &[(i32, i32)],
    numbers: &mut Vec<(i32, i32)>,
) -> Result<(), ChartError> {
    let clear = |at: (i32, i32), others: &[(i32, i32)], room: (i32, i32)| {
        others.iter().all(|other| (other.0 - at.0).abs() > room.0 || (other.1 - at.1).abs() > room.1)
    };
    let around = [(17, -11), (17, 11), (-17, -11), (-17, 11), (0, -19), (0, 19), (26, 0), (-26, 0)];
    let mut places = around.map(|(dx, dy)| (x + dx, y + dy)).into_iter();
    let Some(at) = places.find(|at| clear(*at, marks, (16, 10)) && clear(*at, numbers, (22, 15))) else {
        return Ok(());
    };
    numbers.push(at);
    canvas.text(&number.to_string(), at, Type::new(14).bold().color(INK).centered())
}

/// What the numbers on the front stand for.
fn list_front(canvas: &Canvas<'_>, front: &[&Spot<'_>], levers: &[String]) -> Result<(), ChartError> {
    let (left, width) = (WIDTH - MARGIN - LIST + 24, LIST - 24);
    let mut y = HEAD + 18;
    let mut write = |text: &str, how: Type| {
        let result = canvas.text(&canvas.fitted(text, how, width), (left, y), how);
        y += LIST_LINE;
        result
    };
    write("The front", Type::new(18).bold())?;
    for line in levers {
        write(line, Type::new(14).color(GREY))?;
    }
    for spot in front {
        write(&format!("{}:  {}", spot.number, values(spot.values)), Type::new(15))?;
    }
    Ok(())
}

/// A lever's letter and name, on as many lines as it takes: policies' names are long.
fn lever_lines((i, lever): (usize, &Lever)) -> Vec<String> {
    let name = match lever.number {
        Some(number) => format!("{} ({}) · {}", number.name, number.unit, lever.policy),
        None => format!("{} (0 or 1)", lever.policy),
    };
    labels::wrap(&format!("{}  {name}", letter(i)), LETTERS)
}

fn letter(i: usize) -> char {
    char::from(b'A' + (i % 26) as u8)
}

fn values(values: &[f64]) -> String {
    let one = |(i, x): (usize, &f64)| format!("{} {}", letter(i), format::number(*x));
    values.iter().enumerate().map(one).collect::<Vec<_>>().join(" · ")
}

fn table(spots: &[Spot<'_>], levers: &[Lever], study: &Study) -> Result<String, ChartError> {
    let mut header: Vec<String> = vec!["number".into(), "on_front".into()];
    header.extend(levers.iter().map(Lever::label));
    header.extend(study.outcomes.iter().flat_map(|o| [o.label(), format!("{} standard_error", o.label())]));
    let row = |spot: &Spot<'_>| {
        let mut row = vec![spot.number.to_string(), spot.on_front.to_string()];
        row.extend(spot.values.iter().map(|x| cell(Some(*x))));
        row.extend(spot.changes.iter().flat_map(|c| [cell(Some(c.mean)), cell(Some(c.standard_error))]));
        row
    };
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    data::table(&header, spots.iter().map(row))
}

fn describe(front: &[&Spot<'_>], levers: &[Lever], study: &Study, aims: &[usize]) -> String {
    let mut text =
        format!("{} that nothing betters in every outcome with a goal.\n", count(front.len(), "point"));
    for (i, lever) in levers.iter().enumerate() {
        let _ = writeln!(text, "{} stands for {} ({}).", letter(i), lever.label(), lever.unit());
    }
    for spot in front {
        let say = |o: &usize| {
            let outcome = &study.outcomes[*o];
            format!(
                "{} {}",
                outcome.label(),
                format::difference(spot.changes[*o].mean, outcome.indicator.unit)
            )
        };
        let said: Vec<String> = aims.iter().map(say).collect();
        let _ = writeln!(text, "{} ({}): {}.", spot.number, values(spot.values), said.join(", "));
    }
    text + &caution(study) + "\n"
}
