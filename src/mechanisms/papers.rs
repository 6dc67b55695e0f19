//! Passports: their price, the bribe beside it, and the delay.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "papers";

/// How much less an official asks of somebody with papers.
pub const DEMAND_FACTOR: Parameter = Parameter::number(NAME, "demand_factor", 0.4)
    .meaning("what a post asks of somebody alone with valid papers, as a share of what it asks of others")
    .unit("share")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("36–37");
/// How long a post holds up somebody with papers who does not pay.
pub const DELAY: Parameter = Parameter::number(NAME, "post_delay_days", 1.0)
    .meaning("how long a post holds up somebody with valid papers who does not pay")
    .unit("days")
    .range(0.2, 4.0)
    .limits(0.0, 60.0)
    .paragraphs("37");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "A passport can be had at home, at a price, with a bribe and after months; with it one can travel alone \
              inside a free-movement area and apply for pathways that need it.",
    text: "At home, whoever has no passport may get one; that is worth −price − bribe + e^(−ρ·delay)·V°(home, \
           with papers, m − price − bribe). It comes after the delay, and then the person decides again. \
           Holders travel with papers on legs that are not clandestine and lie inside one country or between \
           countries of one free-movement area: patrols and posts do not stop them, but posts ask for money \
           (demand_factor of what others are asked) and hold up those who do not pay (post_delay_days). On all \
           other legs they travel like those without. Forged papers are not represented.",
    paragraphs: "5–6, 28, 36–37",
    parameters: &[&DEMAND_FACTOR, &DELAY],
    without: Some("nobody can get a passport; those who hold one at first keep it"),
};
