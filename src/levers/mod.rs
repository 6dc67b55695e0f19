//! What a policy or a shock can change: one module each.
//!
//! A lever changes [`Conditions`] and nothing else. It is a pure function of the policy, how much of
//! it is in force, and the scenario; several may act at once, in the order of the scenario's file.

use crate::catalogue::LeverText;
use crate::world::{Conditions, PlaceId, Policy, Scenario};

mod alternative_livelihood;
mod anti_corruption;
mod border_effort;
mod campaign;
mod carrier_liability;
mod climate_event;
mod close_leg;
mod close_pathway;
mod community_consultation;
mod conflict;
mod crime_takeover;
mod criminalise;
mod cut_fee;
mod development_aid;
mod document_access;
mod document_security;
mod economic_shock;
mod expand_quota;
mod financial_investigation;
mod free_movement;
mod individual_assessment;
mod information_service;
mod intelligence_sharing;
mod labour_matching;
mod open_pathway;
mod pandemic_closure;
mod peers;
mod prosecution_capacity;
mod readmission;
mod regularisation;
mod reintegration;
mod reopen_leg;
mod search_and_rescue;
mod security_cooperation;
mod slow_climate;
mod speed_up;
mod surge_operation;
mod target_level;
mod temporary_protection;
mod victim_support;
mod visa_lottery;
mod voluntary_return;

/// A lever: its description and its effect.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    /// What it is.
    pub text: LeverText,
    /// Changes the conditions by a policy of which `weight` (0–1) is in force.
    pub apply: fn(policy: &Policy, weight: f64, scenario: &Scenario, conditions: &mut Conditions),
}

/// Every lever, in the order of the reference pages.
pub const ALL: &[Lever] = &[
    open_pathway::LEVER,
    close_pathway::LEVER,
    expand_quota::LEVER,
    cut_fee::LEVER,
    speed_up::LEVER,
    document_access::LEVER,
    border_effort::LEVER,
    close_leg::LEVER,
    reopen_leg::LEVER,
    criminalise::LEVER,
    anti_corruption::LEVER,
    alternative_livelihood::LEVER,
    campaign::LEVER,
    peers::LEVER,
    search_and_rescue::LEVER,
    individual_assessment::LEVER,
    voluntary_return::LEVER,
    reintegration::LEVER,
    readmission::LEVER,
    visa_lottery::LEVER,
    community_consultation::LEVER,
    development_aid::LEVER,
    regularisation::LEVER,
    temporary_protection::LEVER,
    labour_matching::LEVER,
    information_service::LEVER,
    victim_support::LEVER,
    carrier_liability::LEVER,
    security_cooperation::LEVER,
    conflict::LEVER,
    climate_event::LEVER,
    slow_climate::LEVER,
    economic_shock::LEVER,
    crime_takeover::LEVER,
    pandemic_closure::LEVER,
    prosecution_capacity::LEVER,
    target_level::LEVER,
    intelligence_sharing::LEVER,
    surge_operation::LEVER,
    financial_investigation::LEVER,
    document_security::LEVER,
    free_movement::LEVER,
];

/// A lever by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Lever> {
    ALL.iter().find(|lever| lever.text.name == name)
}

/// Whether a policy names a place or its country.
fn targets(policy: &Policy, scenario: &Scenario, place: PlaceId) -> bool {
    let country = scenario.places[place.index()].country;
    policy.targets.places.contains(&place) || policy.targets.countries.contains(&country)
}

/// The communities whose home is at a place that a policy names, or in a country that it names.
fn targeted_communities(policy: &Policy, scenario: &Scenario) -> Vec<usize> {
    let at_home = |c: &usize| targets(policy, scenario, scenario.communities[*c].place);
    (0..scenario.communities.len()).filter(at_home).collect()
}

/// Two harms at once, each from 0 (none) to 1: what one leaves whole the other may reach.
fn together(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one) * (1.0 - other)
}

/// A value on its way from `before` to `after`.
fn between(before: f64, after: f64, weight: f64) -> f64 {
    before + (after - before) * weight
}
