//! Indicators of smuggling as a trade, of pathways, and of money.

use super::{count, ratio};
use crate::catalogue::{Aggregate, Better, Indicator, ScopeKind};
use Aggregate::Mean;
use Better::Lower;
use ScopeKind::{Country, FirmType, Leg, Pathway, Place, Spending, Total};

pub(super) const TRADE: &[Indicator] = &[
    ratio(
        "fee_mean",
        "USD",
        "what a leg with a smuggler cost",
        ("smuggler_revenue", "passengers", 1.0),
        &[Total, Leg, FirmType],
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
    count("passengers", "people who paid for a leg with a smuggler", &[Total, Leg, FirmType]),
    Indicator {
        unit: "USD",
        better: Lower,
        headline: true,
        paragraphs: "40",
        ..count("smuggler_revenue", "fees received by firms", &[Total, Leg, FirmType])
    },
    Indicator {
        unit: "USD",
        better: Lower,
        paragraphs: "40",
        ..count("smuggler_profit", "fees less what firms spent", &[Total, FirmType])
    },
    Indicator {
        aggregate: Mean,
        unit: "firms",
        paragraphs: "39",
        ..count("firms_mean", "active firms", &[Total, Leg, FirmType])
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
        ..count(
            "bribes_paid",
            "bribes received by officials; those at posts, of escorts and in detention by the leg, and where it starts",
            &[Total, Country, Place, Leg],
        )
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
        &[Total, Pathway],
    ),
    Indicator {
        unit: "days",
        ..count("pathway_wait_sum", "days waited by those admitted", &[Total, Pathway])
    },
    Indicator {
        aggregate: Aggregate::Mean,
        paragraphs: "29, 62",
        ..count("pathway_queue_mean", "people who wait for an answer about a pathway", &[Total, Pathway])
    },
    ratio(
        "admitted_money_mean",
        "USD",
        "money of those admitted to a pathway, before its fee",
        ("admitted_money_sum", "departures_regular", 1.0),
        &[Total, Pathway],
    ),
    Indicator {
        unit: "USD",
        ..count(
            "admitted_money_sum",
            "money of those admitted to a pathway, before its fee",
            &[Total, Pathway],
        )
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
        paragraphs: "14, 49",
        ..count("public_cost", "what policies and pathways cost the public", &[Total, Spending])
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
    count(
        "arrivals_counted",
        "people whom observers counted as they came into a destination; those stopped on the way are not among them",
        &[Total, Country],
    ),
    count(
        "arrivals_counted_from",
        "the same by where they come from: the country and the place of their community",
        &[Total, Country, Place],
    ),
    count("deaths_recorded", "deaths that would have been recorded", &[Total, Country, Leg]),
    Indicator {
        unit: "seats",
        ..count(
            "unmet_demand",
            "takers of a leg with a smuggler who found no seat that day, once each",
            &[Total],
        )
    },
];
