//! Pay of officials, the risk of being found out, and moves from post to post.

use super::{Lever, between, border_effort::targeted_legs};
use crate::catalogue::{LeverText, Parameter, TargetKind};
use crate::world::{Conditions, Policy, Scenario};

const NAME: &str = "anti_corruption";

const PAY: Parameter = Parameter::number(NAME, "pay_factor", 1.0)
    .meaning("officials' pay, as a multiple; its effect on bribes has the sign of corruption.pay_elasticity")
    .unit("multiplier")
    .range(1.0, 2.0)
    .limits(0.1, 10.0)
    .paragraphs("33");
const DETECTION: Parameter = Parameter::number(NAME, "detection_factor", 5.0)
    .meaning("chance that an official who takes bribes is found out, as a multiple")
    .unit("multiplier")
    .range(1.0, 20.0)
    .limits(0.0, 1e3)
    .paragraphs("31, 33");
const MOVES: Parameter = Parameter::number(NAME, "moves_per_year", 0.0)
    .meaning(
        "times a year that an official at a post is moved elsewhere; smugglers' arrangements with whoever follows \
         take corruption.ties_days",
    )
    .unit("1/year")
    .range(0.0, 4.0)
    .limits(0.0, 366.0)
    .adds_up()
    .paragraphs("31, 33");

/// The lever.
pub(super) const LEVER: Lever = Lever {
    text: LeverText {
        name: NAME,
        meaning: "Honest posts: officials' pay and their risk of being found out, on the legs named or in the \
                  countries named, there at document offices and in detention too; and officials at posts who are \
                  moved before smugglers know them.",
        paragraphs: "31, 33, 36–37, 66",
        source: "evidence on pay disagrees (Ghana 2010: bribes rose with pay); assumption",
        targets: &[TargetKind::Countries, TargetKind::Legs],
        parameters: &[&PAY, &DETECTION, &MOVES],
        contradicts: &[],
    },
    apply,
};

fn apply(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions) {
    let pay = between(1.0, policy.settings.number(&PAY), weight);
    let detection = between(1.0, policy.settings.number(&DETECTION), weight);
    let moves = between(0.0, policy.settings.number(&MOVES), weight);
    for leg in targeted_legs(policy, scenario) {
        conditions.official_pay[leg.index()] *= pay;
        conditions.official_detection[leg.index()] *= detection;
        conditions.official_moves[leg.index()] += moves;
    }
    for country in &policy.targets.countries {
        conditions.desk_pay[country.index()] *= pay;
        conditions.desk_detection[country.index()] *= detection;
    }
}
