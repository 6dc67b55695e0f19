//! Smuggling firms: fixed slots of potential firms for each leg, some of them active.

use super::Person;
use crate::random::{Key, Purpose};
use crate::world::{LegId, Scenario, TypeId};
use rand_distr::{Distribution, StandardNormal};

/// People who board a firm's next vehicle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boarding {
    /// The passengers so far.
    pub passengers: Vec<Person>,
    /// The day on which the first of them boarded.
    pub since: i32,
    /// Vehicles that left so far: the number of the next convoy.
    pub convoys: u32,
}

/// What a head costs a firm by what for, at the usual load (USD/head).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CostParts {
    /// Fuel, hire, wear and food.
    pub transport: f64,
    /// The crew.
    pub crew: f64,
    /// Officials at posts.
    pub bribes: f64,
    /// Those who hold the way.
    pub tax: f64,
    /// Expected loss of the vehicle, on the way or to those who stop it.
    pub vehicle: f64,
    /// Expected sentences.
    pub penalty: f64,
    /// Expected arrests after investigations.
    pub arrests: f64,
}

impl CostParts {
    /// All of it (USD/head).
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.transport + self.crew + self.bribes + self.tax + self.vehicle + self.penalty + self.arrests
    }
}

/// What a firm that feels its way asks, and what it remembers of how that went.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asking {
    /// What it asks (USD/head); `None` before it has sold.
    pub usd: Option<f64>,
    /// Direction of its last step: 1 up, −1 down, 0 before the first.
    pub direction: f64,
    /// What it earned a period before that step (USD).
    pub before_usd: f64,
    /// What it has earned since (USD).
    pub since_usd: f64,
    /// Passengers since.
    pub carried: f64,
    /// Periods since.
    pub periods: f64,
}

/// One potential firm. Its traits belong to the slot, so they are alike in all scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Firm {
    /// The leg that it serves.
    pub leg: LegId,
    /// Its kind.
    pub kind: TypeId,
    /// Its number among those of its kind on the leg.
    pub slot: u32,
    /// Multiple of the leg's transport costs.
    pub cost_factor: f64,
    /// Whether it has standing arrangements with officials.
    pub tied: bool,
    /// Whether it has bought such arrangements, for as long as it works.
    pub bought_ties: bool,
    /// Whether it takes care of its clients.
    pub caring: bool,
    /// Seats that it can offer now (1/week).
    pub seats_per_week: f64,
    /// Whether it works now.
    pub active: bool,
    /// Money (USD).
    pub cash_usd: f64,
    /// Weeks in a row below what its people could earn otherwise.
    pub weeks_below: f64,
    /// Money in since the last market day (USD).
    pub revenue_usd: f64,
    /// Money out since the last market day (USD).
    pub spent_usd: f64,
    /// What it expects a head to cost, as of the last market day on which it sold.
    pub cost_parts: CostParts,
    /// What it asks, where firms feel their way.
    pub asking: Asking,
    /// Who boards.
    pub boarding: Boarding,
}

/// All potential firms, grouped by leg.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Firms {
    /// The firms, those of one leg side by side.
    pub all: Vec<Firm>,
    /// For each leg, the range of its firms in `all`.
    pub of_leg: Vec<std::ops::Range<usize>>,
}

impl Firms {
    /// The slots of a scenario; nobody is active yet.
    #[must_use]
    pub fn new(scenario: &Scenario, run: Key) -> Self {
        let mut firms = Self::default();
        for (l, leg) in scenario.legs.iter().enumerate() {
            let start = firms.all.len();
            if leg.smuggled {
                for (t, kind) in scenario.firm_types.iter().enumerate() {
                    let slots = (f64::from(kind.slots) * leg.market_scale).round() as u32;
                    firms.all.extend((0..slots).map(|slot| potential(scenario, run, l, t, slot)));
                }
            }
            firms.of_leg.push(start..firms.all.len());
        }
        firms
    }

    /// The positions of the active firms of a leg.
    pub fn active(&self, leg: usize) -> impl Iterator<Item = usize> + '_ {
        self.of_leg[leg].clone().filter(|&f| self.all[f].active)
    }
}

fn potential(scenario: &Scenario, run: Key, leg: usize, kind: usize, slot: u32) -> Firm {
    let traits = run.purpose(Purpose::FirmTraits).of(leg as u64).of(kind as u64).of(u64::from(slot));
    let about = &scenario.firm_types[kind];
    let normal: f64 = StandardNormal.sample(&mut traits.of(0).generator());
    Firm {
        leg: LegId(leg as u16),
        kind: TypeId(kind as u16),
        slot,
        cost_factor: about.cost_factor * (about.cost_sigma * normal).exp(),
        tied: traits.of(1).happens(about.tied_probability.get()),
        bought_ties: false,
        caring: traits.of(2).happens(about.caring_share.get()),
        seats_per_week: about.seats_per_week,
        active: false,
        cash_usd: 0.0,
        weeks_below: 0.0,
        revenue_usd: 0.0,
        spent_usd: 0.0,
        cost_parts: CostParts::default(),
        asking: Asking::default(),
        boarding: Boarding::default(),
    }
}
