//! Forged papers, statelessness, and the levers about them, in the small world.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::{Policy, Scenario};

use crate::common::*;
use crate::levers::{Way, assert_moves};

const FORGED: [&str; 3] = ["forged_bought", "paid_to_forgers", "forgeries_found"];

/// The small world with a forger in Aland, posts there that stop people, and no other officials' business.
fn with_a_forger(detection: f64) -> Scenario {
    let mut scenario = without(stationary(), &["corruption", "pathways"]);
    scenario.persons_per_agent = 2.0;
    let aland = country(&scenario, "ALA").index();
    let aland = &mut scenario.countries[aland];
    aland.forger_price_usd = Some(20.0);
    aland.forger_days = 1.0;
    aland.forgery_detection = Probability::new(detection);
    aland.post_effectiveness = Probability::new(0.4);
    scenario
}

fn in_aland(lever: &str, numbers: &[(&str, f64)]) -> Policy {
    in_countries(policy(lever, Day(0), numbers), &small(), &["ALA"])
}

#[test]
fn without_a_forger_nothing_is_forged_whatever_controls_find() {
    let mut scenario = small();
    scenario.countries.iter_mut().for_each(|c| c.forgery_detection = Probability::new(0.5));
    let as_it_is = run(&small(), 1);
    assert_same(&run(&scenario, 1), &as_it_is);
    let secure = in_aland("document_security", &[("detection", 0.9)]);
    assert_same(&run(&with(&small(), secure), 1), &as_it_is);
    FORGED.iter().for_each(|name| assert_eq!(total(&as_it_is, name), 0.0));
}

#[test]
fn forged_papers_cost_their_price_and_the_switch_takes_them_away() {
    let record = crate::conservation::run_with_audits(&with_a_forger(0.1), 1);
    let [bought, paid, found] = FORGED.map(|name| total(&record, name));
    assert!(bought > 500.0 && found > 0.0, "{bought} bought, {found} found");
    assert!((paid - 20.0 * bought).abs() < 1e-6 * paid);
    let off = run(&without(with_a_forger(0.1), &["papers"]), 1);
    assert_eq!(FORGED.map(|name| total(&off, name)), [0.0; 3]);
}

#[test]
fn controls_find_out_the_share_that_the_table_says() {
    // Nobody is stopped, so that all buyers pass the leg's three posts, until one finds them out.
    let scenario = without(with_a_forger(0.1), &["interception"]);
    let road = Scope::Leg(leg(&scenario, "aton-hubton"));
    let (mut bought, mut found) = (0.0, 0.0);
    for seed in 1..=4 {
        let record = run(&scenario, seed);
        // In agents of two persons: each draw counts once.
        bought += total(&record, "forged_bought") / 2.0;
        found += record.total("forgeries_found", road) / 2.0;
    }
    assert_share(found, bought, 1.0 - 0.9_f64.powi(3));
}

#[test]
fn a_liable_carrier_finds_out_forged_papers_before_the_journey() {
    let refuse_all = in_aland("carrier_liability", &[("refused_share", 1.0)]);
    let record = run(&with(&with_a_forger(1.0), refuse_all.clone()), 1);
    let [found, refused] = ["forgeries_found", "boarding_refused"].map(|name| total(&record, name));
    assert!(found > 50.0 && refused >= found, "{found} found, {refused} refused");
    // Papers that no control sees through pass the carrier.
    let record = run(&with(&with_a_forger(0.0), refuse_all), 1);
    assert!(total(&record, "forged_bought") > 50.0 && total(&record, "forgeries_found") == 0.0);
}

#[test]
fn document_security_lets_fewer_people_buy_forged_papers() {
    let scenario = with_a_forger(0.02);
    let numbers = [("detection", 0.5), ("price_factor", 4.0), ("delay_factor", 4.0)];
    let secure = in_aland("document_security", &numbers);
    assert_moves(&scenario, secure.clone(), Way::Down, "bought", |r| total(r, "forged_bought"));
    let share = |r: &Record| total(r, "forgeries_found") / total(r, "forged_bought");
    assert_moves(&scenario, secure, Way::Up, "found of those bought", share);
}

/// Whoever is found out and let go may buy again, so that detection alone can raise what is bought.
#[test]
fn detection_alone_works_through_what_people_hear() {
    let secure = |scenario: &Scenario| {
        let numbers = [("detection", 0.6), ("price_factor", 1.0), ("delay_factor", 1.0)];
        let bought = |record: &Record| total(record, "forged_bought");
        let changed = with(scenario, in_aland("document_security", &numbers));
        bought(&run(&changed, 1)) / bought(&run(scenario, 1))
    };
    let (told, untold) =
        (secure(&with_a_forger(0.0)), secure(&without(with_a_forger(0.0), &["information"])));
    assert!(told < 0.85 * untold, "{told} where news spreads, {untold} where not");
}

/// The small world where all people of Aton are stateless, and papers are at hand.
fn stateless() -> Scenario {
    let mut scenario = without(stationary(), &["pathways"]);
    scenario.persons_per_agent = 2.0;
    scenario.communities.iter_mut().for_each(|c| c.stateless_share = Probability::new(1.0));
    let aland = country(&scenario, "ALA").index();
    scenario.countries[aland].passport_price_usd = 5.0;
    scenario.countries[aland].passport_days = 7.0;
    scenario.countries[aland].post_effectiveness = Probability::new(0.4);
    scenario
}

#[test]
fn stateless_people_get_papers_only_where_access_reaches_them() {
    let holders = |record: &Record| total(record, "departures_with_papers");
    assert_eq!(holders(&run(&stateless(), 1)), 0.0);
    let reach = |share| with(&stateless(), in_aland("document_access", &[("stateless_share", share)]));
    let (half, all) = (holders(&run(&reach(0.5), 1)), holders(&run(&reach(1.0), 1)));
    assert!(half > 50.0 && (1.6..2.4).contains(&(all / half)), "{half} and {all}");
    // Nobody else has to do with it.
    let open = in_aland("document_access", &[("stateless_share", 1.0)]);
    assert_same(&run(&with(&small(), open), 1), &run(&small(), 1));
}

#[test]
fn of_two_policies_that_set_one_number_the_later_holds_while_it_lasts() {
    let priced = |usd: f64, from: i32, to: Option<i32>| {
        let access = in_aland("document_access", &[("price_usd", usd), ("bribe_usd", 0.0)]);
        Policy { from: Day(from), to: to.map(Day), ..access }
    };
    let of = |policies: [Policy; 3]| {
        let mut scenario = small();
        scenario.policies.extend(policies);
        run(&scenario, 1)
    };
    let (dear, cheap) = (|from, to| priced(150.0, from, to), priced(5.0, 182, Some(364)));
    let one_by_one = of([dear(0, Some(182)), cheap.clone(), dear(364, None)]);
    let nothing = || Policy { from: Day(20_000), ..dear(0, None) };
    assert_same(&of([dear(0, None), cheap.clone(), nothing()]), &one_by_one);
    assert_same(&of([cheap, nothing(), dear(0, None)]), &one_by_one);
    assert!(
        !differing(&one_by_one, &of([dear(0, None), nothing(), nothing()]), usize::MAX, |_| true).is_empty()
    );
}
