//! The claims: what a policy changes in a pair of scenarios, why, and what is left without the cause.

use rayon::prelude::*;

use wayfare::outcomes::{Record, Scope};
use wayfare::world::{CountryId, LegId, PlaceId, Scenario};

use crate::{load, mean_and_error, run};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=12;

/// What is left of an effect when its cause is switched off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Left {
    /// Nothing that can be told from chance, or less than a twentieth.
    Nothing,
    /// Nothing, or an effect of the other sign.
    NothingOrTheReverse,
    /// Less than two thirds of it.
    Less,
}

/// One effect of one policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    /// Its number in the list of what should emerge.
    pub(crate) number: &'static str,
    pub(crate) folder: &'static str,
    pub(crate) policy: &'static str,
    pub(crate) what: &'static str,
    /// The measure before and after, in the direction in which it should grow.
    pub(crate) measure: fn(&Record) -> f64,
    /// The mechanism that should cause it, and what is left without.
    pub(crate) cause: Option<(&'static str, Left)>,
}

fn flow(record: &Record, leg: u16) -> f64 {
    record.total("flow", Scope::Leg(LegId(leg)))
}

fn total(record: &Record, indicator: &str) -> f64 {
    record.total(indicator, Scope::Total)
}

pub(crate) const CLAIMS: &[Claim] = &[
    Claim {
        number: "1",
        folder: "displacement",
        policy: "control",
        what: "more people on the track",
        measure: |r| flow(r, 1),
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "1",
        folder: "displacement",
        policy: "control",
        what: "higher mean hazard of the ways taken",
        measure: |r| total(r, "mean_route_hazard"),
        cause: Some(("information", Left::NothingOrTheReverse)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "with-room",
        what: "less revenue of smugglers",
        measure: |r| -total(r, "smuggler_revenue"),
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "3",
        folder: "pathways",
        policy: "small",
        what: "more people leave regularly",
        measure: |r| total(r, "departures_regular"),
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "4",
        folder: "papers",
        policy: "papers",
        what: "fewer passengers with cheap papers",
        measure: |r| -total(r, "passengers"),
        cause: Some(("papers", Left::Nothing)),
    },
    Claim {
        number: "4",
        folder: "papers",
        policy: "papers-and-posts",
        what: "fewer passengers with cheap papers and honest posts",
        measure: |r| -total(r, "passengers"),
        cause: Some(("papers", Left::Nothing)),
    },
    Claim {
        number: "4",
        folder: "forgery",
        policy: "security",
        what: "more passengers where papers are hard to forge and dear to get",
        measure: |r| total(r, "passengers"),
        cause: Some(("papers", Left::Nothing)),
    },
    Claim {
        number: "¶61",
        folder: "onward",
        policy: "free",
        what: "fewer people with status carried on by smugglers under free movement",
        measure: |r| -total(r, "passengers_secondary"),
        cause: Some(("after_arrival", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "campaign",
        policy: "campaign",
        what: "more departures after a true campaign where danger was over-estimated",
        measure: |r| flow(r, 0),
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "peers",
        what: "fewer irregular departures where people who went tell of the danger",
        measure: |r| -flow(r, 0),
        cause: Some(("information", Left::Nothing)),
    },
    Claim {
        number: "7",
        folder: "danger",
        policy: "pathway",
        what: "fewer irregular departures where there is an alternative",
        measure: |r| -flow(r, 0),
        cause: Some(("pathways", Left::Nothing)),
    },
    Claim {
        number: "8",
        folder: "readmission",
        policy: "lottery",
        what: "the country of origin takes more people back where there is a lottery",
        measure: |r| total(r, "readmission_will_mean"),
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "10",
        folder: "support",
        policy: "support",
        what: "more departures of the very poor",
        measure: |r| flow(r, 0),
        cause: Some(("capability", Left::NothingOrTheReverse)),
    },
    Claim {
        number: "10",
        folder: "support",
        policy: "support",
        what: "fewer departures where income is higher",
        measure: |r| -flow(r, 1),
        cause: None,
    },
    Claim {
        number: "11",
        folder: "hub",
        policy: "closed",
        what: "less income of the hub",
        measure: |r| -r.total("hub_income", Scope::Place(PlaceId(2))),
        cause: None,
    },
    Claim {
        number: "11",
        folder: "hub",
        policy: "closed",
        what: "less will to enforce",
        measure: |r| -r.total("enforcement_will_mean", Scope::Country(CountryId(2))),
        cause: Some(("state_interest", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "tax",
        what: "dearer passage on the road that is taxed",
        measure: |r| r.total("fee_mean", Scope::Leg(LegId(0))),
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "tax",
        what: "more people made to carry, since they cannot pay",
        measure: |r| total(r, "forced_carrying"),
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "12",
        folder: "tax",
        policy: "high-tax",
        what: "more deaths per 1,000 journeys under a high tax",
        measure: |r| total(r, "deaths_per_1000_attempts"),
        cause: Some(("organised_crime", Left::Nothing)),
    },
    Claim {
        number: "13",
        folder: "pay",
        policy: "pay",
        what: "fewer bribes where pay contents (elasticity −0.5)",
        measure: |r| -total(r, "bribes_paid"),
        cause: Some(("corruption", Left::Nothing)),
    },
    Claim {
        number: "13",
        folder: "appetite",
        policy: "pay",
        what: "more bribes where pay whets the appetite (elasticity +0.5)",
        measure: |r| total(r, "bribes_paid"),
        cause: Some(("corruption", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "arrests",
        policy: "drivers",
        what: "higher concentration where drivers are arrested",
        measure: |r| total(r, "hhi"),
        cause: Some(("prosecution", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "arrests",
        policy: "drivers",
        what: "a larger share of networks where drivers are arrested",
        measure: |r| total(r, "network_share"),
        cause: Some(("prosecution", Left::Nothing)),
    },
    Claim {
        number: "2",
        folder: "consolidation",
        policy: "law",
        what: "higher concentration under a law with heavy sentences",
        measure: |r| total(r, "hhi"),
        cause: Some(("consolidation", Left::Less)),
    },
    Claim {
        number: "9",
        folder: "sharing",
        policy: "sharing",
        what: "fewer passengers of networks where countries share information",
        measure: |r| -total(r, "network_passengers"),
        cause: Some(("cooperation", Left::Nothing)),
    },
    Claim {
        number: "14",
        folder: "gender",
        policy: "unequal",
        what: "more women with a smuggler where being alone is riskier for them",
        measure: |r| total(r, "smuggled_share_women"),
        cause: Some(("harm", Left::Nothing)),
    },
    Claim {
        number: "14",
        folder: "gender",
        policy: "unequal",
        what: "more abuse of women per leg",
        measure: |r| total(r, "abuses_women") / total(r, "departures_women"),
        cause: Some(("harm", Left::Nothing)),
    },
];

/// An effect over several seeds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effect {
    pub(crate) mean: f64,
    pub(crate) error: f64,
    /// The mean over the measure's size in the baseline.
    pub(crate) relative: f64,
}

impl Claim {
    pub(crate) fn pair(&self) -> [Scenario; 2] {
        [load(self.folder, "baseline"), load(self.folder, self.policy)]
    }

    /// The change of the measure by the policy, seed by seed.
    pub(crate) fn effect(&self, pair: &[Scenario; 2], seeds: std::ops::RangeInclusive<u64>) -> Effect {
        let seeds: Vec<u64> = seeds.collect();
        let both = |seed: &u64| [0, 1].map(|side| (self.measure)(&run(&pair[side], *seed)));
        let measured: Vec<[f64; 2]> = seeds.par_iter().map(both).collect();
        let (mean, error) = mean_and_error(&measured.iter().map(|[a, b]| b - a).collect::<Vec<_>>());
        let level = measured.iter().map(|[a, _]| a.abs()).sum::<f64>() / measured.len() as f64;
        Effect { mean, error, relative: mean / level }
    }

    pub(crate) fn at_the_defaults(&self) -> Effect {
        self.effect(&self.pair(), SEEDS)
    }

    pub(crate) fn without(&self, mechanism: &'static str) -> Effect {
        let mut pair = self.pair();
        pair.iter_mut().for_each(|scenario| scenario.without.push(mechanism));
        self.effect(&pair, SEEDS)
    }
}

#[test]
fn each_claim_holds_at_the_defaults() {
    let fails = |claim: &&Claim| {
        let effect = claim.at_the_defaults();
        !(effect.mean > 3.0 * effect.error && effect.mean > 0.0)
    };
    let failing: Vec<&str> = CLAIMS.iter().filter(fails).map(|claim| claim.what).collect();
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn each_effect_goes_with_the_mechanism_that_causes_it() {
    for claim in CLAIMS {
        let Some((mechanism, left)) = claim.cause else { continue };
        let (full, rest) = (claim.at_the_defaults(), claim.without(mechanism));
        let small = (0.05 * full.mean).max(3.0 * rest.error);
        let gone = match left {
            Left::Nothing => rest.mean.abs() <= small,
            Left::NothingOrTheReverse => rest.mean <= small,
            Left::Less => rest.mean < 0.67 * full.mean,
        };
        assert!(gone, "{} without {mechanism}: {rest:?} of {full:?}", claim.what);
    }
}

#[test]
fn where_there_is_no_other_way_control_moves_nobody_to_a_deadlier_one() {
    let (before, after) = (run(&load("one-way", "baseline"), 1), run(&load("one-way", "control"), 1));
    let hazard = |record: &Record| total(record, "mean_route_hazard");
    assert!((hazard(&after) - hazard(&before)).abs() < 1e-9);
    assert!(total(&after, "interceptions") > 2.0 * total(&before, "interceptions"));
}

#[test]
fn a_pathway_with_room_empties_the_trade_and_a_small_one_is_soon_full() {
    let [baseline, room, small] =
        ["baseline", "with-room", "small"].map(|name| run(&load("pathways", name), 1));
    let revenue = |record: &Record| total(record, "smuggler_revenue");
    assert!(revenue(&room) < 0.2 * revenue(&baseline));
    assert!(revenue(&small) > 0.5 * revenue(&baseline));
    // 300 places a year for a year and a half, less those who are still on their way.
    let regular = total(&small, "departures_regular");
    assert!((430.0..=460.0).contains(&regular), "{regular} regular departures");
}

#[test]
fn places_go_to_the_best_placed_where_there_are_few() {
    let [room, small] = ["with-room", "small"].map(|name| run(&load("pathways", name), 1));
    let money = |record: &Record| total(record, "admitted_money_mean");
    assert!(money(&small) > 1.2 * money(&room), "{} and {}", money(&small), money(&room));
    assert!(total(&small, "pathway_queue_mean") > 10.0);
}

#[test]
fn an_alternative_keeps_more_people_from_a_danger_than_a_campaign_does() {
    let departures = |name: &str| {
        let scenario = load("danger", name);
        SEEDS.map(|seed| flow(&run(&scenario, seed), 0)).sum::<f64>()
    };
    let [baseline, campaign, peers, pathway] = ["baseline", "campaign", "peers", "pathway"].map(departures);
    let [told, by_peers, offered] = [campaign, peers, pathway].map(|with| 1.0 - with / baseline);
    println!(
        "fewer departures: {told:.4} by the campaign, {by_peers:.4} by peers, {offered:.4} by the pathway"
    );
    assert!(told.abs() < 0.1 && offered > 3.0 * told.abs(), "{told:.4} and {offered:.4}");
    // Peers do more than a campaign that says the same, since they are trusted, and far less than a way.
    assert!(by_peers > told && by_peers < 0.3 * offered, "{by_peers:.4} by peers, {told:.4} by the campaign");
}

#[test]
fn papers_and_posts_together_leave_few_to_the_smugglers() {
    let [baseline, both] =
        ["baseline", "papers-and-posts"].map(|name| total(&run(&load("papers", name), 1), "passengers"));
    assert!(baseline > 1_000.0 && both < 0.3 * baseline, "{both} of {baseline}");
}

/// The mean of an indicator over the first and the last year of a run.
fn first_and_last_year(record: &Record, indicator: &str, scope: Scope) -> [f64; 2] {
    let values = &record.track(indicator, scope).unwrap().values;
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
    [mean(&values[..12]), mean(&values[values.len() - 12..])]
}

#[test]
fn readmission_fades_without_an_incentive_and_less_so_with_one() {
    let will = |name: &str| {
        let record = run(&load("readmission", name), 1);
        first_and_last_year(&record, "readmission_will_mean", Scope::Country(CountryId(0)))
    };
    let [alone, lottery, incentive] = ["baseline", "lottery", "incentive"].map(will);
    println!("first and last year: {alone:.3?} alone, {lottery:.3?} lottery, {incentive:.3?} incentive");
    let fades = |will: [f64; 2]| 1.0 - will[1] / will[0];
    assert!(fades(alone) > 0.15, "{alone:?}");
    // A lottery of this size slows the fading down and does not stop it.
    assert!(fades(lottery) < 0.8 * fades(alone) && lottery[1] > alone[1], "{alone:?} {lottery:?}");
    assert!(fades(incentive) < 0.05, "{incentive:?}");
}

#[test]
fn hard_control_that_does_not_close_a_trade_makes_a_hub_earn_more() {
    let income = |name: &str| run(&load("hub", name), 1).total("hub_income", Scope::Place(PlaceId(2)));
    let [open, control, closed] = ["baseline", "control", "closed"].map(income);
    println!("the hub earns {open:.0}, under control {control:.0}, closed {closed:.0}");
    assert!(control > 1.2 * open && closed < 0.3 * open, "{open:.0} {control:.0} {closed:.0}");
}

#[test]
fn other_work_at_a_hub_keeps_up_the_will_to_enforce() {
    let will = |name: &str| {
        let record = run(&load("hub", name), 1);
        first_and_last_year(&record, "enforcement_will_mean", Scope::Country(CountryId(2)))
    };
    let [open, closed, work] = ["baseline", "closed", "closed-with-work"].map(will);
    println!("will in the first and last year: {open:.3?} open, {closed:.3?} closed, {work:.3?} with work");
    assert!(closed[0] < open[0] && work[0] > closed[0], "{open:?} {closed:?} {work:?}");
}
