//! What States have at stake: where people and money that matter to them are told of.

use super::fixed::Fixed;
use super::state::State;
use crate::agents::{Account, Person};
use crate::mechanisms::after_arrival;
use crate::outcomes::Count;
use crate::units::DAYS_PER_YEAR;

/// The country that a person comes from.
pub(super) fn origin(fixed: &Fixed, person: &Person) -> usize {
    let home = fixed.scenario.communities[person.community as usize].place;
    fixed.scenario.places[home.index()].country.index()
}

/// What all whom an agent stands for send home from a place (USD/year).
fn sent(fixed: &Fixed, place: usize, regular: bool) -> f64 {
    let about = &fixed.scenario.places[place];
    let income = if regular { about.regular_income_usd_year } else { about.income_usd_year };
    let share = fixed.scenario.settings.number(&after_arrival::REMITTED);
    let on = f64::from(u8::from(fixed.scenario.with(after_arrival::MECHANISM.name)));
    on * share * income * fixed.numbers.persons_per_agent
}

/// A person has arrived, and will send money home.
pub(super) fn emigrate(fixed: &Fixed, state: &mut State, person: &Person, regular: bool) {
    let usd = sent(fixed, person.place as usize, regular);
    state.interest.gain_remittances(origin(fixed, person), usd);
    state.abroad[person.community as usize] += fixed.numbers.persons_per_agent;
}

/// The country of origin takes a person back, and loses what he or she sent; it gets what incentive
/// there is.
pub(super) fn take_back(fixed: &Fixed, state: &mut State, person: &Person) {
    let place = person.place as usize;
    let country = fixed.scenario.places[place].country.index();
    let incentive = state.conditions.readmission_incentive_usd[country];
    let usd = sent(fixed, place, false);
    state.abroad[person.community as usize] -= fixed.numbers.persons_per_agent;
    let all = incentive * fixed.numbers.persons_per_agent;
    state.interest.take_back(fixed.scenario, origin(fixed, person), usd, all);
    state.ledger.pay(Account::States, Account::Outside, incentive);
    state.recorder.spend("readmission", incentive);
}

/// Somebody was admitted by lot, in exchange for the return of others.
pub(super) fn admit_by_lot(fixed: &Fixed, state: &mut State, person: &Person, place: usize) {
    state.interest.grant(origin(fixed, person), sent(fixed, place, true));
}

/// People at a place earn from those who pass (USD for one person of an agent).
pub(super) fn earn(fixed: &Fixed, state: &mut State, place: usize, usd: f64) {
    state.recorder.at_place(Count::HubIncome, place, usd);
    let country = fixed.scenario.places[place].country.index();
    state.interest.earn(country, usd * fixed.numbers.persons_per_agent);
}

/// What policies offer, by country, to those who could smuggle and do not (USD/year).
pub(super) fn other_work(fixed: &Fixed, state: &State, offered_usd_week: &[f64]) -> Vec<f64> {
    let mut other = vec![0.0; fixed.scenario.countries.len()];
    for firm in state.firms.all.iter().filter(|firm| !firm.active) {
        let from = fixed.scenario.legs[firm.leg.index()].from.index();
        let country = fixed.scenario.places[from].country.index();
        other[country] += offered_usd_week[from] * DAYS_PER_YEAR / 7.0;
    }
    other
}

/// The will of States, day by day.
pub(super) fn measure(fixed: &Fixed, state: &mut State) {
    for country in 0..fixed.scenario.countries.len() {
        let interest = &state.interest;
        state.recorder.in_country(Count::EnforcementWillMean, country, interest.enforces[country]);
        state.recorder.in_country(Count::ReadmissionWillMean, country, interest.readmits[country]);
    }
}
