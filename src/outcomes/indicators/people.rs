//! Indicators of who it is that leaves, is harmed, stopped and goes home: women, children, motives, debtors,
//! people who try again, and those who are on the way.

use super::{count, ratio};
use crate::catalogue::{Aggregate, Better, Indicator, ScopeKind};
use Better::Lower;
use ScopeKind::{Leg, Total};

/// Something that befalls people of one kind, of which less is better.
const fn harm(name: &'static str, meaning: &'static str, paragraphs: &'static str) -> Indicator {
    Indicator { better: Lower, paragraphs, ..count(name, meaning, &[Total]) }
}

/// How often something happened to people of one kind.
const fn stops(name: &'static str, meaning: &'static str, paragraphs: &'static str) -> Indicator {
    Indicator { unit: "events", ..people(name, meaning, paragraphs) }
}

/// A number of people of one kind.
const fn people(name: &'static str, meaning: &'static str, paragraphs: &'static str) -> Indicator {
    Indicator { paragraphs, ..count(name, meaning, &[Total]) }
}

pub(super) const PEOPLE: &[Indicator] = &[
    harm("deaths_women", "women who died on the way", "45"),
    people("returns_women", "women who went or were sent home", "19"),
    people("departures_children", "legs set out on irregularly by children", "19, 51"),
    Indicator {
        unit: "events",
        ..harm("abuses_children", "times that a child was abused or robbed on a leg", "19, 51")
    },
    harm("deaths_children", "children who died on the way", "19, 51"),
    people("returns_children", "children who went or were sent home", "19, 51"),
    people("departures_fled", "legs set out on irregularly by people who flee", "26, 32"),
    people("departures_family", "legs set out on irregularly by people who want to join relatives", "32, 36"),
    people("departures_climate", "legs set out on irregularly by people whom climate moves", "30"),
    people("returns_family", "people who wanted to join relatives and were sent home", "19, 32"),
    people("returns_climate", "people whom climate had moved and who were sent home", "19, 30"),
    people("arrivals_women", "women who arrived or settled without regular status", "38, 45"),
    stops("interceptions_women", "times that a woman was stopped on a leg by a patrol or a post", "38, 45"),
    people("arrivals_children", "children who arrived or settled without regular status", "19, 51"),
    stops(
        "interceptions_children",
        "times that a child was stopped on a leg by a patrol or a post",
        "19, 51",
    ),
    people("arrivals_fled", "people who flee and arrived or settled without regular status", "26, 32"),
    stops("interceptions_fled", "times that somebody who flees was stopped on a leg", "26, 32"),
    harm("deaths_fled", "people who flee and died on the way", "26, 32"),
    people(
        "arrivals_family",
        "people who want to join relatives and arrived or settled without regular status",
        "32, 36",
    ),
    stops(
        "interceptions_family",
        "times that somebody who wants to join relatives was stopped on a leg",
        "32, 36",
    ),
    harm("deaths_family", "people who want to join relatives and died on the way", "32, 36"),
    people(
        "arrivals_climate",
        "people whom climate moves and who arrived or settled without regular status",
        "30",
    ),
    stops("interceptions_climate", "times that somebody whom climate moves was stopped on a leg", "30"),
    harm("deaths_climate", "people whom climate moves and who died on the way", "30"),
    people(
        "relocated",
        "people who moved inside their country first, before they decided on anything else",
        "26",
    ),
    people(
        "relocations_failed",
        "people who had moved inside their country and came to want to leave it",
        "26",
    ),
    people(
        "departures_on_credit",
        "legs set out on with a smuggler to whom a part of the fee may be owed",
        "26, 36",
    ),
    Indicator { unit: "USD", ..people("debt_owed", "what people came to owe to smugglers", "26, 36") },
    Indicator {
        unit: "USD",
        ..people("debt_repaid", "what is paid off of it after arrival, told on the day of arrival", "26, 34")
    },
    harm("debt_bondage", "people who are held in bondage after arrival for what they owe", "26, 67"),
    people("stopped", "people who were stopped at least once", "3–6, 41"),
    people("stopped_twice", "people who were stopped at least twice", "3–6, 41"),
    people("stopped_thrice", "people who were stopped at least three times", "3–6, 41"),
    Indicator {
        unit: "events",
        ..people(
            "interceptions_repeat",
            "times that somebody was stopped who had been stopped before",
            "3–6, 41",
        )
    },
    Indicator {
        paragraphs: "3–6, 41",
        ..ratio(
            "interceptions_repeat_share",
            "share",
            "interceptions of people stopped before, over all: where everybody tries again, the chance of \
             being stopped on an attempt (Massey and Singer, 1995, Demography 32: 203–213)",
            ("interceptions_repeat", "interceptions", 1.0),
            &[Total],
        )
    },
    Indicator {
        aggregate: Aggregate::Mean,
        paragraphs: "35",
        ..count("in_transit_mean", "people who are on legs, or held for ransom there", &[Total, Leg])
    },
    Indicator {
        unit: "person-days",
        paragraphs: "35, 38",
        ..count("way_days", "days that people spend on legs and in detention, told when they begin", &[Total])
    },
    ratio(
        "way_days_per_arrival",
        "days",
        "days spent on legs and in detention over irregular arrivals",
        ("way_days", "arrivals_irregular", 1.0),
        &[Total],
    ),
];
