//! Runs the scenarios of closed forms, each with as many seeds as its rows ask for.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use crate::experiment::{Design, Kept, Uncertainty, run};
use crate::world::{Expectation, Scenario};

/// Expected values and the scenarios that they are about.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// What is expected, in the order of the file.
    pub expectations: Vec<Expectation>,
    /// The scenarios, each once.
    pub scenarios: Vec<Scenario>,
    /// Closed forms that no scenario states, and why.
    pub absent: Vec<(String, String)>,
}

/// The records of each scenario by its name, a record a seed.
pub type Runs = BTreeMap<String, (Scenario, Vec<Kept>)>;

impl Case {
    /// With how many seeds a scenario is run.
    #[must_use]
    pub fn seeds(&self, scenario: &str) -> u32 {
        let about = |e: &&Expectation| {
            e.scenario == scenario || e.against.as_ref().is_some_and(|(other, _)| other == scenario)
        };
        self.expectations.iter().filter(about).map(|e| e.seeds).max().unwrap_or(1)
    }
}

/// Runs every scenario from `seed` on, so many runs at once. Once `stop` is set nothing more is begun.
#[must_use]
pub fn run_all(case: &Case, seed: u64, jobs: usize, stop: &AtomicBool) -> Runs {
    let mut runs = Runs::new();
    for scenario in &case.scenarios {
        let replicates = case.seeds(&scenario.name);
        let (scenarios, uncertainty) = (vec![scenario.clone()], Uncertainty::Fixed);
        let design = Design { scenarios, replicates, seed, jobs, uncertainty, precision: None };
        let ensemble = run(design, stop, &|_| ());
        let records = ensemble.replicates.into_iter().filter_map(|r| r.records.into_iter().next()).collect();
        runs.insert(scenario.name.clone(), (scenario.clone(), records));
    }
    runs
}
