//! Indicators of journeys: who leaves, by which ways, and what becomes of them.

use super::{count, ratio};
use crate::catalogue::{Aggregate, Better, Indicator, ScopeKind};
use Aggregate::{AgainstBaseline, Mean};
use Better::{Higher, Lower};
use ScopeKind::{Country, Leg, Pathway, Place, Total};

pub(super) const JOURNEYS: &[Indicator] = &[
    Indicator {
        paragraphs: "22–26",
        ..count(
            "aspirations",
            "people who came to think of leaving and decided once",
            &[Total, Country, Place],
        )
    },
    Indicator {
        better: Higher,
        headline: true,
        paragraphs: "41, 62–63, 66",
        ..count("departures_regular", "people who left by a regular pathway", &[Total, Pathway])
    },
    Indicator {
        headline: true,
        paragraphs: "25, 36",
        ..count("departures_smuggled", "legs set out on with a smuggler", &[Total, Place, Country])
    },
    count("departures_alone", "legs set out on without a smuggler", &[Total, Place, Country]),
    Indicator {
        unit: "journeys",
        ..count(
            "attempts",
            "journeys set out on, from leaving a place until arrival, stop, death or giving up; told where they \
             begin",
            &[Total, Country, Place],
        )
    },
    Indicator {
        better: Higher,
        ..count("arrivals_regular", "people who arrived by a regular pathway", &[Total, Country])
    },
    Indicator {
        headline: true,
        ..count(
            "arrivals_irregular",
            "people who arrived or settled without regular status",
            &[Total, Country, Place],
        )
    },
    Indicator {
        unit: "events",
        paragraphs: "3–6, 41",
        ..count(
            "interceptions",
            "times that somebody was stopped on a leg by a patrol or a post",
            &[Total, Country, Leg],
        )
    },
    count(
        "returns",
        "people who went or were sent home, told where they were then: after a stop, where it had taken them",
        &[Total, Country, Place],
    ),
    count(
        "returns_to",
        "the same by where they went to: the country and the place of their community",
        &[Total, Country, Place],
    ),
    Indicator {
        paragraphs: "12, 19",
        ..count("protected", "people admitted to protection after being stopped", &[Total])
    },
    Indicator {
        better: Lower,
        headline: true,
        paragraphs: "12, 56",
        ..count("deaths", "people who died on the way", &[Total, Country, Leg])
    },
    Indicator {
        better: Lower,
        headline: true,
        paragraphs: "12, 56",
        ..ratio(
            "deaths_per_1000_attempts",
            "per 1,000 journeys",
            "deaths over journeys begun",
            ("deaths", "attempts", 1000.0),
            &[Total],
        )
    },
    Indicator {
        better: Lower,
        headline: true,
        unit: "events",
        paragraphs: "38, 45",
        ..count("abuses", "times that somebody was abused or robbed on a leg", &[Total, Leg])
    },
    Indicator {
        aggregate: Mean,
        better: Lower,
        paragraphs: "35, 55",
        ..count("stranded_mean", "people who wait on the way and can pay for no way on", &[Total, Place])
    },
    Indicator {
        aggregate: Mean,
        paragraphs: "35",
        ..count("waiting_mean", "people who wait on the way", &[Total, Place])
    },
    Indicator {
        unit: "share",
        paragraphs: "25, 36–37",
        ..ratio(
            "smuggled_share",
            "share",
            "legs with a smuggler over all legs set out on irregularly",
            ("departures_smuggled", "departures_irregular", 1.0),
            &[Total],
        )
    },
    count("departures_irregular", "legs set out on irregularly, with a smuggler or alone", &[Total]),
    Indicator {
        aggregate: AgainstBaseline,
        unit: "share",
        headline: true,
        paragraphs: "56",
        ..count(
            "displacement_index",
            "half the sum of absolute differences of leg shares against the baseline",
            &[Total],
        )
    },
    Indicator {
        better: Lower,
        headline: true,
        paragraphs: "56",
        ..ratio(
            "mean_route_hazard",
            "deaths per 1,000 legs",
            "the legs' hazards of death at the tables' values, weighted by flow",
            ("route_hazard_sum", "flow", 1000.0),
            &[Total],
        )
    },
    count("route_hazard_sum", "the legs' hazards of death at the tables' values, summed over flow", &[Total]),
];
