//! Worlds to test on, and how runs are compared.

use std::path::Path;

use wayfare::catalogue::{Origin, Parameter, Setting, Value};
use wayfare::engine::Run;
use wayfare::outcomes::{Record, Scope, Track};
use wayfare::units::Day;
use wayfare::world::{CountryId, LegId, PathwayId, PlaceId, Policy, Scenario, Targets};
use wayfare::{levers, mechanisms, scenario};

pub(crate) fn load(path: &str) -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    match scenario::load_case(&folder) {
        Ok(case) => case.scenarios,
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// The scenarios of the small world, the baseline first.
pub(crate) fn small_case() -> Vec<Scenario> {
    load("tests/fixtures/small")
}

/// The baseline of the small world.
pub(crate) fn small() -> Scenario {
    small_case().swap_remove(0)
}

/// The small world with nothing that changes over time.
pub(crate) fn stationary() -> Scenario {
    let mut scenario = small();
    scenario.series.clear();
    scenario
}

/// All scenarios of the Niger case on a small scale: an agent for many, eight months, and policies
/// moved to the front.
pub(crate) fn niger_case() -> Vec<Scenario> {
    let mut case = load("scenarios/niger");
    for scenario in &mut case {
        scenario.persons_per_agent = 100.0;
        scenario.calendar.warm_up_days = 28;
        scenario.calendar.end = scenario.calendar.date(Day(240));
        scenario.base_digest = "shortened".into();
        let earlier = |day: Day| day.plus(-900);
        for policy in &mut scenario.policies {
            (policy.from, policy.to) = (earlier(policy.from), policy.to.map(earlier));
        }
    }
    case
}

fn parameter(name: &str) -> &'static Parameter {
    let of_mechanisms = mechanisms::parameters();
    let mut all = of_mechanisms.chain(levers::ALL.iter().flat_map(|l| l.text.parameters.iter().copied()));
    all.find(|p| format!("{}.{}", p.owner, p.name) == name).unwrap_or_else(|| panic!("no parameter {name}"))
}

fn setting(value: Value) -> Setting {
    Setting { value, range: None, source: None, origin: Origin::Default }
}

/// Sets a number: `set(&mut scenario, "route_choice.choice_scale", 1.0)`.
pub(crate) fn set(scenario: &mut Scenario, name: &str, number: f64) {
    scenario.settings.set(parameter(name), setting(Value::Number(number)));
}

/// Sets a word.
pub(crate) fn set_word(scenario: &mut Scenario, name: &str, word: &str) {
    scenario.settings.set(parameter(name), setting(Value::Word(word.into())));
}

/// Switches mechanisms off.
pub(crate) fn without(mut scenario: Scenario, names: &[&'static str]) -> Scenario {
    scenario.without.extend(names);
    scenario
}

pub(crate) fn place(scenario: &Scenario, id: &str) -> PlaceId {
    PlaceId(scenario.places.iter().position(|p| p.id == id).unwrap() as u16)
}

pub(crate) fn leg(scenario: &Scenario, id: &str) -> LegId {
    LegId(scenario.legs.iter().position(|l| l.id == id).unwrap() as u16)
}

pub(crate) fn country(scenario: &Scenario, id: &str) -> CountryId {
    CountryId(scenario.countries.iter().position(|c| c.id == id).unwrap() as u16)
}

/// A policy without aim: it takes effect on `from` and stays.
pub(crate) fn policy(lever: &str, from: Day, numbers: &[(&str, f64)]) -> Policy {
    let lever = levers::find(lever).unwrap().text.name;
    let mut policy = Policy {
        name: lever.into(),
        lever,
        from,
        to: None,
        ramp_days: 0.0,
        targets: Targets::default(),
        settings: Default::default(),
        public_cost_usd_year: 0.0,
        source: "assumption".into(),
    };
    for (name, number) in numbers {
        policy.settings.set(parameter(&format!("{lever}.{name}")), setting(Value::Number(*number)));
    }
    policy
}

pub(crate) fn on_legs(mut policy: Policy, scenario: &Scenario, ids: &[&str]) -> Policy {
    policy.targets.legs = ids.iter().map(|id| leg(scenario, id)).collect();
    policy
}

pub(crate) fn in_countries(mut policy: Policy, scenario: &Scenario, ids: &[&str]) -> Policy {
    policy.targets.countries = ids.iter().map(|id| country(scenario, id)).collect();
    policy
}

pub(crate) fn at_places(mut policy: Policy, scenario: &Scenario, ids: &[&str]) -> Policy {
    policy.targets.places = ids.iter().map(|id| place(scenario, id)).collect();
    policy
}

pub(crate) fn on_all_pathways(mut policy: Policy, scenario: &Scenario) -> Policy {
    policy.targets.pathways = (0..scenario.pathways.len() as u16).map(PathwayId).collect();
    policy
}

/// The scenario with one policy more.
pub(crate) fn with(scenario: &Scenario, policy: Policy) -> Scenario {
    let mut changed = scenario.clone();
    changed.policies.push(policy);
    changed
}

/// A run from the beginning.
pub(crate) fn run(scenario: &Scenario, seed: u64) -> Record {
    Run::new(scenario, seed).finish()
}

pub(crate) fn total(record: &Record, indicator: &str) -> f64 {
    record.total(indicator, Scope::Total)
}

/// The values of the months of a leg.
pub(crate) fn monthly<'r>(record: &'r Record, indicator: &str, scope: Scope) -> &'r [f64] {
    &record.track(indicator, scope).unwrap_or_else(|| panic!("no {indicator} of {scope:?}")).values
}

/// Same to the bit; what is not a number in both is the same, too.
pub(crate) fn same_bits(a: &[f64], b: &[f64]) -> bool {
    let same = |(x, y): (&f64, &f64)| x.to_bits() == y.to_bits() || x.is_nan() && y.is_nan();
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// The tracks that differ in some of the first `months`, of those that `wanted` names.
pub(crate) fn differing(
    a: &Record,
    b: &Record,
    months: usize,
    wanted: impl Fn(&Track) -> bool,
) -> Vec<String> {
    assert_eq!(a.tracks.len(), b.tracks.len());
    let pairs = a.tracks.iter().zip(&b.tracks).filter(|(x, _)| wanted(x));
    let differ = |(x, y): &(&Track, &Track)| {
        !same_bits(&x.values[..months.min(x.values.len())], &y.values[..months.min(y.values.len())])
    };
    pairs.filter(differ).map(|(x, _)| format!("{} {:?}", x.indicator.name, x.scope)).collect()
}

/// Fails unless two records are the same to the bit, counts of the whole run included.
pub(crate) fn assert_same(a: &Record, b: &Record) {
    assert_eq!(differing(a, b, usize::MAX, |_| true), Vec::<String>::new());
    let counts = |r: &Record| (r.seed, r.markets_unsettled, r.decisions, r.events, r.people);
    assert_eq!(counts(a), counts(b));
    let totals = |r: &Record| r.tracks.iter().map(|t| t.total).collect::<Vec<_>>();
    assert!(same_bits(&totals(a), &totals(b)));
}

/// Mean and standard error.
pub(crate) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

/// Fails unless a share of `n` independent trials lies within three standard errors of a chance.
pub(crate) fn assert_share(hits: f64, n: f64, chance: f64) {
    let error = (chance * (1.0 - chance) / n).sqrt();
    let (share, off) = (hits / n, (hits / n - chance) / error);
    assert!(n > 1000.0, "only {n} trials");
    assert!(off.abs() < 3.0, "{share:.5} of {n} instead of {chance:.5}: {off:.1} standard errors");
}
