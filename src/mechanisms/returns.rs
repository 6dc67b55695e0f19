//! People who are sent home: who is found to need protection instead, and who sets out again.

use crate::agents::Person;
use crate::catalogue::{Mechanism, Parameter};
use crate::random::{Key, Purpose};
use crate::world::Scenario;

const NAME: &str = "returns";

/// Days at home before deciding again.
pub const HOME_DAYS: Parameter = Parameter::number(NAME, "home_days", 60.0)
    .meaning("days at home before somebody who was sent there decides again")
    .unit("days")
    .range(14.0, 365.0)
    .limits(1.0, 3_650.0)
    .whole()
    .paragraphs("18–19, 50");
/// Who is found to need protection.
pub const PROTECTION_FOUND: Parameter = Parameter::number(NAME, "protection_found", 0.3)
    .meaning("chance that somebody who flees is found to need protection if the case is assessed")
    .unit("probability")
    .range(0.1, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("19, 51");
/// Which children are found to need protection.
pub const CHILD_PROTECTED: Parameter = Parameter::number(NAME, "child_protected", 0.5)
    .meaning("chance that a child is not sent home, in his or her best interests, if the case is assessed")
    .unit("probability")
    .range(0.2, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("19, 51");

/// How long an order takes.
pub const ORDER_DAYS: Parameter = Parameter::number(NAME, "order_days", 180.0)
    .meaning("days from arrival until somebody who is ordered home is taken there")
    .unit("days")
    .range(30.0, 720.0)
    .limits(1.0, 3_650.0)
    .whole()
    .paragraphs("50–51");

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Whoever is sent home decides again there after some time, with what money is left and what the \
              community believes by then; those who flee may be found to need protection if cases are assessed.",
    text: "Where a country's rule is to return people, each is taken home. If the share assessed in force and a \
           keyed draw say so, the case of somebody who flees, or of a child, is looked into, and protection is \
           found with probability protection_found, for a child child_protected if that is more: the story then \
           ends in protection. Everybody else is at home \
           home_days later and decides as at first: stay, apply, or go again by today's beliefs, with the money \
           that is left. Draws of a later attempt are its own. Support for those who stay \
           (reintegration) adds to the value of staying of people who were sent home, and is paid to those who \
           do stay. Where an agreement on readmission is in force, a share of those who arrive without regular \
           status is ordered home; order_days later the country of origin takes them back or does not \
           (state_interest). A grant for going home from places on the way (voluntary_return) adds to the value of \
           turning back there and is paid to those who turn back; their story ends.",
    paragraphs: "18–19, 50–51",
    parameters: &[&HOME_DAYS, &PROTECTION_FOUND, &CHILD_PROTECTED, &ORDER_DAYS],
    without: Some("the story of whoever is sent home ends there, and no case is assessed"),
};

/// Whether somebody who was stopped tries again, where the chance is given.
#[must_use]
pub fn tries_again(chance: f64, occasion: Key) -> bool {
    occasion.purpose(Purpose::Retry).happens(chance)
}

/// Whether somebody who is to be sent home is found to need protection instead.
#[must_use]
pub fn finds_protection(scenario: &Scenario, person: &Person, assessed: f64, occasion: Key) -> bool {
    let key = occasion.purpose(Purpose::Assessment);
    let number = |applies: bool, parameter| if applies { scenario.settings.number(parameter) } else { 0.0 };
    let found = number(person.flees(), &PROTECTION_FOUND).max(number(person.is_child(), &CHILD_PROTECTED));
    scenario.with(NAME) && found > 0.0 && key.of(0).happens(assessed) && key.of(1).happens(found)
}
