//! What those who arrived or settled send home, and who goes on from where he or she has regular status.

use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::{Role, Scenario};

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
    summary: "Those who arrived or settled earn the place's income and send a share home; some who have regular status \
              go on to another destination, freely where that is allowed, else irregularly.",
    text: "From arrival to the end of the horizon each person at a destination sends remitted_share of its income, \
           regular or not. Nobody's own choice depends on it; what States have at stake does (state_interest). \
           Of those who get regular status at a destination, by a pathway or by regularisation, the place's \
           onward_share (a keyed draw) decide once more, among living there (worth of regular status), going \
           home, and each leg from there to another destination. Where papers allow that leg (one country or \
           one free-movement area), status is kept: −fare − days·v + θw, w the worth of regular status there. \
           Elsewhere the leg is travelled like any other, alone or with a smuggler, and ends without status. \
           Nobody foresees this at home, and whoever has moved on once stays.",
    paragraphs: "34, 61–62",
    parameters: &[&REMITTED],
    without: Some("nothing is sent home, nobody gets status after arrival, and nobody goes on"),
};

/// Whether some of those who have regular status at a place think of going on.
#[must_use]
pub fn goes_on(scenario: &Scenario, place: usize) -> bool {
    let about = &scenario.places[place];
    scenario.with(NAME) && about.role == Role::Destination && about.onward_share.get() > 0.0
}

/// Whether somebody with regular status at a place is one of them.
#[must_use]
pub fn thinks_of_going_on(scenario: &Scenario, place: usize, occasion: Key) -> bool {
    let share = scenario.places[place].onward_share.get();
    goes_on(scenario, place) && occasion.purpose(Purpose::Onward).happens(share)
}
