//! Firms that feel their way look at what they earned, and change what they ask.

use super::fixed::Fixed;
use super::justice::key;
use super::state::State;
use crate::mechanisms::pricing::{self, Conduct, keep_account, reconsider};
use crate::random::Purpose;
use crate::units::WeeklyShare;

/// Firms book what they sold; some reconsider what they ask.
pub(super) fn look_back(fixed: &Fixed, state: &mut State) {
    let settings = &fixed.scenario.settings;
    if Conduct::named(settings.word(&pricing::CONDUCT)) != Some(Conduct::Adaptive) {
        return;
    }
    let days = f64::from(fixed.numbers.period_days);
    let share = WeeklyShare(settings.number(&pricing::RECONSIDER)).over(days);
    let step = settings.number(&pricing::STEP);
    for leg in 0..fixed.scenario.legs.len() {
        for seller in 0..state.offers[leg].sellers.len() {
            let terms = state.offers[leg].sellers[seller];
            let sold = state.offers[leg].sold[seller] * fixed.numbers.persons_per_agent;
            let firm = terms.firm as usize;
            let key = key(fixed, state, firm, Purpose::Asking);
            let asking = &mut state.firms.all[firm].asking;
            keep_account(asking, terms.price_usd, terms.cost_usd, sold);
            if key.of(0).happens(share) {
                let first = if key.of(1).happens(0.5) { 1.0 } else { -1.0 };
                reconsider(asking, terms.cost_usd, step, first);
            }
        }
    }
}

/// What a firm asks (USD/head).
pub(super) fn asked(fixed: &Fixed, state: &State, firm: usize, cost: f64) -> f64 {
    let about = &state.firms.all[firm];
    let first = fixed.scenario.settings.number(&pricing::FIRST_FEE) * cost;
    let usual = state.offers[about.leg.index()].last_fee_usd.unwrap_or(first);
    about.asking.usd.unwrap_or(usual)
}
