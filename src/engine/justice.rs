//! Investigations: who is arrested, tried and back, and what is left of firms meanwhile.

use super::boarding::spend;
use super::entry::{close, open, send_passengers_back};
use super::fixed::Fixed;
use super::interest;
use super::partners::{file_seen, stop_elsewhere, tell};
use super::state::State;
use crate::agents::{Account, Firms};
use crate::mechanisms::prosecution::{self, Absence, Crew, Justice, Level};
use crate::mechanisms::{consolidation, entry_exit, information};
use crate::outcomes::Count;
use crate::random::{Key, Purpose};
use crate::units::{DAYS_PER_YEAR, Day, WeeklyShare};

const ARRESTS: [Count; 3] = [Count::ArrestsDrivers, Count::ArrestsFacilitators, Count::ArrestsOrganisers];
const CONVICTIONS: [Count; 3] =
    [Count::ConvictionsDrivers, Count::ConvictionsFacilitators, Count::ConvictionsOrganisers];

/// Empty files on the firms of a scenario.
pub(super) fn first_files(fixed: &Fixed, firms: &Firms) -> Justice {
    let scenario = fixed.scenario;
    let span = scenario.settings.number(&prosecution::SPAN);
    let crews = firms.all.iter().map(|firm| {
        let (leg, kind) = (&scenario.legs[firm.leg.index()], &scenario.firm_types[firm.kind.index()]);
        Crew::new(kind.seats_per_week, f64::from(leg.vehicle_seats), leg.days, span)
    });
    Justice::new(crews, scenario.legs.len())
}

/// Partners tell of their files, people come back, others are arrested, drivers are replaced, files age.
pub(super) fn investigate(fixed: &Fixed, state: &mut State) {
    tell(fixed, state);
    if fixed.scenario.with(prosecution::MECHANISM.name) {
        bring_back(fixed, state);
        for leg in 0..fixed.scenario.legs.len() {
            arrest_on(fixed, state, leg);
            replace_on(fixed, state, leg);
        }
    }
    age_files(fixed, state);
}

/// What is on file ages whether anybody is arrested for it or not.
fn age_files(fixed: &Fixed, state: &mut State) {
    let days = f64::from(fixed.numbers.period_days);
    let kept = |parameter| 1.0 - WeeklyShare(fixed.scenario.settings.number(parameter)).over(days);
    let memories = if fixed.numbers.learns { kept(&information::FORGET) } else { 0.0 };
    state.justice.age(kept(&prosecution::FILE_DECAY), memories);
}

/// Heads on the case files of each leg's firms; nobody keeps files without investigations.
pub(super) fn files_by_leg(fixed: &Fixed, state: &State) -> Vec<f64> {
    if !fixed.scenario.with(prosecution::MECHANISM.name) {
        return vec![0.0; fixed.scenario.legs.len()];
    }
    let on_file = |firms: std::ops::Range<usize>| firms.map(|firm| state.justice.file(firm)).sum();
    state.firms.of_leg.iter().cloned().map(on_file).collect()
}

fn bring_back(fixed: &Fixed, state: &mut State) {
    for absence in state.justice.convicted(state.today) {
        record(fixed, state, CONVICTIONS[absence.level as usize], absence.firm);
    }
    // Nobody else starts a firm where none are started or stopped: the organiser takes up his own again.
    let stays = !fixed.scenario.with(entry_exit::MECHANISM.name);
    for absence in state.justice.back(state.today) {
        if stays && absence.stopped && state.justice.at_large(absence.firm, Level::Organiser) > 0 {
            open(fixed, state, absence.firm);
        }
    }
}

fn record(fixed: &Fixed, state: &mut State, count: Count, firm: usize) {
    let leg = state.firms.all[firm].leg.index();
    state.recorder.on_leg(count, leg, 1.0 / fixed.numbers.persons_per_agent);
}

/// At most one person a firm and period.
fn arrest_on(fixed: &Fixed, state: &mut State, leg: usize) {
    let capacity = state.conditions.investigation[fixed.scenario.legs[leg].enforced_by.index()];
    let weeks = f64::from(fixed.numbers.period_days) / 7.0;
    if capacity <= 0.0 {
        return;
    }
    for firm in state.firms.of_leg[leg].clone() {
        let key = key(fixed, state, firm, Purpose::Arrest);
        let hazard = capacity * file_seen(state, firm) * weeks * unwarned(fixed, state, firm);
        if state.firms.all[firm].active && key.of(0).first_event(hazard) < 1.0 {
            arrest(fixed, state, firm, key);
        }
    }
}

/// The key of what befalls a firm on a market day.
pub(super) fn key(fixed: &Fixed, state: &State, firm: usize, purpose: Purpose) -> Key {
    let leg = state.firms.all[firm].leg.index();
    let slot = firm - state.firms.of_leg[leg].start;
    fixed.root.purpose(purpose).of(leg as u64).of(slot as u64).of(state.today.0 as u64)
}

fn arrest(fixed: &Fixed, state: &mut State, firm: usize, key: Key) {
    let leg = state.firms.all[firm].leg.index();
    let country = fixed.scenario.legs[leg].enforced_by.index();
    let drawn = prosecution::level(state.conditions.arrest_weights[country], key.of(1).uniform());
    let Some(level) = drawn.filter(|level| state.justice.at_large(firm, *level) > 0) else { return };
    record(fixed, state, ARRESTS[level as usize], firm);
    let (until, convicted_on) = judge(fixed, state, country, firm, key);
    let absence = Absence { firm, level, until, convicted_on, stopped: level == Level::Organiser };
    state.justice.arrest(leg, absence);
    if level == Level::Organiser {
        close(fixed, state, firm, Count::FirmsClosedArrest);
        stop_elsewhere(fixed, state, absence);
    } else if state.justice.working(firm) <= 0.0 {
        send_passengers_back(fixed, state, firm);
    }
}

/// The first day back, and the day of a conviction.
fn judge(fixed: &Fixed, state: &mut State, country: usize, firm: usize, key: Key) -> (Day, Option<Day>) {
    let number = |parameter| fixed.scenario.settings.number(parameter);
    let after = |days: f64| state.today.plus(days.ceil().max(1.0) as i32);
    let trial = state.conditions.trial_days[country];
    let convicted = key.of(3).happens(state.conditions.conviction_probability[country]);
    let served = number(&prosecution::MONTHS_AWAY) * DAYS_PER_YEAR / 12.0;
    let (soon, acquitted, free) =
        (after(number(&prosecution::DAYS_BACK)), after(trial), after(trial + served));
    if !key.of(2).happens(state.conditions.prosecution_probability[country]) {
        return (soon, None);
    }
    record(fixed, state, Count::Prosecutions, firm);
    if convicted { (free, Some(acquitted)) } else { (acquitted, None) }
}

/// Firms with several drivers look for others in place of those who are away.
fn replace_on(fixed: &Fixed, state: &mut State, leg: usize) {
    let days = f64::from(fixed.numbers.period_days);
    let found = WeeklyShare(fixed.scenario.settings.number(&prosecution::HIRED)).over(days);
    let cost = fixed.scenario.settings.number(&prosecution::HIRE_USD);
    for firm in state.firms.active(leg).collect::<Vec<_>>() {
        let key = key(fixed, state, firm, Purpose::Hire);
        for place in 0..state.justice.to_replace(firm) {
            if state.firms.all[firm].cash_usd >= cost && key.of(u64::from(place)).happens(found) {
                state.justice.hire(firm);
                pay_hire(fixed, state, firm, cost);
            }
        }
    }
}

pub(super) fn pay_hire(fixed: &Fixed, state: &mut State, firm: usize, usd: f64) {
    spend(state, firm, Account::Hubs, usd);
    let from = fixed.scenario.legs[state.firms.all[firm].leg.index()].from.index();
    interest::earn(fixed, state, from, usd / fixed.numbers.persons_per_agent);
}

/// Whether a firm's standing arrangements with officials hold.
pub(super) fn tied(state: &State, firm: usize) -> bool {
    let about = &state.firms.all[firm];
    (about.tied || about.bought_ties) && state.justice.keeps_ties(firm)
}

/// The share of arrests of which a firm's officials do not warn it, if it has bought that.
fn unwarned(fixed: &Fixed, state: &State, firm: usize) -> f64 {
    let warned = state.firms.all[firm].bought_ties && state.justice.keeps_ties(firm);
    if warned { 1.0 - fixed.scenario.settings.number(&consolidation::WARNED) } else { 1.0 }
}

/// What smugglers expect to lose by arrests (USD/trip).
pub(super) fn expected_loss(fixed: &Fixed, state: &State, leg: usize) -> f64 {
    let number = |parameter| fixed.scenario.settings.number(parameter);
    let arrests = state.justice.believed_arrests(leg, state.beliefs.strength);
    if arrests <= 0.0 {
        return 0.0;
    }
    let country = fixed.scenario.legs[leg].enforced_by.index();
    let weeks = prosecution::expected_weeks(fixed.scenario, &state.conditions, country);
    arrests * weeks * number(&prosecution::AWAY_USD)
}
