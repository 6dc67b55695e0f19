//! Investigators, prosecutors and courts.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "prosecution_capacity";

const INVESTIGATION: Parameter = Parameter::number(NAME, "investigation", f64::NAN)
    .meaning("arrests a week and head on a firm's case file; as in the table unless set")
    .unit("1/week/head")
    .range(0.0005, 0.01)
    .limits(0.0, 1e3)
    .paragraphs("33, 42");
const PROSECUTION: Parameter = Parameter::number(NAME, "prosecution_probability", f64::NAN)
    .meaning("chance that somebody arrested is prosecuted; as the parameter of `prosecution` unless set")
    .unit("probability")
    .range(0.05, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("33, 42");
const CONVICTION: Parameter = Parameter::number(NAME, "conviction_probability", f64::NAN)
    .meaning("chance that somebody prosecuted is convicted; as the parameter of `prosecution` unless set")
    .unit("probability")
    .range(0.1, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("33, 42");
const TRIAL_DAYS: Parameter = Parameter::number(NAME, "trial_days", f64::NAN)
    .meaning("days from arrest to the end of the trial; as the parameter of `prosecution` unless set")
    .unit("days")
    .range(30.0, 720.0)
    .limits(0.0, 36_500.0)
    .paragraphs("42");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Investigators, prosecutors and courts of the countries named: how many arrests follow from \
                  what is on file, and what follows arrests. Files grow by stopped convoys only.",
        paragraphs: "33, 42–46",
        source: "assumption: no arrests per case file, prosecution or conviction rates are in the facts",
        targets: &[TargetKind::Countries],
        parameters: &[&INVESTIGATION, &PROSECUTION, &CONVICTION, &TRIAL_DAYS],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _: &Scenario, conditions: &mut Conditions) {
    let set = |column: &mut Vec<f64>, parameter: &Parameter| {
        let value = policy.settings.number(parameter);
        for country in policy.targets.countries.iter().filter(|_| value.is_finite()) {
            let now = &mut column[country.index()];
            *now = between(*now, value, weight);
        }
    };
    set(&mut conditions.investigation, &INVESTIGATION);
    set(&mut conditions.prosecution_probability, &PROSECUTION);
    set(&mut conditions.conviction_probability, &CONVICTION);
    set(&mut conditions.trial_days, &TRIAL_DAYS);
}
