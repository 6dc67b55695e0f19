//! What fees are made of and how they are spread, and what public money is spent on.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::Day;
use wayfare::world::Scenario;

use crate::common::*;

const PARTS: [&str; 9] = [
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

/// The small world with something in every part.
fn dear() -> Scenario {
    let mut scenario = small();
    for country in &mut scenario.countries {
        (country.investigation, country.financial_investigation) =
            (0.02, wayfare::units::Probability::new(0.5));
    }
    scenario.legs.iter_mut().for_each(|leg| leg.territory_tax_usd = 12.0);
    scenario
}

fn scopes_of(record: &Record, indicator: &str) -> Vec<Scope> {
    record.tracks.iter().filter(|t| t.indicator.name == indicator).map(|t| t.scope).collect()
}

#[test]
fn parts_add_up_to_the_mean_fee_in_every_month_and_scope() {
    let record = run(&dear(), 1);
    let mut compared = 0;
    for scope in scopes_of(&record, "fee_transport") {
        let fee = record.track("fee_mean", scope).unwrap();
        // Where the rest of a fee comes in and nobody sets out, a month has no mean fee.
        let close = |sum: f64, fee: f64| (sum - fee).abs() < 1e-9 * fee.max(1.0) || !fee.is_finite();
        assert!(close(PARTS.iter().map(|part| record.total(part, scope)).sum(), fee.total), "{scope:?}");
        for (month, &mean) in fee.values.iter().enumerate() {
            let sum: f64 = PARTS.iter().map(|part| monthly(&record, part, scope)[month]).sum();
            assert!(close(sum, mean), "{sum} and {mean} in month {month} of {scope:?}");
            compared += usize::from(mean.is_finite());
        }
    }
    assert!(compared > 50, "{compared}");
    for part in PARTS {
        assert!(total(&record, part) > 0.0, "{part}");
    }
}

#[test]
fn a_tax_a_head_is_that_part_of_the_fee() {
    let record = run(&dear(), 1);
    assert!((total(&record, "fee_tax") / 12.0 - 1.0).abs() < 1e-9);
    let paid = total(&record, "smuggler_revenue") * total(&record, "fee_tax") / total(&record, "fee_mean");
    assert!(paid <= total(&record, "tax_paid"));
}

#[test]
fn firms_that_sell_at_cost_keep_little_and_one_that_competes_with_nobody_much() {
    let kept = |conduct: &str| {
        let mut scenario = without(stationary(), &["entry_exit"]);
        set_word(&mut scenario, "pricing.conduct", conduct);
        scenario.firm_types.truncate(1);
        scenario.firm_types[0].seats_per_week = 1e5;
        scenario.firm_types[0].cost_sigma = 0.0;
        scenario.firm_types[0].slots = 1;
        set(&mut scenario, "entry_exit.initial_share", 1.0);
        let record = run(&scenario, 1);
        total(&record, "fee_markup") / total(&record, "fee_mean")
    };
    let (cost, cournot) = (kept("cost"), kept("cournot"));
    println!("mark-up {cost:.3} of the fee at cost, {cournot:.3} of a sole seller's");
    assert!(cost.abs() < 0.1 && cournot > 0.2, "{cost} and {cournot}");
}

#[test]
fn an_agent_of_many_people_pays_for_as_many_vehicles_as_they_fill() {
    let kept = |persons_per_agent: f64| {
        let mut scenario = without(stationary(), &["entry_exit"]);
        set_word(&mut scenario, "pricing.conduct", "cost");
        set(&mut scenario, "pricing.usual_load", 1.0);
        set(&mut scenario, "entry_exit.initial_share", 1.0);
        scenario.firm_types.iter_mut().for_each(|kind| kind.fixed_cost_usd_week = 0.0);
        scenario.legs.iter_mut().for_each(|leg| leg.vehicle_seats = 20);
        scenario.communities.iter_mut().for_each(|community| community.population *= persons_per_agent);
        scenario.persons_per_agent = persons_per_agent;
        scenario.firm_types.iter_mut().for_each(|kind| kind.seats_per_week *= persons_per_agent);
        let record = run(&scenario, 1);
        let kept = total(&record, "smuggler_profit") / total(&record, "smuggler_revenue");
        (kept, total(&record, "bribes_firms") / total(&record, "passengers"))
    };
    let ((one, bribes), (many, bribes_of_many)) = (kept(20.0), kept(80.0));
    println!("{one:.3} of revenue kept with one full vehicle, {many:.3} with four");
    println!("{bribes:.2} USD a head paid at posts with one, {bribes_of_many:.2} with four");
    assert!(one.abs() < 0.1 && (many - one).abs() < 0.05, "{one} and {many}");
    // A post looks at one vehicle after the other.
    assert!(bribes > 1.0 && (bribes_of_many / bribes - 1.0).abs() < 0.1, "{bribes} and {bribes_of_many}");
}

#[test]
fn bribes_that_officials_post_are_a_part_of_the_fee() {
    let mut scenario = without(stationary(), &["entry_exit"]);
    set_word(&mut scenario, "corruption.bribes", "posted_joint");
    let record = run(&scenario, 1);
    let (part, passengers) = (total(&record, "fee_bribes"), total(&record, "passengers"));
    let paid = total(&record, "bribes_firms") / passengers;
    println!("{part:.1} USD of the fee for bribes, {paid:.1} paid");
    assert!(paid > 1.0 && (part / paid - 1.0).abs() < 0.2, "{part} and {paid}");
}

#[test]
fn quantiles_are_in_order_and_hold_the_fees_that_were_paid() {
    let record = run(&small(), 1);
    for name in ["fee", "journey_fee"] {
        for scope in scopes_of(&record, &format!("{name}_q50")) {
            let at = |q: &str| record.total(&format!("{name}_{q}"), scope);
            let nobody = record.total(&format!("{name}_mean"), scope).is_nan();
            assert!(at("q10") <= at("q50") && at("q50") <= at("q90") || nobody, "{name} {scope:?}");
        }
    }
    // Of journeys, some over one leg and some over three.
    let mean = total(&record, "journey_fee_mean");
    let (low, high) = (total(&record, "journey_fee_q10"), total(&record, "journey_fee_q90"));
    assert!(low < mean && mean < high, "{low} {mean} {high}");
}

#[test]
fn what_is_spent_on_levers_and_pathways_adds_up_to_the_public_cost() {
    let scenario = stationary();
    let mut aid = in_countries(
        policy("development_aid", Day(0), &[("projects_usd_person_year", 5.0)]),
        &scenario,
        &["ALA"],
    );
    aid.public_cost_usd_year = 1_000.0;
    let mut control =
        on_legs(policy("border_effort", Day(100), &[("patrol_intensity", 2.0)]), &scenario, &["edge-dton"]);
    control.public_cost_usd_year = 70_000.0;
    control.ramp_days = 90.0;
    let grant = policy("voluntary_return", Day(0), &[("grant_usd", 3_000.0)]);
    let grant = at_places(grant, &scenario, &["hubton", "edge"]);
    let order = policy("readmission", Day(0), &[("ordered_share", 0.5), ("incentive_usd", 100.0)]);
    let order = in_countries(order, &scenario, &["DLA"]);
    let support =
        at_places(policy("victim_support", Day(0), &[("support_usd", 200.0)]), &scenario, &["hubton"]);
    let home =
        in_countries(policy("reintegration", Day(0), &[("support_usd", 500.0)]), &scenario, &["ALA", "BLA"]);
    let policies = [aid, control, grant, order, support, home];
    let record = run(&policies.iter().fold(scenario, |s, policy| with(&s, policy.clone())), 1);
    let spent = |name| record.total("public_cost", Scope::Spending(name));
    for lever in policies.iter().map(|policy| policy.lever).chain(["pathways"]) {
        assert!(spent(lever) > 0.0, "nothing on {lever}");
    }
    assert_eq!(spent("campaign"), 0.0);
    let sum: f64 =
        scopes_of(&record, "public_cost")[1..].iter().map(|&scope| record.total("public_cost", scope)).sum();
    assert!((sum / total(&record, "public_cost") - 1.0).abs() < 1e-9);
}
