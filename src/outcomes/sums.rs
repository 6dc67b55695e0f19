//! Sums of the month under way, by count and scope.
//!
//! What happens is added where it happens and nowhere else: on a leg, at a place, or to the total. Only at
//! the end of a month do legs and places add to the wider scopes. Pathways and kinds of firm stand aside: what
//! they hold is in the total already.

use super::counts::{COUNTS, Count};
use super::record::Scope;
use crate::world::Scenario;

#[derive(Clone, Debug)]
pub(super) struct Sums {
    pub(super) total: Vec<f64>,
    pub(super) legs: Vec<f64>,
    pub(super) places: Vec<f64>,
    pub(super) countries: Vec<f64>,
    pub(super) pathways: Vec<f64>,
    pub(super) kinds: Vec<f64>,
    /// Public money by what it is spent on.
    pub(super) spending: Vec<f64>,
    pub(super) spent_on: Vec<&'static str>,
    pub(super) leg_country: Vec<usize>,
    pub(super) leg_from: Vec<usize>,
    pub(super) place_country: Vec<usize>,
}

impl Sums {
    pub(super) fn new(scenario: &Scenario, spent_on: Vec<&'static str>) -> Self {
        Self {
            total: vec![0.0; COUNTS],
            legs: vec![0.0; COUNTS * scenario.legs.len()],
            places: vec![0.0; COUNTS * scenario.places.len()],
            countries: vec![0.0; COUNTS * scenario.countries.len()],
            pathways: vec![0.0; COUNTS * scenario.pathways.len()],
            kinds: vec![0.0; COUNTS * scenario.firm_types.len()],
            spending: vec![0.0; spent_on.len()],
            spent_on,
            leg_country: scenario.legs.iter().map(|leg| leg.enforced_by.index()).collect(),
            leg_from: scenario.legs.iter().map(|leg| leg.from.index()).collect(),
            place_country: scenario.places.iter().map(|place| place.country.index()).collect(),
        }
    }

    /// Adds what happened on legs and at places to the scopes that hold them.
    pub(super) fn gather(&mut self) {
        for (place, &country) in self.place_country.iter().enumerate() {
            let own = &self.places[place * COUNTS..][..COUNTS];
            add(&mut self.countries[country * COUNTS..], own);
            add(&mut self.total, own);
        }
        for (leg, (&from, &country)) in self.leg_from.iter().zip(&self.leg_country).enumerate() {
            let own = &self.legs[leg * COUNTS..][..COUNTS];
            add(&mut self.places[from * COUNTS..], own);
            add(&mut self.countries[country * COUNTS..], own);
            add(&mut self.total, own);
        }
    }

    pub(super) fn clear(&mut self) {
        let wide = [&mut self.total, &mut self.legs, &mut self.places, &mut self.countries];
        let aside = [&mut self.spending, &mut self.pathways, &mut self.kinds];
        wide.into_iter().chain(aside).for_each(|column| column.fill(0.0));
    }

    pub(super) fn read(&self, count: Count, scope: Scope) -> f64 {
        let c = count as usize;
        match scope {
            Scope::Total => self.total[c],
            Scope::Leg(leg) => self.legs[leg.index() * COUNTS + c],
            Scope::Place(place) => self.places[place.index() * COUNTS + c],
            Scope::Country(country) => self.countries[country.index() * COUNTS + c],
            Scope::Pathway(pathway) => self.pathways[pathway.index() * COUNTS + c],
            Scope::FirmType(kind) => self.kinds[kind.index() * COUNTS + c],
            Scope::Spending(name) => self.position(name).map_or(0.0, |position| self.spending[position]),
        }
    }

    pub(super) fn position(&self, spent_on: &str) -> Option<usize> {
        self.spent_on.iter().position(|name| *name == spent_on)
    }
}

fn add(sums: &mut [f64], more: &[f64]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}
