//! The claims that do not come out, kept so that it is seen if that changes.

use crate::claim::{Claim, Left, Measure};
use crate::measures::{bribes, fall_of_irregular_arrivals, fall_of_passengers, money_of_admitted, total};

/// Claims that fail at the defaults: the reverse comes out, or nothing that can be told from chance. They stand in
/// the table like the others.
pub(crate) const FAILING: &[Claim] = &[
    Claim {
        number: "2",
        folder: "arrests",
        policy: "organisers",
        what: "concentration no higher where organisers are arrested",
        measure: Measure::Change(|r| -total(r, "hhi")),
        cause: Some(("prosecution", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "arrests",
        policy: "organisers",
        what: "no larger share of networks where organisers are arrested",
        measure: Measure::Change(|r| -total(r, "network_share")),
        cause: Some(("prosecution", Left::Nothing)),
    },
    Claim {
        number: "5",
        folder: "papers",
        policy: "baseline",
        what: "holders of papers pay more at posts than clients",
        measure: Measure::Within(bribes),
        cause: Some(("corruption", Left::Nothing)),
    },
    Claim {
        number: "6",
        folder: "pass-through",
        policy: "can-stay-law",
        what: "a larger share of passengers gives up where staying is an option",
        measure: Measure::Changes {
            from: "can-stay",
            less: ["cannot-stay", "cannot-stay-law"],
            of: fall_of_passengers,
        },
        cause: None,
    },
    Claim {
        number: "¶40",
        folder: "journeys",
        policy: "journeys",
        what: "cheaper journeys where one network sells both legs as one",
        measure: Measure::Change(|r| -total(r, "journey_fee_mean")),
        cause: Some(("through_offers", Left::Nothing)),
    },
    Claim {
        number: "¶56",
        folder: "journeys",
        policy: "journeys",
        what: "more people arrive where one network sells both legs as one",
        measure: Measure::Change(|r| total(r, "arrivals_irregular")),
        cause: Some(("through_offers", Left::Nothing)),
    },
    Claim {
        number: "9",
        folder: "sharing",
        policy: "sharing",
        what: "more organisers arrested where countries share information",
        measure: Measure::Change(|r| total(r, "arrests_organisers")),
        cause: Some(("cooperation", Left::Nothing)),
    },
    Claim {
        number: "9",
        folder: "networks",
        policy: "sharing",
        what: "more organisers of networks arrested where there are networks only",
        measure: Measure::Change(|r| total(r, "arrests_organisers")),
        cause: Some(("cooperation", Left::Nothing)),
    },
    Claim {
        number: "¶41",
        folder: "pathways",
        policy: "control-and-small",
        what: "control takes away a larger share of irregular arrivals where there is a small pathway",
        measure: Measure::Changes {
            from: "small",
            less: ["baseline", "control"],
            of: fall_of_irregular_arrivals,
        },
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "¶66",
        folder: "together",
        policy: "borders",
        what: "a larger share of irregular legs with a smuggler under borders alone",
        measure: Measure::Change(|r| total(r, "smuggled_share")),
        cause: Some(("interception", Left::Nothing)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "small",
        what: "people with more money are admitted where the pathway is small",
        measure: Measure::Beside { other: "with-room", of: money_of_admitted },
        cause: None,
    },
    Claim {
        number: "¶66",
        folder: "pathways",
        policy: "control",
        what: "more legs with a smuggler under control alone",
        measure: Measure::Change(|r| total(r, "departures_smuggled")),
        cause: Some(("interception", Left::Nothing)),
    },
];
