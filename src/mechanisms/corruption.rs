//! Officials at posts, one by one: what they ask, and whether they take it.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "corruption";

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
pub const MORAL_COST: Parameter = Parameter::number(NAME, "moral_cost_median_usd", 3.0)
    .meaning("median of an official's moral cost of taking a bribe; each official has one for life")
    .unit("USD/bribe")
    .range(0.5, 20.0)
    .limits(0.0, 1e5)
    .paragraphs("33");
/// Spread of moral costs.
pub const MORAL_SIGMA: Parameter = Parameter::number(NAME, "moral_cost_sigma", 1.0)
    .meaning("standard deviation of the log of moral costs")
    .unit("log")
    .range(0.5, 2.0)
    .limits(0.0, 5.0)
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

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Officials at posts are individuals with a moral cost. Firms with standing arrangements pay a small, \
              predictable bribe; people alone are asked for more, even with valid papers.",
    text: "see src/ODD.md, submodel corruption",
    paragraphs: "31, 33, 36–37",
    parameters: &[
        &TIED_BRIBE,
        &DEMAND,
        &CAP,
        &PAY_ELASTICITY,
        &REFERENCE_WAGE,
        &MORAL_COST,
        &MORAL_SIGMA,
        &DETECTION,
        &MONTHS_AT_RISK,
    ],
    without: Some("no official asks for or takes money; posts stop whom they would stop"),
};
