//! What States have to gain or lose: readmission against remittances, enforcement against the income
//! of hubs.

use crate::catalogue::{Mechanism, Parameter};
use crate::units::DAYS_PER_YEAR;
use crate::world::{Conditions, Scenario};

const NAME: &str = "state_interest";

/// Will to readmit.
pub const READMISSION_WILL: Parameter = Parameter::number(NAME, "readmission_will", 1.5)
    .meaning("log-odds with which a country of origin takes somebody back while it has lost nothing by it")
    .unit("log-odds")
    .range(0.0, 3.0)
    .limits(-20.0, 20.0)
    .paragraphs("34, 50–51");
/// Weight of remittances.
pub const REMITTANCE_WEIGHT: Parameter = Parameter::number(NAME, "remittance_weight", 4.0)
    .meaning("by how much they fall when remittances forgone equal those that come in")
    .unit("log-odds")
    .range(1.0, 8.0)
    .limits(0.0, 1e3)
    .paragraphs("34, 50–51");
/// Will to enforce.
pub const ENFORCEMENT_WILL: Parameter = Parameter::number(NAME, "enforcement_will", 2.0)
    .meaning("log-odds with which a country's officers do what is ordered while hubs have lost nothing")
    .unit("log-odds")
    .range(1.0, 4.0)
    .limits(-20.0, 20.0)
    .paragraphs("35, 56");
/// Weight of hubs' income.
pub const HUB_WEIGHT: Parameter = Parameter::number(NAME, "hub_weight", 1.0)
    .meaning("by how much they fall when all usual income of hubs is gone")
    .unit("log-odds")
    .range(0.0, 4.0)
    .limits(0.0, 1e3)
    .paragraphs("35, 56");
/// Consultation.
pub const CONSULTATION: Parameter = Parameter::number(NAME, "consultation_effect", 0.3)
    .meaning("share of that loss of will that goes where communities are consulted; negative: it grows")
    .unit("share")
    .range(-0.3, 0.6)
    .limits(-10.0, 1.0)
    .paragraphs("56, 66");
/// Memory.
pub const MEMORY: Parameter = Parameter::number(NAME, "memory_days", 1_095.0)
    .meaning("time constant with which losses are forgotten and a new income becomes usual")
    .unit("days")
    .range(365.0, 2_000.0)
    .limits(1.0, 1e5);

/// What counts as the present.
pub const NOW_DAYS: Parameter = Parameter::number(NAME, "now_days", 91.0)
    .meaning("time constant over which the present income of hubs is smoothed")
    .unit("days")
    .range(30.0, 180.0)
    .limits(1.0, 1e5);

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Countries of origin take people back less readily the more remittances they lose by it; officers \
              enforce less where hubs have lost their income.",
    text: "Each country knows R, what its people abroad send home in a year, F, what those whom it took back would \
           have sent, less what it got for taking them (incentive/memory), and G, what people admitted by lot in \
           exchange send; F and G fade with time constant memory_days. It takes somebody back with probability \
           1/(1 + exp(−(readmission_will − remittance_weight·(F − G)/R))). Income of hubs is what is spent at a \
           country's places by people who wait and by smugglers, smoothed over now_days (now) and over \
           memory_days (usual); what firms that do not work earn by other work that policies offer is added to \
           now. With x = max(0, 1 − now/usual), less the share consultation_effect of it where communities are \
           consulted, patrol effort and the effectiveness of posts on the country's legs are multiplied by \
           Λ(enforcement_will + commitment − hub_weight·x)/Λ(enforcement_will), Λ the logistic function, commitment \
           what a lever adds.",
    paragraphs: "34–35, 50–51, 56, 66",
    parameters: &[
        &READMISSION_WILL,
        &REMITTANCE_WEIGHT,
        &ENFORCEMENT_WILL,
        &HUB_WEIGHT,
        &CONSULTATION,
        &MEMORY,
        &NOW_DAYS,
    ],
    without: Some("countries take everybody back, and enforce as ordered"),
};

/// A mean that forgets, and is right from its first day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Smoothed {
    sum: f64,
    weight: f64,
}

impl Smoothed {
    fn add(&mut self, value: f64, days: f64, over_days: f64) {
        let kept = (-days / over_days).exp();
        self.sum = self.sum * kept + value * (1.0 - kept);
        self.weight = self.weight * kept + (1.0 - kept);
    }

    fn mean(self) -> f64 {
        if self.weight > 0.0 { self.sum / self.weight } else { 0.0 }
    }
}

/// What one country has at stake. Money in USD a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Stake {
    remitted: f64,
    forgone: f64,
    granted: f64,
    earned_in_period: f64,
    now: Smoothed,
    usual: Smoothed,
}

/// What each country has at stake, and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Interest {
    stakes: Vec<Stake>,
    /// Per country: the chance that it takes somebody back.
    pub readmits: Vec<f64>,
    /// Per country: share of what is ordered that officers do, relative to usual.
    pub enforces: Vec<f64>,
}

impl Interest {
    /// Nobody has lost anything yet.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let countries = scenario.countries.len();
        let first = readmits(scenario, &Stake::default());
        Self {
            stakes: vec![Stake::default(); countries],
            readmits: vec![first; countries],
            enforces: vec![1.0; countries],
        }
    }

    /// People of a country have arrived abroad who send this home (USD/year).
    pub fn gain_remittances(&mut self, country: usize, usd_year: f64) {
        self.stakes[country].remitted += usd_year;
    }

    /// A country took somebody back who sent this (USD/year), for an incentive (USD).
    pub fn take_back(&mut self, scenario: &Scenario, country: usize, usd_year: f64, incentive_usd: f64) {
        let years = scenario.settings.number(&MEMORY) / DAYS_PER_YEAR;
        let stake = &mut self.stakes[country];
        stake.remitted -= usd_year;
        stake.forgone += usd_year - incentive_usd / years;
    }

    /// Somebody was admitted by lot in exchange, who will send this (USD/year).
    pub fn grant(&mut self, country: usize, usd_year: f64) {
        self.stakes[country].granted += usd_year;
    }

    /// Hubs of a country earned this (USD).
    #[inline]
    pub fn earn(&mut self, country: usize, usd: f64) {
        self.stakes[country].earned_in_period += usd;
    }

    /// A period passes; `other_usd_year` is what policies offer those who gave up smuggling.
    pub fn advance(
        &mut self,
        scenario: &Scenario,
        days: f64,
        other_usd_year: &[f64],
        conditions: &mut Conditions,
    ) {
        let [memory, now_days] = [&MEMORY, &NOW_DAYS].map(|days| scenario.settings.number(days));
        for (country, stake) in self.stakes.iter_mut().enumerate() {
            let kept = (-days / memory).exp();
            stake.forgone *= kept;
            stake.granted *= kept;
            let earned = std::mem::take(&mut stake.earned_in_period) * DAYS_PER_YEAR / days;
            stake.now.add(earned + other_usd_year[country], days, now_days);
            stake.usual.add(earned, days, memory);
            if scenario.with(NAME) {
                self.readmits[country] = readmits(scenario, stake);
                let (consulted, commitment) =
                    (conditions.consulted_share[country], conditions.commitment[country]);
                self.enforces[country] = enforces(scenario, stake, consulted, commitment);
            }
        }
        self.weaken(scenario, conditions);
    }

    /// Effort and posts follow the will to enforce.
    fn weaken(&self, scenario: &Scenario, conditions: &mut Conditions) {
        for (l, leg) in scenario.legs.iter().enumerate() {
            let enforces = self.enforces[leg.enforced_by.index()];
            conditions.effort[l] *= enforces;
            conditions.post_effectiveness[l] = (conditions.post_effectiveness[l] * enforces).min(1.0);
        }
    }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn readmits(scenario: &Scenario, stake: &Stake) -> f64 {
    if !scenario.with(NAME) {
        return 1.0;
    }
    let number = |parameter| scenario.settings.number(parameter);
    let lost = stake.forgone - stake.granted;
    let share = if stake.remitted > 0.0 { lost / stake.remitted } else { 0.0 };
    logistic(number(&READMISSION_WILL) - number(&REMITTANCE_WEIGHT) * share)
}

fn enforces(scenario: &Scenario, stake: &Stake, consulted: f64, commitment: f64) -> f64 {
    let number = |parameter| scenario.settings.number(parameter);
    let usual = stake.usual.mean();
    let lost = if usual > 0.0 { (1.0 - stake.now.mean() / usual).max(0.0) } else { 0.0 };
    let felt = lost * (1.0 - number(&CONSULTATION) * consulted);
    let will = number(&ENFORCEMENT_WILL);
    logistic(will + commitment - number(&HUB_WEIGHT) * felt) / logistic(will)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_that_forgets_is_right_from_its_first_day() {
        let mut mean = Smoothed::default();
        mean.add(5.0, 7.0, 100.0);
        assert!((mean.mean() - 5.0).abs() < 1e-12);
        (0..200).for_each(|_| mean.add(9.0, 7.0, 100.0));
        assert!((mean.mean() - 9.0).abs() < 1e-3);
    }
}
