//! Numbers: what is one, and what it may be.

use super::data::{Data, Node};
use super::field::{Field, Kind, span};
use super::judge::{Typed, expectation, wrong};
use super::problems::{Problem, Problems};
use super::source::Spot;

pub(super) fn quota(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    match &node.data {
        Data::Cell(text) | Data::Text(text) if text.trim() == "unlimited" => {
            Some(Typed::Number(f64::INFINITY))
        }
        _ => number(field, node, place, problems),
    }
}

pub(super) fn number(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let value = match &node.data {
        Data::Number(x) => *x,
        Data::Cell(text) => match text.trim().parse::<f64>() {
            Ok(x) => x,
            Err(_) => return not_a_number(field, text.trim(), node, place, problems),
        },
        _ => return wrong(field, node, place, "a number", problems),
    };
    let whole = field.kind == Kind::Whole;
    let bounds = Bounds { unit: field.unit, limits: field.limits, range: field.range, whole };
    bounds.judge(field.name, value, place, &node.at, true, problems).map(Typed::Number)
}

pub(super) fn numbers(field: &Field, node: &Node, place: &str, problems: &mut Problems) -> Option<Typed> {
    let Data::List(items) = &node.data else {
        return wrong(field, node, place, "a list of numbers", problems);
    };
    let one = |item: &Node, problems: &mut Problems| match number(field, item, place, problems) {
        Some(Typed::Number(x)) => Some(x),
        _ => None,
    };
    // All are judged, so that every wrong one is told.
    let judged: Vec<Option<f64>> = items.iter().map(|item| one(item, problems)).collect();
    judged.into_iter().collect::<Option<Vec<f64>>>().map(Typed::Numbers)
}

fn not_a_number(
    field: &Field,
    text: &str,
    node: &Node,
    place: &str,
    problems: &mut Problems,
) -> Option<Typed> {
    let repaired = |from: &str, to: &str| text.replace(from, to).parse::<f64>().is_ok();
    let hint = if let Some(percent) = text.strip_suffix('%').and_then(|t| t.trim().parse::<f64>().ok()) {
        format!("write {} for {text}", percent / 100.0)
    } else if repaired(",", "") && text.split(',').skip(1).all(|group| group.len() == 3) {
        format!("write {}, without separators of thousands", text.replace(',', ""))
    } else if repaired(",", ".") {
        format!("write {}, with a point", text.replace(',', "."))
    } else {
        expectation(field)
    };
    let shown: String = text.chars().take(60).collect();
    problems.push(
        Problem::error(format!("`{}` should be a number{place}, not `{shown}`", field.name))
            .at(&node.at)
            .label(hint),
    );
    None
}

/// What a number may be.
pub(crate) struct Bounds {
    pub unit: &'static str,
    pub limits: (f64, f64),
    pub range: (f64, f64),
    pub whole: bool,
}

impl Bounds {
    /// The number, if it is possible. Warns of implausible ones if `doubt` is asked for.
    pub(crate) fn judge(
        &self,
        name: &str,
        value: f64,
        place: &str,
        at: &Spot,
        doubt: bool,
        problems: &mut Problems,
    ) -> Option<f64> {
        if !value.is_finite() {
            let message = format!("`{name}` is not a finite number{place}");
            problems.push(Problem::error(message).at(at).label(self.expected(self.limits)));
            return None;
        }
        if self.whole && value.fract() != 0.0 {
            let message = format!("`{name}` is {value}{place}, which is not a whole number");
            problems.push(Problem::error(message).at(at).label(self.expected(self.limits)));
            return None;
        }
        if value < self.limits.0 || value > self.limits.1 {
            let message = format!("`{name}` is {value}{place}, outside what is possible");
            problems.push(Problem::error(message).at(at).label(self.expected(self.limits)));
            return None;
        }
        if doubt && self.range.0 < self.range.1 && (value < self.range.0 || value > self.range.1) {
            let message = format!("`{name}` is {value}{place}, outside its plausible range");
            problems.push(Problem::warning(message).at(at).label(self.expected(self.range)));
        }
        Some(value)
    }

    fn expected(&self, bounds: (f64, f64)) -> String {
        let unit = if self.unit.is_empty() { String::new() } else { format!(" ({})", self.unit) };
        format!("{}{unit}", span(bounds))
    }
}
