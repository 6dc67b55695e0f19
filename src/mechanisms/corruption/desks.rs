//! Officials at document offices and in detention.

use super::{FULL_VEHICLE, MORAL_BY_HEADS, NAME, OFFICES, OFFICIALS, moral_cost, risk_usd};
use crate::random::{Key, Purpose};
use crate::world::{Conditions, Scenario};

/// Where an official sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Desk {
    Office = 0,
    Detention = 1,
}

/// The officials at desks of each country, and the terms on which they deal in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Desks {
    /// By country and desk: what makes taking one bribe worth it, before the risk (USD/bribe).
    moral_cost: Vec<[Vec<f64>; 2]>,
    /// What being found out would cost in expectation, by country (USD/bribe).
    risk_usd: Vec<f64>,
    offices_one_by_one: bool,
    in_force: bool,
}

impl Desks {
    /// Officials with their moral costs, one draw each for life, on the terms in force.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions, run: Key) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let of_one = number(&FULL_VEHICLE).powf(-number(&MORAL_BY_HEADS));
        let officials = |country: usize, desk: Desk| -> Vec<f64> {
            let key = run.purpose(Purpose::Desk).of(country as u64).of(desk as u64);
            (0..number(&OFFICIALS) as u64).map(|who| of_one * moral_cost(scenario, key.of(who))).collect()
        };
        let of_country = |country| [Desk::Office, Desk::Detention].map(|desk| officials(country, desk));
        let mut desks = Self {
            moral_cost: (0..scenario.countries.len()).map(of_country).collect(),
            risk_usd: Vec::new(),
            offices_one_by_one: scenario.settings.word(&OFFICES) == "one_by_one",
            in_force: scenario.with(NAME),
        };
        desks.set_terms(scenario, conditions);
        desks
    }

    /// The terms of a period: what pay and the risk of being found out come to.
    pub fn set_terms(&mut self, scenario: &Scenario, conditions: &Conditions) {
        let risk = |(c, country): (usize, &crate::world::Country)| {
            let wage = country.official_wage_usd_month * conditions.desk_pay[c];
            risk_usd(scenario, wage, conditions.desk_detection[c])
        };
        self.risk_usd = scenario.countries.iter().enumerate().map(risk).collect();
    }

    fn takes(&self, country: usize, moral_cost: f64, usd: f64) -> bool {
        usd > 0.0 && usd >= moral_cost + self.risk_usd[country]
    }

    /// Whether the guard on duty lets somebody go for a bribe.
    #[must_use]
    pub fn lets_go(&self, country: usize, bribe_usd: f64, person: Key) -> bool {
        let guards = &self.moral_cost[country][Desk::Detention as usize];
        let who = (person.purpose(Purpose::Desk).of(1).uniform() * guards.len() as f64) as usize;
        self.in_force && self.takes(country, guards[who], bribe_usd)
    }

    /// Whether whoever is on duty at the document office takes the bribe that is usual there.
    #[must_use]
    pub fn office_takes(&self, country: usize, bribe_usd: f64, person: Key) -> bool {
        let officials = &self.moral_cost[country][Desk::Office as usize];
        let who = (person.purpose(Purpose::Desk).of(0).uniform() * officials.len() as f64) as usize;
        !self.offices_one_by_one || self.in_force && self.takes(country, officials[who], bribe_usd)
    }

    /// The share of officials at a country's document office who take the bribe that is usual there.
    #[must_use]
    pub fn office_share(&self, country: usize, bribe_usd: f64) -> f64 {
        if !self.offices_one_by_one {
            return 1.0;
        }
        let officials = &self.moral_cost[country][Desk::Office as usize];
        let taking = officials.iter().filter(|&&cost| self.takes(country, cost, bribe_usd)).count();
        if self.in_force { taking as f64 / officials.len() as f64 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desks() -> Desks {
        Desks {
            moral_cost: vec![[vec![10.0, 90.0], vec![10.0]]],
            risk_usd: vec![5.0],
            offices_one_by_one: true,
            in_force: true,
        }
    }

    #[test]
    fn a_guard_takes_what_outweighs_his_scruples_and_the_risk() {
        let released = |usd| desks().lets_go(0, usd, Key::root(1));
        assert_eq!([released(0.0), released(14.0), released(15.0)], [false, false, true]);
    }

    #[test]
    fn those_who_take_at_an_office_are_as_many_as_the_share_says() {
        let (desks, n) = (desks(), 10_000);
        assert_eq!(desks.office_share(0, 40.0), 0.5);
        let took = (0..n).filter(|&i| desks.office_takes(0, 40.0, Key::root(4).of(i))).count();
        assert!((took as f64 / n as f64 - 0.5).abs() < 0.02, "{took}");
        let told_apart = Desks { offices_one_by_one: false, in_force: false, ..desks };
        assert_eq!(told_apart.office_share(0, 40.0), 1.0);
    }
}
