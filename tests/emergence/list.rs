//! The claims: what a policy changes in a small world, why, and what is left without the cause.

use wayfare::outcomes::{Record, Scope};
use wayfare::world::{CountryId, LegId, PlaceId};

use crate::claim::{Claim, Left, Measure};

pub(crate) fn flow(record: &Record, leg: u16) -> f64 {
    record.total("flow", Scope::Leg(LegId(leg)))
}

pub(crate) fn total(record: &Record, indicator: &str) -> f64 {
    record.total(indicator, Scope::Total)
}

/// What is paid at posts for a client and by a holder of papers (USD/leg).
fn bribes(record: &Record) -> [f64; 2] {
    ["bribe_per_client", "bribe_per_holder"].map(|indicator| total(record, indicator))
}

fn rise_of_fee([before, after]: [&Record; 2]) -> f64 {
    total(after, "fee_mean") - total(before, "fee_mean")
}

fn fall_of_passengers([before, after]: [&Record; 2]) -> f64 {
    1.0 - total(after, "passengers") / total(before, "passengers")
}

fn irregular_arrivals(record: &Record) -> f64 {
    total(record, "arrivals_irregular")
}

fn fall_of_irregular_arrivals([before, after]: [&Record; 2]) -> f64 {
    1.0 - irregular_arrivals(after) / irregular_arrivals(before)
}

/// Journeys that are not a second try: the purse decides on those of people who were sent home.
fn first_journeys(record: &Record) -> f64 {
    total(record, "attempts") - total(record, "attempts_repeat")
}

fn first_journeys_left([before, after]: [&Record; 2]) -> f64 {
    first_journeys(after) / first_journeys(before)
}

/// The mean of an indicator over a year of a run, counted from 0.
fn in_year(record: &Record, indicator: &str, scope: Scope, year: usize) -> f64 {
    record.track(indicator, scope).unwrap().values[12 * year..12 * (year + 1)].iter().sum::<f64>() / 12.0
}

/// The share of those whom it is asked to take back that the country of origin takes, in the first year and in
/// the fourth.
fn will_to_readmit(record: &Record) -> [f64; 2] {
    [0, 3].map(|year| in_year(record, "readmission_will_mean", Scope::Country(CountryId(0)), year))
}

fn will_to_enforce(record: &Record) -> f64 {
    record.total("enforcement_will_mean", Scope::Country(CountryId(2)))
}

/// People in the queue in the third month.
fn soon_waiting(record: &Record) -> f64 {
    record.track("pathway_queue_mean", Scope::Total).unwrap().values[2]
}

/// Money of those admitted in the second half of the run, when hardly anybody is left in the queue who came to
/// it before the policy (USD).
pub(crate) fn money_of_admitted(record: &Record) -> f64 {
    let late = |indicator| {
        let values = &record.track(indicator, Scope::Total).unwrap().values;
        values[values.len() / 2..].iter().sum::<f64>()
    };
    late("admitted_money_sum") / late("departures_regular")
}

/// Claims that hold at the defaults.
pub(crate) const CLAIMS: &[Claim] = &[
    Claim {
        number: "1",
        folder: "displacement",
        policy: "control",
        what: "more people on the track",
        measure: Measure::Change(|r| flow(r, 1)),
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "1",
        folder: "displacement",
        policy: "control",
        what: "higher mean hazard of the ways taken",
        measure: Measure::Change(|r| total(r, "mean_route_hazard")),
        cause: Some(("information", Left::NothingOrTheReverse)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "with-room",
        what: "less revenue of smugglers",
        measure: Measure::Change(|r| -total(r, "smuggler_revenue")),
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "small",
        what: "more people leave regularly",
        measure: Measure::Change(|r| total(r, "departures_regular")),
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "4",
        folder: "papers",
        policy: "papers",
        what: "fewer passengers with cheap papers",
        measure: Measure::Change(|r| -total(r, "passengers")),
        cause: Some(("papers", Left::Nothing)),
    },
    Claim {
        number: "4",
        folder: "papers",
        policy: "papers-and-posts",
        what: "fewer passengers with cheap papers and honest posts",
        measure: Measure::Change(|r| -total(r, "passengers")),
        cause: Some(("papers", Left::Nothing)),
    },
    Claim {
        number: "4",
        folder: "forgery",
        policy: "security",
        what: "more passengers where papers are hard to forge and dear to get",
        measure: Measure::Change(|r| total(r, "passengers")),
        cause: Some(("papers", Left::Nothing)),
    },
    Claim {
        number: "5",
        folder: "papers",
        policy: "extortion",
        what: "holders of papers pay more than clients where officials extort and small sums weigh less",
        measure: Measure::Within(bribes),
        cause: Some(("corruption", Left::Nothing)),
    },
    Claim {
        number: "6",
        folder: "pass-through",
        policy: "at-cost-law",
        what: "sellers at cost pass on more of a rise in cost than a sole seller",
        measure: Measure::Changes { from: "at-cost", less: ["one", "one-law"], of: rise_of_fee },
        cause: None,
    },
    Claim {
        number: "6",
        folder: "pass-through",
        policy: "ten-law",
        what: "ten sellers pass on more of it than a sole seller",
        measure: Measure::Changes { from: "ten", less: ["one", "one-law"], of: rise_of_fee },
        cause: None,
    },
    Claim {
        number: "¶61",
        folder: "onward",
        policy: "free",
        what: "fewer people with status carried on by smugglers under free movement",
        measure: Measure::Change(|r| -total(r, "passengers_secondary")),
        cause: Some(("after_arrival", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "campaign",
        policy: "campaign",
        what: "more departures after a true campaign where danger was over-estimated",
        measure: Measure::Change(|r| flow(r, 0)),
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "peers",
        what: "fewer irregular departures where people who went tell of the danger",
        measure: Measure::Change(|r| -flow(r, 0)),
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "pathway",
        what: "fewer irregular departures where there is an alternative",
        measure: Measure::Change(|r| -flow(r, 0)),
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "8",
        folder: "readmission",
        policy: "lottery",
        what: "the country of origin takes more people back where there is a lottery",
        measure: Measure::Change(|r| total(r, "readmission_will_mean")),
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "10",
        folder: "support",
        policy: "support",
        what: "more departures of the very poor",
        measure: Measure::Change(|r| flow(r, 0)),
        cause: Some(("capability", Left::NothingOrTheReverse)),
    },
    Claim {
        number: "10",
        folder: "support",
        policy: "support",
        what: "fewer departures where income is higher",
        measure: Measure::Change(|r| -flow(r, 1)),
        cause: None,
    },
    Claim {
        number: "11",
        folder: "hub",
        policy: "closed",
        what: "less income of the hub",
        measure: Measure::Change(|r| -r.total("hub_income", Scope::Place(PlaceId(2)))),
        cause: None,
    },
    Claim {
        number: "11",
        folder: "hub",
        policy: "closed",
        what: "less will to enforce",
        measure: Measure::Change(|r| -r.total("enforcement_will_mean", Scope::Country(CountryId(2)))),
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "tax",
        what: "dearer passage on the road that is taxed",
        measure: Measure::Change(|r| r.total("fee_mean", Scope::Leg(LegId(0)))),
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "tax",
        what: "more people made to carry, since they cannot pay",
        measure: Measure::Change(|r| total(r, "forced_carrying")),
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "high-tax",
        what: "more deaths per 1,000 journeys under a high tax",
        measure: Measure::Change(|r| total(r, "deaths_per_1000_attempts")),
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "13",
        folder: "pay",
        policy: "pay",
        what: "fewer bribes where pay contents (elasticity −0.5)",
        measure: Measure::Change(|r| -total(r, "bribes_paid")),
        cause: Some(("corruption", Left::Nothing)),
    },
    Claim {
        number: "13",
        folder: "appetite",
        policy: "pay",
        what: "more bribes where pay whets the appetite (elasticity +0.5)",
        measure: Measure::Change(|r| total(r, "bribes_paid")),
        cause: Some(("corruption", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "arrests",
        policy: "drivers",
        what: "higher concentration where drivers are arrested",
        measure: Measure::Change(|r| total(r, "hhi")),
        cause: Some(("prosecution", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "arrests",
        policy: "drivers",
        what: "a larger share of networks where drivers are arrested",
        measure: Measure::Change(|r| total(r, "network_share")),
        cause: Some(("prosecution", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "consolidation",
        policy: "law",
        what: "higher concentration under a law with heavy sentences",
        measure: Measure::Change(|r| total(r, "hhi")),
        cause: Some(("consolidation", Left::Less)),
    },
    Claim {
        number: "9",
        folder: "sharing",
        policy: "sharing",
        what: "fewer passengers of networks where countries share information",
        measure: Measure::Change(|r| -total(r, "network_passengers")),
        cause: Some(("cooperation", Left::Nothing)),
    },
    Claim {
        number: "14",
        folder: "gender",
        policy: "unequal",
        what: "more women with a smuggler where being alone is riskier for them",
        measure: Measure::Change(|r| total(r, "smuggled_share_women")),
        cause: Some(("harm", Left::Nothing)),
    },
    Claim {
        number: "14",
        folder: "gender",
        policy: "unequal",
        what: "more abuse of women per leg",
        measure: Measure::Change(|r| total(r, "abuses_women") / total(r, "departures_women")),
        cause: Some(("harm", Left::Nothing)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "small",
        what: "people soon wait for a small one",
        measure: Measure::Beside { other: "with-room", of: soon_waiting },
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "peers",
        what: "fewer irregular departures by peers than by a campaign that says the same",
        measure: Measure::Beside { other: "campaign", of: |r| -flow(r, 0) },
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "pathway",
        what: "fewer irregular departures by an alternative than by peers",
        measure: Measure::Beside { other: "peers", of: |r| -flow(r, 0) },
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "pathway",
        what: "fewer irregular departures by an alternative than by a campaign",
        measure: Measure::Beside { other: "campaign", of: |r| -flow(r, 0) },
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "8",
        folder: "readmission",
        policy: "baseline",
        what: "more people taken back in the first year than in the fourth, without an incentive",
        measure: Measure::Within(|r| {
            let [first, fourth] = will_to_readmit(r);
            [fourth, first]
        }),
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "8",
        folder: "readmission",
        policy: "lottery",
        what: "less of that is lost from the first year to the fourth where there is a lottery",
        measure: Measure::Change(|r| {
            let [first, fourth] = will_to_readmit(r);
            fourth / first
        }),
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "11",
        folder: "hub",
        policy: "closed-with-work",
        what: "more will to enforce where there is other work than where there is none",
        measure: Measure::Beside { other: "closed", of: will_to_enforce },
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "cannot-stay-tax",
        what: "a larger share still sets out under a high tax where staying is no option",
        measure: Measure::Changes {
            from: "cannot-stay",
            less: ["can-stay", "can-stay-tax"],
            of: first_journeys_left,
        },
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "¶41",
        folder: "pathways",
        policy: "control-and-room",
        what: "fewer irregular arrivals under control with a pathway than under control alone",
        measure: Measure::Beside { other: "control", of: |r| -irregular_arrivals(r) },
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "¶41",
        folder: "pathways",
        policy: "control-and-room",
        what: "control takes away a larger share of irregular arrivals where there is a pathway",
        measure: Measure::Changes {
            from: "with-room",
            less: ["baseline", "control"],
            of: fall_of_irregular_arrivals,
        },
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "¶66",
        folder: "together",
        policy: "together",
        what: "fewer legs with a smuggler under pathway, papers and honest posts than under borders alone",
        measure: Measure::Beside { other: "borders", of: |r| -total(r, "departures_smuggled") },
        cause: Some(("papers", Left::Less)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "baseline",
        what: "people with more money are admitted where a small pathway is dear",
        measure: Measure::Beside { other: "with-room", of: money_of_admitted },
        cause: Some(("capability", Left::NothingOrTheReverse)),
    },
];

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
