//! A policy or a shock: a lever, aimed at something, from a day to a day.

use super::{CountryId, LegId, PathwayId, PlaceId};
use crate::catalogue::Settings;
use crate::units::Day;

/// What a policy is aimed at, resolved from the names in its `where` table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// Countries.
    pub countries: Vec<CountryId>,
    /// Places.
    pub places: Vec<PlaceId>,
    /// Legs.
    pub legs: Vec<LegId>,
    /// Pathways.
    pub pathways: Vec<PathwayId>,
}

/// One `[[policy]]` of a scenario file.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// What the scenario calls it.
    pub name: String,
    /// The lever's name in `levers::ALL`.
    pub lever: &'static str,
    /// The first day in force.
    pub from: Day,
    /// The first day no longer in force; `None` means to the end.
    pub to: Option<Day>,
    /// Days from `from` until it is in force in full.
    pub ramp_days: f64,
    /// What it is aimed at.
    pub targets: Targets,
    /// The lever's own numbers.
    pub settings: Settings,
    /// What it costs the public a year while in force (USD).
    pub public_cost_usd_year: f64,
    /// Its source, or `assumption`.
    pub source: String,
}

impl Policy {
    /// How much of it is in force on a day, from 0 to 1.
    #[must_use]
    pub fn weight(&self, day: Day) -> f64 {
        if day < self.from || self.to.is_some_and(|to| day >= to) {
            return 0.0;
        }
        if self.ramp_days <= 0.0 {
            return 1.0;
        }
        (f64::from(day.since(self.from) + 1) / self.ramp_days).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(to: Option<Day>, ramp_days: f64) -> Policy {
        Policy {
            name: "test".into(),
            lever: "criminalise",
            from: Day(10),
            to,
            ramp_days,
            targets: Targets::default(),
            settings: Settings::default(),
            public_cost_usd_year: 0.0,
            source: "assumption".into(),
        }
    }

    #[test]
    fn it_is_in_force_from_its_first_day_and_not_on_its_last() {
        let p = policy(Some(Day(20)), 0.0);
        assert_eq!(
            [p.weight(Day(9)), p.weight(Day(10)), p.weight(Day(19)), p.weight(Day(20))],
            [0.0, 1.0, 1.0, 0.0]
        );
    }

    #[test]
    fn a_ramp_rises_evenly_to_one() {
        let p = policy(None, 4.0);
        assert_eq!(
            [p.weight(Day(10)), p.weight(Day(11)), p.weight(Day(13)), p.weight(Day(99))],
            [0.25, 0.5, 1.0, 1.0]
        );
    }
}
