//! The record of one run: indicators by calendar month and scope.

use jiff::civil::Date;

use crate::catalogue::{Indicator, ScopeKind};
use crate::units::Day;
use crate::world::{Calendar, CountryId, LegId, PathwayId, PlaceId, Scenario, TypeId};

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
    /// A pathway.
    Pathway(PathwayId),
    /// A kind of firm.
    FirmType(TypeId),
}

impl Scope {
    /// Its name in results: `total`, `country:NER`, `place:agadez`, `leg:agadez-sabha`, `pathway:work`.
    #[must_use]
    pub fn label(self, scenario: &Scenario) -> String {
        let (kind, id) = (self.kind().word(), self.id(scenario));
        if id.is_empty() { kind.into() } else { format!("{kind}:{id}") }
    }

    /// Which sort of scope it is.
    #[must_use]
    pub const fn kind(self) -> ScopeKind {
        match self {
            Self::Total => ScopeKind::Total,
            Self::Country(_) => ScopeKind::Country,
            Self::Place(_) => ScopeKind::Place,
            Self::Leg(_) => ScopeKind::Leg,
            Self::Spending(_) => ScopeKind::Spending,
            Self::Pathway(_) => ScopeKind::Pathway,
            Self::FirmType(_) => ScopeKind::FirmType,
        }
    }

    /// Its name among those of its sort; none for the whole scenario.
    #[must_use]
    pub fn id(self, scenario: &Scenario) -> &str {
        match self {
            Self::Total => "",
            Self::Country(id) => &scenario.countries[id.index()].id,
            Self::Place(id) => &scenario.places[id.index()].id,
            Self::Leg(id) => &scenario.legs[id.index()].id,
            Self::Spending(name) => name,
            Self::Pathway(id) => &scenario.pathways[id.index()].id,
            Self::FirmType(id) => &scenario.firm_types[id.index()].id,
        }
    }
}

/// Every scope of a sort in a scenario, public money being spent on what is named.
#[must_use]
pub fn scopes_of(scenario: &Scenario, kind: ScopeKind, spent_on: &[&'static str]) -> Vec<Scope> {
    let each = |count: usize, scope: fn(u16) -> Scope| (0..count as u16).map(scope).collect();
    match kind {
        ScopeKind::Total => vec![Scope::Total],
        ScopeKind::Country => each(scenario.countries.len(), |id| Scope::Country(CountryId(id))),
        ScopeKind::Place => each(scenario.places.len(), |id| Scope::Place(PlaceId(id))),
        ScopeKind::Leg => each(scenario.legs.len(), |id| Scope::Leg(LegId(id))),
        ScopeKind::Spending => spent_on.iter().map(|name| Scope::Spending(name)).collect(),
        ScopeKind::Pathway => each(scenario.pathways.len(), |id| Scope::Pathway(PathwayId(id))),
        ScopeKind::FirmType => each(scenario.firm_types.len(), |id| Scope::FirmType(TypeId(id))),
    }
}

/// What an indicator is reported for in a scenario, public money being spent on what is named.
pub(super) fn scopes(
    scenario: &Scenario,
    indicator: &Indicator,
    spent_on: &[&'static str],
) -> impl Iterator<Item = Scope> {
    indicator.scopes.iter().flat_map(move |&kind| scopes_of(scenario, kind, spent_on))
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
