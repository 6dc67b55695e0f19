//! Numbers that are not known: which they are, and scenarios in which they have other values.
//!
//! A number is uncertain if it is about the world and a plausible range of it is known: a parameter of
//! a mechanism by its file or by the catalogue, a number of a policy by its file alone. What says how
//! exactly something is computed ([`Parameter::numerical`]) is never drawn, nor is what does not exist
//! in a case ([`Parameter::is_off_unless_set`]): that is a choice of the case and no number of it.
//!
//! **What a scenario's own file says wins.** Scenarios of a case share the value of what is not known.
//! Where one of them sets a number to something else than the baseline does, that is what it is about,
//! and its number stays as it is; unless the file states a range with it: then its own range is drawn
//! from, at the same share of the range as in the others.

use crate::catalogue::{Origin, Parameter, Setting, Settings, Value};
use crate::mechanisms;
use crate::scenario;
use crate::world::{Policy, Scenario};

/// What an uncertain number belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The mechanism that its parameter names.
    Mechanism,
    /// The policies of a scenario that have this name.
    Policy(String),
}

/// A number of which a plausible range is known and nothing more.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// What it belongs to.
    pub owner: Owner,
    /// The number.
    pub parameter: &'static Parameter,
    /// Its plausible range, both ends in it.
    pub range: (f64, f64),
}

impl Uncertain {
    /// A parameter of a mechanism with a range.
    #[must_use]
    pub fn parameter(parameter: &'static Parameter, range: (f64, f64)) -> Self {
        Self { owner: Owner::Mechanism, parameter, range }
    }

    /// Its full name: `mechanism.parameter`, or `policy:name.number`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.owner {
            Owner::Mechanism => format!("{}.{}", self.parameter.owner, self.parameter.name),
            Owner::Policy(policy) => format!("policy:{policy}.{}", self.parameter.name),
        }
    }

    /// The value at a share of the range, from 0 to 1.
    #[must_use]
    pub fn at(&self, share: f64) -> f64 {
        let (low, high) = self.range;
        // A whole number's ends would else be half as likely as the others.
        let half = if self.parameter.whole { 0.5 } else { 0.0 };
        let (from, to) = (low - half, high + half);
        let value = if is_wide(self.range) && from > 0.0 {
            libm::exp(libm::log(from) + share * (libm::log(to) - libm::log(from)))
        } else {
            from + share * (to - from)
        };
        if self.parameter.whole { value.round().clamp(low, high) } else { value.clamp(low, high) }
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
/// mechanisms in force, in the order of the catalogue, then those of its policies.
#[must_use]
pub fn list(scenario: &Scenario, baseline: &Scenario) -> Vec<Uncertain> {
    let in_force = mechanisms::parameters().filter(|parameter| scenario.with(parameter.owner));
    let numbers = in_force.filter_map(|parameter| {
        let range = parameter_range(parameter, &scenario.settings, &baseline.settings)?;
        Some(Uncertain::parameter(parameter, range))
    });
    numbers.chain(scenario.policies.iter().flat_map(of_policy)).collect()
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

fn of_policy(policy: &Policy) -> impl Iterator<Item = Uncertain> {
    let parameters = crate::levers::find(policy.lever).map_or(&[][..], |lever| lever.text.parameters);
    parameters.iter().filter_map(|parameter| {
        let range = policy.settings.get(parameter)?.range.filter(|(low, high)| low < high)?;
        Some(Uncertain { owner: Owner::Policy(policy.name.clone()), parameter, range })
    })
}

/// The scenario with these values in place of its own, sealed under new digests. Its name is its own.
///
/// Values are brought to what is possible: whole where there are no fractions, and within the limits.
/// What a scenario does not have (a policy of another one) is passed over.
#[must_use]
pub fn apply(scenario: &Scenario, values: &[(&Uncertain, f64)]) -> Scenario {
    let mut drawn = scenario.clone();
    for (number, value) in values {
        match &number.owner {
            Owner::Mechanism => set(&mut drawn.settings, number.parameter, *value),
            Owner::Policy(name) => {
                let policies = drawn.policies.iter_mut().filter(|policy| policy.name == *name);
                policies.for_each(|policy| set(&mut policy.settings, number.parameter, *value));
            }
        }
    }
    scenario::seal(&mut drawn);
    drawn
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
        let setting = other.settings.get(forget.parameter).unwrap();
        assert_eq!((&setting.value, &setting.origin), (&Value::Number(0.07), &Origin::Drawn));
    }

    proptest! {
        #[test]
        fn values_lie_in_their_ranges_and_limits(share in 0.0..1.0_f64) {
            let (baseline, _) = two();
            for number in list(&baseline, &baseline) {
                let value = number.at(share);
                prop_assert!(number.range.0 <= value && value <= number.range.1, "{}", number.name());
                let limits = number.parameter.limits;
                prop_assert!(limits.0 <= value && value <= limits.1, "{}", number.name());
                prop_assert!(!number.parameter.whole || value.fract() == 0.0, "{}", number.name());
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
