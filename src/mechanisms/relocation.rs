//! Moving inside the country first, before anybody thinks of leaving it.

use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::{Community, Scenario};

const NAME: &str = "relocation";

/// How often it holds.
pub const HOLDS: Parameter = Parameter::number(NAME, "holds", 0.5)
    .meaning("chance that somebody who moves inside the country stays there for good")
    .unit("probability")
    .range(0.2, 0.8)
    .limits(0.0, 1.0)
    .paragraphs("26");
/// How long a failure takes.
pub const DAYS: Parameter = Parameter::number(NAME, "days", 365.0)
    .meaning("mean time after which somebody for whom it does not hold comes to want to leave the country")
    .unit("days")
    .range(60.0, 1_095.0)
    .limits(1.0, 36_500.0)
    .paragraphs("26");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Some of those who come to want to leave move inside their country first; for some it holds, the others \
              come to want to leave the country later.",
    text: "Of those who come to want to leave, the community's relocate_share first moves inside the country, by a \
           keyed draw. With probability holds that is for good, and the story ends. Everybody else decides as at \
           first after an exponential time of mean days, with the same money, by the beliefs of that day. Where the \
           move leads to and what is earned there are not represented.",
    paragraphs: "26",
    parameters: &[&HOLDS, &DAYS],
    without: Some("nobody moves inside the country first"),
};

/// What becomes of somebody who comes to want to leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Move {
    /// Does not try to move inside the country, and decides at once.
    None,
    /// Moves there for good.
    Holds,
    /// Moves there, and wants to leave the country after so many days.
    FailsAfter(i32),
}

/// The share of a community's people who move inside the country first.
#[must_use]
pub fn share(scenario: &Scenario, community: &Community) -> f64 {
    if scenario.with(NAME) { community.relocate_share.get() } else { 0.0 }
}

/// Whether somebody moves inside the country first, and whether that holds.
#[must_use]
pub fn first_move(scenario: &Scenario, community: &Community, person: Key) -> Move {
    let key = person.purpose(Purpose::Relocation);
    let number = |parameter| scenario.settings.number(parameter);
    let share = share(scenario, community);
    if share <= 0.0 || !key.of(0).happens(share) {
        Move::None
    } else if key.of(1).happens(number(&HOLDS)) {
        Move::Holds
    } else {
        Move::FailsAfter((key.of(2).exponential() * number(&DAYS)).ceil().min(36_500.0) as i32)
    }
}
