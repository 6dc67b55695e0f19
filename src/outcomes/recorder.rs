//! The recorder: the engine tells it what happens, and it keeps sums by month and scope.

use super::counts::{COUNTS, Count};
use super::record::{Month, Record, Scope, Track, months, scopes};
use super::sizes::Sizes;
use super::sums::Sums;
use super::{ALL, find};
use crate::catalogue::{Aggregate, Indicator};
use crate::units::Day;
use crate::world::Scenario;

/// Sums of the month under way, and of the months before.
#[derive(Clone, Debug)]
pub struct Recorder {
    months: Vec<Month>,
    month: usize,
    on: bool,
    persons_per_agent: f64,
    sums: Sums,
    slots: Vec<Slot>,
    sizes: Sizes,
}

/// Where the months of one counted indicator and scope are kept.
#[derive(Clone, Debug)]
struct Slot {
    count: Count,
    scope: Scope,
    values: Vec<f64>,
}

impl Slot {
    fn key(&self) -> (usize, Scope) {
        (self.count as usize, self.scope)
    }
}

impl Recorder {
    /// A recorder for a scenario's horizon, and for what public money may be spent on; it counts nothing
    /// before day 0.
    #[must_use]
    pub fn new(scenario: &Scenario, spent_on: Vec<&'static str>) -> Self {
        let months = months(&scenario.calendar);
        let mut slots: Vec<Slot> = ALL
            .iter()
            .filter_map(|indicator| Count::of(indicator.name).map(|count| (indicator, count)))
            .flat_map(|(indicator, count)| {
                let slot = move |scope| Slot { count, scope, values: Vec::new() };
                scopes(scenario, indicator, &spent_on).map(slot).collect::<Vec<_>>()
            })
            .collect();
        slots.sort_by_key(Slot::key);
        Self {
            months,
            month: 0,
            on: false,
            persons_per_agent: scenario.persons_per_agent,
            sums: Sums::new(scenario, spent_on),
            slots,
            sizes: Sizes::new(scenario),
        }
    }

    /// Says which day it is.
    pub fn begin_day(&mut self, day: Day) {
        self.on = self.months.get(self.month).is_some_and(|month| day >= month.start);
    }

    /// Ends a day, and the month if it was its last.
    pub fn end_day(&mut self, day: Day) {
        if self.on && self.months[self.month].end == day.plus(1) {
            self.sums.gather();
            for slot in &mut self.slots {
                slot.values.push(self.sums.read(slot.count, slot.scope));
            }
            self.sums.clear();
            self.sizes.end_month();
            self.month += 1;
        }
    }

    /// Adds persons (or other units that come with persons) to the total.
    #[inline]
    pub fn add(&mut self, count: Count, amount: f64) {
        if self.on {
            self.sums.total[count as usize] += amount * self.persons_per_agent;
        }
    }

    /// Adds to the total, to a leg, to the place where it starts and to the country that controls it.
    #[inline]
    pub fn on_leg(&mut self, count: Count, leg: usize, amount: f64) {
        if self.on {
            self.sums.legs[leg * COUNTS + count as usize] += amount * self.persons_per_agent;
        }
    }

    /// Adds to the total, to a place and to its country.
    #[inline]
    pub fn at_place(&mut self, count: Count, place: usize, amount: f64) {
        if self.on {
            self.sums.places[place * COUNTS + count as usize] += amount * self.persons_per_agent;
        }
    }

    /// Adds to the total and to a pathway.
    #[inline]
    pub fn on_pathway(&mut self, count: Count, pathway: usize, amount: f64) {
        self.add(count, amount);
        if self.on {
            self.sums.pathways[pathway * COUNTS + count as usize] += amount * self.persons_per_agent;
        }
    }

    /// Adds to a kind of firm alone: the total has what the firm's leg is told, or is told itself.
    #[inline]
    pub fn of_kind(&mut self, count: Count, kind: usize, amount: f64) {
        if self.on {
            self.sums.kinds[kind * COUNTS + count as usize] += amount * self.persons_per_agent;
        }
    }

    /// An index of a country on a day; the total is the mean over countries.
    pub fn in_country(&mut self, count: Count, country: usize, index: f64) {
        if self.on {
            let c = count as usize;
            let countries = self.sums.countries.len() / COUNTS;
            self.sums.total[c] += index / countries as f64;
            self.sums.countries[country * COUNTS + c] += index;
        }
    }

    /// Public money is spent on a lever or mechanism (USD for one person of an agent).
    pub fn spend(&mut self, name: &str, amount: f64) {
        self.add(Count::PublicCost, amount);
        self.spent_on(name, amount);
    }

    /// Says what public money that was counted went to.
    pub fn spent_on(&mut self, name: &str, amount: f64) {
        if let Some(position) = self.sums.position(name).filter(|_| self.on) {
            self.sums.spending[position] += amount * self.persons_per_agent;
        }
    }

    /// A passenger sets out on a leg for a fee (USD).
    #[inline]
    pub fn agreed_fee(&mut self, leg: usize, usd: f64) {
        if self.on {
            self.sizes.leg(leg, usd);
        }
    }

    /// Somebody has arrived with a smuggler's help, for fees that come to so much (USD).
    pub fn journey_fee(&mut self, usd: f64) {
        if self.on {
            self.sizes.journey(usd);
        }
    }

    /// Closes the record.
    #[must_use]
    pub fn finish(self, seed: u64, scenario: &Scenario) -> Record {
        let tracks = ALL.iter().flat_map(|indicator| self.tracks_of(indicator, scenario)).collect();
        Record { seed, months: self.months, tracks, markets_unsettled: 0, decisions: 0, events: 0, people: 0 }
    }

    fn tracks_of(&self, indicator: &'static Indicator, scenario: &Scenario) -> Vec<Track> {
        let track = |scope| {
            let (values, total) = self.values(indicator, scope);
            Track { indicator, scope, values, total }
        };
        match indicator.aggregate {
            Aggregate::AgainstBaseline => Vec::new(),
            _ => scopes(scenario, indicator, &self.sums.spent_on).map(track).collect(),
        }
    }

    fn values(&self, indicator: &Indicator, scope: Scope) -> (Vec<f64>, f64) {
        match indicator.aggregate {
            Aggregate::Ratio { numerator, denominator, factor } => {
                let (above, below) = (self.sum_of(numerator, scope), self.sum_of(denominator, scope));
                let values = above.0.iter().zip(&below.0).map(|(a, b)| factor * a / b).collect();
                (values, factor * above.1 / below.1)
            }
            Aggregate::Quantile { .. } => self.sizes.values(indicator.name, scope),
            _ => self.sum_of(indicator.name, scope),
        }
    }

    /// Months and total of something counted. Means are sums over days, divided here.
    fn sum_of(&self, name: &str, scope: Scope) -> (Vec<f64>, f64) {
        let Some(count) = Count::of(name) else { return (Vec::new(), f64::NAN) };
        let found = self.slots.binary_search_by_key(&(count as usize, scope), Slot::key);
        let sums = found.map_or(&[][..], |slot| &self.slots[slot].values[..]);
        let total: f64 = sums.iter().sum();
        if find(name).is_none_or(|i| i.aggregate != Aggregate::Mean) {
            return (sums.to_vec(), total);
        }
        let days = |month: &Month| f64::from(month.end.since(month.start));
        let means = sums.iter().zip(&self.months).map(|(sum, month)| sum / days(month)).collect();
        (means, total / self.months.iter().map(days).sum::<f64>())
    }
}
