//! Each lever moves the thing that it is about, in the direction that theory demands: paired over
//! ten seeds, by more than three standard errors.

use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::{CommunityId, Policy, Scenario};

use crate::common::*;

const SEEDS: std::ops::RangeInclusive<u64> = 1..=10;

/// Half the people are enough to see a direction.
fn world() -> Scenario {
    let mut scenario = stationary();
    scenario.persons_per_agent = 2.0;
    scenario
}

pub(crate) enum Way {
    Up,
    Down,
}

/// Runs with and without a policy that is in force from the first day that counts.
pub(crate) fn assert_moves(
    scenario: &Scenario,
    policy: Policy,
    way: Way,
    what: &str,
    value: impl Fn(&Record) -> f64,
) {
    let lever = policy.lever;
    let changed = with(scenario, policy);
    let difference = |seed| value(&run(&changed, seed)) - value(&run(scenario, seed));
    let (mean, error) = mean_and_error(&SEEDS.map(difference).collect::<Vec<_>>());
    let moved = match way {
        Way::Up => mean > 3.0 * error && mean > 0.0,
        Way::Down => mean < -3.0 * error && mean < 0.0,
    };
    assert!(moved, "{lever}: {what} {mean:+.4} ± {error:.4}");
}

#[test]
fn nobody_sets_out_on_a_closed_leg() {
    let scenario = world();
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let close = on_legs(policy("close_leg", Day(181), &[]), &scenario, &["hubton-edge-road"]);
    for seed in SEEDS {
        let record = run(&with(&scenario, close.clone()), seed);
        // Month 6 begins on day 181. Whoever boarded before may leave within max_hold_days; from the
        // month after that nobody does.
        let flow = monthly(&record, "flow", road);
        assert!(flow[..6].iter().all(|n| *n > 0.0) && flow[7..].iter().all(|n| *n == 0.0), "{flow:?}");
    }
}

#[test]
fn who_finds_a_leg_closed_goes_another_way() {
    let scenario = world();
    let track = Scope::Leg(leg(&scenario, "hubton-edge-track"));
    let close = on_legs(policy("close_leg", Day(0), &[]), &scenario, &["hubton-edge-road"]);
    assert_moves(&scenario, close, Way::Up, "flow on the track", |r| r.total("flow", track));
}

#[test]
fn open_pathway_lets_more_people_leave_regularly() {
    let scenario = world();
    let numbers = [("places_per_year", 100_000.0), ("fee_usd", 100.0), ("refusal_probability", 0.05)];
    let open = on_all_pathways(policy("open_pathway", Day(0), &numbers), &scenario);
    assert_moves(&scenario, open.clone(), Way::Up, "regular departures", |r| total(r, "departures_regular"));
    assert_moves(&scenario, open, Way::Down, "irregular journeys", |r| total(r, "attempts"));
}

#[test]
fn expand_quota_lets_more_people_leave_regularly() {
    let scenario = world();
    let expand = on_all_pathways(policy("expand_quota", Day(0), &[("places_factor", 4.0)]), &scenario);
    assert_moves(&scenario, expand, Way::Up, "regular departures", |r| total(r, "departures_regular"));
}

/// A world where places on pathways are never short, so that who applies decides who leaves.
fn world_with_places() -> Scenario {
    let mut scenario = world();
    scenario.pathways.iter_mut().for_each(|p| p.places_per_year = 1e6);
    scenario
}

#[test]
fn cut_fee_lets_more_people_leave_regularly() {
    let scenario = world_with_places();
    let cut = on_all_pathways(policy("cut_fee", Day(0), &[("fee_factor", 0.2)]), &scenario);
    assert_moves(&scenario, cut, Way::Up, "regular departures", |r| total(r, "departures_regular"));
}

#[test]
fn speed_up_shortens_the_way_through_offices() {
    let scenario = world_with_places();
    let faster = on_all_pathways(policy("speed_up", Day(0), &[("delay_factor", 0.2)]), &scenario);
    assert_moves(&scenario, faster, Way::Down, "days to a pathway's end", |r| total(r, "pathway_wait_days"));
}

#[test]
fn document_access_brings_papers_to_people() {
    let scenario = world_with_places();
    let numbers = [("price_usd", 5.0), ("bribe_usd", 0.0), ("delay_days", 7.0)];
    let access = in_countries(policy("document_access", Day(0), &numbers), &scenario, &["ALA"]);
    // The pathway asks for a passport.
    assert_moves(&scenario, access.clone(), Way::Up, "regular departures", |r| {
        total(r, "departures_regular")
    });
    // Where posts stop people and no pathway draws the holders off, they travel inside the
    // free-movement area by themselves.
    let mut scenario = without(world(), &["pathways"]);
    let aland = country(&scenario, "ALA").index();
    scenario.countries[aland].post_effectiveness = Probability::new(0.6);
    let home = Scope::Place(place(&scenario, "aton"));
    assert_moves(&scenario, access, Way::Up, "share without a smuggler", |r| {
        let (alone, smuggled) = (r.total("departures_alone", home), r.total("departures_smuggled", home));
        alone / (alone + smuggled)
    });
}

#[test]
fn border_effort_stops_more_of_those_who_go() {
    let scenario = world();
    let border = Scope::Leg(leg(&scenario, "edge-dton"));
    let effort = policy("border_effort", Day(0), &[("patrol_intensity", 5.0)]);
    let effort = on_legs(effort, &scenario, &["edge-dton"]);
    assert_moves(&scenario, effort, Way::Up, "stops per passage", |r| {
        r.total("interceptions", border) / r.total("flow", border)
    });
}

#[test]
fn effective_posts_stop_more_of_those_who_go() {
    let scenario = world();
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let posts = policy("border_effort", Day(0), &[("patrol_intensity", 1.0), ("post_effectiveness", 0.6)]);
    let posts = on_legs(posts, &scenario, &["hubton-edge-road"]);
    assert_moves(&scenario, posts, Way::Up, "stops per passage", |r| {
        r.total("interceptions", road) / r.total("flow", road)
    });
}

#[test]
fn criminalise_makes_smuggling_dearer() {
    let scenario = world();
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let law = in_countries(policy("criminalise", Day(0), &[]), &scenario, &["HLA"]);
    assert_moves(&scenario, law, Way::Up, "fee on the road", |r| r.total("fee_mean", road));
}

#[test]
fn anti_corruption_lowers_bribes() {
    let scenario = world();
    let numbers = [("detection_factor", 200.0)];
    let honest = in_countries(policy("anti_corruption", Day(0), &numbers), &scenario, &["HLA"]);
    assert_moves(&scenario, honest, Way::Down, "bribes", |r| total(r, "bribes_paid"));
}

#[test]
fn alternative_livelihood_leaves_fewer_firms() {
    let scenario = world();
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let work = at_places(
        policy("alternative_livelihood", Day(0), &[("income_usd_week", 400.0)]),
        &scenario,
        &["hubton"],
    );
    assert_moves(&scenario, work, Way::Down, "firms on the road", |r| r.total("firms_mean", road));
}

/// What people live on at Aton, by what a policy does, moves this.
fn at_aton(scenario: &Scenario, lever: &str, numbers: &[(&str, f64)]) -> Policy {
    at_places(policy(lever, Day(0), numbers), scenario, &["aton"])
}

fn departures_from_aton(scenario: &Scenario) -> impl Fn(&Record) -> f64 + use<> {
    let road = Scope::Leg(leg(scenario, "aton-hubton"));
    move |record| record.total("flow", road)
}

#[test]
fn aid_leaves_fewer_who_want_to_leave() {
    let scenario = world();
    let aid = at_aton(&scenario, "development_aid", &[("projects_usd_person_year", 3_000.0)]);
    assert_moves(&scenario, aid, Way::Down, "aspirations", |r| total(r, "aspirations"));
}

#[test]
fn support_costs_what_everybody_gets() {
    let scenario = world();
    let support = at_aton(&scenario, "development_aid", &[("support_usd_person_year", 10.0)]);
    let cost = |s: &Scenario| total(&run(s, 1), "public_cost");
    let days = scenario.calendar.last_day().since(Day(0));
    let expected = 10.0 * scenario.communities[0].population * f64::from(days) / 365.25;
    let spent = cost(&with(&scenario, support)) - cost(&scenario);
    // Policies are looked at on market days.
    assert!((spent / expected - 1.0).abs() < 0.02, "{spent} instead of {expected}");
}

#[test]
fn conflict_makes_more_people_leave_whatever_it_costs_them() {
    let scenario = world();
    let conflict = at_aton(&scenario, "conflict", &[("intensity", 0.5)]);
    assert_moves(&scenario, conflict, Way::Up, "departures", departures_from_aton(&scenario));
}

#[test]
fn conflict_adds_its_effect_to_those_who_want_to_leave() {
    let mut scenario = world();
    scenario.communities.truncate(1);
    scenario.pathways.retain(|p| p.communities.len() == 1);
    let conflict = at_aton(&scenario, "conflict", &[("intensity", 0.5)]);
    let (with, usual) = (run(&with(&scenario, conflict), 1), run(&scenario, 1));
    let number = |record: &Record| total(record, "aspirations") / scenario.persons_per_agent;
    // Half the community under an effect of 2: as many again.
    let added = number(&with) - number(&usual);
    assert_share(added, number(&with), 0.5);
}

#[test]
fn a_climate_event_makes_more_people_want_to_leave() {
    let scenario = world();
    let flood = at_aton(&scenario, "climate_event", &[("intensity", 0.8), ("livelihood_factor", 1.0)]);
    assert_moves(&scenario, flood, Way::Up, "departures", departures_from_aton(&scenario));
}

#[test]
fn slow_climate_change_gives_more_reason_to_leave() {
    let scenario = world();
    let drought = at_aton(&scenario, "slow_climate", &[("livelihood_factor", 0.8)]);
    assert_moves(&scenario, drought, Way::Up, "aspirations", |r| total(r, "aspirations"));
}

#[test]
fn a_crisis_where_people_would_go_keeps_more_of_them_at_home() {
    let scenario = world();
    let crisis = at_places(policy("economic_shock", Day(0), &[("income_factor", 0.5)]), &scenario, &["dton"]);
    assert_moves(&scenario, crisis, Way::Down, "departures", departures_from_aton(&scenario));
}

#[test]
fn a_leg_that_was_closed_can_be_reopened() {
    let scenario = world();
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let close = on_legs(policy("close_leg", Day(0), &[]), &scenario, &["hubton-edge-road"]);
    let open = on_legs(policy("reopen_leg", Day(181), &[]), &scenario, &["hubton-edge-road"]);
    let record = run(&with(&with(&scenario, close), open), 1);
    let flow = monthly(&record, "flow", road);
    assert!(flow[2..6].iter().all(|n| *n == 0.0) && flow[8..].iter().all(|n| *n > 0.0), "{flow:?}");
}

#[test]
fn nobody_is_admitted_to_a_closed_pathway() {
    let scenario = world();
    let close = on_all_pathways(policy("close_pathway", Day(0), &[]), &scenario);
    let before = run(&scenario, 1);
    assert!(total(&before, "departures_regular") > 0.0 && total(&before, "pathway_queue_mean") > 0.0);
    assert_eq!(total(&run(&with(&scenario, close), 1), "departures_regular"), 0.0);
}

#[test]
fn search_and_rescue_saves_lives() {
    let scenario = world();
    let last = Scope::Leg(leg(&scenario, "edge-dton"));
    let rescue =
        on_legs(policy("search_and_rescue", Day(0), &[("saved_share", 0.7)]), &scenario, &["edge-dton"]);
    assert_moves(&scenario, rescue, Way::Down, "deaths per passage", |r| {
        r.total("deaths", last) / r.total("flow", last)
    });
}

#[test]
fn a_campaign_that_exaggerates_keeps_some_at_home_and_less_so_without_an_alternative() {
    let scenario = world();
    let loud = [("reports_per_week", 500.0), ("exaggeration", 10.0)];
    let campaign = at_aton(&scenario, "campaign", &loud);
    assert_moves(&scenario, campaign.clone(), Way::Down, "departures", departures_from_aton(&scenario));
    let mut alone = scenario.clone();
    alone.pathways.iter_mut().for_each(|pathway| pathway.places_per_year = 0.0);
    let departures = departures_from_aton(&scenario);
    let kept = |s: &Scenario, seed| {
        1.0 - departures(&run(&with(s, campaign.clone()), seed)) / departures(&run(s, seed))
    };
    let difference = |seed| kept(&scenario, seed) - kept(&alone, seed);
    let (mean, error) = mean_and_error(&SEEDS.map(difference).collect::<Vec<_>>());
    assert!(mean > 3.0 * error, "{mean:.4} ± {error:.4}");
}

#[test]
fn a_territory_tax_is_paid_by_clients_in_the_fee() {
    let scenario = world();
    let road = Scope::Leg(leg(&scenario, "hubton-edge-road"));
    let tax = policy("crime_takeover", Day(0), &[("territory_tax_usd", 100.0)]);
    let tax = on_legs(tax, &scenario, &["hubton-edge-road"]);
    assert_moves(&scenario, tax.clone(), Way::Up, "fee on the road", |r| r.total("fee_mean", road));
    let record = run(&with(&scenario, tax), 1);
    // Somebody alone pays what he or she has, so nobody pays more than the tax.
    assert!(record.total("tax_paid", road) > 0.0);
    assert!(record.total("tax_paid", road) <= 100.0 * record.total("flow", road));
}

#[test]
fn the_share_that_is_kidnapped_follows_the_risk() {
    let mut scenario = without(world(), &["harm", "interception"]);
    set(&mut scenario, "organised_crime.kidnap_smuggled_factor", 1.0);
    let kidnapping = [("territory_tax_usd", 0.0), ("kidnap_risk", 0.2)];
    let takeover = on_legs(policy("crime_takeover", Day(-400), &kidnapping), &scenario, &["edge-dton"]);
    let record = run(&with(&scenario, takeover), 1);
    let last = Scope::Leg(leg(&scenario, "edge-dton"));
    let agents = |indicator: &str| record.total(indicator, last) / scenario.persons_per_agent;
    assert_share(agents("kidnapped"), agents("flow"), 0.2);
    assert!(total(&record, "ransoms_paid") <= 1_000.0 * total(&record, "kidnapped"));
}

/// A world in which many are stopped on foot and sent home, half of them people who flee.
fn world_that_sends_home() -> Scenario {
    let mut scenario = world();
    let [road, foot] = ["bton-cton", "bton-cton-foot"].map(|id| leg(&scenario, id).index());
    (scenario.legs[road].smuggled, scenario.legs[road].fare_usd) = (false, None);
    scenario.legs[foot].effort = 900.0;
    scenario.communities[1].population *= 5.0;
    scenario.communities[1].motives.flight = 0.5;
    scenario
}

#[test]
fn assessment_finds_protection_for_its_share_of_those_who_flee() {
    let scenario = world_that_sends_home();
    let assessed = policy("individual_assessment", Day(-400), &[("assessed_share", 0.5)]);
    let record = run(&with(&scenario, in_countries(assessed, &scenario, &["CLA"])), 1);
    let agents = |indicator: &str| total(&record, indicator) / scenario.persons_per_agent;
    assert_share(agents("protected"), agents("protected") + agents("returns_fled"), 0.5 * 0.3);
    assert_eq!(total(&run(&scenario, 1), "protected"), 0.0);
}

#[test]
fn a_grant_for_going_home_makes_more_people_turn_back() {
    let scenario = world();
    let grant = policy("voluntary_return", Day(0), &[("grant_usd", 2_000.0)]);
    let grant = at_places(grant, &scenario, &["hubton", "edge"]);
    assert_moves(&scenario, grant, Way::Up, "returns", |r| total(r, "returns"));
}

#[test]
fn reintegration_keeps_more_of_those_who_were_sent_home() {
    let scenario = world_that_sends_home();
    let support = policy("reintegration", Day(0), &[("support_usd", 3_000.0)]);
    let support = in_countries(support, &scenario, &["BLA"]);
    assert_moves(&scenario, support, Way::Down, "journeys after a return", |r| total(r, "attempts_repeat"));
}

#[test]
fn readmission_brings_home_the_share_that_is_ordered_and_taken_back() {
    let mut scenario = world();
    // Nothing is lost by taking people back: the will stays what it is, and is less than certain.
    set(&mut scenario, "state_interest.remittance_weight", 0.0);
    let order = policy("readmission", Day(-400), &[("ordered_share", 1.0)]);
    let order = in_countries(order, &scenario, &["DLA"]);
    let record = run(&with(&scenario, order), 1);
    let agents = |indicator: &str| total(&record, indicator) / scenario.persons_per_agent;
    let (back, refused) = (agents("readmitted"), agents("readmission_refused"));
    assert_share(back, back + refused, 1.0 / (1.0 + (-1.5_f64).exp()));
    // Nobody is sent home in this world but for the order: all who set out again were taken back.
    assert!(agents("attempts_repeat") > 0.5 * back, "{} of {back}", agents("attempts_repeat"));
}

#[test]
fn an_incentive_makes_countries_take_more_people_back() {
    let scenario = world();
    let order = |usd: f64| {
        let numbers = [("ordered_share", 0.5), ("incentive_usd", usd)];
        in_countries(policy("readmission", Day(0), &numbers), &scenario, &["DLA"])
    };
    let will = |usd: f64, seed| total(&run(&with(&scenario, order(usd)), seed), "readmission_will_mean");
    let difference = |seed| will(2_000.0, seed) - will(0.0, seed);
    let (mean, error) = mean_and_error(&SEEDS.map(difference).collect::<Vec<_>>());
    assert!(mean > 3.0 * error && mean > 0.0, "{mean:.4} ± {error:.4}");
}

#[test]
fn a_lottery_lets_people_leave_regularly_who_never_set_out() {
    let scenario = world();
    let lottery = policy("visa_lottery", Day(0), &[("places_per_year", 100_000.0)]);
    let lottery = on_all_pathways(lottery, &scenario);
    assert_moves(&scenario, lottery.clone(), Way::Up, "regular departures", |r| {
        total(r, "departures_regular")
    });
    // Where there are places for all, it only bars those who set out and were sent home.
    let mut barred = world_that_sends_home();
    barred.communities[1].papers_share = Probability::new(1.0);
    barred.pathways[0].communities = vec![CommunityId(1)];
    barred.pathways[0].to = place(&barred, "cton");
    let lottery = on_all_pathways(lottery, &barred);
    assert_moves(&barred, lottery, Way::Down, "regular departures", |r| total(r, "departures_regular"));
}

#[test]
fn consultation_keeps_up_the_will_to_enforce_where_income_is_lost() {
    let scenario = world();
    let close = on_legs(policy("close_leg", Day(0), &[]), &scenario, &["aton-hubton"]);
    let closed = with(&scenario, close);
    let consult = policy("community_consultation", Day(0), &[("consulted_share", 1.0)]);
    let consult = in_countries(consult, &scenario, &["HLA", "ALA"]);
    assert_moves(&closed, consult, Way::Up, "will to enforce", |r| total(r, "enforcement_will_mean"));
}

#[test]
fn regularisation_gives_status_to_its_share_and_makes_more_people_come() {
    let scenario = world();
    let status = policy("regularisation", Day(-400), &[("regularised_share", 0.3)]);
    let status = in_countries(status, &scenario, &["DLA"]);
    let record = run(&with(&scenario, status.clone()), 1);
    let arrived = record.total("arrivals_irregular", Scope::Country(country(&scenario, "DLA")));
    let agents = |persons: f64| persons / scenario.persons_per_agent;
    assert_share(agents(total(&record, "regularised")), agents(arrived), 0.3);
    assert_moves(&scenario, status, Way::Up, "departures", departures_from_aton(&scenario));
}

#[test]
fn temporary_protection_takes_all_who_come() {
    let scenario = world();
    let protection = on_all_pathways(policy("temporary_protection", Day(0), &[]), &scenario);
    assert_moves(&scenario, protection.clone(), Way::Up, "regular departures", |r| {
        total(r, "departures_regular")
    });
    assert_moves(&scenario, protection, Way::Down, "irregular journeys", |r| total(r, "attempts"));
}

#[test]
fn labour_matching_lets_more_people_meet_the_conditions() {
    let mut scenario = world_with_places();
    scenario.pathways.iter_mut().for_each(|p| p.eligible_share = Probability::new(0.02));
    let matching = policy("labour_matching", Day(0), &[("eligible_share", 0.4)]);
    let matching = on_all_pathways(matching, &scenario);
    assert_moves(&scenario, matching, Way::Up, "regular departures", |r| total(r, "departures_regular"));
}

#[test]
fn advice_at_a_hub_sends_fewer_people_to_the_deadlier_way() {
    // Nobody hears of deaths from others, so that only advice tells of them.
    let mut scenario = world();
    set(&mut scenario, "information.deaths_known", 0.0);
    let track = leg(&scenario, "hubton-edge-track");
    scenario.legs[track.index()].death_risk = Probability::new(0.1);
    let service = policy("information_service", Day(0), &[("reached_share", 0.9)]);
    let service = at_places(service, &scenario, &["hubton"]);
    assert_moves(&scenario, service, Way::Down, "flow on the track", |r| r.total("flow", Scope::Leg(track)));
}

#[test]
fn support_for_victims_lets_fewer_people_strand() {
    let mut scenario = world();
    scenario.legs[0].abuse_risk = Probability::new(0.6);
    let support = policy("victim_support", Day(0), &[("support_usd", 1_000.0)]);
    let support = at_places(support, &scenario, &["hubton"]);
    let hub = Scope::Place(place(&scenario, "hubton"));
    assert_moves(&scenario, support.clone(), Way::Down, "stranded", |r| r.total("stranded_mean", hub));
    assert_moves(&scenario, support, Way::Up, "public cost", |r| total(r, "public_cost"));
}

#[test]
fn carriers_that_are_liable_refuse_people_without_papers() {
    let scenario = world();
    let first = Scope::Leg(leg(&scenario, "aton-hubton"));
    let liable = policy("carrier_liability", Day(-400), &[("refused_share", 1.0)]);
    let liable = on_legs(liable, &scenario, &["aton-hubton"]);
    let refused = run(&with(&scenario, liable.clone()), 1).total("boarding_refused", first);
    assert!(refused > 0.0);
    let home = Scope::Place(place(&scenario, "aton"));
    assert_moves(&scenario, liable, Way::Down, "share without a smuggler", |r| {
        let (alone, smuggled) = (r.total("departures_alone", home), r.total("departures_smuggled", home));
        alone / (alone + smuggled)
    });
}

#[test]
fn security_cooperation_stops_more_people_and_raises_the_will() {
    let scenario = world();
    let help = policy("security_cooperation", Day(0), &[("patrol_intensity", 4.0), ("commitment", 1.0)]);
    let help = in_countries(help, &scenario, &["DLA"]);
    assert_moves(&scenario, help.clone(), Way::Up, "stops", |r| total(r, "interceptions"));
    assert_moves(&scenario, help, Way::Up, "will to enforce", |r| total(r, "enforcement_will_mean"));
}

#[test]
fn a_pandemic_closes_pathways_and_gives_less_reason_to_go() {
    let scenario = world();
    let closure = in_countries(policy("pandemic_closure", Day(0), &[]), &scenario, &["DLA"]);
    assert_moves(&scenario, closure.clone(), Way::Down, "regular departures", |r| {
        total(r, "departures_regular")
    });
    assert_moves(&scenario, closure, Way::Down, "departures", departures_from_aton(&scenario));
}
