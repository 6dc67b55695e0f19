//! Values of catalogue parameters: of mechanisms, and of levers in policies.

use super::data::{Data, Entry, Node};
use super::field::{span, telling};

use super::names::{Candidate, differs_in_unit, unknown};
use super::number::Bounds;
use super::problems::{Problem, Problems};
use super::source::Spot;
use crate::catalogue::{Default as DefaultValue, Parameter, Setting, Settings, Value};
use crate::mechanisms;
use crate::mechanisms::capability::WORTH;
use crate::mechanisms::pricing::NODE_SMOOTHING;
use crate::mechanisms::route_choice::CHOICE_SCALE;

/// The settings of mechanisms.
pub(crate) fn read_settings(entries: &[(&'static str, Entry)], problems: &mut Problems) -> Settings {
    let mut settings = Settings::default();
    for (mechanism, entry) in entries {
        let parameters = mechanisms::find(mechanism).map_or(&[][..], |m| m.parameters);
        let place = format!(" in [{mechanism}]");
        match parameters.iter().find(|parameter| parameter.name == entry.key) {
            Some(parameter) => {
                if let Some(setting) = read_setting(parameter, entry, &place, problems) {
                    settings.set(parameter, setting);
                }
            }
            None => {
                let known: Vec<Candidate> = parameters.iter().map(|p| candidate(p)).collect();
                problems.push(unknown_parameter(entry, &place, &known, mechanism));
            }
        }
    }
    settings
}

/// Warns where everybody takes the best option and firms would see demand as a staircase.
pub(crate) fn report_stairs(entries: &[(&'static str, Entry)], settings: &Settings, problems: &mut Problems) {
    let stated = entries.iter().find(|(_, entry)| entry.key == CHOICE_SCALE.name);
    let sharp = settings.number(&CHOICE_SCALE) <= 0.0 && settings.word(&WORTH) != "point";
    if let Some((_, entry)) = stated
        && sharp
        && settings.number(&NODE_SMOOTHING) <= 0.0
    {
        let problem = Problem::warning("with a `choice_scale` of 0 firms see demand as a staircase");
        let problem =
            problem.at(&entry.key_at).label("a step for each node of worth; prices stick to its edges");
        problems.push(
            problem
                .help("set node_smoothing = 2 in [pricing], and worth_nodes = 400 or more in [capability]"),
        );
    }
}

/// The problem of a key that nothing has, with the rule about units.
pub(crate) fn unknown_parameter(entry: &Entry, place: &str, known: &[Candidate], see: &str) -> Problem {
    let unit = known.iter().any(|candidate| differs_in_unit(&entry.key, &candidate.name));
    let note = if unit { "the unit is part of the key; " } else { "" };
    let see = if see.is_empty() { "list levers".to_owned() } else { format!("explain {see}") };
    unknown("key", &entry.key, place, &entry.key_at, known).help(format!("{note}see: wayfare {see}"))
}

/// A parameter as a hint names it.
pub(crate) fn candidate(parameter: &Parameter) -> Candidate {
    Candidate { name: parameter.name.into(), about: about(parameter) }
}

/// Unit, limits and default of a parameter in a few words.
#[must_use]
pub fn about(parameter: &Parameter) -> String {
    let limits = match parameter.default {
        DefaultValue::Word(_, words) => words.join(" | "),
        DefaultValue::Flag(_) => "true or false".into(),
        DefaultValue::Numbers(_) => format!("ascending list, each {}", span(telling(parameter.limits))),
        DefaultValue::Number(_) if parameter.whole => format!("whole, {}", span(telling(parameter.limits))),
        DefaultValue::Number(_) => span(telling(parameter.limits)),
    };
    let kind = if parameter.numerical { "numerical" } else { "" };
    let parts = [parameter.unit.to_owned(), limits, default_text(parameter), kind.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn default_text(parameter: &Parameter) -> String {
    match parameter.default {
        _ if parameter.required => "required".into(),
        DefaultValue::Number(x) if x.is_nan() => "as in the table unless set".into(),
        DefaultValue::Number(x) => format!("default {}", short(x)),
        DefaultValue::Word(word, _) => format!("default {word}"),
        DefaultValue::Flag(flag) => format!("default {flag}"),
        DefaultValue::Numbers(list) => format!("default {list:?}"),
    }
}

/// A number with at most four digits that count.
#[must_use]
pub fn short(x: f64) -> String {
    let rounded: f64 = format!("{x:.3e}").parse().unwrap_or(x);
    format!("{rounded}")
}

/// One value with its range and source, judged.
pub(crate) fn read_setting(
    parameter: &Parameter,
    entry: &Entry,
    place: &str,
    problems: &mut Problems,
) -> Option<Setting> {
    let origin = entry.key_at.origin();
    let Data::Table(parts) = &entry.value.data else {
        let value = read_value(parameter, &entry.value, place, true, problems)?;
        return Some(Setting { value, range: None, source: None, origin });
    };
    report_strange_parts(parts, place, problems);
    let part = |name: &str| parts.iter().find(|entry| entry.key == name).map(|entry| &entry.value);
    let range = part("range").and_then(|node| read_range(parameter, node, place, problems));
    let source = part("source").and_then(|node| read_source(node, place, problems));
    let Some(node) = part("value") else {
        let message = format!("`{}` has no `value`{place}", parameter.name);
        problems.push(Problem::error(message).at(&entry.key_at).label(about(parameter)));
        return None;
    };
    let value = read_value(parameter, node, place, range.is_none(), problems)?;
    report_range(parameter, &value, range, part("range").map(|n| &n.at), place, problems);
    Some(Setting { value, range, source, origin })
}

fn report_strange_parts(parts: &[Entry], place: &str, problems: &mut Problems) {
    let known = ["value", "range", "source"].map(Candidate::bare);
    for entry in parts.iter().filter(|entry| !known.iter().any(|k| k.name == entry.key)) {
        problems.push(unknown("key", &entry.key, place, &entry.key_at, &known));
    }
}

fn read_value(
    parameter: &Parameter,
    node: &Node,
    place: &str,
    doubt: bool,
    problems: &mut Problems,
) -> Option<Value> {
    match (parameter.default, &node.data) {
        (_, Data::Broken) => None,
        (DefaultValue::Number(_), Data::Number(x)) => {
            judge(parameter, *x, place, &node.at, doubt, problems).map(Value::Number)
        }
        (DefaultValue::Flag(_), Data::Flag(flag)) => Some(Value::Flag(*flag)),
        (DefaultValue::Word(_, words), Data::Text(word)) => {
            if words.contains(&word.as_str()) {
                return Some(Value::Word(word.clone()));
            }
            let known: Vec<Candidate> = words.iter().map(|w| Candidate::bare(w)).collect();
            let what = format!("`{}`", parameter.name);
            let problem = unknown(&what, word, place, &node.at, &known);
            problems.push(problem.help(format!("one of: {}", words.join(", "))));
            None
        }
        (DefaultValue::Numbers(_), Data::List(items)) => read_list(parameter, items, node, place, problems),
        (default, data) => {
            let wanted = wanted(default);
            let message = format!("`{}` should be {wanted}{place}, not {}", parameter.name, data.kind());
            problems.push(Problem::error(message).at(&node.at).label(about(parameter)));
            None
        }
    }
}

fn wanted(default: DefaultValue) -> &'static str {
    match default {
        DefaultValue::Number(_) => "a number",
        DefaultValue::Word(..) => "a word in quotes",
        DefaultValue::Flag(_) => "true or false",
        DefaultValue::Numbers(_) => "a list of numbers",
    }
}

fn judge(
    parameter: &Parameter,
    value: f64,
    place: &str,
    at: &Spot,
    doubt: bool,
    problems: &mut Problems,
) -> Option<f64> {
    let Parameter { unit, limits, range, whole, .. } = *parameter;
    let bounds = Bounds { unit, limits, range, whole };
    bounds.judge(parameter.name, value, place, at, doubt, problems)
}

fn read_list(
    parameter: &Parameter,
    items: &[Node],
    node: &Node,
    place: &str,
    problems: &mut Problems,
) -> Option<Value> {
    let mut numbers = Vec::new();
    for item in items {
        let Data::Number(x) = item.data else {
            let message = format!("`{}` should hold numbers only{place}", parameter.name);
            problems.push(Problem::error(message).at(&item.at).label(about(parameter)));
            return None;
        };
        numbers.push(judge(parameter, x, place, &item.at, false, problems)?);
    }
    if numbers.len() < 2 || numbers.windows(2).any(|pair| pair[0] >= pair[1]) {
        let message = format!("`{}` should be at least two numbers that rise{place}", parameter.name);
        problems.push(Problem::error(message).at(&node.at).label(about(parameter)));
        return None;
    }
    Some(Value::Numbers(numbers))
}

fn read_range(
    parameter: &Parameter,
    node: &Node,
    place: &str,
    problems: &mut Problems,
) -> Option<(f64, f64)> {
    let pair = match &node.data {
        Data::List(items) => match items.as_slice() {
            [Node { data: Data::Number(low), .. }, Node { data: Data::Number(high), .. }] => {
                Some((*low, *high))
            }
            _ => None,
        },
        _ => None,
    };
    let Some((low, high)) = pair else {
        let message = format!("the range of `{}` should be two numbers{place}", parameter.name);
        problems.push(Problem::error(message).at(&node.at).label("as [0.1, 0.5]"));
        return None;
    };
    let low = judge(parameter, low, place, &node.at, false, problems)?;
    let high = judge(parameter, high, place, &node.at, false, problems)?;
    if low > high {
        let message = format!("the range of `{}` is the wrong way round{place}", parameter.name);
        problems.push(Problem::error(message).at(&node.at).label(format!("[{high}, {low}]?")));
        return None;
    }
    Some((low, high))
}

fn report_range(
    parameter: &Parameter,
    value: &Value,
    range: Option<(f64, f64)>,
    at: Option<&Spot>,
    place: &str,
    problems: &mut Problems,
) {
    let (Value::Number(x), Some((low, high)), Some(at)) = (value, range, at) else { return };
    if *x < low || *x > high {
        let message = format!("the range of `{}` does not contain its value {x}{place}", parameter.name);
        problems.push(Problem::error(message).at(at).label(format!("{low} to {high}")));
    }
}

fn read_source(node: &Node, place: &str, problems: &mut Problems) -> Option<String> {
    if let Data::Text(source) = &node.data {
        return Some(source.clone());
    }
    let message = format!("`source` should be text in quotes{place}, not {}", node.data.kind());
    problems.push(Problem::error(message).at(&node.at));
    None
}
