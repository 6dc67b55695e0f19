//! Legs that cost more the more people are on them.

use super::NAME;
use crate::catalogue::Parameter;
use crate::units::{DAYS_PER_WEEK, WeeklyShare};
use crate::world::Scenario;

/// How quickly people notice how crowded a leg is.
pub const CROWDING_GAIN: Parameter = Parameter::number(NAME, "crowding_gain", 0.3)
    .meaning("how quickly what people take a leg's flow to be follows the flow of the last period, where crowding costs (column `crowding_usd`)")
    .unit("share/week")
    .range(0.1, 1.0)
    .limits(0.0, 1.0)
    .paragraphs("25–29");

/// What people take the flow of each leg to be (persons a week).
#[derive(Clone, Debug, PartialEq)]
pub struct Crowding {
    flow: Vec<f64>,
}

impl Crowding {
    /// Empty legs.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        Self { flow: vec![0.0; scenario.legs.len()] }
    }

    /// Goes a part of the way to the flow of the last period (agents by leg).
    pub fn follow(&mut self, scenario: &Scenario, agents: &[f64]) {
        let days = f64::from(scenario.calendar.period_days);
        let gain = WeeklyShare(scenario.settings.number(&CROWDING_GAIN)).over(days);
        let a_week = scenario.persons_per_agent * DAYS_PER_WEEK / days;
        for (known, agents) in self.flow.iter_mut().zip(agents) {
            *known += gain * (agents * a_week - *known);
        }
    }

    /// What crowding is taken to cost everybody on a leg (USD/head).
    #[inline]
    #[must_use]
    pub fn usd(&self, scenario: &Scenario, leg: usize) -> f64 {
        scenario.legs[leg].crowding_usd * self.flow[leg]
    }
}
