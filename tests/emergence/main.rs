//! What is claimed to emerge from behaviour does, on the small worlds of `scenarios/emergence`; and it
//! is gone when the mechanism that should cause it is switched off.
//!
//! In how many of 200 draws of all parameters over their ranges the sign holds takes longer:
//! `WAYFARE_WRITE=1 cargo test --release --test emergence -- --ignored` writes it into the README there.

#![cfg(test)]

mod bribes;
mod claim;
mod claims;
mod consolidation;
mod draws;
mod failing;
mod journeys;
mod list;
mod measures;
mod pass_through;
mod proceeds;
mod report;
mod territory_tax;

use std::path::Path;

use wayfare::catalogue::{Origin, Parameter, Setting, Value};
use wayfare::engine::Run;
use wayfare::mechanisms;
use wayfare::outcomes::Record;
use wayfare::scenario;
use wayfare::world::Scenario;

/// The scenarios of a pair, by name.
fn load(folder: &str, name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/emergence").join(folder);
    let case = scenario::load_case(&path).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    case.scenarios.into_iter().find(|s| s.name == name).unwrap_or_else(|| panic!("no {folder}/{name}"))
}

fn run(scenario: &Scenario, seed: u64) -> Record {
    Run::new(scenario, seed).finish()
}

fn parameter(name: &str) -> &'static Parameter {
    let found = mechanisms::parameters().find(|p| format!("{}.{}", p.owner, p.name) == name);
    found.unwrap_or_else(|| panic!("no parameter {name}"))
}

fn set(scenario: &mut Scenario, parameter: &'static Parameter, value: Value) {
    scenario.settings.set(parameter, Setting { value, range: None, source: None, origin: Origin::Default });
}

fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}
