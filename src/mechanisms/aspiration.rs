//! Coming to want to leave: an event that leads to one decision.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "aspiration";

/// How much the majorant stream of candidates exceeds the tables' rates.
pub const MAJORANT: Parameter = Parameter::number(NAME, "majorant", 2.0)
    .meaning("rate of the fixed stream of candidates, as a multiple of the tables' hazard; thinning reaches no higher")
    .unit("multiplier")
    .range(1.5, 4.0)
    .limits(1.0, 100.0)
    .paragraphs("22–26");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "In each community people come to want to leave at a hazard; whoever does decides once.",
    text: "A community of N people with hazard λ a year has, on each day, a Poisson number of candidates with mean \
           N·λ·majorant/365.25, keyed by community and day. Candidate i is one in fact if a keyed uniform draw is \
           below multiple(t)/majorant, where multiple(t) is the community's series and any lever on it. So the same \
           potential people exist in every scenario, and a lever that lowers the hazard takes some away and moves \
           nobody else. A candidate decides once, on that day; `stay` ends the spell.",
    paragraphs: "22–26, 29–32",
    parameters: &[&MAJORANT],
    without: None,
};
