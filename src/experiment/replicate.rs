//! One replicate: every scenario with one seed, sharing the computation of a common past.

use crate::engine::{self, Run};
use crate::outcomes::Record;
use crate::units::Day;
use crate::world::Scenario;

/// What a replicate needs of a run. The engine's [`Run`] is the one that ships.
pub(super) trait Simulation<'a>: Sized {
    fn begin(scenario: &'a Scenario, seed: u64) -> Self;
    fn advance(&mut self, day: Day);
    fn branch(&self, scenario: &'a Scenario) -> Self;
    fn complete(self) -> Record;
}

impl<'a> Simulation<'a> for Run<'a> {
    fn begin(scenario: &'a Scenario, seed: u64) -> Self {
        Self::new(scenario, seed)
    }
    fn advance(&mut self, day: Day) {
        self.advance_to(day);
    }
    fn branch(&self, scenario: &'a Scenario) -> Self {
        self.fork(scenario)
    }
    fn complete(self) -> Record {
        self.finish()
    }
}

/// How a scenario's record comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Forked from the baseline's run on this day.
    Forked(Day),
    /// It never differs: the baseline's record is its own.
    Same,
    /// Run from its own beginning.
    Alone,
}

/// How each scenario relates to the baseline (the first), and from which day on it differs.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// A way for each scenario; the baseline's own entry is [`Way::Alone`].
    pub ways: Vec<Way>,
    /// The scenarios to be forked, in the order of their days.
    forks: Vec<(Day, usize)>,
}

impl Plan {
    pub(super) fn of(scenarios: &[Scenario]) -> Self {
        let ways: Vec<Way> = scenarios.iter().enumerate().map(|(i, s)| way(&scenarios[0], s, i)).collect();
        let mut forks: Vec<(Day, usize)> = ways
            .iter()
            .enumerate()
            .filter_map(|(i, way)| match way {
                Way::Forked(day) => Some((*day, i)),
                _ => None,
            })
            .collect();
        forks.sort_unstable();
        Self { ways, forks }
    }

    /// The first day on which a scenario differs; `None` if it never does.
    pub(super) fn differs_from(&self, scenario: usize) -> Option<Day> {
        match self.ways[scenario] {
            Way::Forked(day) => Some(day),
            Way::Same => None,
            Way::Alone => (scenario > 0).then_some(Day(i32::MIN)),
        }
    }
}

fn way(baseline: &Scenario, scenario: &Scenario, position: usize) -> Way {
    if position == 0 || scenario.base_digest != baseline.base_digest {
        return Way::Alone;
    }
    match engine::first_difference(baseline, scenario) {
        None => Way::Same,
        Some(day) if day <= baseline.calendar.first_day() => Way::Alone,
        Some(day) => Way::Forked(day),
    }
}

/// Runs every scenario with one seed. `done` is called after each run.
pub(super) fn simulate<'a, S: Simulation<'a>>(
    scenarios: &'a [Scenario],
    plan: &Plan,
    seed: u64,
    done: &dyn Fn(),
) -> Vec<Record> {
    let completed = |run: S| {
        let record = run.complete();
        done();
        record
    };
    let mut trunk = S::begin(&scenarios[0], seed);
    let mut records: Vec<Option<Record>> = vec![None; scenarios.len()];
    for &(day, i) in &plan.forks {
        trunk.advance(day);
        records[i] = Some(completed(trunk.branch(&scenarios[i])));
    }
    let baseline = completed(trunk);
    let own = |i: usize, forked: Option<Record>| match (forked, plan.ways[i]) {
        (Some(record), _) => record,
        (None, Way::Alone) if i > 0 => completed(S::begin(&scenarios[i], seed)),
        (None, _) => {
            if i > 0 {
                done();
            }
            baseline.clone()
        }
    };
    records.into_iter().enumerate().map(|(i, forked)| own(i, forked)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use std::cell::RefCell;

    thread_local! {
        static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    struct Logged<'a>(&'a Scenario, u64);

    impl<'a> Simulation<'a> for Logged<'a> {
        fn begin(scenario: &'a Scenario, seed: u64) -> Self {
            LOG.with_borrow_mut(|log| log.push(format!("begin {}", scenario.name)));
            Self(scenario, seed)
        }
        fn advance(&mut self, day: Day) {
            LOG.with_borrow_mut(|log| log.push(format!("advance {}", day.0)));
        }
        fn branch(&self, scenario: &'a Scenario) -> Self {
            Self(scenario, self.1)
        }
        fn complete(self) -> Record {
            LOG.with_borrow_mut(|log| log.push(format!("finish {}", self.0.name)));
            synthetic::record(self.0, self.1)
        }
    }

    #[test]
    fn forks_leave_the_trunk_in_the_order_of_their_days() {
        let mut scenarios = synthetic::scenarios(4);
        scenarios[3].base_digest = "another".into();
        let plan = Plan {
            ways: vec![Way::Alone, Way::Forked(Day(90)), Way::Forked(Day(30)), Way::Alone],
            forks: vec![(Day(30), 2), (Day(90), 1)],
        };
        let records = simulate::<Logged>(&scenarios, &plan, 1, &|| ());
        let name = |i: usize| scenarios[i].name.clone();
        let expected = [
            format!("begin {}", name(0)),
            "advance 30".into(),
            format!("finish {}", name(2)),
            "advance 90".into(),
            format!("finish {}", name(1)),
            format!("finish {}", name(0)),
            format!("begin {}", name(3)),
            format!("finish {}", name(3)),
        ];
        assert_eq!(LOG.take(), expected);
        assert_eq!(records.len(), 4);
    }

    #[test]
    fn a_scenario_with_other_tables_is_run_alone() {
        let mut scenarios = synthetic::scenarios(2);
        scenarios[1].base_digest = "another".into();
        let plan = Plan::of(&scenarios);
        assert_eq!(plan.ways, [Way::Alone, Way::Alone]);
        assert_eq!(plan.differs_from(0), None);
        assert_eq!(plan.differs_from(1), Some(Day(i32::MIN)));
    }
}
