//! Who people are: children, women, motives, those who try at home first, those who travel on credit.

use wayfare::mechanisms::aspiration;
use wayfare::random::Key;
use wayfare::units::{Day, Probability};
use wayfare::world::{Conditions, Motive, Scenario};

use crate::common::*;
use crate::conservation::run_with_audits;

/// The small world with a share of children in every community.
fn with_children(share: f64) -> Scenario {
    let mut scenario = stationary();
    scenario.communities.iter_mut().for_each(|c| c.children_share = Probability::new(share));
    scenario
}

#[test]
fn telling_children_apart_moves_nobody() {
    let (before, after) = (run(&stationary(), 1), run(&with_children(0.3), 1));
    let others = differing(&before, &after, usize::MAX, |t| !t.indicator.name.ends_with("_children"));
    assert_eq!(others, Vec::<String>::new());
    assert_eq!(total(&before, "departures_children"), 0.0);
    // Some depart several times, so that departures scatter more than people do.
    let share = total(&after, "departures_children") / total(&after, "departures_irregular");
    assert!((share - 0.3).abs() < 0.01, "{share:.4}");
}

#[test]
fn children_who_run_more_risk_die_more_often() {
    let mut scenario = with_children(0.5);
    let share = |scenario: &Scenario| {
        let record = run(scenario, 1);
        total(&record, "deaths_children") / total(&record, "deaths")
    };
    let alike = share(&scenario);
    set(&mut scenario, "harm.children_death_factor", 2.0);
    let more = share(&scenario);
    assert!((0.3..0.7).contains(&alike) && more > alike + 0.05, "{alike:.3} and {more:.3}");
}

#[test]
fn assessment_spares_its_share_of_children_from_being_sent_home() {
    // Nobody flees; children set out from Bton, where Cland stops many and sends them home.
    let mut scenario = with_children(0.5);
    scenario.communities[0].children_share = Probability::NEVER;
    scenario.communities[1].motives.flight = 0.0;
    scenario.communities[1].population *= 5.0;
    let [road, foot] = ["bton-cton", "bton-cton-foot"].map(|id| leg(&scenario, id).index());
    (scenario.legs[road].smuggled, scenario.legs[road].fare_usd) = (false, None);
    scenario.legs[foot].effort = 900.0;
    set(&mut scenario, "returns.child_protected", 0.6);
    let assess = policy("individual_assessment", Day(-400), &[("assessed_share", 0.5)]);
    let record = run(&with(&scenario, in_countries(assess, &scenario, &["CLA"])), 1);
    let (protected, returned) = (total(&record, "protected"), total(&record, "returns_children"));
    assert_share(protected, protected + returned, 0.5 * 0.6);
}

/// The small world with a share of each motive in every community.
fn with_motives(family: f64, climate: f64) -> Scenario {
    let mut scenario = stationary();
    for community in &mut scenario.communities {
        (community.motives.family, community.motives.climate) = (family, climate);
    }
    scenario
}

#[test]
fn motives_that_value_staying_alike_move_nobody() {
    let (before, after) = (run(&stationary(), 1), run(&with_motives(0.3, 0.1), 1));
    let by_motive = ["departures_family", "departures_climate", "returns_family", "returns_climate"];
    let others = differing(&before, &after, usize::MAX, |t| !by_motive.contains(&t.indicator.name));
    // Only firms see more groups of people where motives are told apart, and so may price differently.
    assert!(others.iter().all(|name| !name.starts_with("aspirations")), "{others:?}");
    let irregular = total(&after, "departures_irregular");
    for (indicator, share) in [("departures_family", 0.3), ("departures_climate", 0.1)] {
        assert!((total(&after, indicator) / irregular - share).abs() < 0.02, "{indicator}");
    }
}

#[test]
fn firms_expect_the_people_who_come_with_what_moves_them() {
    let scenario = with_motives(0.3, 0.1);
    let mut conditions = Conditions::of(&scenario, Day(0));
    conditions.conflict[0] = 0.5;
    conditions.climate[0] = 0.4;
    let expected = aspiration::expected_per_day(&scenario, &conditions, 0, Day(0));
    let (mut came, days) = ([0.0; 4], 4_000);
    for day in 0..days {
        let root = Key::root(7);
        for candidate in aspiration::candidates(&scenario, &conditions, root, 0, Day(day)) {
            came.iter_mut().zip(candidate.motives.shares()).for_each(|(sum, share)| *sum += share);
        }
    }
    for (expected, came) in expected.into_iter().zip(came) {
        let (expected, error) = (expected * f64::from(days), (expected * f64::from(days)).sqrt());
        assert!(expected > 100.0 && (came - expected).abs() < 3.5 * error, "{came} of {expected}");
    }
}

#[test]
fn those_who_value_staying_less_leave_more_often() {
    let mut scenario = with_motives(0.3, 0.3);
    let journeys = |scenario: &Scenario| {
        let record = run(scenario, 1);
        ["departures_family", "departures_climate"].map(|indicator| total(&record, indicator))
    };
    let before = journeys(&scenario);
    set(&mut scenario, "route_choice.family_attachment", -3.0);
    let after = journeys(&scenario);
    // More passengers bring more firms and lower fees, so that others go more often too, but less so.
    assert!(after[0] / before[0] > 1.03 * after[1] / before[1], "{before:?} {after:?}");
}

#[test]
fn a_pathway_for_one_motive_is_closed_to_others() {
    let regular = |family: f64| {
        let mut scenario = with_motives(family, 0.0);
        scenario.pathways.iter_mut().for_each(|pathway| pathway.motive = Some(Motive::Family));
        total(&run(&scenario, 1), "departures_regular")
    };
    assert_eq!(regular(0.0), 0.0);
    assert!(regular(0.3) > 100.0);
}

fn with_relocation(share: f64) -> Scenario {
    let mut scenario = stationary();
    scenario.communities.iter_mut().for_each(|c| c.relocate_share = Probability::new(share));
    scenario
}

#[test]
fn some_move_inside_the_country_first_and_want_to_leave_later() {
    let (before, after) = (run(&stationary(), 1), run(&with_relocation(0.4), 1));
    assert_eq!(total(&before, "relocated"), 0.0);
    let aspirations = total(&after, "aspirations");
    assert_eq!(total(&before, "aspirations"), aspirations);
    assert_share(total(&after, "relocated"), aspirations, 0.4);
    let (failed, moved) = (total(&after, "relocations_failed"), total(&after, "relocated"));
    assert!(0.2 * moved < failed && failed < 0.5 * moved, "{failed} of {moved}");
    assert!(total(&after, "attempts") < 0.95 * total(&before, "attempts"));
}

#[test]
fn without_relocation_everybody_decides_at_once() {
    let off = |scenario| run(&without(scenario, &["relocation"]), 1);
    assert_same(&off(with_relocation(0.4)), &off(stationary()));
}

#[test]
fn ties_abroad_bring_more_people_to_want_to_leave() {
    let mut scenario = stationary();
    set(&mut scenario, "aspiration.ties_elasticity", 0.3);
    let aspirations = |scenario: &Scenario| total(&run(scenario, 1), "aspirations");
    let without_ties = aspirations(&scenario);
    assert_eq!(without_ties, aspirations(&stationary()));
    scenario.communities[0].ties_abroad = 5_000.0;
    assert!(aspirations(&scenario) > 1.05 * without_ties);
}

#[test]
fn a_better_income_abroad_draws_people_where_the_gap_counts() {
    let mut counts = stationary();
    set(&mut counts, "aspiration.abroad_elasticity", 0.5);
    let better = |scenario: &Scenario| {
        let boom = policy("economic_shock", Day(-180), &[("income_factor", 1.44)]);
        run(&with(scenario, in_countries(boom, scenario, &["DLA", "CLA"])), 1)
    };
    let aspirations = |record| total(&record, "aspirations");
    assert_eq!(aspirations(better(&stationary())), aspirations(run(&stationary(), 1)));
    let rise = aspirations(better(&counts)) / aspirations(run(&counts, 1));
    assert!((rise - 1.2).abs() < 0.02, "{rise}");
}

/// The small world with credit from smugglers, and little money.
fn with_credit(share: f64) -> Scenario {
    let mut scenario = stationary();
    set(&mut scenario, "capability.money_median", 0.1);
    set(&mut scenario, "debt.lent_share", share);
    scenario
}

#[test]
fn credit_lets_people_go_whose_money_does_not_reach() {
    let (before, after) = (run(&with_credit(0.0), 1), run_with_audits(&with_credit(0.6), 1));
    let debts = ["departures_on_credit", "debt_owed", "debt_repaid", "debt_bondage"];
    for indicator in debts {
        assert_eq!(total(&before, indicator), 0.0, "{indicator}");
        assert!(total(&after, indicator) > 0.0, "{indicator}");
    }
    assert!(total(&after, "debt_repaid") < total(&after, "debt_owed"));
    assert!(total(&after, "passengers") > 1.05 * total(&before, "passengers"));
    assert!(total(&after, "debt_mean") > total(&before, "debt_mean"));
}

#[test]
fn without_debt_nobody_travels_on_credit() {
    let off = |scenario| run(&without(scenario, &["debt"]), 1);
    assert_same(&off(with_credit(0.6)), &run(&without(with_credit(0.0), &["debt"]), 1));
    assert_same(&off(with_credit(0.0)), &run(&with_credit(0.0), 1));
}

#[test]
fn those_in_bondage_send_nothing_home() {
    let mut scenario = with_credit(0.6);
    let sent = |scenario: &Scenario| total(&run(scenario, 1), "remittances");
    set(&mut scenario, "debt.bondage_hazard", 0.0);
    let free = sent(&scenario);
    set(&mut scenario, "debt.bondage_hazard", 5.0);
    assert!(sent(&scenario) < free);
}

#[test]
fn people_and_money_balance_when_everything_is_told_apart() {
    let mut scenario = with_credit(0.7);
    for community in &mut scenario.communities {
        (community.children_share, community.relocate_share) = (Probability::new(0.3), Probability::new(0.2));
        (community.motives.family, community.motives.climate) = (0.2, 0.2);
        community.ties_abroad = 1_000.0;
    }
    set(&mut scenario, "aspiration.ties_elasticity", 0.3);
    run_with_audits(&scenario, 1);
    // Under this conduct firms have prices of their own, and more groups take long.
    set_word(&mut scenario, "pricing.conduct", "logit_bertrand");
    scenario.calendar.warm_up_days = 28;
    scenario.calendar.end = scenario.calendar.date(Day(60));
    run_with_audits(&scenario, 1);
}
