//! Following the money: what firms pay to move it, and what is taken from them.

use super::boarding::spend;
use super::fixed::Fixed;
use super::justice::key;
use super::partners::file_seen;
use super::state::State;
use crate::agents::Account;
use crate::outcomes::Count;
use crate::random::Purpose;

/// The money of some firms on file is found, and part of it taken.
pub(super) fn follow(fixed: &Fixed, state: &mut State) {
    let weeks = f64::from(fixed.numbers.period_days) / 7.0;
    for leg in 0..fixed.scenario.legs.len() {
        let found_per_week = state.trail.found_per_week(leg);
        if found_per_week <= 0.0 {
            continue;
        }
        for firm in state.firms.active(leg).collect::<Vec<_>>() {
            let hazard = found_per_week * file_seen(state, firm) * weeks;
            if key(fixed, state, firm, Purpose::Tracing).first_event(hazard) < 1.0 {
                take(fixed, state, firm, leg);
            }
        }
    }
}

fn take(fixed: &Fixed, state: &mut State, firm: usize, leg: usize) {
    let about = &state.firms.all[firm];
    let usd = state.trail.taken(about.cash_usd);
    let network = fixed.scenario.firm_types[about.kind.index()].network;
    spend(state, firm, Account::States, usd);
    let per_agent = usd / fixed.numbers.persons_per_agent;
    state.recorder.on_leg(Count::AssetsTaken, leg, per_agent);
    if network {
        state.recorder.add(Count::AssetsTakenNetworks, per_agent);
    }
}

/// A firm pays those who move what it received since the last market day.
pub(super) fn pay_for_moving(fixed: &Fixed, state: &mut State, firm: usize) {
    let about = &state.firms.all[firm];
    let leg = about.leg.index();
    let cost = state.trail.moving_share(leg) * about.revenue_usd;
    if cost > 0.0 {
        spend(state, firm, Account::Outside, cost);
        let per_agent = cost / fixed.numbers.persons_per_agent;
        state.recorder.on_leg(Count::FeeProceedsSum, leg, per_agent);
        state.recorder.on_leg(Count::FeeMarkupSum, leg, -per_agent);
    }
}
