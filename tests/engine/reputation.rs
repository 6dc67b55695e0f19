//! Care for clients and what is known of it, in the small world.

use wayfare::outcomes::Record;
use wayfare::units::Probability;
use wayfare::world::Scenario;

use crate::common::*;

/// The small world, in which drivers take care, or networks do.
fn caring(drivers: f64, networks: f64) -> Scenario {
    let mut scenario = without(stationary(), &["entry_exit"]);
    for kind in &mut scenario.firm_types {
        kind.caring_share = Probability::new(if kind.network { networks } else { drivers });
    }
    set(&mut scenario, "entry_exit.initial_share", 0.6);
    set(&mut scenario, "reputation.care_usd_head", 0.0);
    scenario
}

fn network_share(scenario: &Scenario) -> f64 {
    (1..=3).map(|seed| total(&run(scenario, seed), "network_share")).sum::<f64>() / 3.0
}

#[test]
fn where_nobody_takes_care_records_change_nothing() {
    let plain = run(&stationary(), 1);
    assert_same(&run(&without(stationary(), &["reputation"]), 1), &plain);
}

#[test]
fn care_spares_clients_death_and_abuse_whether_it_is_known_or_not() {
    for off in [&[][..], &["reputation"]] {
        let [none, all] = [0.0, 1.0].map(|share| run(&without(caring(share, share), off), 1));
        let harm = |record: &Record, what: &str| total(record, what) / total(record, "departures_smuggled");
        for what in ["deaths", "abuses"] {
            let spared = harm(&all, what) / harm(&none, what);
            assert!(spared < 0.8, "{what}: {spared}");
        }
    }
}

#[test]
fn care_costs_firms_what_it_costs() {
    let fee = |usd: f64| {
        let mut scenario = caring(1.0, 1.0);
        set(&mut scenario, "reputation.care_usd_head", usd);
        set_word(&mut scenario, "pricing.conduct", "cost");
        total(&run(&scenario, 1), "fee_mean")
    };
    let more = fee(30.0) - fee(0.0);
    assert!((20.0..40.0).contains(&more), "{more}");
}

#[test]
fn clients_shun_firms_whose_record_is_worse() {
    for conduct in ["cournot", "logit_bertrand"] {
        let share = |drivers: f64, networks: f64, off: &[&'static str]| {
            let mut scenario = without(caring(drivers, networks), off);
            set_word(&mut scenario, "pricing.conduct", conduct);
            set(&mut scenario, "reputation.record_weight", 1.5);
            set(&mut scenario, "reputation.care_harm_factor", 0.1);
            network_share(&scenario)
        };
        let unknown = share(1.0, 0.0, &["reputation"]);
        let [careless, careful] = [share(1.0, 0.0, &[]), share(0.0, 1.0, &[])];
        println!(
            "{conduct}: networks carry {careless:.3} careless, {unknown:.3} unknown, {careful:.3} careful"
        );
        assert!(careless < 0.97 * unknown && careful > 1.03 * unknown, "{careless} {unknown} {careful}");
    }
}

#[test]
fn where_records_are_known_fewer_clients_are_harmed() {
    let harmed = |off: &[&'static str]| {
        let mut scenario = without(stationary(), off);
        scenario.firm_types.iter_mut().for_each(|kind| kind.caring_share = Probability::new(0.5));
        // As much as records may plausibly count, so that few runs tell it from chance.
        set(&mut scenario, "reputation.record_weight", 1.5);
        let records: Vec<Record> = (1..=6).map(|seed| run(&scenario, seed)).collect();
        let sum = |what: &str| records.iter().map(|record| total(record, what)).sum::<f64>();
        sum("abuses") / sum("passengers")
    };
    let (known, unknown) = (harmed(&[]), harmed(&["reputation"]));
    println!("{known:.4} abused a passenger where records are known, {unknown:.4} where not");
    assert!(known < 0.98 * unknown, "{known} and {unknown}");
}
