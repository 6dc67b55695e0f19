//! Sections A to C of the model description: parameters, levers, indicators.

use std::fs;

use wayfare::catalogue::{Aggregate, Better, Default as Start, Indicator, LeverText, Parameter};
use wayfare::levers;
use wayfare::mechanisms;
use wayfare::outcomes;
use wayfare::scenario::field::span;
use wayfare::scenario::short;

const ASSUMPTION: &str = "assumption";

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        text.push_str(&format!(
            "| {} |\n",
            row.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | ")
        ));
    }
    text
}

fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|")
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

fn source(parameter: &Parameter) -> String {
    if parameter.source.is_empty() { ASSUMPTION.to_owned() } else { parameter.source.to_owned() }
}

fn range(parameter: &Parameter) -> String {
    let (low, high) = parameter.range;
    let known = matches!(parameter.default, Start::Number(_)) && low.is_finite() && high.is_finite();
    let range = format!("{} to {}", short(low), short(high));
    match parameter {
        _ if !known => "–".into(),
        p if p.numerical => format!("{range} (numerical)"),
        p if p.is_uncertain() && p.is_off_unless_set() => format!("{range} (drawn if set)"),
        _ => range,
    }
}

fn unit_and_limits(parameter: &Parameter) -> String {
    let (unit, limits) = (parameter.unit, span(parameter.limits));
    match parameter.default {
        Start::Word(_, words) => words.join(" | "),
        Start::Flag(_) => "true | false".into(),
        Start::Number(_) => format!("{unit}, {limits}"),
        Start::Numbers(_) => format!("{unit}, ascending list, each {limits}"),
    }
}

fn start(parameter: &Parameter) -> String {
    match parameter.default {
        _ if parameter.required => "required".into(),
        Start::Number(number) if number.is_nan() => "as in the table unless set".into(),
        Start::Number(number) => short(number),
        Start::Word(word, _) => word.into(),
        Start::Flag(flag) => flag.to_string(),
        Start::Numbers(numbers) => format!("{numbers:?}"),
    }
}

fn parameter_row(parameter: &Parameter) -> Vec<String> {
    vec![
        format!("`{}`", parameter.name),
        parameter.meaning.into(),
        unit_and_limits(parameter),
        start(parameter),
        range(parameter),
        source(parameter),
        or_dash(parameter.paragraphs),
    ]
}

fn parameters() -> String {
    let head = ["name", "meaning", "unit and limits", "default", "plausible range", "source", "¶"];
    let mut text = String::new();
    for mechanism in mechanisms::ALL.iter().filter(|mechanism| !mechanism.parameters.is_empty()) {
        let rows = mechanism.parameters.iter().map(|parameter| parameter_row(parameter));
        text.push_str(&format!("**{}**\n\n{}\n", mechanism.name, table(&head, rows)));
    }
    text.push_str("**What holds without a mechanism** (`without = [\"…\"]` in a scenario)\n\n");
    let without = mechanisms::ALL.iter().map(|mechanism| {
        let else_holds = mechanism.without.unwrap_or("the model can't run without it");
        vec![format!("`{}`", mechanism.name), else_holds.to_owned()]
    });
    text + &table(&["mechanism", "without it"], without)
}

fn lever_row(lever: &LeverText) -> Vec<String> {
    let targets: Vec<&str> = lever.targets.iter().map(|kind| kind.key()).collect();
    vec![
        format!("`{}`", lever.name),
        lever.meaning.into(),
        targets.join(" or "),
        or_dash(lever.source),
        or_dash(lever.paragraphs),
    ]
}

fn number_row(number: &Parameter) -> Vec<String> {
    vec![
        format!("`{}.{}`", number.owner, number.name),
        number.meaning.into(),
        format!("{}; {}", unit_and_limits(number), start(number)),
        range(number),
        source(number),
    ]
}

fn lever_tables() -> String {
    let head = ["lever", "what it stands for", "aimed at", "source", "¶"];
    let levers_table = table(&head, levers::ALL.iter().map(|lever| lever_row(&lever.text)));
    let numbers = levers::ALL.iter().flat_map(|lever| lever.text.parameters.iter());
    let head = ["number", "meaning", "unit and limits; default", "plausible range", "source"];
    format!("{levers_table}\n{}", table(&head, numbers.map(|number| number_row(number))))
}

fn aggregate(indicator: &Indicator) -> String {
    match indicator.aggregate {
        Aggregate::Sum => "sum over the horizon".into(),
        Aggregate::Mean => "mean over days".into(),
        Aggregate::Quantile { share, .. } => format!("{} % quantile over people", short(100.0 * share)),
        Aggregate::AgainstBaseline => "against the baseline in the same replicate".into(),
        Aggregate::Ratio { numerator, denominator, factor: 1.0 } => {
            format!("{numerator} / {denominator}")
        }
        Aggregate::Ratio { numerator, denominator, factor } => {
            format!("{factor} × {numerator} / {denominator}")
        }
    }
}

fn indicator_row(indicator: &Indicator) -> Vec<String> {
    let better = match indicator.better {
        Better::Lower => "less",
        Better::Higher => "more",
        Better::Neither => "a matter of judgement",
    };
    vec![
        format!("`{}`", indicator.name),
        indicator.meaning.into(),
        indicator.unit.into(),
        aggregate(indicator),
        indicator.scopes.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", "),
        better.into(),
        or_dash(indicator.paragraphs),
    ]
}

fn indicators() -> String {
    let head = ["name", "meaning", "unit", "total", "reported for", "better", "¶"];
    table(&head, outcomes::ALL.iter().map(indicator_row))
}

/// The text with what stands between the two marks of a part replaced.
fn replaced(text: &str, part: &str, by: &str) -> String {
    let (open, close) =
        (format!("<!-- {part}: written from the code -->\n"), format!("\n<!-- end of {part} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("no mark of {part}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("no end of {part}"));
    format!("{before}{open}\n{by}{close}{after}")
}

#[test]
fn the_lists_of_the_model_description_are_those_of_the_code() {
    let path = super::file("src/ODD.md");
    let text = fs::read_to_string(&path).unwrap();
    let parts = [("parameters", parameters()), ("levers", lever_tables()), ("indicators", indicators())];
    let right = parts.iter().fold(text.clone(), |text, (part, by)| replaced(&text, part, by));
    if std::env::var_os("WAYFARE_WRITE").is_some() {
        fs::write(&path, right).unwrap();
        return;
    }
    let wrong: Vec<&str> = right.lines().filter(|line| !text.lines().any(|l| l == *line)).collect();
    assert!(right == text, "run WAYFARE_WRITE=1 cargo test --release --test documents; missing: {wrong:#?}");
}
