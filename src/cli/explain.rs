//! `wayfare explain`: anything that can be named, in words.

mod case;

use std::fmt::Write as _;
use std::path::Path;

use super::exit::Exit;
use super::reply::Reply;
use crate::catalogue::{Aggregate, Better, Indicator, LeverText, Mechanism, Parameter};
use crate::experiment::uncertain::is_wide;
use crate::scenario::field::{Field, span};
use crate::scenario::keys::{POLICY, SCENARIO};
use crate::scenario::tables::{TABLES, Table};
use crate::scenario::{BASELINE, Problems, about, nearest, short};
use crate::{levers, mechanisms, outcomes};
use case::Thing;

/// Explains a lever, mechanism, parameter, outcome, table, column, key or case, or what the case `of`
/// names itself. A name that several things have is explained for each.
#[must_use]
pub(super) fn explain(topic: &str, of: Option<&Path>, colour: bool) -> Reply {
    let things = match things(topic, of) {
        Ok(things) => things,
        Err(problems) => return Reply::refusal(Exit::InvalidScenario, problems.render(colour)),
    };
    let entries: Vec<Entry> = entries().into_iter().chain(things.into_iter().map(Entry::Thing)).collect();
    let texts: Vec<String> =
        entries.iter().filter(|entry| entry.is(topic)).map(|entry| entry.text()).collect();
    if texts.is_empty() {
        return Reply::refusal(Exit::Usage, unknown(topic, &entries, of));
    }
    Reply::data(texts.join("\n"))
}

/// The case called `topic`, if there is one, and what the case `of` names itself.
fn things(topic: &str, of: Option<&Path>) -> Result<Vec<Thing>, Problems> {
    let folder = super::case(topic);
    let mut things = match of {
        Some(of) => case::things(of)?,
        None => Vec::new(),
    };
    if folder.join(BASELINE).is_file() {
        things.push(case::overview(topic, &folder)?);
    }
    Ok(things)
}

fn unknown(topic: &str, entries: &[Entry], of: Option<&Path>) -> String {
    let names: Vec<String> = entries.iter().flat_map(Entry::names).collect();
    let hint = match nearest(topic, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? "),
        None => String::new(),
    };
    let own = match of {
        Some(_) => "",
        None => "; what a case names itself is found with --case <CASE>",
    };
    format!("error: nothing is called `{topic}`\n   = {hint}see: wayfare list{own}\n")
}

/// Something that can be explained.
enum Entry {
    Mechanism(&'static Mechanism),
    Lever(LeverText),
    Parameter(&'static Parameter),
    Indicator(&'static Indicator),
    Table(&'static Table),
    Field(&'static str, &'static Field),
    Thing(Thing),
}

fn entries() -> Vec<Entry> {
    let own = levers::ALL.iter().flat_map(|lever| lever.text.parameters.iter().copied());
    let mut all: Vec<Entry> = mechanisms::ALL.iter().copied().map(Entry::Mechanism).collect();
    all.extend(levers::ALL.iter().map(|lever| Entry::Lever(lever.text)));
    all.extend(mechanisms::parameters().chain(own).map(Entry::Parameter));
    all.extend(outcomes::ALL.iter().map(Entry::Indicator));
    for table in TABLES {
        all.push(Entry::Table(table));
        all.extend(table.columns.iter().map(|column| Entry::Field(table.name, column)));
    }
    all.extend(SCENARIO.iter().map(|field| Entry::Field("scenario", field)));
    all.extend(POLICY.iter().map(|field| Entry::Field("policy", field)));
    all
}

impl Entry {
    fn names(&self) -> Vec<String> {
        let (owner, name) = match self {
            Self::Mechanism(mechanism) => ("", mechanism.name),
            Self::Lever(lever) => ("", lever.name),
            Self::Indicator(indicator) => ("", indicator.name),
            Self::Table(table) => ("", table.name),
            Self::Parameter(parameter) => (parameter.owner, parameter.name),
            Self::Field(owner, field) => (*owner, field.name),
            Self::Thing(thing) => (thing.owner, thing.name.as_str()),
        };
        if owner.is_empty() { vec![name.into()] } else { vec![name.into(), format!("{owner}.{name}")] }
    }

    fn is(&self, topic: &str) -> bool {
        self.names().iter().any(|name| name == topic)
    }

    fn text(&self) -> String {
        match self {
            Self::Mechanism(mechanism) => explain_mechanism(mechanism),
            Self::Lever(lever) => explain_lever(lever),
            Self::Parameter(parameter) => explain_parameter(parameter),
            Self::Indicator(indicator) => explain_indicator(indicator),
            Self::Table(table) => explain_table(table),
            Self::Field(owner, field) => explain_field(owner, field),
            Self::Thing(thing) => thing.text.clone(),
        }
    }
}

/// Lines of `what: text`; those without text are left out.
fn described(title: String, facts: &[(&str, String)]) -> String {
    let mut text = title + "\n";
    for (what, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        let _ = writeln!(text, "  {:<14}{fact}", format!("{what}:"));
    }
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn parameter_lines(parameters: &[&Parameter]) -> String {
    let line = |p: &&Parameter| format!("\n    {}: {} ({})", p.name, p.meaning, about(p));
    parameters.iter().map(line).collect()
}

fn explain_mechanism(mechanism: &Mechanism) -> String {
    described(
        format!("{} (mechanism)\n  {}", mechanism.name, mechanism.summary),
        &[
            ("how", mechanism.text.into()),
            ("without it", mechanism.without.unwrap_or("the model can't run without it").into()),
            ("parameters", parameter_lines(mechanism.parameters)),
            ("paragraphs", mechanism.paragraphs.into()),
        ],
    )
}

/// What any policy can say beside its lever's own numbers.
fn policy_lines() -> String {
    let others = POLICY.iter().filter(|field| field.name != "lever");
    others
        .map(|field| format!("\n    {}: {}{}", field.name, field.meaning, in_brackets(&field.about())))
        .collect()
}

fn explain_lever(lever: &LeverText) -> String {
    let targets: Vec<&str> = lever.targets.iter().map(|kind| kind.key()).collect();
    described(
        format!("{} (lever)\n  {}", lever.name, lever.meaning),
        &[
            ("aimed at", targets.join(" or ")),
            ("parameters", parameter_lines(lever.parameters)),
            ("every policy", policy_lines()),
            ("not with", lever.contradicts.join(", ")),
            ("source", lever.source.into()),
            ("paragraphs", lever.paragraphs.into()),
        ],
    )
}

fn explain_parameter(parameter: &Parameter) -> String {
    let (low, high) = parameter.range;
    let range = if low < high { format!("{} to {}", short(low), short(high)) } else { String::new() };
    described(
        format!("{} (parameter of {})\n  {}", parameter.name, parameter.owner, parameter.meaning),
        &[
            ("value", about(parameter)),
            ("plausible", range),
            ("drawn", drawn(parameter).into()),
            ("source", parameter.source.into()),
            ("paragraphs", parameter.paragraphs.into()),
        ],
    )
}

/// Whether and how it is drawn where a scenario says nothing else.
fn drawn(parameter: &Parameter) -> &'static str {
    let of_mechanism = mechanisms::find(parameter.owner).is_some();
    match parameter {
        p if p.numerical => "no: it says how exactly something is computed",
        p if !p.is_uncertain() => "",
        _ if !of_mechanism => "only from a range that a policy states",
        p if p.is_off_unless_set() => "only where a scenario sets it: there is none of it otherwise",
        p if is_wide(p.range) => "evenly over the range's logarithm, unless a scenario states a range",
        _ => "evenly over the range, unless a scenario states another",
    }
}

fn explain_indicator(indicator: &Indicator) -> String {
    let total = match indicator.aggregate {
        Aggregate::Sum => "sum over the horizon".into(),
        Aggregate::Mean => "mean over days".into(),
        Aggregate::Ratio { numerator, denominator, factor: 1.0 } => {
            format!("{numerator} / {denominator}")
        }
        Aggregate::Ratio { numerator, denominator, factor } => {
            format!("{factor} × {numerator} / {denominator}")
        }
        Aggregate::Quantile { .. } => "over all people of the horizon".into(),
        Aggregate::AgainstBaseline => "against the baseline in the same replicate".into(),
    };
    let better = match indicator.better {
        Better::Lower => "less",
        Better::Higher => "more",
        Better::Neither => "a matter of judgement",
    };
    let scopes: Vec<&str> = indicator.scopes.iter().map(|scope| scope.word()).collect();
    described(
        format!("{} (outcome)\n  {}", indicator.name, indicator.meaning),
        &[
            ("unit", indicator.unit.into()),
            ("total", total),
            ("reported for", scopes.join(", ")),
            ("better", better.into()),
            ("paragraphs", indicator.paragraphs.into()),
        ],
    )
}

fn explain_table(table: &Table) -> String {
    let needed = if table.required { "required" } else { "optional" };
    let mut text = format!("{} (table, {needed}): a row is {}\n", table.name, table.meaning);
    for column in table.columns {
        let _ = writeln!(text, "  {}: {}{}", column.name, column.meaning, in_brackets(&column.about()));
    }
    text
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}

fn explain_field(owner: &str, field: &Field) -> String {
    let kind = match owner {
        "scenario" => "key of a scenario file".into(),
        "policy" => "key of every policy".into(),
        table => format!("column of {table}"),
    };
    let plausible = if field.range == field.limits { String::new() } else { span(field.range) };
    let required = if field.required() { "yes".into() } else { String::new() };
    described(
        format!("{} ({kind})\n  {}", field.name, field.meaning),
        &[("value", field.about()), ("plausible", plausible), ("required", required)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::list;
    use std::path::Path;

    #[test]
    fn everything_listed_can_be_explained() {
        for topic in ["levers", "mechanisms", "parameters", "outcomes", "columns"] {
            for line in list::list(Some(topic), Path::new("scenarios")).out.lines() {
                let name = line.split_whitespace().next().unwrap_or_default();
                assert_eq!(explain(name, None, false).exit, Exit::Success, "{name}");
            }
        }
    }
}
