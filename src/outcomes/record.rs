//! The record of one run: indicators by calendar month and scope.

use jiff::civil::Date;

use crate::catalogue::{Indicator, ScopeKind};
use crate::units::Day;
use crate::world::{Calendar, CountryId, LegId, PlaceId, Scenario};

/// What a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole scenario.
    Total,
    /// A country.
    Country(CountryId),
    /// A place.
    Place(PlaceId),
    /// A leg.
    Leg(LegId),
    /// What public money is spent on: the name of a lever or mechanism.
    Spending(&'static str),
}

impl Scope {
    /// Its name in results: `total`, `country:NER`, `place:agadez`, `leg:agadez-sabha`.
    #[must_use]
    pub fn label(self, scenario: &Scenario) -> String {
        match self {
            Self::Total => "total".into(),
            Self::Country(id) => format!("country:{}", scenario.countries[id.index()].id),
            Self::Place(id) => format!("place:{}", scenario.places[id.index()].id),
            Self::Leg(id) => format!("leg:{}", scenario.legs[id.index()].id),
            Self::Spending(name) => format!("spending:{name}"),
        }
    }
}

/// What an indicator is reported for in a scenario, public money being spent on what is named.
pub(super) fn scopes(
    scenario: &Scenario,
    indicator: &Indicator,
    spent_on: &[&'static str],
) -> impl Iterator<Item = Scope> {
    let (legs, places, countries) = (scenario.legs.len(), scenario.places.len(), scenario.countries.len());
    indicator.scopes.iter().flat_map(move |kind| -> Vec<Scope> {
        match kind {
            ScopeKind::Total => vec![Scope::Total],
            ScopeKind::Country => (0..countries).map(|c| Scope::Country(CountryId(c as u16))).collect(),
            ScopeKind::Place => (0..places).map(|p| Scope::Place(PlaceId(p as u16))).collect(),
            ScopeKind::Leg => (0..legs).map(|l| Scope::Leg(LegId(l as u16))).collect(),
            ScopeKind::Spending => spent_on.iter().map(|name| Scope::Spending(name)).collect(),
        }
    })
}

/// A reporting period: a calendar month, or what part of one lies in the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first day.
    pub start: Day,
    /// The first day after it.
    pub end: Day,
    /// The date of the first day.
    pub date: Date,
}

/// The months of a scenario's horizon.
#[must_use]
pub fn months(calendar: &Calendar) -> Vec<Month> {
    let mut months = Vec::new();
    let mut date = calendar.start;
    while date < calendar.end {
        let next = date.last_of_month().tomorrow().map_or(calendar.end, |d| d.min(calendar.end));
        months.push(Month { start: calendar.day(date), end: calendar.day(next), date });
        date = next;
    }
    months
}

/// One indicator of one scope over the months.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// The indicator.
    pub indicator: &'static Indicator,
    /// What it is about.
    pub scope: Scope,
    /// A value a month. For a ratio of nothing by nothing: not a number.
    pub values: Vec<f64>,
    /// The value over the whole horizon.
    pub total: f64,
}

/// What a track is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heading {
    /// The indicator.
    pub indicator: &'static Indicator,
    /// What it is reported for.
    pub scope: Scope,
}

impl Track {
    /// What it is about.
    #[must_use]
    pub fn heading(&self) -> Heading {
        Heading { indicator: self.indicator, scope: self.scope }
    }
}

impl PartialEq for Indicator {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// All that one run leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The seed.
    pub seed: u64,
    /// The reporting periods.
    pub months: Vec<Month>,
    /// The tracks, in the order of the catalogue and of the tables.
    pub tracks: Vec<Track>,
    /// Market-periods whose prices did not settle within the allowed sweeps.
    pub markets_unsettled: u64,
    /// Decisions taken by people in the whole run, warm-up included.
    pub decisions: u64,
    /// Events handled in the whole run, warm-up included.
    pub events: u64,
    /// People who ever came to think of leaving, warm-up included.
    pub people: u64,
}

impl Record {
    /// A track by its indicator's name and scope.
    #[must_use]
    pub fn track(&self, indicator: &str, scope: Scope) -> Option<&Track> {
        self.tracks.iter().find(|t| t.indicator.name == indicator && t.scope == scope)
    }

    /// The value over the horizon; not a number if it was not recorded.
    #[must_use]
    pub fn total(&self, indicator: &str, scope: Scope) -> f64 {
        self.track(indicator, scope).map_or(f64::NAN, |t| t.total)
    }
}
