//! What communities and smugglers believe, and from whom they learn it.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "information";

/// Forgetting.
pub const FORGET: Parameter = Parameter::number(NAME, "forget", 0.06)
    .meaning("share of what is known that is forgotten in a week")
    .unit("share/week")
    .range(0.02, 0.15)
    .limits(0.0, 1.0)
    .paragraphs("53–55");
/// Trust in those who went.
pub const TRUST: Parameter = Parameter::number(NAME, "trust", 0.3)
    .meaning("weight of one report by somebody who went")
    .unit("trials")
    .range(0.05, 1.0)
    .limits(0.0, 100.0)
    .paragraphs("53");
/// Trust in smugglers.
pub const TRUST_SMUGGLER: Parameter = Parameter::number(NAME, "trust_smuggler", 0.1)
    .meaning("weight of a smuggler's report of one of his passengers' journeys")
    .unit("trials")
    .range(0.0, 0.5)
    .limits(0.0, 100.0)
    .paragraphs("38");
/// Bias of smugglers.
pub const BIAS: Parameter = Parameter::number(NAME, "smuggler_bias", 0.5)
    .meaning("share of bad events that smugglers leave out")
    .unit("share")
    .range(0.0, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("38, 53");
/// Trust in other communities.
pub const TRUST_OTHER: Parameter = Parameter::number(NAME, "trust_other", 0.0)
    .meaning("weight of a report from another community, as a share of one's own")
    .unit("share")
    .range(0.0, 0.5)
    .limits(0.0, 1.0)
    .paragraphs("53");
/// How long news takes.
pub const NEWS_DAYS: Parameter = Parameter::number(NAME, "news_days", 21.0)
    .meaning("days until news of a journey's leg is heard at home")
    .unit("days")
    .range(7.0, 60.0)
    .limits(0.0, 3650.0)
    .paragraphs("53");
/// Whether deaths become known.
pub const DEATHS_KNOWN: Parameter = Parameter::number(NAME, "deaths_known", 0.5)
    .meaning("chance that a death on the way becomes known at home")
    .unit("probability")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("53–55");
/// Selective attention.
pub const SELECTIVITY: Parameter = Parameter::number(NAME, "selectivity", 0.0)
    .meaning("how much less a batch of reports counts that contradicts what the community already leans to")
    .unit("share")
    .range(0.0, 0.5)
    .limits(0.0, 1.0)
    .paragraphs("53");
/// Strength of first beliefs.
pub const PRIOR_STRENGTH: Parameter = Parameter::number(NAME, "prior_strength", 20.0)
    .meaning("how many trials first beliefs are worth")
    .unit("trials")
    .range(5.0, 300.0)
    .limits(0.01, 1e6)
    .paragraphs("53");
/// First belief of being stopped.
pub const PRIOR_STOP: Parameter = Parameter::number(NAME, "prior_stop", 0.10)
    .meaning("first belief of being stopped on a leg that crosses a border; a fifth of it elsewhere")
    .unit("probability")
    .range(0.02, 0.3)
    .limits(0.0, 1.0);
/// First belief of dying.
pub const PRIOR_DEATH: Parameter = Parameter::number(NAME, "prior_death", 0.01)
    .meaning("first belief of dying on a desert track; twice at sea, a tenth on a road")
    .unit("probability")
    .range(0.002, 0.05)
    .limits(0.0, 1.0)
    .paragraphs("54");
/// First belief of being abused.
pub const PRIOR_ABUSE: Parameter = Parameter::number(NAME, "prior_abuse", 0.10)
    .meaning("first belief of being abused or robbed on a leg")
    .unit("probability")
    .range(0.02, 0.3)
    .limits(0.0, 1.0);
/// How prior means drift to what is known of similar legs.
pub const POOL: Parameter = Parameter::number(NAME, "pool", 0.1)
    .meaning("how quickly the first belief of a leg moves to what is known of legs of the same kind")
    .unit("share/week")
    .range(0.02, 0.3)
    .limits(0.0, 1.0);
/// How quickly believed fees and bribes follow what is heard.
pub const GAIN: Parameter = Parameter::number(NAME, "gain", 0.3)
    .meaning("how quickly believed fees and bribes follow what is heard")
    .unit("share/week")
    .range(0.1, 0.6)
    .limits(0.0, 1.0)
    .paragraphs("53");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Communities hold beliefs per leg and manner; they learn from those who went and, less, from smugglers \
              who leave bad news out, and forget. Smugglers hold beliefs per leg from their own convoys.",
    text: "see src/ODD.md, submodel information",
    paragraphs: "14, 38, 52–55",
    parameters: &[
        &FORGET,
        &TRUST,
        &TRUST_SMUGGLER,
        &BIAS,
        &TRUST_OTHER,
        &NEWS_DAYS,
        &DEATHS_KNOWN,
        &SELECTIVITY,
        &PRIOR_STRENGTH,
        &PRIOR_STOP,
        &PRIOR_DEATH,
        &PRIOR_ABUSE,
        &POOL,
        &GAIN,
    ],
    without: Some("everybody keeps the first beliefs"),
};
