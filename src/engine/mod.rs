//! One run: clocks, the event queue, the order of phases.

use crate::outcomes::Record;
use crate::units::Day;
use crate::world::Scenario;

/// A run under way. It can be forked: scenarios that share a past share its computation.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    scenario: &'a Scenario,
    seed: u64,
}

impl<'a> Run<'a> {
    /// A run at the first day of the warm-up.
    #[must_use]
    pub fn new(scenario: &'a Scenario, seed: u64) -> Self {
        Self { scenario, seed }
    }

    /// Simulates up to, not including, the market day at or after `day`.
    pub fn advance_to(&mut self, _day: Day) {}

    /// The same run, to be continued under another scenario that does not differ up to today.
    #[must_use]
    pub fn fork(&self, scenario: &'a Scenario) -> Self {
        Self { scenario, seed: self.seed }
    }

    /// Simulates to the end and hands over the record.
    #[must_use]
    pub fn finish(self) -> Record {
        let _ = self.scenario;
        Record {
            seed: self.seed,
            months: Vec::new(),
            tracks: Vec::new(),
            markets_unsettled: 0,
            decisions: 0,
            events: 0,
            people: 0,
        }
    }
}

/// The first day on which two scenarios differ; `None` if they never do.
#[must_use]
pub fn first_difference(_a: &Scenario, _b: &Scenario) -> Option<Day> {
    Some(Day(i32::MIN))
}
