//! Worlds so simple that theory gives the numbers: within three standard errors.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::Probability;
use wayfare::world::{LegId, Scenario};

use crate::common::*;

const FOOT: &str = "bton-cton-foot";

/// Only the people of Bton, who walk to Cton, alone and without papers, on one leg without posts,
/// patrols or harm; nobody learns anything.
fn walk() -> Scenario {
    let off = ["information", "papers", "pathways", "corruption", "effort_allocation", "after_arrival"];
    let mut scenario = without(stationary(), &off);
    scenario.communities[0].population = 0.0;
    let people = &mut scenario.communities[1];
    people.population = 400_000.0;
    (people.motives.flight, people.papers_share) = (0.0, Probability::NEVER);
    for leg in &mut scenario.legs {
        (leg.effort, leg.posts, leg.smuggled) = (0.0, 0, false);
        (leg.death_risk, leg.vehicle_loss_risk, leg.abuse_risk) = Default::default();
        if leg.id == "bton-cton" {
            leg.fare_usd = None;
        }
    }
    scenario
}

fn walk_leg(scenario: &mut Scenario) -> &mut wayfare::world::Leg {
    let foot = leg(scenario, FOOT).index();
    &mut scenario.legs[foot]
}

fn on_foot(record: &Record, scenario: &Scenario, indicator: &str) -> f64 {
    record.total(indicator, Scope::Leg(leg(scenario, FOOT)))
}

#[test]
fn patrols_stop_the_share_that_follows_from_the_hazard() {
    for hazard in [0.05_f64, 0.4, 1.2] {
        let mut scenario = walk();
        set(&mut scenario, "interception.watch", 1.0);
        set(&mut scenario, "interception.detectability_alone", 0.5);
        set(&mut scenario, "interception.detectability_clandestine", 0.4);
        let leg = walk_leg(&mut scenario);
        (leg.effort, leg.extent) = (hazard / 0.5 / 0.4 * 300.0, 300.0);
        let record = run(&scenario, 1);
        let (stopped, flow) =
            (on_foot(&record, &scenario, "interceptions"), on_foot(&record, &scenario, "flow"));
        assert_share(stopped, flow, 1.0 - (-hazard).exp());
    }
}

#[test]
fn posts_in_a_row_stop_the_share_that_follows_from_each() {
    let mut scenario = walk();
    walk_leg(&mut scenario).posts = 3;
    let controls = walk_leg(&mut scenario).enforced_by.index();
    scenario.countries[controls].post_effectiveness = Probability::new(0.15);
    let record = run(&scenario, 1);
    let (stopped, flow) = (on_foot(&record, &scenario, "interceptions"), on_foot(&record, &scenario, "flow"));
    assert_share(stopped, flow, 1.0 - 0.85_f64.powi(3));
}

#[test]
fn repeated_interceptions_show_the_chance_of_being_stopped_where_everybody_tries_again() {
    let mut scenario = without(walk(), &["harm"]);
    // Nobody gives up: staying is worth far less than going, whatever is believed.
    set(&mut scenario, "route_choice.home_attachment", -50.0);
    walk_leg(&mut scenario).posts = 1;
    let controls = walk_leg(&mut scenario).enforced_by.index();
    scenario.countries[controls].post_effectiveness = Probability::new(0.35);
    scenario.countries[controls].stop_rule = wayfare::world::StopRule::TurnedBack;
    let record = run(&scenario, 1);
    let of = |indicator| total(&record, indicator) / scenario.persons_per_agent;
    let (all, again) = (of("interceptions"), of("interceptions_repeat"));
    assert_eq!(all, of("stopped") + again);
    assert_share(again, all, 0.35);
    assert_share(of("stopped_twice"), of("stopped"), 0.35);
    assert_share(of("stopped_thrice"), of("stopped_twice"), 0.35);
    assert_eq!(total(&record, "interceptions_repeat_share"), again / all);
}

#[test]
fn the_risk_of_a_leg_is_the_share_that_dies_on_it() {
    for risk in [0.005, 0.06] {
        let mut scenario = walk();
        walk_leg(&mut scenario).death_risk = Probability::new(risk);
        let record = run(&scenario, 1);
        assert_share(on_foot(&record, &scenario, "deaths"), on_foot(&record, &scenario, "flow"), risk);
    }
}

#[test]
fn those_whom_rescue_saves_are_those_who_would_have_died_less_those_who_still_do() {
    let mut scenario = walk();
    walk_leg(&mut scenario).death_risk = Probability::new(0.06);
    let rescue = policy("search_and_rescue", wayfare::units::Day(-182), &[("saved_share", 0.5)]);
    let aided = run(&with(&scenario, on_legs(rescue, &scenario, &[FOOT])), 1);
    let on_foot = |record: &Record, indicator| on_foot(record, &scenario, indicator);
    let chance = 0.94_f64.sqrt() - 0.94;
    assert_share(on_foot(&aided, "rescues"), on_foot(&aided, "flow"), chance);
    // The same people: deaths are counted when they happen, rescues at departure, so the ends differ.
    let unaided = run(&scenario, 1);
    let fewer = on_foot(&unaided, "deaths") - on_foot(&aided, "deaths");
    assert_eq!(on_foot(&unaided, "flow"), on_foot(&aided, "flow"));
    assert!((on_foot(&aided, "rescues") / fewer - 1.0).abs() < 0.1, "{fewer} fewer deaths");
    assert_eq!(on_foot(&unaided, "rescues"), 0.0);
}

#[test]
fn abuse_befalls_the_share_of_its_hazard() {
    let mut scenario = walk();
    walk_leg(&mut scenario).abuse_risk = Probability::new(0.2);
    set(&mut scenario, "harm.alone_abuse_factor", 1.5);
    let record = run(&scenario, 1);
    let chance = 1.0 - 0.8_f64.powf(1.5);
    assert_share(on_foot(&record, &scenario, "abuses"), on_foot(&record, &scenario, "flow"), chance);
}

#[test]
fn observers_count_the_share_that_they_see() {
    let mut scenario = walk();
    walk_leg(&mut scenario).monitored_share = Probability::new(0.3);
    let record = run(&scenario, 1);
    assert_share(on_foot(&record, &scenario, "flow_monitored"), on_foot(&record, &scenario, "flow"), 0.3);
}

#[test]
fn people_come_to_want_to_leave_at_their_hazard() {
    let scenario = walk();
    let one = 400_000.0 * scenario.communities[1].aspiration_per_year * scenario.calendar.years();
    let n: f64 = (1..=5).map(|seed| total(&run(&scenario, seed), "aspirations")).sum();
    let expected = 5.0 * one;
    assert!((n - expected).abs() < 3.0 * expected.sqrt(), "{n} instead of {expected}");
}

/// The walk with some equal ways, for people of one kind, about half of whom go.
fn equal_ways(count: usize) -> Scenario {
    let mut scenario = without(walk(), &["harm", "interception"]);
    set_word(&mut scenario, "capability.worth", "point");
    set(&mut scenario, "route_choice.home_attachment", 5.0);
    set(&mut scenario, "route_choice.choice_scale", 1.0);
    // Whoever expects to be stopped looks forward to choosing again, the more ways there are.
    set(&mut scenario, "information.prior_stop", 0.0);
    let foot = walk_leg(&mut scenario).clone();
    for n in 1..count {
        scenario.legs.push(wayfare::world::Leg { id: format!("{FOOT}-{n}"), ..foot.clone() });
    }
    scenario
}

fn flows(record: &Record, scenario: &Scenario) -> Vec<f64> {
    let ways = (0..scenario.legs.len()).filter(|l| scenario.legs[*l].id.starts_with(FOOT));
    ways.map(|l| record.total("flow", Scope::Leg(LegId(l as u16)))).collect()
}

#[test]
fn two_equal_ways_are_taken_by_half_each() {
    let scenario = equal_ways(2);
    let flows = flows(&run(&scenario, 1), &scenario);
    assert_share(flows[0], flows[0] + flows[1], 0.5);
}

#[test]
fn closing_one_of_three_equal_ways_moves_its_people_only_and_in_proportion() {
    let open = equal_ways(3);
    let mut closed = open.clone();
    let shut = on_legs(policy("close_leg", wayfare::units::Day(-182), &[]), &open, &[FOOT]);
    closed.policies.push(shut);
    let (before, after) = (run(&open, 1), run(&closed, 1));
    let people = total(&before, "aspirations");
    assert_eq!(people, total(&after, "aspirations"));
    let (three, two) = (flows(&before, &open), flows(&after, &closed));
    assert_eq!(two[0], 0.0);
    let stay = people - three.iter().sum::<f64>();
    assert!(0.2 < stay / people && stay / people < 0.8, "{stay} of {people} stay");
    // Nobody who had the others or stayed moves away; those who lose their way spread over the rest as
    // those did who never had it.
    let displaced = three[0];
    let gained = [two[1] - three[1], two[2] - three[2]];
    assert!(gained.iter().all(|n| *n >= 0.0), "{gained:?}");
    let others = three[1] + three[2] + stay;
    for (way, gain) in [1, 2].into_iter().zip(gained) {
        // Both the gain and the share that it is compared with are samples.
        let share = three[way] / others;
        let error = (share * (1.0 - share) * (1.0 / displaced + 1.0 / others)).sqrt();
        let off = (gain / displaced - share) / error;
        assert!(
            off.abs() < 3.0,
            "way {way}: {gain} of {displaced}, expected share {share:.3}: {off:.1} s.e."
        );
    }
}

#[test]
fn the_odds_of_leaving_rise_with_the_number_of_equal_ways() {
    // Multinomial logit: the odds of going by one of n equal ways are n times those of one.
    let going = |count| {
        let scenario = equal_ways(count);
        let record = run(&scenario, 1);
        (flows(&record, &scenario).iter().sum::<f64>(), total(&record, "aspirations"))
    };
    let log_odds =
        |(going, all): (f64, f64)| ((going / (all - going)).ln(), 1.0 / going + 1.0 / (all - going));
    let ((one, var1), (three, var3)) = (log_odds(going(1)), log_odds(going(3)));
    let off = (three - one - 3.0_f64.ln()) / (var1 + var3).sqrt();
    assert!(
        off.abs() < 3.0,
        "odds rise by {:.3} instead of 3: {off:.1} standard errors",
        (three - one).exp()
    );
}
