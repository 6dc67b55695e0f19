//! Journeys over several legs that a network sells as one, at one fee.

mod chains;
mod fees;
mod terms;

pub use chains::{Journey, Journeys};
pub use fees::Fees;
pub use terms::{LegCost, Outlook, Step, outlook, parts, unit_cost};

use crate::catalogue::{Mechanism, Parameter};
use crate::world::Scenario;

const NAME: &str = "through_offers";

/// How many journeys are on sale at a place.
pub const PER_PLACE: Parameter = Parameter::number(NAME, "journeys_per_place", 4.0)
    .meaning("journeys over several legs that are sold at a place at most: those to a destination first, then the quickest")
    .unit("journeys")
    .range(1.0, 12.0)
    .limits(1.0, 100.0)
    .whole();
/// What is held back for journeys.
pub const HELD: Parameter = Parameter::number(NAME, "held_share", 0.5)
    .meaning("share of the seats of each of its firms that a network keeps for journeys over several legs")
    .unit("share")
    .range(0.2, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("40");
/// How often a client is carried for one fee.
pub const ATTEMPTS: Parameter = Parameter::number(NAME, "attempts_included", 1.0)
    .meaning("times that a client may be stopped before a journey paid for is over, this time included; 1: it ends with the first stop")
    .unit("attempts")
    .range(1.0, 3.0)
    .limits(1.0, 20.0)
    .whole()
    .source("assumption; Koser (2008) tells of fees that are due only on arrival, however many tries it takes")
    .paragraphs("40");
/// What clients get back whose network can't go on.
pub const REFUND: Parameter = Parameter::number(NAME, "refund_share", 0.5)
    .meaning("share of what was paid for legs not travelled that a network's working firms give back, when its firm on the next leg does not work")
    .unit("share")
    .range(0.0, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("38, 40");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Networks sell journeys over several legs at one fee, travelled leg by leg with the network's firms. \
              What clients give for the whole way is set by one seller, not by one on each leg.",
    text: "Acts where a kind of firm marked as network has chains above 1. A journey is two or more legs in a \
           row, up to chains, that smugglers serve, through no place twice and past no destination; at each \
           place the journeys_per_place that lead to a destination and are quickest are for sale, by every \
           organisation (submodel cooperation) whose firms work on all of its legs. A journey is one more \
           option at its first place and one more market there, cleared like that of a leg. People weigh its \
           legs' risks, days and bribes as they believe them, share τ of the one fee in advance and the rest \
           on delivery, and what is left over at its end. Its unit cost is what its legs cost the \
           organisation's own firms, with their own ties, over the share of the fee that is received and kept. \
           Its firms keep held_share of their seats for journeys, evenly for each; an organisation sells as \
           many as it keeps where it keeps least. Clients go on from place to place without deciding anew. \
           What they pay is divided among the organisation's firms by what their legs cost. Whoever is stopped \
           for the attempts_included-th time loses the booking and the advance; before that the network \
           carries him or her again, from wherever on the journey he or she is let go. Where the firm of the \
           next leg does not work the journey ends: the organisation's other firms give back refund_share of \
           what was paid for legs not travelled, as far as their tills reach. Believed fees of journeys start at the sum of those of \
           their legs and move by gain a week to what is agreed.",
    paragraphs: "37, 40, 56",
    parameters: &[&PER_PLACE, &HELD, &ATTEMPTS, &REFUND],
    without: Some("networks sell leg by leg, like other firms"),
};

/// Whether networks sell journeys in a scenario.
#[must_use]
pub fn acts(scenario: &Scenario) -> bool {
    scenario.with(NAME) && scenario.firm_types.iter().any(|kind| kind.network && kind.chains > 1)
}
