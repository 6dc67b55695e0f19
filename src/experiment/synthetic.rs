//! Made-up scenarios and records for the tests of this room and of the reports. No result rests on
//! them.

use jiff::civil::{Date, date};
use std::sync::atomic::AtomicBool;

use super::ensemble::{Runs, run_with};
use super::replicate::Simulation;
use super::{Comparison, Design, Uncertainty, compare};
use crate::catalogue::{Aggregate, Indicator, ScopeKind, Settings};
use crate::mechanisms::route_choice::CHOICE_SCALE;
use crate::outcomes::{self, Record, Scope, Track};
use crate::random::Key;
use crate::units::{Day, Probability};
use crate::world::{
    Calendar, Country, CountryId, Leg, Mode, Observation, ObservationKind, Place, PlaceId, Role, Scenario,
    StopRule, TravelTime,
};

const NAMES: [&str; 8] = [
    "baseline",
    "law",
    "law-livelihoods",
    "pathway",
    "pathway-and-law",
    "coast",
    "papers-and-posts",
    "law-repealed",
];
/// The month in which the policies begin.
fn turn(scenario: &Scenario) -> usize {
    if scenario.calendar.years() > 3.0 { 31 } else { 7 }
}

/// A small case of two years.
pub(crate) fn scenarios(n: usize) -> Vec<Scenario> {
    (0..n).map(|i| scenario(NAMES[i], 6, 8, date(2016, 1, 1))).collect()
}

/// A case of the size of a real one.
pub(crate) fn large_scenarios(n: usize) -> Vec<Scenario> {
    (0..n).map(|i| scenario(NAMES[i], 30, 70, date(2020, 1, 1))).collect()
}

/// A small comparison.
pub(crate) fn comparison(scenarios_wanted: usize, replicates: u32) -> Comparison {
    of(scenarios(scenarios_wanted), replicates)
}

/// A comparison of the size of a real one.
pub(crate) fn large_comparison(scenarios_wanted: usize, replicates: u32) -> Comparison {
    of(large_scenarios(scenarios_wanted), replicates)
}

/// A small comparison in which what is not known was drawn.
pub(crate) fn drawn_comparison(scenarios_wanted: usize, replicates: u32) -> Comparison {
    with(scenarios(scenarios_wanted), replicates, Uncertainty::Drawn)
}

/// A comparison of the size of a real one in which what is not known was drawn.
pub(crate) fn large_drawn_comparison(scenarios_wanted: usize, replicates: u32) -> Comparison {
    with(large_scenarios(scenarios_wanted), replicates, Uncertainty::Drawn)
}

fn of(scenarios: Vec<Scenario>, replicates: u32) -> Comparison {
    with(scenarios, replicates, Uncertainty::Fixed)
}

fn with(scenarios: Vec<Scenario>, replicates: u32, uncertainty: Uncertainty) -> Comparison {
    let design = Design { scenarios, replicates, seed: 1, jobs: 2, uncertainty, precision: None };
    let mut ensemble = run_with::<Keyed>(design, &AtomicBool::new(false));
    let turn = outcomes::months(&ensemble.scenarios[0].calendar)[turn(&ensemble.scenarios[0])].start;
    for day in ensemble.differs_from.iter_mut().skip(1) {
        *day = Some(turn);
    }
    compare(ensemble)
}

/// A simulation that draws its record from keys.
pub(crate) struct Keyed;
pub(crate) struct KeyedRun<'a>(&'a Scenario, u64);

impl<'a> Runs<'a> for Keyed {
    type Simulation = KeyedRun<'a>;
}

impl<'a> Simulation<'a> for KeyedRun<'a> {
    fn begin(scenario: &'a Scenario, seed: u64) -> Self {
        Self(scenario, seed)
    }
    fn advance(&mut self, _day: Day) {}
    fn branch(&self, scenario: &'a Scenario) -> Self {
        Self(scenario, self.1)
    }
    fn complete(self) -> Record {
        record(self.0, self.1)
    }
}

/// A record that depends on the scenario's name, one parameter and the seed alone.
pub(crate) fn record(scenario: &Scenario, seed: u64) -> Record {
    let months = outcomes::months(&scenario.calendar);
    let mut tracks: Vec<Track> = Vec::new();
    for indicator in outcomes::ALL.iter().filter(|i| i.aggregate != Aggregate::AgainstBaseline) {
        for scope in scopes(indicator, scenario) {
            let values: Vec<f64> =
                (0..months.len()).map(|m| value(scenario, seed, indicator, scope, m)).collect();
            let sum: f64 = values.iter().sum();
            let total = if indicator.aggregate == Aggregate::Sum { sum } else { sum / months.len() as f64 };
            tracks.push(Track { indicator, scope, values, total });
        }
    }
    Record { seed, months, tracks, markets_unsettled: 0, decisions: 0, events: 0, people: 0 }
}

fn scopes(indicator: &Indicator, scenario: &Scenario) -> Vec<Scope> {
    let of_kind = |&kind: &ScopeKind| outcomes::scopes_of(scenario, kind, &["criminalise"]);
    indicator.scopes.iter().flat_map(of_kind).collect()
}

fn value(scenario: &Scenario, seed: u64, indicator: &Indicator, scope: Scope, month: usize) -> f64 {
    // By its name, so that another indicator in the list moves none.
    let position =
        indicator.name.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let (subject, weight) = match scope {
        Scope::Total => (0, 20.0),
        Scope::Country(id) => (100 + u64::from(id.0), 6.0 / f64::from(id.0 + 1)),
        Scope::Place(id) => (1_000 + u64::from(id.0), 3.0 / f64::from(id.0 + 1)),
        Scope::Leg(id) => (10_000 + u64::from(id.0), 5.0 / f64::from(id.0 + 1)),
        Scope::Spending(_) => (100_000, 20.0),
        Scope::Pathway(id) => (200_000 + u64::from(id.0), 10.0 / f64::from(id.0 + 1)),
        Scope::FirmType(id) => (300_000 + u64::from(id.0), 10.0 / f64::from(id.0 + 1)),
    };
    let luck = Key::root(seed).of(position).of(subject).of(month as u64).uniform();
    let own = Key::root(7).of(position).of(subject).uniform();
    let noise = 0.85 + 0.3 * luck + 0.1 * (Key::root(seed).of(subject).uniform() - 0.5);
    let season = 1.0 + 0.3 * (month as f64 * std::f64::consts::TAU / 12.0).sin();
    let noise = noise * belief(scenario);
    let size = match (indicator.unit, indicator.aggregate) {
        ("share" | "index 0–1", _) => return (0.3 + 0.4 * own) * (0.9 + 0.2 * luck),
        (_, Aggregate::Ratio { .. } | Aggregate::Quantile { .. }) => {
            return 400.0 * (0.4 + own) * noise * effect(scenario, position, subject, month).sqrt();
        }
        ("USD", _) => 90_000.0,
        _ if indicator.name.starts_with("deaths") => 3.0,
        _ => 900.0,
    };
    size * weight * (0.5 + own) * season * noise * effect(scenario, position, subject, month)
}

/// What is not known, as a multiple.
fn belief(scenario: &Scenario) -> f64 {
    (scenario.settings.number(&CHOICE_SCALE) / 0.15).sqrt()
}

/// What the scenario does to a subject: a multiple after the turn.
fn effect(scenario: &Scenario, indicator: u64, subject: u64, month: usize) -> f64 {
    if month < turn(scenario) || scenario.name == "baseline" {
        return 1.0;
    }
    let kind = NAMES.iter().position(|n| *n == scenario.name).unwrap_or(0) as u64;
    let ramp = ((month - turn(scenario)) as f64 / 6.0).min(1.0);
    1.0 + ramp * belief(scenario) * (Key::root(11).of(kind).of(indicator).of(subject).uniform() * 1.1 - 0.7)
}

fn scenario(name: &str, places: u16, legs: u16, end: Date) -> Scenario {
    // Records go by the scenario's name: none is another's past, so no two are alike.
    let own = NAMES.iter().position(|n| *n == name).unwrap_or(0) as u32;
    let calendar = Calendar { start: date(2014, 1, 1), end, warm_up_days: 730 + own, period_days: 7 };
    let observations = if name == "baseline" { observations(&calendar) } else { Vec::new() };
    Scenario {
        name: name.into(),
        title: name.replace('-', " "),
        question: "What does the law change?".into(),
        summary: String::new(),
        price_year: 2016,
        persons_per_agent: 1.0,
        calendar,
        settings: Settings::default(),
        without: Vec::new(),
        places: (0..places).map(place).collect(),
        legs: (0..legs).map(|i| leg(i, places)).collect(),
        countries: ["NER", "LBY", "DZA", "MLI"].map(country).into(),
        communities: Vec::new(),
        pathways: Vec::new(),
        firm_types: Vec::new(),
        series: Vec::new(),
        policies: Vec::new(),
        source_notes: Vec::new(),
        observations,
        digest: format!("digest of {name}"),
        base_digest: name.into(),
    }
}

/// Figures of every kind: over a year, over half a year, and month by month.
fn observations(calendar: &Calendar) -> Vec<Observation> {
    use ObservationKind::{Level, Ratio, Series, Share};
    let window = |from: (i16, i8), to: (i16, i8)| {
        let day = |(year, month)| calendar.day(date(year, month, 1));
        (day(from), day(to))
    };
    let (first, second) = (window((2014, 1), (2015, 1)), window((2015, 1), (2016, 1)));
    let half = window((2015, 7), (2016, 1));
    let road = |observation| Observation { scope: "leg:agadez-sabha".into(), ..observation };
    let outflow = observation("monitored outflow in 2014", Level, first, 21_000.0);
    let fall = road(observation("fall of the main road", Ratio, first, 0.9));
    let share = road(observation("share of the main road", Share, first, 0.21));
    let mut all = vec![
        Observation { range: Some((18_000.0, 26_000.0)), ..outflow },
        Observation { window1: Some(second), ..fall },
        Observation { range: Some((0.1, 0.3)), ..share },
        observation("monitored outflow, second half of 2015", Level, half, 9_000.0),
    ];
    all.extend((1..10).map(|month| {
        let value = 19_000.0 + 900.0 * f64::from(month);
        let during = window((2015, month), (2015, month + 1));
        observation(&format!("series 2015-{month:02}"), Series, during, value)
    }));
    all
}

/// A figure about the whole case.
fn observation(metric: &str, kind: ObservationKind, window0: (Day, Day), value: f64) -> Observation {
    Observation {
        metric: metric.into(),
        kind,
        scenario: "baseline".into(),
        baseline: String::new(),
        indicator: "flow_monitored".into(),
        scope: "total".into(),
        window0,
        window1: None,
        value,
        range: None,
        fact_ids: "F1".into(),
    }
}

const TOWNS: [&str; 12] = [
    "agadez",
    "sabha",
    "tamanrasset",
    "gao",
    "arlit",
    "tripoli",
    "niamey",
    "dirkou",
    "assamaka",
    "zinder",
    "kidal",
    "nouadhibou",
];

fn town(i: u16) -> String {
    let name = TOWNS[usize::from(i) % TOWNS.len()];
    if usize::from(i) < TOWNS.len() {
        name.into()
    } else {
        format!("{name}-{}", usize::from(i) / TOWNS.len() + 1)
    }
}

fn place(i: u16) -> Place {
    Place {
        id: town(i),
        name: town(i),
        country: CountryId(i % 4),
        role: Role::Hub,
        lon: 0.0,
        lat: 0.0,
        income_usd_year: 0.0,
        regular_income_usd_year: 0.0,
        horizon_years: 0.0,
        settle: false,
        day_wage_usd: 0.0,
        work_probability: Probability::NEVER,
        living_usd_day: 0.0,
        return_cost_usd: 0.0,
        onward_share: Probability::NEVER,
    }
}

fn leg(i: u16, places: u16) -> Leg {
    let (from, to) = (i % places, (i + 1 + i / places) % places);
    Leg {
        territory_tax_usd: 0.0,
        kidnap_risk: Probability::NEVER,
        escort_share: Probability::NEVER,
        id: format!("{}-{}", town(from), town(to)),
        from: PlaceId(from),
        to: PlaceId(to),
        mode: Mode::Track,
        km: 0.0,
        days: 0.0,
        days_law: TravelTime::Fixed,
        days_sigma: 0.0,
        crowding_usd: 0.0,
        fare_usd: None,
        smuggled: i % 3 != 2,
        trip_cost_usd: 0.0,
        crew_usd: 0.0,
        vehicle_seats: 0,
        vehicle_usd: 0.0,
        market_scale: 1.0,
        death_risk: Probability::NEVER,
        vehicle_loss_risk: Probability::NEVER,
        abuse_risk: Probability::NEVER,
        posts: 0,
        effort: 0.0,
        extent: 0.0,
        enforced_by: CountryId(0),
        stopped_to: PlaceId(from),
        clandestine: false,
        monitored_share: Probability::NEVER,
        recorded_deaths_share: Probability::NEVER,
    }
}

fn country(id: &str) -> Country {
    Country {
        id: id.into(),
        name: id.into(),
        area: String::new(),
        official_wage_usd_month: 0.0,
        penalty_usd: 0.0,
        sentence_probability: Probability::NEVER,
        seizure_probability: Probability::NEVER,
        stop_rule: StopRule::TurnedBack,
        detention_days: 0.0,
        retry_probability: None,
        detention_bribe_usd: None,
        post_effectiveness: Probability::NEVER,
        passport_price_usd: 0.0,
        passport_bribe_usd: 0.0,
        passport_days: 0.0,
        investigation: 0.0,
        financial_investigation: Probability::NEVER,
        forger_price_usd: None,
        forger_days: 1.0,
        forgery_detection: Probability::NEVER,
    }
}
