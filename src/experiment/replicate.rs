//! One replicate: every scenario with one seed, sharing the computation of a common past.

use super::store::Shelf;
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

    /// The records of a replicate, if every run of its own is found.
    pub(super) fn assemble(&self, find: &dyn Fn(usize) -> Option<Record>) -> Option<Vec<Record>> {
        let mut records = vec![find(0)?];
        for i in 1..self.ways.len() {
            let record = if self.is_run(i) { find(i)? } else { records[0].clone() };
            records.push(record);
        }
        Some(records)
    }

    /// Whether a scenario has a run of its own.
    fn is_run(&self, scenario: usize) -> bool {
        self.ways[scenario] != Way::Same
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

/// Runs every scenario with one seed, those aside that the shelf has. `done` is called for each run.
pub(super) fn simulate<'a, S: Simulation<'a>>(
    scenarios: &'a [Scenario],
    plan: &Plan,
    seed: u64,
    shelf: &dyn Shelf,
    done: &dyn Fn(),
) -> Vec<Record> {
    let find =
        |(i, scenario)| plan.is_run(i).then(|| shelf.find(scenario, seed)).flatten().inspect(|_| done());
    let mut records: Vec<Option<Record>> = scenarios.iter().enumerate().map(find).collect();
    let complete = |i: usize, run: S| {
        let record = run.complete();
        shelf.keep(&scenarios[i], seed, &record);
        done();
        record
    };
    grow_trunk(scenarios, plan, seed, &mut records, &complete);
    let baseline = records[0].clone();
    let own = |(i, record): (usize, Option<Record>)| match (record, plan.ways[i]) {
        (None, Way::Same) => {
            done();
            baseline.clone()
        }
        (None, _) => Some(complete(i, S::begin(&scenarios[i], seed))),
        (record, _) => record,
    };
    records.into_iter().enumerate().filter_map(own).collect()
}

/// Runs the baseline and all that is forked from it, as far as their records are missing.
fn grow_trunk<'a, S: Simulation<'a>>(
    scenarios: &'a [Scenario],
    plan: &Plan,
    seed: u64,
    records: &mut [Option<Record>],
    complete: &dyn Fn(usize, S) -> Record,
) {
    let missing: Vec<(Day, usize)> =
        plan.forks.iter().filter(|(_, i)| records[*i].is_none()).copied().collect();
    if missing.is_empty() && records[0].is_some() {
        return;
    }
    let mut trunk = S::begin(&scenarios[0], seed);
    for (day, i) in missing {
        trunk.advance(day);
        records[i] = Some(complete(i, trunk.branch(&scenarios[i])));
    }
    if records[0].is_none() {
        records[0] = Some(complete(0, trunk));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::store::NoShelf;
    use crate::experiment::synthetic;
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::sync::Mutex;

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
        let records = simulate::<Logged>(&scenarios, &plan, 1, &NoShelf, &|| ());
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

    /// Records by the scenario's name.
    struct Kept(Mutex<BTreeMap<String, Record>>);

    impl Shelf for Kept {
        fn find(&self, scenario: &Scenario, _seed: u64) -> Option<Record> {
            self.0.lock().unwrap().get(&scenario.name).cloned()
        }
        fn keep(&self, scenario: &Scenario, _seed: u64, record: &Record) {
            let before = self.0.lock().unwrap().insert(scenario.name.clone(), record.clone());
            assert!(before.is_none(), "{} was run twice", scenario.name);
        }
    }

    #[test]
    fn what_is_kept_is_not_run_and_changes_nothing() {
        let scenarios = synthetic::scenarios(5);
        let plan = Plan {
            ways: vec![Way::Alone, Way::Forked(Day(90)), Way::Forked(Day(30)), Way::Alone, Way::Same],
            forks: vec![(Day(30), 2), (Day(90), 1)],
        };
        let whole = simulate::<Logged>(&scenarios, &plan, 1, &NoShelf, &|| ());
        for kept in 0..16 {
            let there = (0..4).filter(|i| kept >> i & 1 == 1);
            let shelf: BTreeMap<_, _> =
                there.map(|i| (scenarios[i].name.clone(), whole[i].clone())).collect();
            let shelf = Kept(Mutex::new(shelf));
            let count = std::cell::Cell::new(0);
            LOG.take();
            let records = simulate::<Logged>(&scenarios, &plan, 1, &shelf, &|| count.set(count.get() + 1));
            assert_eq!((&records, count.get()), (&whole, 5), "kept: {kept:b}");
            let finished = LOG.take().iter().filter(|line| line.starts_with("finish")).count();
            assert_eq!(
                (finished, shelf.0.lock().unwrap().len()),
                (4 - (kept as u32).count_ones() as usize, 4)
            );
        }
    }

    #[test]
    fn the_past_of_what_is_kept_is_not_run_either() {
        let scenarios = synthetic::scenarios(3);
        let plan = Plan {
            ways: vec![Way::Alone, Way::Forked(Day(90)), Way::Forked(Day(30))],
            forks: vec![(Day(30), 2), (Day(90), 1)],
        };
        let there = [0, 1].map(|i| (scenarios[i].name.clone(), synthetic::record(&scenarios[i], 1)));
        simulate::<Logged>(&scenarios, &plan, 1, &Kept(Mutex::new(there.into())), &|| ());
        let (begin, finish) =
            (format!("begin {}", scenarios[0].name), format!("finish {}", scenarios[2].name));
        assert_eq!(LOG.take(), [begin, "advance 30".into(), finish]);
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
