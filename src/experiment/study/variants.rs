//! Scenarios as a study wants them: with other values of levers, of what is not known, or without
//! parts.

use crate::catalogue::Settings;
use crate::experiment::uncertain::{self, Subject, Uncertain};
use crate::scenario;
use crate::scenario::study::{Factor, FactorName, Lever, Part, Study};
use crate::world::{LegId, Policy, Scenario, Targets};

/// The scenario with these values of the levers.
#[must_use]
pub(super) fn with_levers(scenario: &Scenario, levers: &[Lever], values: &[f64], name: String) -> Scenario {
    let mut changed = scenario.clone();
    let mut numbers: Vec<(Uncertain, f64)> = Vec::new();
    for (lever, &value) in levers.iter().zip(values) {
        match lever.number {
            Some(parameter) => {
                let subject = Subject::Policy(lever.policy.clone(), parameter);
                numbers.push((Uncertain { subject, range: lever.range }, value));
            }
            None if value < 0.5 => changed.policies.retain(|policy| policy.name != lever.policy),
            None => {}
        }
    }
    let numbers: Vec<(&Uncertain, f64)> = numbers.iter().map(|(number, value)| (number, *value)).collect();
    let mut changed = uncertain::apply(&changed, &numbers);
    changed.name = name;
    changed
}

/// A scenario without those parts that are not in the set.
#[must_use]
pub(super) fn with_parts(scenario: &Scenario, parts: &[Part], set: u64) -> Scenario {
    let mut changed = scenario.clone();
    let missing = || parts.iter().enumerate().filter(move |(i, _)| set & (1 << i) == 0).map(|(_, part)| part);
    changed.policies.retain(|policy| missing().all(|part| !part.policies.contains(&policy.name)));
    for part in missing() {
        let off = part.mechanisms.iter().filter(|name| scenario.with(name));
        changed.without.extend(off);
        if !part.legs.is_empty() {
            changed.policies.push(closed(scenario, &part.legs));
        }
    }
    changed.without.sort_unstable_by_key(|name| order(name));
    changed.without.dedup();
    scenario::seal(&mut changed);
    changed
}

/// The place of a mechanism in the model: digests go by it.
fn order(name: &str) -> Option<usize> {
    crate::mechanisms::ALL.iter().position(|mechanism| mechanism.name == name)
}

/// Legs that are closed from the first day on.
fn closed(scenario: &Scenario, legs: &[LegId]) -> Policy {
    Policy {
        name: "closed by the study".into(),
        lever: "close_leg",
        from: scenario.calendar.first_day(),
        to: None,
        ramp_days: 0.0,
        targets: Targets { legs: legs.to_vec(), ..Targets::default() },
        settings: Settings::default(),
        public_cost_usd_year: 0.0,
        source: "the study".into(),
    }
}

/// What is not known in a study, and how each scenario takes a draw of it.
pub(super) struct Unknowns {
    /// The numbers, with the ranges that they are told by.
    pub numbers: Vec<Uncertain>,
    /// By scenario and number: what it is there; `None` if the scenario sets it itself.
    own: Vec<Vec<Option<Uncertain>>>,
}

impl Unknowns {
    /// Those that the study names, or all that are uncertain in its scenarios.
    #[must_use]
    pub(super) fn of(study: &Study, named: &[Factor]) -> Self {
        let scenarios = &study.scenarios;
        let lists: Vec<Vec<Uncertain>> =
            scenarios.iter().map(|scenario| uncertain::list(scenario, &scenarios[0])).collect();
        let numbers: Vec<Uncertain> = match named {
            [] => unique(lists.iter().flatten()),
            named => named.iter().filter_map(|factor| resolve(factor, &lists)).collect(),
        };
        let stated = |i: usize| named.get(i).is_some_and(|factor| factor.range.is_some());
        let own = |s: usize| {
            let of = |(i, number): (usize, &Uncertain)| {
                let listed = lists[s].iter().find(|own| own.name() == number.name());
                match listed {
                    Some(own) if stated(i) => Some(Uncertain { range: number.range, ..own.clone() }),
                    Some(own) => Some(own.clone()),
                    // A number of a policy without a stated range, or what the catalogue holds for known.
                    None => takes(&scenarios[s], &scenarios[0], number).then(|| number.clone()),
                }
            };
            numbers.iter().enumerate().map(of).collect()
        };
        let own = (0..scenarios.len()).map(own).collect();
        Self { numbers, own }
    }

    /// The scenarios of a study at shares of the ranges; a share that is not a number leaves the value.
    #[must_use]
    pub(super) fn draw(&self, scenarios: &[Scenario], shares: &[f64]) -> Vec<Scenario> {
        let drawn = |(scenario, own): (&Scenario, &Vec<Option<Uncertain>>)| {
            let own = own.iter().zip(shares).filter(|(_, share)| share.is_finite());
            let values: Vec<(&Uncertain, f64)> =
                own.filter_map(|(own, share)| own.as_ref().map(|own| (own, own.at(*share)))).collect();
            uncertain::apply(scenario, &values)
        };
        scenarios.iter().zip(&self.own).map(drawn).collect()
    }
}

/// Whether a scenario has the number, and no value of its own for it.
fn takes(scenario: &Scenario, baseline: &Scenario, number: &Uncertain) -> bool {
    let value = |of: &Scenario, parameter| of.settings.number(parameter).to_bits();
    match &number.subject {
        Subject::Policy(name, _) => scenario.policies.iter().any(|policy| policy.name == *name),
        Subject::Parameter(parameter) => {
            value(scenario, parameter) == value(baseline, parameter) && scenario.with(parameter.owner)
        }
        Subject::Column(..) => false,
    }
}

fn unique<'u>(numbers: impl Iterator<Item = &'u Uncertain>) -> Vec<Uncertain> {
    let mut kept: Vec<Uncertain> = Vec::new();
    for number in numbers {
        if kept.iter().all(|other| other.name() != number.name()) {
            kept.push(number.clone());
        }
    }
    kept
}

/// What a study names, with the range that it or the case states, or else the catalogue. A column that
/// no scenario can draw is left out.
fn resolve(factor: &Factor, lists: &[Vec<Uncertain>]) -> Option<Uncertain> {
    let name = factor.label();
    let known = lists.iter().flatten().find(|number| number.name() == name).cloned();
    let plain = match &factor.name {
        FactorName::Parameter(parameter) => Some(Uncertain::parameter(parameter, parameter.range)),
        FactorName::Policy(policy, parameter) => {
            let subject = Subject::Policy(policy.clone(), parameter);
            Some(Uncertain { subject, range: parameter.range })
        }
        FactorName::Column(..) => None,
    };
    let number = known.or(plain)?;
    Some(Uncertain { range: factor.range.unwrap_or(number.range), ..number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load_study;

    /// A study of the small case, of parameters and levers as the text names them.
    fn study(text: &str) -> Study {
        let small = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("study.toml");
        let head = format!("format = 1\ntitle = \"t\"\ncase = \"{}\"\n", small.display());
        std::fs::write(&file, format!("{head}{text}\n[[outcome]]\nindicator = \"deaths\"\n")).unwrap();
        load_study(&file).unwrap().study
    }

    fn penalty(scenario: &Scenario) -> f64 {
        let lever = crate::levers::find("criminalise").unwrap();
        let number = lever.text.parameters.iter().find(|p| p.name == "penalty_usd").unwrap();
        scenario.policies[0].settings.number(number)
    }

    #[test]
    fn levers_set_numbers_and_take_policies_out() {
        use crate::scenario::study::Design;
        let study = study(
            "kind = \"sweep\"\nscenario = \"law\"\n[[lever]]\npolicy = \"law\"\nnumber = \"penalty_usd\"\n\
             [[lever]]\npolicy = \"posts\"",
        );
        let Design::Sweep { levers, .. } = &study.design else { panic!("a sweep") };
        let law = &study.scenarios[1];
        let without = with_levers(law, levers, &[9000.0, 0.0], "one".into());
        assert_eq!((penalty(&without), without.policies.len(), without.name.as_str()), (9000.0, 1, "one"));
        let same = with_levers(law, levers, &[25_000.0, 1.0], "law".into());
        assert_eq!(same.digest, law.digest);
        assert_ne!(without.digest, law.digest);
    }

    #[test]
    fn parts_go_and_nothing_else() {
        use crate::scenario::study::Design;
        let study = study(
            "kind = \"attribution\"\nscenario = \"law\"\n[[part]]\nname = \"a\"\npolicies = [\"law\"]\n\
             [[part]]\nname = \"b\"\nmechanisms = [\"information\"]\nlegs = [\"hubton-edge-track\"]",
        );
        let Design::Attribution { parts, .. } = &study.design else { panic!("an attribution") };
        let law = &study.scenarios[1];
        assert_eq!(with_parts(law, parts, 0b11).digest, law.digest);
        let without_a = with_parts(law, parts, 0b10);
        assert_eq!(without_a.policies.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["posts"]);
        let without_b = with_parts(law, parts, 0b01);
        assert_eq!((without_b.without.as_slice(), without_b.policies.len()), (["information"].as_slice(), 3));
        assert_eq!(without_b.policies[2].lever, "close_leg");
    }

    #[test]
    fn a_draw_leaves_what_is_no_number_of_the_scenario() {
        use crate::scenario::study::Design;
        let study = study(
            "kind = \"robustness\"\n[[parameter]]\nname = \"information.forget\"\nrange = [0.05, 0.07]\n\
             [[parameter]]\npolicy = \"law\"\nnumber = \"penalty_usd\"",
        );
        let Design::Robustness { factors, .. } = &study.design else { panic!("a robustness study") };
        let unknowns = Unknowns::of(&study, factors);
        assert_eq!(
            unknowns.numbers.iter().map(|n| n.range).collect::<Vec<_>>(),
            [(0.05, 0.07), (5000.0, 80_000.0)]
        );
        let drawn = unknowns.draw(&study.scenarios, &[f64::NAN, 0.0]);
        assert_eq!(drawn[0].digest, study.scenarios[0].digest);
        assert_ne!(drawn[1].digest, study.scenarios[1].digest);
        let both = unknowns.draw(&study.scenarios, &[1.0, f64::NAN]);
        assert!(both.iter().zip(&study.scenarios).all(|(a, b)| a.base_digest != b.base_digest));
    }
}
