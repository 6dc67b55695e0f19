//! What people of a community weigh, in USD, and what places are worth to them.

use super::{
    ABUSE_LOSS, CHOICE_SCALE, CLIMATE_ATTACHMENT, DEATH_LOSS, DISCOUNT_RATE, FAMILY_ATTACHMENT,
    FLEEING_ATTACHMENT, HOME_ATTACHMENT, RISK_WEIGHT, STOP_LOSS, VALUE_OF_TIME,
};
use crate::world::{Conditions, Place, Scenario};

/// The scale at which the best option is taken by everybody for whom it is better by more than a rounding
/// error (× annual livelihood); what a scale of 0 stands for.
const LEAST_SCALE: f64 = 1e-6;

/// The numbers with which a community's people decide: dimensionless parameters times livelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preferences {
    /// Scale of choice (USD).
    pub scale: f64,
    /// Worth of a day (USD/day).
    pub day: f64,
    /// Weighted loss by death (USD).
    pub death: f64,
    /// Weighted loss by abuse (USD).
    pub abuse: f64,
    /// Loss by being stopped, beyond time and money (USD).
    pub stop: f64,
    /// Value of staying, by motive (USD).
    pub stay: [f64; 4],
    /// Discount rate (1/day).
    pub discount: f64,
}

impl Preferences {
    /// The preferences of a community under the conditions of a period.
    ///
    /// The zero of value is staying as things were on day 0, so a livelihood that has changed since
    /// makes staying worth the present value of the change.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions, community: usize) -> Self {
        let number = |parameter| scenario.settings.number(parameter);
        let livelihood = scenario.communities[community].livelihood_usd_year;
        let risk = number(&RISK_WEIGHT) * livelihood;
        let years = scenario.places[scenario.communities[community].place.index()].horizon_years;
        let change =
            (conditions.livelihood_usd_year[community] - livelihood) * annuity(years, number(&DISCOUNT_RATE));
        Self {
            scale: number(&CHOICE_SCALE).max(LEAST_SCALE) * livelihood,
            day: number(&VALUE_OF_TIME) * livelihood / 365.0,
            death: risk * number(&DEATH_LOSS),
            abuse: risk * number(&ABUSE_LOSS),
            stop: number(&STOP_LOSS) * livelihood,
            stay: attachments(scenario).map(|attachment| attachment * livelihood + change),
            discount: number(&DISCOUNT_RATE) / 365.0,
        }
    }
}

/// What ties people to home beyond what is earned there, by motive (× annual livelihood).
fn attachments(scenario: &Scenario) -> [f64; 4] {
    let number = |parameter| scenario.settings.number(parameter);
    let home = number(&HOME_ATTACHMENT);
    [home, number(&FLEEING_ATTACHMENT), home + number(&FAMILY_ATTACHMENT), home + number(&CLIMATE_ATTACHMENT)]
}

/// What living at each place is worth to a community's people of average worth: the present value of
/// what is earned there beyond the livelihood at home (USD).
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Without regular status, by place.
    pub irregular: Vec<f64>,
    /// With regular status, by place.
    pub regular: Vec<f64>,
}

impl Worth {
    /// The worth of places under the conditions of a period.
    #[must_use]
    pub fn new(scenario: &Scenario, conditions: &Conditions, community: usize) -> Self {
        let home = scenario.communities[community].livelihood_usd_year;
        let rate = scenario.settings.number(&DISCOUNT_RATE);
        let status = |p: &Place| conditions.regularised_share[p.country.index()];
        let places = || scenario.places.iter().zip(&conditions.income);
        let value =
            |income: f64, multiple: f64, years: f64| (income * multiple - home) * annuity(years, rate);
        Self {
            irregular: places().map(|(p, m)| value(expected(p, status(p)), *m, p.horizon_years)).collect(),
            regular: places().map(|(p, m)| value(p.regular_income_usd_year, *m, p.horizon_years)).collect(),
        }
    }

    /// A gain is multiplied with the person's own worth; a loss is a loss to everybody.
    #[inline]
    #[must_use]
    pub fn own(value: f64, worth: f64) -> f64 {
        let (fixed, gain) = Self::split(value);
        fixed + gain * worth
    }

    /// The part of a value that is alike for everybody, and the part that own worth multiplies.
    #[inline]
    #[must_use]
    pub fn split(value: f64) -> (f64, f64) {
        (value.min(0.0), value.max(0.0))
    }
}

/// What somebody who arrives without regular status can expect to earn (USD/year).
fn expected(place: &Place, status: f64) -> f64 {
    place.income_usd_year + status * (place.regular_income_usd_year - place.income_usd_year)
}

/// Present value of a dollar a year over some years, at a continuous rate.
fn annuity(years: f64, rate: f64) -> f64 {
    if rate <= 1e-12 { years } else { -(-rate * years).exp_m1() / rate }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annuity_without_discounting_is_its_length() {
        assert_eq!(annuity(5.0, 0.0), 5.0);
        assert!((annuity(5.0, 0.25) - (1.0 - (-1.25_f64).exp()) / 0.25).abs() < 1e-12);
    }

    #[test]
    fn own_worth_multiplies_gains_only() {
        assert_eq!(Worth::own(100.0, 2.0), 200.0);
        assert_eq!(Worth::own(-100.0, 2.0), -100.0);
    }
}
