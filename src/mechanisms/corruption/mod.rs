//! Officials, one by one: what they ask, and whether they take it.
//!
//! `posts` are those along legs, `desks` those at document offices and in detention.

mod desks;
mod posts;

pub use desks::Desks;
pub use posts::{Answer, Escort, Posts};

use rand_distr::{Distribution, StandardNormal};

use crate::catalogue::{Mechanism, Parameter};
use crate::random::Key;
use crate::world::Scenario;

const NAME: &str = "corruption";

/// Who sets the terms of smugglers' bribes.
pub const BRIBES: Parameter = Parameter::word(
    NAME,
    "bribes",
    "ties",
    &["ties", "posted_independent", "posted_joint", "posted_in_sequence"],
)
.meaning(
    "what firms pay at posts: by standing arrangements or what is asked; or a price that each post sets \
             for itself, or all posts of a leg together, or one after the other along the leg, with a view to \
             how many still come",
)
.paragraphs("31, 37");
/// Standing bribe of a tied firm.
pub const TIED_BRIBE: Parameter = Parameter::number(NAME, "tied_bribe_usd", 2.0)
    .meaning("standing bribe a head and post of a firm with arrangements")
    .unit("USD/head")
    .range(0.5, 10.0)
    .limits(0.0, 1e4)
    .source("CD18 (USD 20–50 a vehicle of 33, 2008): 0.6–1.5 a head; range an assumption")
    .paragraphs("37");
/// What an official asks of somebody alone.
pub const DEMAND: Parameter = Parameter::number(NAME, "demand_share", 0.02)
    .meaning("what a post asks of somebody untied, as a share of the money he carries")
    .unit("share")
    .range(0.005, 0.08)
    .limits(0.0, 1.0)
    .paragraphs("31, 37");
/// Cap on what an official asks.
pub const CAP: Parameter = Parameter::number(NAME, "cap_usd", 20.0)
    .meaning("the most that a post asks a head")
    .unit("USD/head")
    .range(8.0, 60.0)
    .limits(0.0, 1e5)
    .source("CD16, CD17 (XOF 4,500–5,000 at a border post: about USD 8) for the low end; assumption")
    .paragraphs("37");
/// Elasticity of the demand to pay.
pub const PAY_ELASTICITY: Parameter = Parameter::number(NAME, "pay_elasticity", 0.0)
    .meaning("elasticity of what is asked to the official's pay; the evidence disagrees on its sign")
    .unit("elasticity")
    .range(-1.0, 0.5)
    .limits(-5.0, 5.0)
    .paragraphs("33");
/// Wage at which the demand is as stated.
pub const REFERENCE_WAGE: Parameter = Parameter::number(NAME, "reference_wage_usd_month", 200.0)
    .meaning("official's pay at which the demand is demand_share")
    .unit("USD/month")
    .range(100.0, 400.0)
    .limits(1.0, 1e5);
/// Median moral cost.
pub const MORAL_COST: Parameter = Parameter::number(NAME, "moral_cost_median_usd", 25.0)
    .meaning("median of an official's moral cost of taking a bribe; each official has one for life")
    .unit("USD/bribe")
    .range(5.0, 80.0)
    .limits(0.0, 1e5)
    .source("so that some 70 % take what a full vehicle pays: between E12 (61 % of smugglers pay officials) and E11 (82 % of those in contact paid); assumption")
    .paragraphs("33");
/// Spread of moral costs.
pub const MORAL_SIGMA: Parameter = Parameter::number(NAME, "moral_cost_sigma", 1.5)
    .meaning("standard deviation of the log of moral costs")
    .unit("log")
    .range(0.8, 2.5)
    .limits(0.0, 5.0)
    .paragraphs("33");
/// Whether letting a vehicle pass weighs more than taking from one person.
pub const MORAL_BY_HEADS: Parameter = Parameter::number(NAME, "moral_cost_by_heads", 0.0)
    .meaning(
        "elasticity of the moral cost to the heads let pass: 0, one cost a bribe, of one person or a whole vehicle; \
         1, in proportion, and as stated for a full vehicle",
    )
    .unit("elasticity")
    .range(0.0, 1.0)
    .limits(0.0, 1.0)
    .source("assumption; with 1, what one person pays suffices about as often as E11 says of people (82 % of those in contact paid)")
    .paragraphs("31, 37");
/// The vehicle for which the moral cost is stated.
pub const FULL_VEHICLE: Parameter = Parameter::number(NAME, "full_vehicle_heads", 25.0)
    .meaning("heads for which the moral cost is as stated, where it depends on them")
    .unit("heads")
    .range(15.0, 33.0)
    .limits(1.0, 1e4)
    .source("CD18 (33 passengers) for the high end; assumption")
    .paragraphs("37");
/// Officials who extort.
pub const EXTORTING: Parameter = Parameter::number(NAME, "extorting_share", 0.0)
    .meaning("share of officials at posts who extort money from people alone, with valid papers or without")
    .unit("share")
    .range(0.0, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("31, 37");
/// What they demand.
pub const EXTORTION_FACTOR: Parameter = Parameter::number(NAME, "extortion_factor", 2.0)
    .meaning("median of what an official who extorts demands, as a multiple of what is usually asked")
    .unit("multiplier")
    .range(1.0, 5.0)
    .limits(0.0, 1e3)
    .paragraphs("31, 37");
/// How uncertain that is.
pub const EXTORTION_SIGMA: Parameter = Parameter::number(NAME, "extortion_sigma", 0.8)
    .meaning("standard deviation of the log of what is extorted, drawn for each person and post")
    .unit("log")
    .range(0.3, 1.5)
    .limits(0.0, 5.0)
    .paragraphs("37");
/// How long standing arrangements take.
pub const TIES_DAYS: Parameter = Parameter::number(NAME, "ties_days", 60.0)
    .meaning("days from when an official comes to a post until firms with arrangements have come to terms with him")
    .unit("days")
    .range(14.0, 180.0)
    .limits(0.0, 3650.0)
    .paragraphs("31, 33");
/// Officials who take turns at a post.
pub const OFFICIALS: Parameter = Parameter::number(NAME, "officials_per_post", 6.0)
    .meaning("officials who take turns at a post; who is on duty is drawn for each convoy")
    .unit("officials")
    .range(2.0, 20.0)
    .limits(1.0, 100.0)
    .whole()
    .paragraphs("33");
/// Chance of being found out.
pub const DETECTION: Parameter = Parameter::number(NAME, "detection_per_bribe", 0.0002)
    .meaning("chance that taking one bribe is found out and costs the job")
    .unit("probability")
    .range(0.00005, 0.002)
    .limits(0.0, 1.0)
    .paragraphs("33");
/// What is lost when found out.
pub const MONTHS_AT_RISK: Parameter = Parameter::number(NAME, "months_at_risk", 12.0)
    .meaning("months of pay lost by an official who is found out")
    .unit("months")
    .range(3.0, 36.0)
    .limits(0.0, 600.0)
    .paragraphs("33");
/// What an escort keeps off.
pub const ESCORT_COVER: Parameter = Parameter::number(NAME, "escort_cover", 0.9)
    .meaning("share of the hazard of meeting a patrol that an escort by security forces takes away")
    .unit("share")
    .range(0.5, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("33");
/// Whether officials at document offices are told apart.
pub const OFFICES: Parameter = Parameter::word(NAME, "offices", "everybody", &["everybody", "one_by_one"])
    .meaning(
        "who takes the bribe for a passport: everybody at the office, or whoever is on duty if it outweighs his \
         moral cost",
    )
    .paragraphs("28, 36");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Officials are individuals with a moral cost. Firms with standing arrangements pay a small, \
              predictable bribe; people alone are asked for more, even with valid papers. Posts may post a price, \
              officials may extort, let go from detention, and escort convoys for a share of the fee.",
    text: "At each post officials_per_post officials take turns, each with a moral cost \
           moral_cost_median_usd·exp(moral_cost_sigma·z) drawn once; who is on duty is drawn for each convoy. A tied firm pays tied_bribe_usd a head to officials whom it knows. Where levers move \
           officials n times a year, it knows the one on duty with probability max(0, 1 − n·ties_days/365), by a \
           draw for each convoy and post, and is asked like others by the rest. Everybody else is asked b = min(cap_usd, \
           demand_share·(wage/reference_wage)^pay_elasticity·m): m is the money a person alone carries, and \
           for untied firms what those who decide at the leg's start carry on average. Somebody alone with papers on \
           a lawful leg is asked demand_factor of it. The official takes the bribe, and lets the convoy pass, \
           exactly if b·heads ≥ moral cost·(heads/full_vehicle_heads)^moral_cost_by_heads + min(1, \
           detection_per_bribe·multiple)·wage·months_at_risk, the \
           multiple and the wage being open to levers. A person who can't pay does not offer. A share extorting_share \
           of officials, drawn for life, demand of people alone, papers or not, \
           b·extortion_factor·exp(extortion_sigma·z), a draw for each person and post, and at most all that is \
           carried; post after post, from what the last one left. A firm counts, \
           in its cost, on the bribes of those officials who would take them at its usual load. Under the posted \
           rules every post of a leg that firms serve takes one price from each head, and bribes come to B = \
           N·D/(−D') if the N posts set theirs independently, D/(−D') if jointly, D at the full price with the \
           mark-up given; moral costs play no part then. In sequence each post sets its price knowing those \
           before it and what those after it will answer: on demand that is a straight line near the price, each \
           takes twice what the next one takes and all together (2^N − 1)·D/(−D'). Where security forces escort convoys (column \
           `escort_share`) a firm takes an escort if that lowers its unit cost: it gives that share of the fees \
           aboard at departure, passes posts freely, and meets patrols with 1 − escort_cover of their hazard. \
           Guards in detention (column `detention_bribe_usd`) and, under `one_by_one`, officials at document \
           offices follow the same rule of acceptance. What happens \
           where no bribe changes hands is told under interception.",
    paragraphs: "28, 31, 33, 36–37",
    parameters: &[
        &BRIBES,
        &TIED_BRIBE,
        &DEMAND,
        &CAP,
        &PAY_ELASTICITY,
        &REFERENCE_WAGE,
        &MORAL_COST,
        &MORAL_SIGMA,
        &MORAL_BY_HEADS,
        &FULL_VEHICLE,
        &EXTORTING,
        &EXTORTION_FACTOR,
        &EXTORTION_SIGMA,
        &TIES_DAYS,
        &OFFICIALS,
        &DETECTION,
        &MONTHS_AT_RISK,
        &ESCORT_COVER,
        &OFFICES,
    ],
    without: Some("no official asks for or takes money or escorts anybody; posts stop whom they would stop"),
};

/// An official's moral cost for life (USD/bribe), by his own key.
fn moral_cost(scenario: &Scenario, official: Key) -> f64 {
    let normal: f64 = StandardNormal.sample(&mut official.generator());
    let sigma = scenario.settings.number(&MORAL_SIGMA);
    scenario.settings.number(&MORAL_COST) * (sigma * normal).exp()
}

/// What being found out would cost in expectation (USD/bribe).
fn risk_usd(scenario: &Scenario, wage_usd_month: f64, multiple: f64) -> f64 {
    let number = |parameter| scenario.settings.number(parameter);
    let found_out = number(&DETECTION) * multiple;
    found_out.min(1.0) * wage_usd_month * number(&MONTHS_AT_RISK)
}
