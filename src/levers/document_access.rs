//! Papers that people can afford.

use super::{Lever, between};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "document_access";

const PRICE: Parameter = Parameter::number(NAME, "price_usd", f64::NAN)
    .meaning("price of a passport; as in the table unless set")
    .unit("USD")
    .range(5.0, 60.0)
    .limits(0.0, 1e4)
    .paragraphs("36, 66");
const BRIBE: Parameter = Parameter::number(NAME, "bribe_usd", f64::NAN)
    .meaning("what has to be paid beside the price; as in the table unless set")
    .unit("USD")
    .range(0.0, 50.0)
    .limits(0.0, 1e4)
    .paragraphs("31, 36");
const DAYS: Parameter = Parameter::number(NAME, "delay_days", f64::NAN)
    .meaning("days to a passport; as in the table unless set")
    .unit("days")
    .range(7.0, 60.0)
    .limits(0.0, 3650.0)
    .paragraphs("36");

const REACHED: Parameter = Parameter::number(NAME, "stateless_share", f64::NAN)
    .meaning("share of stateless people who can get papers too; nobody unless set")
    .unit("share")
    .range(0.1, 0.9)
    .limits(0.0, 1.0)
    .paragraphs("28");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Access to passports in the countries named: price, the bribe beside it, delay, and whether stateless people can \
                  get one.",
        paragraphs: "28, 36, 66",
        source: "E15–E17 for what it is today; what a reform reaches is an assumption",
        targets: &[TargetKind::Countries],
        parameters: &[&PRICE, &BRIBE, &DAYS, &REACHED],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, _scenario: &Scenario, conditions: &mut Conditions) {
    let set = |column: &mut Vec<f64>, parameter: &Parameter| {
        let value = policy.settings.number(parameter);
        if value.is_finite() {
            for country in &policy.targets.countries {
                column[country.index()] = between(column[country.index()], value, weight);
            }
        }
    };
    set(&mut conditions.passport_price_usd, &PRICE);
    set(&mut conditions.passport_bribe_usd, &BRIBE);
    set(&mut conditions.passport_days, &DAYS);
    set(&mut conditions.stateless_reached, &REACHED);
}
