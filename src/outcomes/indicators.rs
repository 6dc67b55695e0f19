//! The list of indicators. Names are those of every results table.

use crate::catalogue::{Aggregate, Better, Indicator, ScopeKind};
use Aggregate::{AgainstBaseline, Mean, Ratio, Sum};
use Better::{Higher, Lower, Neither};
use ScopeKind::{Country, Leg, Place, Total};

const fn count(name: &'static str, meaning: &'static str, scopes: &'static [ScopeKind]) -> Indicator {
    Indicator {
        name,
        unit: "persons",
        meaning,
        aggregate: Sum,
        scopes,
        better: Neither,
        headline: false,
        paragraphs: "",
    }
}

const fn ratio(
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
    parts: (&'static str, &'static str, f64),
    scopes: &'static [ScopeKind],
) -> Indicator {
    let aggregate = Ratio { numerator: parts.0, denominator: parts.1, factor: parts.2 };
    Indicator { unit, aggregate, ..count(name, meaning, scopes) }
}

/// Every indicator, in the order of the results.
pub const ALL: &[Indicator] = &[
    Indicator {
        paragraphs: "22–26",
        ..count("aspirations", "people who came to think of leaving and decided once", &[Total])
    },
    Indicator {
        better: Higher,
        headline: true,
        paragraphs: "41, 62–63, 66",
        ..count("departures_regular", "people who left by a regular pathway", &[Total])
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
            "journeys set out on, from leaving a place until arrival, stop, death or giving up",
            &[Total],
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
    count("returns", "people who went or were sent home", &[Total]),
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
    ratio(
        "fee_mean",
        "USD",
        "what a leg with a smuggler cost",
        ("smuggler_revenue", "passengers", 1.0),
        &[Total, Leg],
    ),
    Indicator {
        headline: true,
        paragraphs: "40",
        ..ratio(
            "journey_fee_mean",
            "USD",
            "all fees of a journey, over those who arrived with a smuggler's help",
            ("journey_fee_sum", "journeys_smuggled", 1.0),
            &[Total],
        )
    },
    Indicator {
        unit: "USD",
        ..count("journey_fee_sum", "fees of journeys that arrived with a smuggler's help", &[Total])
    },
    count("journeys_smuggled", "people who arrived after at least one leg with a smuggler", &[Total]),
    count("passengers", "people who paid for a leg with a smuggler", &[Total, Leg]),
    Indicator {
        unit: "USD",
        better: Lower,
        headline: true,
        paragraphs: "40",
        ..count("smuggler_revenue", "fees received by firms", &[Total, Leg])
    },
    Indicator {
        unit: "USD",
        better: Lower,
        paragraphs: "40",
        ..count("smuggler_profit", "fees less what firms spent", &[Total])
    },
    Indicator {
        aggregate: Mean,
        unit: "firms",
        paragraphs: "39",
        ..count("firms_mean", "active firms", &[Total, Leg])
    },
    Indicator {
        paragraphs: "56",
        ..ratio(
            "network_share",
            "share",
            "passengers of networks",
            ("network_passengers", "passengers", 1.0),
            &[Total],
        )
    },
    count("network_passengers", "passengers of networks", &[Total]),
    Indicator {
        paragraphs: "56",
        ..ratio(
            "hhi",
            "index 0–1",
            "sum of squared passenger shares per market and period, weighted by passengers",
            ("hhi_sum", "passengers", 1.0),
            &[Total],
        )
    },
    count("hhi_sum", "squared passenger shares per market and period, times passengers", &[Total]),
    Indicator {
        unit: "USD",
        better: Lower,
        headline: true,
        paragraphs: "31, 36–37",
        ..count("bribes_paid", "bribes received by officials", &[Total, Country])
    },
    ratio(
        "bribe_per_journey",
        "USD",
        "bribes over journeys begun",
        ("bribes_paid", "attempts", 1.0),
        &[Total],
    ),
    Indicator {
        unit: "crews",
        paragraphs: "33, 44",
        ..count("arrests", "crews held after their vehicle was stopped", &[Total, Country])
    },
    Indicator {
        unit: "crews",
        paragraphs: "33",
        ..count("convictions", "crews sentenced", &[Total, Country])
    },
    ratio(
        "pathway_wait_days",
        "days",
        "from application to departure, over those admitted",
        ("pathway_wait_sum", "departures_regular", 1.0),
        &[Total],
    ),
    Indicator { unit: "days", ..count("pathway_wait_sum", "days waited by those admitted", &[Total]) },
    Indicator {
        aggregate: Aggregate::Mean,
        paragraphs: "29, 62",
        ..count("pathway_queue_mean", "people who wait for an answer about a pathway", &[Total])
    },
    ratio(
        "admitted_money_mean",
        "USD",
        "money of those admitted to a pathway, before its fee",
        ("admitted_money_sum", "departures_regular", 1.0),
        &[Total],
    ),
    Indicator {
        unit: "USD",
        ..count("admitted_money_sum", "money of those admitted to a pathway, before its fee", &[Total])
    },
    ratio(
        "debt_mean",
        "USD",
        "debt on arrival, over irregular arrivals",
        ("debt_sum", "arrivals_irregular", 1.0),
        &[Total],
    ),
    Indicator { unit: "USD", ..count("debt_sum", "debt on irregular arrival", &[Total]) },
    Indicator {
        unit: "USD",
        better: Lower,
        ..count("public_cost", "what policies and pathways cost the public", &[Total])
    },
    Indicator {
        unit: "USD",
        paragraphs: "34",
        ..count("remittances", "money sent home by those who arrived or settled within the horizon", &[Total])
    },
    Indicator {
        unit: "USD",
        paragraphs: "35, 56",
        ..count("hub_income", "money spent at hubs by people who wait and by smugglers", &[Total, Place])
    },
    count("flow", "people who set out on legs", &[Total, Leg]),
    count("flow_monitored", "of these, those that observers would have counted", &[Total, Leg]),
    Indicator {
        unit: "events",
        ..count(
            "detections",
            "times that somebody was counted or stopped at a border of the destinations",
            &[Total, Country],
        )
    },
    count("deaths_recorded", "deaths that would have been recorded", &[Total, Country, Leg]),
    Indicator {
        unit: "seats",
        ..count(
            "unmet_demand",
            "takers of a leg with a smuggler who found no seat that day, once each",
            &[Total],
        )
    },
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
];

/// An indicator by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Indicator> {
    ALL.iter().find(|indicator| indicator.name == name)
}
