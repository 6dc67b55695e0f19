//! Each mechanism can be left out, and what its text promises for that case holds.

use wayfare::catalogue::Aggregate;
use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::{LegId, PlaceId, Scenario, SeriesPoint, SeriesQuantity};

use crate::common::*;

fn run_without(names: &[&'static str]) -> Record {
    run(&without(small(), names), 1)
}

/// With the mechanism the indicator is above zero, without it zero.
fn assert_gone(mechanism: &'static str, indicators: &[&str]) {
    let (with, without) = (run(&small(), 1), run_without(&[mechanism]));
    for indicator in indicators {
        assert!(total(&with, indicator) > 0.0, "no {indicator} with {mechanism}");
        assert_eq!(total(&without, indicator), 0.0, "{indicator} without {mechanism}");
    }
    assert!(total(&without, "attempts") > 1000.0);
}

#[test]
fn without_harm_nobody_dies_or_is_abused() {
    assert_gone("harm", &["deaths", "deaths_recorded", "abuses"]);
}

#[test]
fn without_interception_nobody_is_stopped() {
    assert_gone("interception", &["interceptions", "arrests"]);
}

#[test]
fn without_pathways_there_is_no_regular_way() {
    assert_gone("pathways", &["departures_regular", "arrivals_regular", "pathway_wait_sum"]);
}

#[test]
fn without_after_arrival_nothing_is_sent_home() {
    assert_gone("after_arrival", &["remittances"]);
}

#[test]
fn without_corruption_only_passports_cost_bribes() {
    let bribes = |record: &Record| total(record, "bribes_paid");
    let (with, without) = (run(&small(), 1), run_without(&["corruption"]));
    assert!(0.0 < bribes(&without) && bribes(&without) < bribes(&with));
    assert_eq!(bribes(&run_without(&["corruption", "papers"])), 0.0);
}

#[test]
fn without_papers_nobody_gets_a_passport() {
    // Nobody holds one at first, and the pathway asks for one.
    let mut none = small();
    none.communities.iter_mut().for_each(|c| c.papers_share = Probability::NEVER);
    assert!(total(&run(&none, 1), "departures_regular") > 0.0);
    let record = run(&without(none, &["papers"]), 1);
    assert_eq!(total(&record, "departures_regular"), 0.0);
    // Those who hold one at first keep it.
    assert!(total(&run_without(&["papers"]), "departures_regular") > 0.0);
}

#[test]
fn without_waiting_only_those_wait_who_found_no_seat() {
    // Firms that never lack seats and never close.
    let mut ample = without(stationary(), &["entry_exit"]);
    ample.firm_types.iter_mut().for_each(|kind| (kind.seats_per_week, kind.cash_usd) = (1e6, 1e9));
    set(&mut ample, "entry_exit.initial_share", 1.0);
    let with = run(&ample, 1);
    assert!(total(&with, "waiting_mean") > 10.0);
    let none = run(&without(ample, &["waiting"]), 1);
    assert_eq!((total(&none, "unmet_demand"), total(&none, "waiting_mean")), (0.0, 0.0));
    // Where seats are short, those without one still wait.
    let mut few = without(stationary(), &["waiting"]);
    few.firm_types.iter_mut().for_each(|kind| kind.seats_per_week = 2.0);
    let short = run(&few, 1);
    assert!(total(&short, "unmet_demand") > 0.0 && total(&short, "waiting_mean") > 0.0);
}

#[test]
fn without_capability_money_keeps_nobody_from_going() {
    let (with, without) = (run(&small(), 1), run_without(&["capability"]));
    let started = |record: &Record| total(record, "attempts") / total(record, "aspirations");
    assert!(started(&without) > started(&with), "{} {}", started(&without), started(&with));
    assert_eq!(total(&without, "debt_sum"), 0.0);
}

#[test]
fn without_development_aid_only_costs() {
    let aid = [("projects_usd_person_year", 500.0)];
    let aid = at_places(policy("development_aid", Day(0), &aid), &small(), &["aton"]);
    let off = without(small(), &["development"]);
    let (idle, aided) = (run(&off, 1), run(&crate::common::with(&off, aid.clone()), 1));
    assert_eq!(
        differing(&idle, &aided, usize::MAX, |_| true),
        ["public_cost Total", "public_cost Spending(\"development_aid\")"]
    );
    let (before, after) = (run(&small(), 1), run(&crate::common::with(&small(), aid), 1));
    assert!(total(&after, "aspirations") < total(&before, "aspirations"));
}

#[test]
fn without_returns_nobody_who_was_sent_home_sets_out_again() {
    // On the pair nobody is stopped but to be sent home.
    let mut pair = small();
    pair.communities.remove(0);
    pair.pathways.clear();
    let stops = ["bton-cton", "bton-cton-foot"].map(|id| leg(&pair, id).index());
    stops.iter().for_each(|&l| pair.legs[l].enforced_by = country(&small(), "CLA"));
    let (with, without) = (run(&pair, 1), run(&without(pair, &["returns"]), 1));
    assert!(total(&with, "returns") > 0.0 && total(&without, "returns") > 0.0);
    assert!(total(&with, "attempts_repeat") > 0.0);
    assert_eq!(total(&without, "attempts_repeat"), 0.0);
}

#[test]
fn without_state_interest_countries_take_everybody_back_and_enforce_as_ordered() {
    let scenario = without(small(), &["state_interest"]);
    let order = policy("readmission", Day(-300), &[("ordered_share", 0.5)]);
    let record = run(&crate::common::with(&scenario, in_countries(order, &scenario, &["DLA"])), 1);
    assert!(total(&record, "readmitted") > 0.0);
    assert_eq!(total(&record, "readmission_refused"), 0.0);
    assert!((total(&record, "enforcement_will_mean") - 1.0).abs() < 1e-9);
}

#[test]
fn without_organised_crime_a_takeover_changes_nothing() {
    let numbers = [("territory_tax_usd", 200.0), ("kidnap_risk", 0.2)];
    let takeover = on_legs(policy("crime_takeover", Day(0), &numbers), &small(), &["hubton-edge-road"]);
    let off = without(small(), &["organised_crime"]);
    let (idle, held) = (run(&off, 1), run(&crate::common::with(&off, takeover.clone()), 1));
    assert_same(&idle, &held);
    let held = run(&crate::common::with(&small(), takeover), 1);
    for indicator in ["tax_paid", "forced_carrying", "kidnapped", "ransoms_paid"] {
        assert!(total(&held, indicator) > 0.0, "no {indicator}");
    }
}

/// The small world in which the last leg turns deadly on day 100.
fn deadly_at_last(mut scenario: Scenario) -> Scenario {
    let subject = leg(&scenario, "edge-dton").index();
    scenario.series.push(SeriesPoint {
        quantity: SeriesQuantity::DeathRisk,
        subject,
        from: Day(100),
        multiple: 60.0,
    });
    scenario
}

#[test]
fn without_information_nobody_learns_of_a_danger_ahead() {
    let first_leg = Scope::Leg(leg(&small(), "aton-hubton"));
    let flow = |record: &Record| monthly(record, "flow", first_leg).to_vec();
    let blind = without(stationary(), &["information"]);
    let (before, after) = (run(&blind, 1), run(&deadly_at_last(blind.clone()), 1));
    assert!(total(&after, "deaths") > 5.0 * total(&before, "deaths"));
    assert!(same_bits(&flow(&before), &flow(&after)));
    // Those who hear of it stay at home, or go elsewhere.
    let (before, after) = (run(&stationary(), 1), run(&deadly_at_last(stationary()), 1));
    let last_year = |record: &Record| flow(record)[12..].iter().sum::<f64>();
    assert!(last_year(&after) < 0.9 * last_year(&before));
}

#[test]
fn without_observation_observers_see_everything() {
    let (with, without) = (run(&small(), 1), run_without(&["observation"]));
    assert!(total(&with, "flow_monitored") < total(&with, "flow"));
    assert_eq!(total(&without, "flow_monitored"), total(&without, "flow"));
    assert_eq!(total(&without, "deaths_recorded"), total(&without, "deaths"));
    // Who looks changes nothing in the world.
    let seen =
        ["flow_monitored", "deaths_recorded", "detections", "arrivals_counted", "arrivals_counted_from"];
    let unseen = differing(&with, &without, usize::MAX, |t| !seen.contains(&t.indicator.name));
    assert_eq!(unseen, Vec::<String>::new());
}

#[test]
fn without_entry_and_exit_the_firms_of_the_start_stay() {
    let scenario = small();
    let record = run_without(&["entry_exit"]);
    for l in 0..scenario.legs.len() {
        let firms = monthly(&record, "firms_mean", Scope::Leg(LegId(l as u16)));
        assert!(firms.iter().all(|n| (n - firms[0]).abs() < 1e-9), "{}: {firms:?}", scenario.legs[l].id);
    }
    assert!(total(&record, "firms_mean") > 0.0);
}

#[test]
fn without_allocation_effort_stays_whatever_the_rule() {
    let under = |rule: &str, off: &[&'static str]| {
        let mut scenario = without(small(), off);
        set_word(&mut scenario, "effort_allocation.rule", rule);
        run(&scenario, 1)
    };
    assert_same(&under("chasing", &["effort_allocation"]), &under("fixed", &["effort_allocation"]));
    assert!(!differing(&under("chasing", &[]), &under("fixed", &[]), usize::MAX, |_| true).is_empty());
}

#[test]
fn every_switch_leaves_a_world_that_runs() {
    for mechanism in wayfare::mechanisms::ALL.iter().filter(|m| m.without.is_some()) {
        let record = run_without(&[mechanism.name]);
        assert!(total(&record, "attempts") > 1000.0, "without {}", mechanism.name);
        let finite = record.tracks.iter().filter(|t| {
            !matches!(t.indicator.aggregate, Aggregate::Ratio { .. } | Aggregate::Quantile { .. })
        });
        for track in finite {
            assert!(
                track.values.iter().all(|x| x.is_finite()),
                "{} without {}",
                track.indicator.name,
                mechanism.name
            );
        }
    }
}

#[test]
fn nobody_waits_where_there_is_nothing_to_wait_for() {
    // At a destination a journey has ended.
    let scenario = small();
    let record = run(&scenario, 1);
    for id in ["dton", "cton"] {
        let at: PlaceId = place(&scenario, id);
        assert_eq!(record.total("waiting_mean", Scope::Place(at)), 0.0, "{id}");
    }
}
