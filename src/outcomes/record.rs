//! The record of one run: indicators by calendar month and scope.

use jiff::civil::Date;

use crate::catalogue::Indicator;
use crate::units::Day;
use crate::world::{CountryId, LegId, PlaceId, Scenario};

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
        }
    }
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
