//! What does not act: the frozen scenario with its calendar, places, legs, countries, communities,
//! pathways and policies, and the conditions in force on a day.
//!
//! Everything here is data. A [`Scenario`] is made once, by the scenario room, after every problem
//! in its files has been reported; from then on it never changes and can't fail.

mod calendar;
mod case;
mod conditions;
mod evidence;
mod expectation;
mod graph;
mod ids;
mod motive;
mod policy;
mod rules;

pub use calendar::Calendar;
pub use case::{
    Community, Country, FirmType, Leg, Mode, Pathway, Place, Role, Scenario, SeriesPoint, SeriesQuantity,
};
pub use conditions::{Campaign, Conditions};
pub use evidence::{Observation, ObservationKind, SourceNote};
pub use expectation::{Combination, Expectation, RecordedValue, Statistic, Tolerance};
pub use graph::{Components, reachable};
pub use ids::{CommunityId, CountryId, LegId, PathwayId, PlaceId, TypeId};
pub use motive::{Motive, Motives};
pub use policy::{Policy, Targets};
pub use rules::{Arrivals, ConditionRule, QueueRule, StopRule, TravelTime};
