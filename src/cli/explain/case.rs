//! What a case is, and what it names itself: scenarios, policies, and rows of its tables.

use std::collections::BTreeMap;
use std::path::Path;

use super::described;
use crate::scenario::tables::singular;
use crate::scenario::{LoadedCase, Origins, Problems, Section, load_case, sections};
use crate::world::Scenario;

/// Something that belongs to a case, explained.
pub(super) struct Thing {
    /// What sort of thing it is, to tell things of the same name apart; empty for a case.
    pub(super) owner: &'static str,
    pub(super) name: String,
    pub(super) text: String,
}

/// The case in a folder, under the name by which it was asked for.
pub(super) fn overview(name: &str, folder: &Path) -> Result<Thing, Problems> {
    let case = load_case(folder)?;
    let text = case.scenarios.first().map_or_else(String::new, |baseline| {
        let facts = [
            ("question", baseline.question.clone()),
            ("summary", in_one_line(&baseline.summary)),
            ("horizon", horizon(baseline)),
            ("scenarios", case.scenarios.iter().map(titled).collect()),
            ("names", names(&case)),
            ("more", format!("wayfare explain <NAME> --case {}", folder.display())),
        ];
        described(format!("{} (case)\n  {}", folder.display(), baseline.title), &facts)
    });
    Ok(Thing { owner: "", name: name.into(), text })
}

/// What the case in a folder names itself. What several scenarios have alike is there once.
pub(super) fn things(folder: &Path) -> Result<Vec<Thing>, Problems> {
    let case = load_case(folder)?;
    let mut things: Vec<Thing> = case.scenarios.iter().map(scenario).collect();
    let count = case.scenarios.len();
    things.extend(gathered(&case).into_iter().map(|(section, among)| thing(section, &among, count)));
    Ok(things)
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn horizon(scenario: &Scenario) -> String {
    let calendar = &scenario.calendar;
    format!("{} to {} (prices of {})", calendar.start, calendar.end, scenario.price_year)
}

fn titled(scenario: &Scenario) -> String {
    format!("\n    {}: {}", scenario.name, scenario.title)
}

/// Every name of the case, by sort.
fn names(case: &LoadedCase) -> String {
    let mut sorts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for section in gathered(case).into_keys() {
        let names = sorts.entry(section.owner).or_default();
        if !names.contains(&section.name) {
            names.push(section.name);
        }
    }
    sorts.iter().map(|(sort, names)| format!("\n    {sort}: {}", names.join(", "))).collect()
}

/// Everything that the scenarios name, and which of them have it.
fn gathered(case: &LoadedCase) -> BTreeMap<Section, Vec<&str>> {
    let (mut gathered, unknown) = (BTreeMap::new(), Origins::default());
    for scenario in &case.scenarios {
        let origins = case.origins.get(&scenario.name).unwrap_or(&unknown);
        for section in sections(scenario, origins) {
            gathered.entry(section).or_insert_with(Vec::new).push(scenario.name.as_str());
        }
    }
    gathered
}

fn scenario(scenario: &Scenario) -> Thing {
    let policies: Vec<&str> = scenario.policies.iter().map(|policy| policy.name.as_str()).collect();
    let facts = [
        ("summary", in_one_line(&scenario.summary)),
        ("horizon", horizon(scenario)),
        ("policies", policies.join(", ")),
        ("without", scenario.without.join(", ")),
    ];
    let text = described(format!("{} (scenario)\n  {}", scenario.name, scenario.title), &facts);
    Thing { owner: "scenario", name: scenario.name.clone(), text }
}

fn thing(section: Section, among: &[&str], count: usize) -> Thing {
    let sort = if section.owner == "policies" { "policy" } else { singular(section.owner) };
    let among = if among.len() == count { "every scenario".into() } else { among.join(", ") };
    let lines: String = section.text.lines().map(|line| format!("  {line}\n")).collect();
    let text =
        format!("{} ({sort} in {among})\n{lines}  see: wayfare explain {}\n", section.name, section.meant_by);
    Thing { owner: section.owner, name: section.name, text }
}
