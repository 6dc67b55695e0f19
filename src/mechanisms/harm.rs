//! Death, loss of the vehicle with all aboard, and abuse on the way.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "harm";

/// Risk of going alone.
pub const ALONE_DEATH: Parameter = Parameter::number(NAME, "alone_death_factor", 1.0)
    .meaning("hazard of death of somebody alone, as a multiple of the leg's")
    .unit("multiplier")
    .range(0.5, 3.0)
    .limits(0.0, 100.0)
    .paragraphs("38");
/// Abuse of people alone.
pub const ALONE_ABUSE: Parameter = Parameter::number(NAME, "alone_abuse_factor", 1.3)
    .meaning("hazard of abuse of somebody alone, as a multiple of the leg's")
    .unit("multiplier")
    .range(0.7, 2.5)
    .limits(0.0, 100.0)
    .paragraphs("38");
/// What abuse takes.
pub const ABUSE_TAKES: Parameter = Parameter::number(NAME, "abuse_takes", 0.3)
    .meaning("share of a person's money that is taken when he or she is abused or robbed")
    .unit("share")
    .range(0.1, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("38, 45");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "A vehicle or boat is lost with all aboard; other deaths and abuse befall persons; the hazards are the \
              leg's, changed by the manner of travel.",
    text: "see src/ODD.md, submodel harm",
    paragraphs: "12, 38, 45, 56",
    parameters: &[&ALONE_DEATH, &ALONE_ABUSE, &ABUSE_TAKES],
    without: Some("nobody dies or is abused"),
};
