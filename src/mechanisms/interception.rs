//! Patrols on legs, drawn per convoy, and posts in order along them.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "interception";

/// Hazard at full watch.
pub const WATCH: Parameter = Parameter::number(NAME, "watch", 1.0)
    .meaning(
        "hazard of being stopped on a leg that is watched over all its extent, for a fully visible convoy",
    )
    .unit("hazard/leg")
    .range(0.5, 2.0)
    .limits(0.0, 100.0)
    .paragraphs("6, 41");
/// Visibility of people alone.
pub const ALONE: Parameter = Parameter::number(NAME, "detectability_alone", 0.5)
    .meaning("how visible somebody alone is to a patrol")
    .unit("share")
    .range(0.2, 1.0)
    .limits(0.0, 10.0)
    .paragraphs("6");
/// Visibility of a smuggler's convoy.
pub const SMUGGLED: Parameter = Parameter::number(NAME, "detectability_smuggled", 1.0)
    .meaning("how visible a smuggler's vehicle on the usual way is to a patrol")
    .unit("share")
    .range(0.5, 1.5)
    .limits(0.0, 10.0)
    .paragraphs("6");
/// Visibility on clandestine ways.
pub const CLANDESTINE: Parameter = Parameter::number(NAME, "detectability_clandestine", 0.4)
    .meaning("how visible a convoy on a clandestine way is, as a share of that on the usual way")
    .unit("share")
    .range(0.1, 0.8)
    .limits(0.0, 10.0)
    .paragraphs("56");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Patrols stop whole convoys, the more the more effort a leg gets for its extent; posts along the leg \
              stop those who have neither papers nor an arrangement.",
    text: "see src/ODD.md, submodel interception",
    paragraphs: "3–6, 33, 41",
    parameters: &[&WATCH, &ALONE, &SMUGGLED, &CLANDESTINE],
    without: Some("nobody is stopped, by patrols or by posts"),
};
