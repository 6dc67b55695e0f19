//! Numbers that are not known: which they are, and scenarios in which they have other values.
//!
//! A number is uncertain if it is about the world and a plausible range of it is known: a parameter of
//! a mechanism by its file or by the catalogue, a number of a policy by its file alone, a column of a
//! table by `sources.csv`. What says how exactly something is computed ([`Parameter::numerical`]) is
//! never drawn, nor is what does not exist in a case ([`Parameter::is_off_unless_set`]): that is a
//! choice of the case and no number of it.
//!
//! **What a scenario's own file says wins.** Scenarios of a case share the value of what is not known.
//! Where one of them sets a number or a cell to something else than the baseline does, that is what it
//! is about, and it stays as it is; unless the file states a range with the number: then its own range
//! is drawn from, at the same share of the range as in the others.

mod columns;
mod draws;

use crate::catalogue::{Origin, Parameter, Setting, Settings, Value};
use crate::levers;
use crate::mechanisms;
use crate::scenario;
use crate::world::{Policy, Scenario, SourceNote};
pub use columns::Column;
pub use draws::{Draws, share};

/// What is not known.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A parameter of a mechanism.
    Parameter(&'static Parameter),
    /// A number of the policies of a scenario that have this name.
    Policy(String, &'static Parameter),
    /// By which multiple a column of a table is off, in the rows at these positions.
    Column(&'static Column, Vec<usize>),
}

/// A number of which a plausible range is known and nothing more.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// The number.
    pub subject: Subject,
    /// Its plausible range, both ends in it.
    pub range: (f64, f64),
}

impl Uncertain {
    /// A parameter of a mechanism with a range.
    #[must_use]
    pub fn parameter(parameter: &'static Parameter, range: (f64, f64)) -> Self {
        Self { subject: Subject::Parameter(parameter), range }
    }

    /// Its full name: `mechanism.parameter`, `table.column`, or `policy:name.number`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.subject {
            Subject::Parameter(parameter) => format!("{}.{}", parameter.owner, parameter.name),
            Subject::Policy(policy, parameter) => format!("policy:{policy}.{}", parameter.name),
            Subject::Column(column, _) => format!("{}.{}", column.table, column.name),
        }
    }

    /// What it is drawn by. Policies of one lever draw a number of it at one share of their ranges: how
    /// far the lever does what is meant is not known, and policies that agree must not come to contradict
    /// each other.
    fn key(&self) -> String {
        match &self.subject {
            Subject::Policy(_, parameter) => format!("{}.{}", parameter.owner, parameter.name),
            _ => self.name(),
        }
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self.subject {
            Subject::Parameter(parameter) | Subject::Policy(_, parameter) => parameter.whole,
            Subject::Column(..) => false,
        }
    }

    /// The value at a share of the range, from 0 to 1.
    #[must_use]
    pub fn at(&self, share: f64) -> f64 {
        let (low, high) = self.range;
        // A whole number's ends would else be half as likely as the others.
        let half = if self.is_whole() { 0.5 } else { 0.0 };
        let (from, to) = (low - half, high + half);
        let value = if is_wide(self.range) && from > 0.0 {
            libm::exp(libm::log(from) + share * (libm::log(to) - libm::log(from)))
        } else {
            from + share * (to - from)
        };
        if self.is_whole() { value.round().clamp(low, high) } else { value.clamp(low, high) }
    }
}

/// Whether a range is drawn from evenly over its logarithm: if it is of positive numbers and spans more
/// than a factor of ten. Nobody who gives such a range means that nine in ten values lie in its last
/// decade. This, like even draws over other ranges, is an assumption about not knowing.
#[must_use]
pub fn is_wide((low, high): (f64, f64)) -> bool {
    low > 0.0 && high / low > 10.0
}

/// The uncertain numbers of a scenario, as drawn beside its baseline (which may be itself): those of
/// mechanisms in force, in the order of the catalogue, then columns of tables, then its policies'.
#[must_use]
pub fn list(scenario: &Scenario, baseline: &Scenario) -> Vec<Uncertain> {
    let in_force = mechanisms::parameters().filter(|parameter| scenario.with(parameter.owner));
    let numbers = in_force.filter_map(|parameter| {
        let range = parameter_range(parameter, &scenario.settings, &baseline.settings)?;
        Some(Uncertain::parameter(parameter, range))
    });
    let columns = scenario.source_notes.iter().filter_map(|note| of_column(note, scenario, baseline));
    numbers.chain(columns).chain(scenario.policies.iter().flat_map(|p| of_policy(p, scenario))).collect()
}

fn of_column(note: &SourceNote, scenario: &Scenario, baseline: &Scenario) -> Option<Uncertain> {
    let (low, high) = note.range;
    let column = columns::find(&note.table, &note.column).filter(|_| 0.0 <= low && low < high)?;
    let rows = column.shared_rows(scenario, baseline);
    let number = Uncertain { subject: Subject::Column(column, rows), range: note.range };
    matches!(&number.subject, Subject::Column(_, rows) if !rows.is_empty()).then_some(number)
}

/// The range that a parameter is drawn from in a scenario; `None` if it stays as it is there.
fn parameter_range(parameter: &Parameter, own: &Settings, baseline: &Settings) -> Option<(f64, f64)> {
    if !parameter.is_uncertain() {
        return None;
    }
    let value = own.number(parameter);
    let stated = |settings: &Settings| settings.get(parameter).and_then(|setting| setting.range);
    let shared = || {
        let alike = value.to_bits() == baseline.number(parameter).to_bits();
        let exists = value != 0.0 || !parameter.is_off_unless_set();
        (alike && exists).then(|| stated(baseline).unwrap_or(parameter.range))
    };
    // A value that the catalogue's range does not hold was meant to lie outside it.
    stated(own).or_else(shared).filter(|&(low, high)| low < high && low <= value && value <= high)
}

/// Policies of one lever that state the same value share a range, if one of them states it: they must
/// not come to contradict each other.
fn of_policy<'s>(policy: &'s Policy, scenario: &'s Scenario) -> impl Iterator<Item = Uncertain> + 's {
    let parameters = levers::find(policy.lever).map_or(&[][..], |lever| lever.text.parameters);
    let kin = || scenario.policies.iter().filter(|other| other.lever == policy.lever);
    parameters.iter().filter_map(move |parameter| {
        let value = &policy.settings.get(parameter)?.value;
        let mut alike = kin().filter_map(|p| p.settings.get(parameter)).filter(|s| s.value == *value);
        let (low, high) = alike.find_map(|setting| setting.range)?;
        let subject = Subject::Policy(policy.name.clone(), parameter);
        (low < high).then_some(Uncertain { subject, range: (low, high) })
    })
}

/// The scenario with these values in place of its own, sealed under new digests. Its name is its own.
///
/// Values are brought to what is possible: whole where there are no fractions, and within the limits.
/// What a scenario does not have (a policy of another one) is passed over.
#[must_use]
pub fn apply(scenario: &Scenario, values: &[(&Uncertain, f64)]) -> Scenario {
    let mut drawn = scenario.clone();
    values.iter().for_each(|(number, value)| put(&mut drawn, &number.subject, *value));
    scenario::seal(&mut drawn);
    drawn
}

fn put(scenario: &mut Scenario, subject: &Subject, value: f64) {
    match subject {
        Subject::Parameter(parameter) => set(&mut scenario.settings, parameter, value),
        Subject::Policy(name, parameter) => {
            let policies = scenario.policies.iter_mut().filter(|policy| policy.name == *name);
            policies.for_each(|policy| set(&mut policy.settings, parameter, value));
        }
        Subject::Column(column, rows) => column.multiply(scenario, rows, value),
    }
}

fn set(settings: &mut Settings, parameter: &'static Parameter, value: f64) {
    let value = if parameter.whole { value.round() } else { value };
    let value = Value::Number(value.clamp(parameter.limits.0, parameter.limits.1));
    let stated = settings.get(parameter).cloned();
    let (range, source) = stated.map_or((None, None), |setting| (setting.range, setting.source));
    settings.set(parameter, Setting { value, range, source, origin: Origin::Drawn });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use proptest::prelude::*;

    fn parameter(name: &str) -> &'static Parameter {
        mechanisms::parameters().find(|p| format!("{}.{}", p.owner, p.name) == name).unwrap()
    }

    fn state(scenario: &mut Scenario, name: &str, value: f64, range: Option<(f64, f64)>) {
        let setting = Setting { value: Value::Number(value), range, source: None, origin: Origin::Default };
        scenario.settings.set(parameter(name), setting);
    }

    fn range_of(scenario: &Scenario, baseline: &Scenario, name: &str) -> Option<(f64, f64)> {
        list(scenario, baseline).into_iter().find(|number| number.name() == name).map(|number| number.range)
    }

    fn two() -> (Scenario, Scenario) {
        let mut both = synthetic::scenarios(2);
        (both.remove(0), both.remove(0))
    }

    #[test]
    fn the_range_of_a_file_wins_over_the_catalogue() {
        let (mut baseline, mut law) = two();
        let name = "information.forget";
        assert_eq!(range_of(&baseline, &baseline, name), Some((0.02, 0.15)));
        for scenario in [&mut baseline, &mut law] {
            state(scenario, name, 0.06, Some((0.05, 0.07)));
        }
        assert_eq!(range_of(&law, &baseline, name), Some((0.05, 0.07)));
        state(&mut law, name, 0.06, None);
        assert_eq!(range_of(&law, &baseline, name), Some((0.05, 0.07)));
    }

    #[test]
    fn what_a_scenario_sets_differently_stays() {
        let (baseline, mut law) = two();
        let name = "information.forget";
        state(&mut law, name, 0.1, None);
        assert_eq!(range_of(&law, &baseline, name), None);
        state(&mut law, name, 0.1, Some((0.08, 0.12)));
        assert_eq!(range_of(&law, &baseline, name), Some((0.08, 0.12)));
        assert_eq!(range_of(&baseline, &baseline, name), Some((0.02, 0.15)));
    }

    #[test]
    fn what_is_known_or_off_or_numerical_stays() {
        let (mut baseline, _) = two();
        for name in ["pricing.tolerance", "aspiration.majorant", "debt.lent_share"] {
            assert_eq!(range_of(&baseline, &baseline, name), None, "{name}");
        }
        state(&mut baseline, "debt.lent_share", 0.3, None);
        assert_eq!(range_of(&baseline, &baseline, "debt.lent_share"), Some((0.0, 0.8)));
        state(&mut baseline, "information.forget", 0.06, Some((0.06, 0.06)));
        assert_eq!(range_of(&baseline, &baseline, "information.forget"), None);
        state(&mut baseline, "information.forget", 0.9, None);
        assert_eq!(range_of(&baseline, &baseline, "information.forget"), None);
        baseline.without = vec!["information"];
        assert_eq!(range_of(&baseline, &baseline, "information.trust"), None);
    }

    #[test]
    fn a_drawn_scenario_has_digests_of_its_own() {
        let (mut baseline, _) = two();
        scenario::seal(&mut baseline);
        let forget = Uncertain::parameter(parameter("information.forget"), (0.02, 0.15));
        let same = apply(&baseline, &[(&forget, 0.06)]);
        let other = apply(&baseline, &[(&forget, 0.07)]);
        assert_eq!((&same.digest, &same.base_digest), (&baseline.digest, &baseline.base_digest));
        assert_ne!(other.digest, baseline.digest);
        assert_ne!(other.base_digest, baseline.base_digest);
        let setting = other.settings.get(parameter("information.forget")).unwrap();
        assert_eq!((&setting.value, &setting.origin), (&Value::Number(0.07), &Origin::Drawn));
    }

    fn note(column: &str, low: f64, high: f64) -> SourceNote {
        let (table, source, note) = ("legs".into(), "assumption".into(), String::new());
        SourceNote { table, column: column.into(), source, range: (low, high), note }
    }

    #[test]
    fn a_column_is_drawn_as_one_multiple_and_cells_that_a_scenario_changes_stay() {
        let (mut baseline, mut law) = two();
        for scenario in [&mut baseline, &mut law] {
            scenario.source_notes =
                vec![note("days", 0.5, 2.0), note("mode", 0.5, 2.0), note("km", 1.0, 1.0)];
            scenario.legs.iter_mut().for_each(|leg| leg.days = 3.0);
        }
        law.legs[1].days = 10.0;
        let numbers = list(&law, &baseline);
        let days: Vec<&Uncertain> = numbers.iter().filter(|n| n.name().starts_with("legs.")).collect();
        assert_eq!(days.iter().map(|n| n.name()).collect::<Vec<_>>(), ["legs.days"]);
        let drawn = apply(&law, &[(days[0], 2.0)]);
        assert_eq!(drawn.legs[..3].iter().map(|leg| leg.days).collect::<Vec<_>>(), [6.0, 10.0, 6.0]);
        let far = apply(&law, &[(days[0], 1e9)]);
        assert_eq!(far.legs[0].days, 3_650.0);
    }

    proptest! {
        #[test]
        fn values_lie_in_their_ranges_and_limits(share in 0.0..1.0_f64) {
            let (baseline, _) = two();
            for number in list(&baseline, &baseline) {
                let value = number.at(share);
                prop_assert!(number.range.0 <= value && value <= number.range.1, "{}", number.name());
                let Subject::Parameter(parameter) = number.subject else { continue };
                let limits = parameter.limits;
                prop_assert!(limits.0 <= value && value <= limits.1, "{}", number.name());
                prop_assert!(!parameter.whole || value.fract() == 0.0, "{}", number.name());
            }
        }

        #[test]
        fn a_larger_share_is_no_smaller_value(a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
            let (baseline, _) = two();
            for number in list(&baseline, &baseline) {
                prop_assert!(number.at(a.min(b)) <= number.at(a.max(b)), "{}", number.name());
            }
        }
    }
}
