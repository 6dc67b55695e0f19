//! What a policy or a shock can change: one module each.
//!
//! A lever changes [`Conditions`] and nothing else. It is a pure function of the policy, how much of
//! it is in force, and the scenario; several may act at once, in the order of the scenario's file.

use crate::catalogue::LeverText;
use crate::world::{Conditions, Policy, Scenario};

mod alternative_livelihood;
mod anti_corruption;
mod border_effort;
mod close_leg;
mod criminalise;
mod cut_fee;
mod document_access;
mod expand_quota;
mod open_pathway;
mod speed_up;

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
    expand_quota::LEVER,
    cut_fee::LEVER,
    speed_up::LEVER,
    document_access::LEVER,
    border_effort::LEVER,
    close_leg::LEVER,
    criminalise::LEVER,
    anti_corruption::LEVER,
    alternative_livelihood::LEVER,
];

/// A lever by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Lever> {
    ALL.iter().find(|lever| lever.text.name == name)
}

/// A value on its way from `before` to `after`.
fn between(before: f64, after: f64, weight: f64) -> f64 {
    before + (after - before) * weight
}
