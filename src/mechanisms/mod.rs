//! How the world works: one module a mechanism, each with its text, parameters, test and switch.
//!
//! A mechanism knows the agents and the world, never another mechanism; what they share lies in the
//! engine's state, in columns with names. [`ALL`] is the list that everything else is made from.

use crate::catalogue::{Mechanism, Parameter};

pub mod after_arrival;
pub mod aspiration;
pub mod capability;
pub mod consolidation;
pub mod cooperation;
pub mod corruption;
pub mod debt;
pub mod development;
pub mod effort_allocation;
pub mod entry_exit;
pub mod harm;
pub mod information;
pub mod interception;
pub mod money_trail;
pub mod observation;
pub mod organised_crime;
pub mod papers;
pub mod pathways;
pub mod pricing;
pub mod prosecution;
pub mod relocation;
pub mod reputation;
pub mod returns;
pub mod route_choice;
pub mod state_interest;
pub mod through_offers;
pub mod travel_time;
pub mod waiting;

/// Every mechanism, in the order of the model description.
pub const ALL: &[&Mechanism] = &[
    &aspiration::MECHANISM,
    &capability::MECHANISM,
    &debt::MECHANISM,
    &relocation::MECHANISM,
    &papers::MECHANISM,
    &route_choice::MECHANISM,
    &pathways::MECHANISM,
    &pricing::MECHANISM,
    &entry_exit::MECHANISM,
    &corruption::MECHANISM,
    &organised_crime::MECHANISM,
    &interception::MECHANISM,
    &effort_allocation::MECHANISM,
    &information::MECHANISM,
    &harm::MECHANISM,
    &travel_time::MECHANISM,
    &waiting::MECHANISM,
    &returns::MECHANISM,
    &after_arrival::MECHANISM,
    &development::MECHANISM,
    &state_interest::MECHANISM,
    &observation::MECHANISM,
    &prosecution::MECHANISM,
    &cooperation::MECHANISM,
    &consolidation::MECHANISM,
    &reputation::MECHANISM,
    &money_trail::MECHANISM,
    &through_offers::MECHANISM,
];

/// A mechanism by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Mechanism> {
    ALL.iter().find(|mechanism| mechanism.name == name).copied()
}

/// Every parameter of every mechanism, in order.
pub fn parameters() -> impl Iterator<Item = &'static Parameter> {
    ALL.iter().flat_map(|mechanism| mechanism.parameters.iter().copied())
}
