//! One run: clocks, the event queue, the order of phases.
//!
//! The engine owns the state and the schedule ([`MARKET_DAY`], [`DAY`]) and calls the mechanisms; it
//! holds no rule of behaviour of its own. There is no input or output here, no clock and no
//! generator that is carried along: a run is a pure function of scenario and seed.

mod asking;
mod boarding;
mod bookings;
mod calendar;
mod conservation;
mod consolidation;
mod credit;
mod crowd;
mod decisions;
mod entry;
mod events;
mod fixed;
mod interest;
mod journeys;
mod justice;
mod markets;
mod money_trail;
mod onward;
mod partners;
mod phases;
mod queueing;
mod reputation;
mod returns;
mod situations;
mod state;
mod surroundings;
mod through;
mod who;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use conservation::Accounts;
pub use phases::{DAY, MARKET_DAY, Phase};

use crate::outcomes::Record;
use crate::units::Day;
use crate::world::{Policy, Scenario};
use fixed::Fixed;
use state::State;

/// A run under way. It can be forked: scenarios that share a past share its computation.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    fixed: Arc<Fixed<'a>>,
    state: State,
}

impl<'a> Run<'a> {
    /// A run at the first day of the warm-up.
    #[must_use]
    pub fn new(scenario: &'a Scenario, seed: u64) -> Self {
        let fixed = Arc::new(Fixed::new(scenario, seed));
        let mut state = State::new(&fixed);
        entry::start(&fixed, &mut state);
        Self { fixed, state }
    }

    /// The next day to be simulated.
    #[must_use]
    pub fn today(&self) -> Day {
        self.state.today
    }

    /// Simulates all days before `day`, or before the end of the horizon if that is earlier.
    pub fn advance_to(&mut self, day: Day) {
        let end = day.min(self.fixed.scenario.calendar.last_day());
        while self.state.today < end {
            self.step();
        }
    }

    fn step(&mut self) {
        let (fixed, state) = (&*self.fixed, &mut self.state);
        state.recorder.begin_day(state.today);
        let since_start = state.today.since(fixed.scenario.calendar.first_day());
        if since_start % fixed.numbers.period_days == 0 {
            state.market_day = state.today;
            phases::run(MARKET_DAY, fixed, state);
        }
        phases::run(DAY, fixed, state);
        state.recorder.end_day(state.today);
        state.today = state.today.plus(1);
    }

    /// The same run, to be continued under another scenario that does not differ up to today.
    #[must_use]
    pub fn fork<'b>(&self, scenario: &'b Scenario) -> Run<'b> {
        Run { fixed: Arc::new(Fixed::new(scenario, self.fixed.seed)), state: self.state.clone() }
    }

    /// Where people and money are: for checks that nothing is lost.
    #[must_use]
    pub fn accounts(&self) -> Accounts {
        Accounts::of(&self.state)
    }

    /// Simulates to the end and hands over the record.
    #[must_use]
    pub fn finish(mut self) -> Record {
        self.advance_to(self.fixed.scenario.calendar.last_day());
        let tally = self.state.tally;
        Record {
            markets_unsettled: tally.markets_unsettled,
            decisions: tally.decisions,
            events: tally.events,
            people: tally.people,
            ..self.state.recorder.finish(self.fixed.seed, self.fixed.scenario)
        }
    }
}

/// The first day on which two scenarios differ; `None` if they never do: the first on which other policies are
/// in force.
///
/// Scenarios that differ in more than their policies differ from the start of the warm-up.
#[must_use]
pub fn first_difference(a: &Scenario, b: &Scenario) -> Option<Day> {
    if a.base_digest != b.base_digest {
        return Some(a.calendar.first_day().min(b.calendar.first_day()));
    }
    let turns = |scenario: &Scenario| -> BTreeSet<Day> {
        scenario.policies.iter().flat_map(|policy| std::iter::once(policy.from).chain(policy.to)).collect()
    };
    // Those that start on one day act in the order of the file, and in another may compose differently.
    let alike = |day: &Day| {
        let (here, there) = (in_force(a, *day), in_force(b, *day));
        here.len() == there.len() && here.iter().zip(&there).all(|(one, other)| acts_alike(one, other))
    };
    turns(a).union(&turns(b)).copied().find(|day| !alike(day))
}

/// The policies that are in force on a day, in the order in which they act.
fn in_force(scenario: &Scenario, day: Day) -> Vec<&Policy> {
    let is = |policy: &&Policy| policy.from <= day && policy.to.is_none_or(|to| day < to);
    scenario.policies_as_they_start().into_iter().filter(is).collect()
}

/// Whether two policies do the same while both are in force.
fn acts_alike(a: &Policy, b: &Policy) -> bool {
    a.lever == b.lever
        && a.from == b.from
        && a.ramp_days.to_bits() == b.ramp_days.to_bits()
        && a.targets == b.targets
        && a.public_cost_usd_year.to_bits() == b.public_cost_usd_year.to_bits()
        && same_values(a, b)
}

fn same_values(a: &Policy, b: &Policy) -> bool {
    crate::levers::find(a.lever).is_some_and(|lever| {
        lever.text.parameters.iter().all(|parameter| {
            a.settings.number(parameter).to_bits() == b.settings.number(parameter).to_bits()
                && a.settings.word(parameter) == b.settings.word(parameter)
                && a.settings.flag(parameter) == b.settings.flag(parameter)
        })
    })
}
