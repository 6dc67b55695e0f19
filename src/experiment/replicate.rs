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

/// Where a scenario's record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// A run with a beginning of its own.
    Own,
    /// A run that leaves an earlier scenario's on this day.
    Fork(usize, Day),
    /// An earlier scenario, from which it never differs.
    Same(usize),
}

/// Which scenarios share a past, and from which day on each differs from the baseline (the first).
#[derive(Clone, Debug)]
pub(super) struct Plan {
    origins: Vec<Origin>,
    /// By scenario: those that leave its run, in the order of their days.
    forks: Vec<Vec<(Day, usize)>>,
    differs: Vec<Option<Day>>,
}

impl Plan {
    pub(super) fn of(scenarios: &[Scenario]) -> Self {
        let origins = (0..scenarios.len()).map(|i| origin(scenarios, i)).collect();
        let differs = |scenario: &Scenario| match difference(&scenarios[0], scenario) {
            Some(day) if day <= scenario.calendar.first_day() => Some(Day(i32::MIN)),
            day => day,
        };
        Self::from(origins, scenarios.iter().map(differs).collect())
    }

    fn from(origins: Vec<Origin>, differs: Vec<Option<Day>>) -> Self {
        let mut forks = vec![Vec::new(); origins.len()];
        for (i, origin) in origins.iter().enumerate() {
            if let Origin::Fork(from, day) = *origin {
                forks[from].push((day, i));
            }
        }
        forks.iter_mut().for_each(|forks| forks.sort_unstable());
        Self { origins, forks, differs }
    }

    /// The records of a replicate, if every run of its own is found.
    pub(super) fn assemble(&self, find: &dyn Fn(usize) -> Option<Record>) -> Option<Vec<Record>> {
        let mut records: Vec<Record> = Vec::with_capacity(self.origins.len());
        for (i, origin) in self.origins.iter().enumerate() {
            let record = match *origin {
                Origin::Same(as_in) => records[as_in].clone(),
                _ => find(i)?,
            };
            records.push(record);
        }
        Some(records)
    }

    /// The scenario whose run gives a scenario its record: itself, unless it never differs from an earlier.
    pub(super) fn run_of(&self, scenario: usize) -> usize {
        match self.origins[scenario] {
            Origin::Same(as_in) => self.run_of(as_in),
            _ => scenario,
        }
    }

    /// The first day on which a scenario differs from the baseline; `None` if it never does.
    pub(super) fn differs_from(&self, scenario: usize) -> Option<Day> {
        self.differs[scenario]
    }
}

/// The first day on which two scenarios differ; none if they never do.
fn difference(one: &Scenario, other: &Scenario) -> Option<Day> {
    if one.base_digest == other.base_digest {
        return engine::first_difference(one, other);
    }
    Some(Day(i32::MIN))
}

/// Of the scenarios before, the one with which a scenario shares most of its past.
fn origin(scenarios: &[Scenario], i: usize) -> Origin {
    let (scenario, mut last) = (&scenarios[i], scenarios[i].calendar.first_day());
    let mut origin = Origin::Own;
    for (before, other) in scenarios[..i].iter().enumerate() {
        match difference(other, scenario) {
            None => return Origin::Same(before),
            Some(day) if day > last => (origin, last) = (Origin::Fork(before, day), day),
            Some(_) => {}
        }
    }
    origin
}

/// Runs every scenario with one seed, those aside that the shelf has. `done` is called for each run.
pub(super) fn simulate<'a, S: Simulation<'a>>(
    scenarios: &'a [Scenario],
    plan: &Plan,
    seed: u64,
    shelf: &dyn Shelf,
    done: &dyn Fn(),
) -> Vec<Record> {
    let find = |scenario| shelf.find(scenario, seed).inspect(|_| done());
    let records = scenarios.iter().zip(&plan.origins).map(|(scenario, origin)| match origin {
        Origin::Same(_) => None,
        _ => find(scenario),
    });
    let mut growth = Growth { scenarios, plan, seed, shelf, done, records: records.collect() };
    for (i, (scenario, origin)) in scenarios.iter().zip(&plan.origins).enumerate() {
        match *origin {
            Origin::Own if growth.is_needed(i) => growth.grow(i, S::begin(scenario, seed)),
            Origin::Same(as_in) => {
                growth.records[i] = growth.records[as_in].clone();
                done();
            }
            _ => {}
        }
    }
    growth.records.into_iter().flatten().collect()
}

/// The runs of a replicate, in the making.
struct Growth<'a, 'p> {
    scenarios: &'a [Scenario],
    plan: &'p Plan,
    seed: u64,
    shelf: &'p dyn Shelf,
    done: &'p dyn Fn(),
    records: Vec<Option<Record>>,
}

impl<'a> Growth<'a, '_> {
    /// Whether a scenario's run is missing, or one that leaves it.
    fn is_needed(&self, i: usize) -> bool {
        self.records[i].is_none() || self.plan.forks[i].iter().any(|(_, fork)| self.is_needed(*fork))
    }

    /// Carries on a scenario's run, and all that leave it, as far as they are missing.
    fn grow<S: Simulation<'a>>(&mut self, i: usize, mut run: S) {
        for &(day, fork) in &self.plan.forks[i] {
            if self.is_needed(fork) {
                run.advance(day);
                self.grow(fork, run.branch(&self.scenarios[fork]));
            }
        }
        if self.records[i].is_none() {
            let record = run.complete();
            self.shelf.keep(&self.scenarios[i], self.seed, &record);
            (self.done)();
            self.records[i] = Some(record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Settings;
    use crate::experiment::store::NoShelf;
    use crate::experiment::synthetic;
    use crate::world::{Policy, Targets};
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

    fn plan(origins: &[Origin]) -> Plan {
        Plan::from(origins.to_vec(), vec![None; origins.len()])
    }

    /// A scenario like another, with a policy of a lever from a day on, and to another day.
    fn with(scenario: &Scenario, lever: &'static str, from: i32, to: Option<i32>) -> Scenario {
        let mut scenario = scenario.clone();
        scenario.policies.push(Policy {
            name: lever.into(),
            lever,
            from: Day(from),
            to: to.map(Day),
            ramp_days: 0.0,
            targets: Targets::default(),
            settings: Settings::default(),
            public_cost_usd_year: 0.0,
            source: "assumption".into(),
        });
        scenario
    }

    #[test]
    fn a_scenario_leaves_the_one_with_which_it_shares_most() {
        let baseline = &synthetic::scenarios(1)[0];
        let law = with(baseline, "criminalise", 100, None);
        let repealed = with(baseline, "criminalise", 100, Some(300));
        let both = with(&law, "close_leg", 200, None);
        let plan = Plan::of(&[baseline.clone(), law.clone(), repealed, both, law, baseline.clone()]);
        let expected = [
            Origin::Own,
            Origin::Fork(0, Day(100)),
            Origin::Fork(1, Day(300)),
            Origin::Fork(1, Day(200)),
            Origin::Same(1),
            Origin::Same(0),
        ];
        assert_eq!(plan.origins, expected);
        let differs: Vec<Option<Day>> = (0..6).map(|i| plan.differs_from(i)).collect();
        assert_eq!(differs, [None, Some(100), Some(100), Some(100), Some(100), None].map(|d| d.map(Day)));
        assert_eq!(plan.forks[1], [(Day(200), 3), (Day(300), 2)]);
    }

    #[test]
    fn forks_leave_the_trunk_in_the_order_of_their_days() {
        let mut scenarios = synthetic::scenarios(4);
        scenarios[3].base_digest = "another".into();
        let plan = plan(&[Origin::Own, Origin::Fork(0, Day(90)), Origin::Fork(0, Day(30)), Origin::Own]);
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
        let plan = plan(&[
            Origin::Own,
            Origin::Fork(0, Day(90)),
            Origin::Fork(0, Day(30)),
            Origin::Fork(1, Day(120)),
            Origin::Same(1),
        ]);
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
        let plan = plan(&[Origin::Own, Origin::Fork(0, Day(90)), Origin::Fork(0, Day(30))]);
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
        assert_eq!(plan.origins, [Origin::Own, Origin::Own]);
        assert_eq!(plan.differs_from(0), None);
        assert_eq!(plan.differs_from(1), Some(Day(i32::MIN)));
    }
}
