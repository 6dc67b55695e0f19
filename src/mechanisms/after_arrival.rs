//! What those who arrived or settled send home.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "after_arrival";

/// Share of income sent home.
pub const REMITTED: Parameter = Parameter::number(NAME, "remitted_share", 0.1)
    .meaning("share of income that is sent home by those who arrived or settled")
    .unit("share")
    .range(0.03, 0.25)
    .limits(0.0, 1.0)
    .paragraphs("34");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Those who arrived or settled earn the place's income and send a share home.",
    text: "From arrival to the end of the horizon each person at a destination sends remitted_share of its income, \
           regular or not. Nobody's own choice depends on it; what States have at stake does (state_interest).",
    paragraphs: "34",
    parameters: &[&REMITTED],
    without: Some("nothing is sent home"),
};
