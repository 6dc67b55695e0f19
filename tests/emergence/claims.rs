//! Each claim holds, goes with its cause, and is in the table; and what a pair alone does not say of it.

use std::sync::atomic::AtomicBool;

use wayfare::experiment::{self, Design, Uncertainty};
use wayfare::outcomes::{Record, Scope};
use wayfare::world::{CountryId, PlaceId};

use crate::claim::{Claim, Left, SEEDS};
use crate::failing::FAILING;
use crate::list::CLAIMS;
use crate::measures::{flow, money_of_admitted, total};
use crate::{load, run};

#[test]
fn each_claim_holds_at_the_defaults() {
    let fails = |claim: &&Claim| !claim.at_the_defaults().holds();
    let failing: Vec<&str> = CLAIMS.iter().filter(fails).map(|claim| claim.what).collect();
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Kept so that it is seen if it changes.
#[test]
fn each_claim_told_to_fail_fails_at_the_defaults() {
    let holds = |claim: &&Claim| claim.at_the_defaults().holds();
    let holding: Vec<&str> = FAILING.iter().filter(holds).map(|claim| claim.what).collect();
    assert!(holding.is_empty(), "{holding:#?}");
}

#[test]
fn each_effect_goes_with_the_mechanism_that_causes_it() {
    for claim in CLAIMS.iter().chain(FAILING) {
        let Some((mechanism, left)) = claim.cause else { continue };
        let rest = claim.without(mechanism);
        // Looked at only where it matters, since it takes as many runs again.
        let full = || claim.at_the_defaults().mean;
        let is_small = || rest.mean.abs() <= 3.0 * rest.error || rest.mean.abs() <= 0.05 * full().abs();
        let gone = match left {
            Left::Nothing => is_small(),
            Left::NothingOrTheReverse => rest.mean <= 0.0 || is_small(),
            Left::Less => rest.mean < 0.67 * full(),
        };
        assert!(gone, "{} without {mechanism}: {rest:?}", claim.what);
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
fn where_there_is_no_other_way_the_displacement_index_is_zero() {
    let index = |folder| {
        let scenarios = ["baseline", "control"].map(|name| load(folder, name)).into();
        let uncertainty = Uncertainty::Fixed;
        let design = Design { scenarios, replicates: 1, seed: 1, jobs: 1, uncertainty, precision: None };
        let ensemble = experiment::run(design, &AtomicBool::new(false), &|_| ());
        ensemble.replicates[0].records[1].total("displacement_index", Scope::Total)
    };
    let [two_ways, one_way] = ["displacement", "one-way"].map(index);
    println!("displacement index: {two_ways:.3} with a track beside the road, {one_way:.3} without");
    assert!(two_ways > 0.05 && one_way == 0.0, "{two_ways} {one_way}");
}

#[test]
fn a_pathway_with_room_empties_the_trade_and_a_small_one_is_soon_full() {
    let revenue = |name: &str| {
        let world = load("pathways", name);
        SEEDS.map(|seed| total(&run(&world, seed), "smuggler_revenue")).sum::<f64>()
    };
    let [baseline, room, small] = ["baseline", "with-room", "small"].map(revenue);
    assert!(room < 0.2 * baseline, "{room} of {baseline}");
    assert!(small > 0.5 * baseline, "{small} of {baseline}");
    // 300 places a year for a year and a half, less those who are still on their way.
    let regular = total(&run(&load("pathways", "small"), 1), "departures_regular");
    assert!((430.0..=460.0).contains(&regular), "{regular} regular departures");
}

#[test]
fn a_dear_pathway_takes_people_with_more_money_and_a_small_one_does_not() {
    let mean = |name: &str| {
        let world = load("pathways", name);
        SEEDS.map(|seed| money_of_admitted(&run(&world, seed))).sum::<f64>() / 12.0
    };
    let [dear, small, room] = ["baseline", "small", "with-room"].map(mean);
    println!("money of those admitted: {dear:.0} small and dear, {small:.0} small, {room:.0} with room");
    assert!(dear > 1.1 * room && small < 1.1 * room, "{dear} {small} {room}");
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

/// What borders alone and what pathway, papers and posts together leave of a number, as a share of it.
fn left_by(indicator: &str, off: &[&'static str]) -> [f64; 2] {
    let sum = |name: &str| {
        let mut world = load("together", name);
        world.without.extend(off);
        SEEDS.map(|seed| total(&run(&world, seed), indicator)).sum::<f64>()
    };
    let [baseline, borders, together] = ["baseline", "borders", "together"].map(sum);
    [borders / baseline, together / baseline]
}

#[test]
fn pathway_papers_and_posts_together_leave_fewer_to_smugglers_than_borders_alone() {
    let [borders, together] = left_by("departures_smuggled", &[]);
    println!("left of legs with a smuggler: {borders:.3} by borders alone, {together:.3} together");
    assert!(borders > 0.5 && together < 0.05, "{borders} {together}");
    // Where papers can be got borders send people to get some; where not, to the smugglers.
    let [borders_without, _] = left_by("departures_smuggled", &["papers"]);
    println!("left by borders alone where nobody gets papers: {borders_without:.3}");
    assert!(borders < 0.9 && borders_without > 1.05, "{borders} {borders_without}");
}

#[test]
fn control_alone_leaves_most_irregular_arrivals_and_feeds_the_trade() {
    let sums = |indicator: &str| {
        ["baseline", "control", "with-room", "control-and-room"].map(|name| {
            let world = load("pathways", name);
            SEEDS.map(|seed| total(&run(&world, seed), indicator)).sum::<f64>()
        })
    };
    let [nothing, control, room, both] = sums("arrivals_irregular");
    let [revenue, under_control, _, with_both] = sums("smuggler_revenue");
    println!("irregular arrivals: {:.3} {:.3} {:.3}", control / nothing, room / nothing, both / nothing);
    println!("revenue: {:.3} {:.3}", under_control / revenue, with_both / revenue);
    assert!(control > 0.9 * nothing && room < 0.1 * nothing && both < room);
    assert!(under_control > revenue && with_both < 0.1 * revenue);
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
