//! Indicators of those with power over people on the way: organised crime, States, officials; and of whom
//! it falls on.

use super::{count, ratio};
use crate::catalogue::{Aggregate, Better, Indicator, ScopeKind};
use Aggregate::Mean;
use Better::Lower;
use ScopeKind::{Country, Leg, Total};

const fn after_investigation(name: &'static str, meaning: &'static str) -> Indicator {
    Indicator { paragraphs: "33, 42–46", ..count(name, meaning, &[Total, Country]) }
}

pub(super) const POWER: &[Indicator] = &[
    Indicator {
        unit: "USD",
        better: Lower,
        paragraphs: "27",
        ..count("tax_paid", "territory tax taken by organised crime", &[Total, Leg])
    },
    Indicator {
        better: Lower,
        paragraphs: "27",
        ..count("forced_carrying", "people made to carry goods since they could not pay the tax", &[Total])
    },
    Indicator {
        better: Lower,
        paragraphs: "27",
        ..count("kidnapped", "people kidnapped for ransom on a leg", &[Total, Leg])
    },
    Indicator {
        unit: "USD",
        better: Lower,
        paragraphs: "27",
        ..count("ransoms_paid", "ransom paid by people and their families", &[Total])
    },
    Indicator {
        unit: "journeys",
        paragraphs: "19, 50",
        ..count(
            "attempts_repeat",
            "journeys begun by people who had been stopped or sent home before",
            &[Total],
        )
    },
    Indicator {
        better: Lower,
        paragraphs: "19, 51",
        ..count("returns_fled", "people who had fled and were sent home", &[Total])
    },
    Indicator {
        paragraphs: "50–51",
        ..count("readmitted", "people who had arrived and were taken back by their country", &[Total])
    },
    Indicator {
        paragraphs: "50–51",
        ..count("readmission_refused", "people ordered home whom their country did not take back", &[Total])
    },
    Indicator {
        aggregate: Mean,
        unit: "probability",
        paragraphs: "34, 50–51",
        ..count(
            "readmission_will_mean",
            "chance that a country takes somebody back; in total the mean over countries",
            &[Total, Country],
        )
    },
    Indicator {
        aggregate: Mean,
        unit: "index",
        paragraphs: "35, 56",
        ..count(
            "enforcement_will_mean",
            "share of what is ordered that officers do, relative to usual; in total the mean over countries",
            &[Total, Country],
        )
    },
    Indicator {
        paragraphs: "61, 63",
        ..count("regularised", "people who arrived without regular status and got it", &[Total])
    },
    Indicator {
        unit: "events",
        paragraphs: "6",
        ..count("boarding_refused", "times that a carrier refused somebody without papers", &[Total, Leg])
    },
    Indicator {
        paragraphs: "38, 45",
        ..count("departures_women", "legs set out on irregularly by women", &[Total])
    },
    Indicator {
        paragraphs: "38, 45",
        ..count("passengers_women", "women who set out on a leg with a smuggler", &[Total])
    },
    Indicator {
        paragraphs: "38",
        ..ratio(
            "smuggled_share_women",
            "share",
            "women with a smuggler over women who set out on legs irregularly",
            ("passengers_women", "departures_women", 1.0),
            &[Total],
        )
    },
    Indicator {
        unit: "events",
        better: Lower,
        paragraphs: "38, 45",
        ..count("abuses_women", "times that a woman was abused or robbed on a leg", &[Total])
    },
    Indicator {
        paragraphs: "37",
        ..count("departures_with_papers", "legs set out on alone with valid papers", &[Total])
    },
    Indicator {
        unit: "USD",
        paragraphs: "37",
        ..count("bribes_firms", "bribes paid by smuggling firms at posts", &[Total])
    },
    Indicator {
        unit: "USD",
        paragraphs: "37",
        ..count("bribes_alone", "bribes paid at posts by people alone without valid papers", &[Total])
    },
    Indicator {
        unit: "USD",
        paragraphs: "37",
        ..count("bribes_with_papers", "bribes paid at posts by people with valid papers", &[Total])
    },
    Indicator {
        paragraphs: "37",
        ..ratio(
            "bribe_per_client",
            "USD",
            "what firms pay at posts, over their passengers",
            ("bribes_firms", "passengers", 1.0),
            &[Total],
        )
    },
    Indicator {
        paragraphs: "37",
        ..ratio(
            "bribe_per_holder",
            "USD",
            "what people with valid papers pay at posts, over the legs that they set out on",
            ("bribes_with_papers", "departures_with_papers", 1.0),
            &[Total],
        )
    },
    after_investigation("arrests_drivers", "drivers arrested after investigations"),
    after_investigation("arrests_facilitators", "facilitators arrested after investigations"),
    after_investigation("arrests_organisers", "organisers arrested after investigations"),
    after_investigation("prosecutions", "people prosecuted after investigations"),
    after_investigation(
        "convictions_drivers",
        "drivers convicted after investigations, at the end of the trial",
    ),
    after_investigation(
        "convictions_facilitators",
        "facilitators convicted after investigations, at the end of the trial",
    ),
    after_investigation(
        "convictions_organisers",
        "organisers convicted after investigations, at the end of the trial",
    ),
    Indicator {
        unit: "USD",
        paragraphs: "40, 56",
        ..count("secrecy_cost", "what firms pay for hiding from law and police beyond usual", &[Total])
    },
    Indicator {
        unit: "vehicles",
        paragraphs: "56",
        ..count("vehicles_added", "vehicles by which firms grew", &[Total])
    },
    Indicator {
        unit: "drivers",
        paragraphs: "56",
        ..count("crews_rehired", "drivers of firms that closed whom other firms took on", &[Total])
    },
    Indicator {
        unit: "firms",
        paragraphs: "37, 56",
        ..count("ties_bought", "times that a firm bought standing arrangements with officials", &[Total])
    },
    Indicator {
        paragraphs: "12, 44",
        ..count(
            "rescues",
            "people who would have died on a leg, by the same draws, without search and rescue, and did not",
            &[Total, Country, Leg],
        )
    },
    Indicator {
        unit: "USD",
        paragraphs: "33",
        ..count(
            "escort_payments",
            "shares of fees that security forces took for escorting convoys",
            &[Total, Leg],
        )
    },
    Indicator {
        paragraphs: "33",
        ..count("passengers_escorted", "people who set out with a smuggler under escort", &[Total, Leg])
    },
    Indicator {
        unit: "USD",
        better: Lower,
        paragraphs: "37",
        ..count("bribes_detention", "bribes paid for being let go from detention", &[Total, Country])
    },
    Indicator {
        paragraphs: "36, 42",
        ..count("forged_bought", "people who bought forged papers", &[Total, Country])
    },
    Indicator {
        unit: "USD",
        paragraphs: "36",
        ..count("paid_to_forgers", "paid for forged papers", &[Total, Country])
    },
    Indicator {
        unit: "events",
        paragraphs: "5, 42",
        ..count("forgeries_found", "times that a control found out forged papers", &[Total, Country, Leg])
    },
    Indicator {
        paragraphs: "61",
        ..count(
            "moved_on",
            "people with regular status who moved on freely to live elsewhere",
            &[Total, Country],
        )
    },
    Indicator {
        paragraphs: "61",
        ..count(
            "departures_secondary",
            "legs set out on irregularly by people who had regular status where they started",
            &[Total, Leg],
        )
    },
    Indicator {
        paragraphs: "61",
        ..count("passengers_secondary", "those of them who went with a smuggler", &[Total, Leg])
    },
];
