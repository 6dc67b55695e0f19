//! Indicators of what fees are made of and how they are spread, and of money that is followed.

use super::{count, ratio};
use crate::catalogue::{Aggregate, Better, Indicator, Sample, ScopeKind};
use ScopeKind::{Country, Leg, Total};

const EVERY: &[ScopeKind] = &[Total, Leg];

const fn part(name: &'static str, sum: &'static str, meaning: &'static str) -> Indicator {
    Indicator { paragraphs: "40", ..ratio(name, "USD", meaning, (sum, "passengers", 1.0), EVERY) }
}

const fn sum(name: &'static str, meaning: &'static str) -> Indicator {
    Indicator { unit: "USD", paragraphs: "40", ..count(name, meaning, EVERY) }
}

const fn quantile(
    name: &'static str,
    meaning: &'static str,
    sample: Sample,
    share: f64,
    scopes: &'static [ScopeKind],
) -> Indicator {
    let aggregate = Aggregate::Quantile { sample, share };
    Indicator { unit: "USD", paragraphs: "40", aggregate, ..count(name, meaning, scopes) }
}

pub(super) const FEES: &[Indicator] = &[
    part("fee_transport", "fee_transport_sum", "of the mean fee of a leg: fuel, hire, wear and food"),
    part("fee_crew", "fee_crew_sum", "of the mean fee of a leg: the crew"),
    part("fee_bribes", "fee_bribes_sum", "of the mean fee of a leg: bribes at posts, as expected"),
    part("fee_tax", "fee_tax_sum", "of the mean fee of a leg: those who hold the way"),
    part(
        "fee_vehicle",
        "fee_vehicle_sum",
        "of the mean fee of a leg: expected loss of the vehicle, on the way or by seizure",
    ),
    part("fee_penalty", "fee_penalty_sum", "of the mean fee of a leg: expected sentences of stopped crews"),
    part("fee_arrests", "fee_arrests_sum", "of the mean fee of a leg: expected arrests after investigations"),
    part("fee_proceeds", "fee_proceeds_sum", "of the mean fee of a leg: moving what is earned"),
    part("fee_markup", "fee_markup_sum", "of the mean fee of a leg: the rest, for fixed cost and profit"),
    sum("fee_transport_sum", "fuel, hire, wear and food that passengers are expected to cost"),
    sum("fee_crew_sum", "crews that passengers are expected to cost"),
    sum("fee_bribes_sum", "bribes that passengers are expected to cost"),
    sum("fee_tax_sum", "territory tax that passengers are expected to cost"),
    sum("fee_vehicle_sum", "loss of vehicles that passengers are expected to cost"),
    sum("fee_penalty_sum", "sentences that passengers are expected to cost"),
    sum("fee_arrests_sum", "arrests after investigations that passengers are expected to cost"),
    sum("fee_proceeds_sum", "what firms pay for moving what they earned"),
    sum("fee_markup_sum", "fees received beyond what passengers are expected to cost"),
    quantile("fee_q10", "tenth percentile of fees agreed for a leg", Sample::LegFees, 0.1, EVERY),
    quantile("fee_q50", "median of fees agreed for a leg", Sample::LegFees, 0.5, EVERY),
    quantile("fee_q90", "ninetieth percentile of fees agreed for a leg", Sample::LegFees, 0.9, EVERY),
    quantile(
        "journey_fee_q10",
        "tenth percentile of all fees of a journey that arrived with a smuggler's help",
        Sample::JourneyFees,
        0.1,
        &[Total],
    ),
    quantile(
        "journey_fee_q50",
        "median of all fees of a journey that arrived with a smuggler's help",
        Sample::JourneyFees,
        0.5,
        &[Total],
    ),
    quantile(
        "journey_fee_q90",
        "ninetieth percentile of all fees of a journey that arrived with a smuggler's help",
        Sample::JourneyFees,
        0.9,
        &[Total],
    ),
    Indicator {
        unit: "USD",
        better: Better::Neither,
        paragraphs: "2, 8, 40, 46",
        ..count("assets_taken", "assets of firms taken after their money was found", &[Total, Country, Leg])
    },
    Indicator {
        unit: "USD",
        paragraphs: "2, 8, 40, 46",
        ..count("assets_taken_networks", "of these, assets of networks", &[Total])
    },
];
