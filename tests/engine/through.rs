//! Journeys over several legs that networks sell at one fee.

use wayfare::engine::Run;
use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::Scenario;

use crate::common::*;

/// Networks of a world sell journeys over so many legs.
fn chained(mut scenario: Scenario, legs: u32) -> Scenario {
    let networks = scenario.firm_types.iter_mut().filter(|kind| kind.network);
    networks.for_each(|kind| kind.chains = legs);
    scenario
}

/// Aton–Hubton–Edge, where people settle: certain legs, and one network with ample seats on each.
fn certain() -> Scenario {
    let off = ["entry_exit", "harm", "interception", "corruption", "information", "pathways", "papers"];
    let mut scenario = without(stationary(), &off);
    scenario.communities.truncate(1);
    scenario.firm_types.retain(|kind| kind.network);
    let network = &mut scenario.firm_types[0];
    (network.slots, network.seats_per_week, network.cost_sigma) = (1, 1e5, 0.0);
    set(&mut scenario, "entry_exit.initial_share", 1.0);
    set(&mut scenario, "information.prior_stop", 0.0);
    set(&mut scenario, "information.prior_death", 0.0);
    set(&mut scenario, "information.prior_abuse", 0.0);
    for leg in &mut scenario.legs {
        (leg.fare_usd, leg.vehicle_loss_risk) = (None, Probability::NEVER);
    }
    scenario
}

fn on_leg(record: &Record, scenario: &Scenario, indicator: &str, id: &str) -> f64 {
    record.total(indicator, Scope::Leg(leg(scenario, id)))
}

/// The small world in which all firms work, and go on working.
fn lasting() -> Scenario {
    let mut scenario = without(small(), &["entry_exit"]);
    set(&mut scenario, "entry_exit.initial_share", 1.0);
    scenario
}

#[test]
fn networks_sell_journeys_where_the_column_says_so() {
    let plain = run(&lasting(), 1);
    assert_eq!(total(&plain, "through_sold"), 0.0);
    let open = chained(lasting(), 3);
    assert_same(&run(&without(open.clone(), &["through_offers"]), 1), &plain);
    let record = run(&open, 1);
    assert!(total(&record, "through_sold") > 100.0);
    assert!(total(&record, "passengers_through") > 2.0 * total(&record, "through_sold"));
    let share = total(&record, "through_share");
    assert!(0.0 < share && share < 1.0, "{share}");
    assert_same(&run(&open, 1), &record);
}

#[test]
fn a_certain_journey_at_cost_costs_what_its_legs_cost() {
    let mut scenario = chained(certain(), 3);
    set_word(&mut scenario, "pricing.conduct", "cost");
    let record = run(&scenario, 1);
    // Nobody is lost, so that the unit cost is what a full trip takes at the usual load.
    let cost = |id: &str| {
        let leg = &scenario.legs[leg(&scenario, id).index()];
        (leg.trip_cost_usd + leg.crew_usd) / (0.9 * f64::from(leg.vehicle_seats))
    };
    for id in ["aton-hubton", "edge-dton"] {
        let fee = on_leg(&record, &scenario, "fee_q50", id);
        assert!((fee / cost(id) - 1.0).abs() < 1.0 / 64.0, "{fee} and {}", cost(id));
    }
    let mut only = scenario.clone();
    only.legs.retain(|leg| leg.id != "hubton-edge-track");
    set(&mut only, "through_offers.journeys_per_place", 1.0);
    let record = run(&only, 1);
    let aton = |indicator| record.total(indicator, Scope::Place(place(&only, "aton")));
    assert!(aton("through_sold") > 100.0);
    let whole = cost("aton-hubton") + cost("hubton-edge-road") + cost("edge-dton");
    assert!((aton("through_fee_mean") / whole - 1.0).abs() < 1e-6, "{} {whole}", aton("through_fee_mean"));
}

#[test]
fn a_network_over_all_legs_takes_one_markup_where_it_would_take_several() {
    let of = |legs: u32| {
        let mut scenario = chained(certain(), legs);
        set(&mut scenario, "through_offers.held_share", 0.5);
        run(&scenario, 1)
    };
    let (apart, whole) = (of(1), of(3));
    let [fee, arrived] = ["journey_fee_mean", "arrivals_irregular"];
    println!(
        "fee of a journey {:.0} and {:.0}, arrivals {} and {}",
        total(&apart, fee),
        total(&whole, fee),
        total(&apart, arrived),
        total(&whole, arrived)
    );
    assert!(total(&whole, fee) < total(&apart, fee));
    assert!(total(&whole, arrived) > total(&apart, arrived));
}

/// The small world with journeys, investigators and everything that can befall somebody on the way.
fn eventful() -> Scenario {
    let mut scenario = chained(stationary(), 3);
    for country in &mut scenario.countries {
        country.investigation = 0.05;
    }
    scenario.legs.iter_mut().for_each(|leg| leg.kidnap_risk = Probability::new(0.02));
    for (name, weight) in [("target_drivers", 0.2), ("target_organisers", 0.8)] {
        set(&mut scenario, &format!("prosecution.{name}"), weight);
    }
    scenario
}

#[test]
fn people_money_and_bookings_balance() {
    for (attempts, rule) in [(1.0, None), (3.0, None), (3.0, Some(wayfare::world::StopRule::Returned))] {
        let mut scenario = eventful();
        set(&mut scenario, "through_offers.attempts_included", attempts);
        if let Some(rule) = rule {
            scenario.countries.iter_mut().for_each(|country| country.stop_rule = rule);
        }
        // Investigators leave few organisations whole, in some runs none.
        let records = [1, 2, 3].map(|seed| crate::conservation::run_with_audits(&scenario, seed));
        let all = |indicator| records.iter().map(|record| total(record, indicator)).sum::<f64>();
        assert!(all("through_sold") > 0.0 && all("kidnapped") > 0.0);
    }
    let mut sketch = eventful();
    sketch.persons_per_agent = 10.0;
    crate::conservation::run_with_audits(&sketch, 1);
    for conduct in ["cost", "bertrand", "logit_bertrand", "adaptive"] {
        let mut scenario = eventful();
        set_word(&mut scenario, "pricing.conduct", conduct);
        crate::conservation::run_with_audits(&scenario, 1);
    }
    let mut posting = eventful();
    set_word(&mut posting, "corruption.bribes", "posted_independent");
    crate::conservation::run_with_audits(&posting, 1);
}

#[test]
fn whom_a_network_cannot_carry_on_gets_back_the_share_that_is_given() {
    let of = |share: f64| {
        let mut scenario = eventful();
        set(&mut scenario, "through_offers.refund_share", share);
        // In some runs investigators leave no organisation whole that could sell a journey.
        (1..=4)
            .map(|seed| run(&scenario, seed))
            .filter(|r| total(r, "through_sold") > 0.0)
            .collect::<Vec<_>>()
    };
    let (none, all) = (of(0.0), of(1.0));
    let sum = |records: &[Record], indicator| records.iter().map(|r| total(r, indicator)).sum::<f64>();
    for records in [&none, &all] {
        assert!(sum(records, "through_broken") > 5.0, "{}", sum(records, "through_broken"));
    }
    assert_eq!(sum(&none, "through_refunds"), 0.0);
    assert!(sum(&all, "through_refunds") > 0.0);
    for record in &all {
        let most = total(record, "through_broken") * total(record, "through_fee_mean");
        assert!(total(record, "through_refunds") <= most);
    }
}

#[test]
fn attempts_that_a_fee_includes_are_used() {
    // Only the last leg stops anybody, and lets them go where it starts.
    let tries = |attempts: f64| {
        let mut scenario = chained(certain(), 3);
        scenario.without.retain(|name| !["interception", "corruption"].contains(name));
        scenario.without.push("corruption");
        set(&mut scenario, "through_offers.attempts_included", attempts);
        for leg in &mut scenario.legs {
            (leg.effort, leg.posts) = (0.0, u16::from(leg.id == "edge-dton"));
        }
        scenario.legs.retain(|leg| leg.id != "hubton-edge-track");
        scenario.countries.iter_mut().for_each(|country| {
            country.stop_rule = wayfare::world::StopRule::TurnedBack;
            country.post_effectiveness = Probability::new(0.4);
        });
        set(&mut scenario, "through_offers.journeys_per_place", 1.0);
        let record = run(&scenario, 1);
        let on = |id| on_leg(&record, &scenario, "passengers_through", id);
        (on("edge-dton"), on("hubton-edge-road"))
    };
    for (attempts, expected) in [(1.0, 1.0), (2.0, 1.4), (3.0, 1.56)] {
        let (last, before) = tries(attempts);
        assert!(before > 300.0, "{before}");
        let ratio = last / before;
        println!("{attempts} attempts: {ratio:.3} tries a client, {expected} expected");
        // Vehicles share their fate: some forty of them.
        assert!((ratio - expected).abs() < 0.12, "{ratio} with {attempts} attempts");
    }
}

#[test]
fn parts_of_fees_add_up_on_every_leg() {
    let record = run(&eventful(), 1);
    let parts = [
        "fee_transport",
        "fee_crew",
        "fee_bribes",
        "fee_tax",
        "fee_vehicle",
        "fee_penalty",
        "fee_arrests",
        "fee_proceeds",
        "fee_markup",
    ];
    for track in record.tracks.iter().filter(|track| {
        track.indicator.name == "fee_mean" && record.track("fee_markup", track.scope).is_some()
    }) {
        let sum: f64 = parts.iter().map(|part| record.total(part, track.scope)).sum();
        assert!((sum - track.total).abs() < 1e-9 * track.total.max(1.0) || track.total.is_nan());
    }
}

#[test]
fn a_policy_acts_from_its_day_and_a_fork_equals_the_whole() {
    let baseline = eventful();
    let from = Day(431);
    let closing = on_legs(policy("close_leg", from, &[]), &baseline, &["edge-dton"]);
    let changed = with(&baseline, closing);
    let (before, after) = (run(&baseline, 2), run(&changed, 2));
    assert_eq!(differing(&before, &after, 14, |_| true), Vec::<String>::new());
    assert!(!differing(&before, &after, usize::MAX, |_| true).is_empty());
    let mut trunk = Run::new(&baseline, 2);
    trunk.advance_to(from);
    assert_same(&trunk.fork(&changed).finish(), &after);
    crate::conservation::run_with_audits(&changed, 2);
}
