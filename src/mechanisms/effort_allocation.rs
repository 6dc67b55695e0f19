//! Where a country's patrols go.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "effort_allocation";

/// The rule.
pub const RULE: Parameter = Parameter::word(NAME, "rule", "fixed", &["fixed", "proportional", "chasing"])
    .meaning("how a country's patrol effort is given to its legs: as in the table, by last period's flow, or after detections per effort")
    .paragraphs("6, 27, 56");
/// How quickly chasing moves.
pub const LEARNING: Parameter = Parameter::number(NAME, "learning_rate", 0.3)
    .meaning("share of effort that is moved in a week under `chasing`")
    .unit("share/week")
    .range(0.1, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("56");
/// Floor that keeps the yield of unwatched legs finite.
pub const FLOOR: Parameter = Parameter::number(NAME, "floor", 0.05)
    .meaning("share of a country's effort that is added to a leg's when its yield is judged")
    .unit("share")
    .range(0.02, 0.15)
    .limits(1e-6, 1.0);
/// Delay.
pub const DELAY: Parameter = Parameter::number(NAME, "delay_days", 14.0)
    .meaning("days until moved effort is in place")
    .unit("days")
    .range(0.0, 90.0)
    .limits(0.0, 3650.0)
    .paragraphs("56");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Each country spreads a budget of patrol effort over its legs: fixed, in proportion to flow, or chasing \
              last period's detections per effort.",
    text: "see src/ODD.md, submodel effort_allocation",
    paragraphs: "6, 27, 56",
    parameters: &[&RULE, &LEARNING, &FLOOR, &DELAY],
    without: Some("effort stays where the tables put it"),
};
