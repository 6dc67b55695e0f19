//! How people come, how long legs take, who tries again and whom a community hears, where the tables say so.

use wayfare::units::{Day, Probability};
use wayfare::world::{Arrivals, Scenario, StopRule, TravelTime};

use crate::common::*;
use crate::conservation::run_with_audits;

/// The small world in which people come in one way.
fn coming(arrivals: Arrivals) -> Scenario {
    let mut scenario = stationary();
    scenario.communities.iter_mut().for_each(|community| community.arrivals = arrivals);
    scenario
}

#[test]
fn a_crowd_comes_once_and_whole() {
    let record = run(&coming(Arrivals::Once), 1);
    assert_eq!(total(&record, "aspirations"), 240_000.0);
    let monthly = monthly(&record, "aspirations", wayfare::outcomes::Scope::Total);
    assert_eq!(monthly[0], 240_000.0);
}

#[test]
fn where_people_come_evenly_only_a_fraction_of_a_day_is_left_to_chance() {
    let mut scenario = coming(Arrivals::Even);
    scenario.communities.truncate(1);
    scenario.pathways.iter_mut().for_each(|pathway| pathway.communities.retain(|c| c.index() == 0));
    let days = f64::from(scenario.calendar.last_day().since(Day(0)));
    let expected = 200_000.0 * 0.05 / 365.25 * days;
    let off = total(&run(&scenario, 1), "aspirations") - expected;
    // A draw a day, of a variance of a quarter at most.
    assert!(off.abs() < 3.0 * (0.25 * days).sqrt(), "{off} of {expected}");
}

#[test]
fn nobody_tries_again_where_nobody_shall() {
    let mut scenario = stationary();
    for country in &mut scenario.countries {
        country.retry_probability = Some(Probability::NEVER);
    }
    let record = run_with_audits(&scenario, 1);
    assert!(total(&record, "interceptions") > 100.0);
    assert_eq!(total(&record, "interceptions_repeat"), 0.0);
    assert!(total(&run(&stationary(), 1), "interceptions_repeat") > 0.0);
}

#[test]
fn who_is_sent_home_and_gives_up_there_goes_home_once() {
    let mut scenario = stationary();
    for country in &mut scenario.countries {
        country.retry_probability = Some(Probability::NEVER);
        country.stop_rule = StopRule::Returned;
    }
    // Nobody goes home by choice.
    scenario.places.iter_mut().for_each(|place| place.return_cost_usd = 1e6);
    let record = run_with_audits(&scenario, 1);
    assert!(total(&record, "interceptions") > 100.0);
    assert_eq!(total(&record, "returns"), total(&record, "interceptions"));
}

#[test]
fn travel_times_that_differ_keep_their_mean_and_lose_nobody() {
    let with = |law: TravelTime| {
        let mut scenario = stationary();
        for leg in &mut scenario.legs {
            (leg.days_law, leg.days_sigma, leg.days) = (law, 0.5, 20.0);
        }
        let record = run_with_audits(&scenario, 1);
        total(&record, "in_transit_mean") / total(&record, "flow")
    };
    let usual = with(TravelTime::Fixed);
    for law in [TravelTime::Uniform, TravelTime::Exponential, TravelTime::LogNormal] {
        let found = with(law) / usual;
        assert!((found - 1.0).abs() < 0.05, "{law:?}: {found}");
    }
}

#[test]
fn a_community_that_hears_nobody_is_as_one_that_trusts_nobody() {
    let mut scenario = stationary();
    scenario.communities[1].place = scenario.communities[0].place;
    let flows = |trust: f64, hears: Option<Vec<wayfare::world::CommunityId>>| {
        let mut scenario = scenario.clone();
        set(&mut scenario, "information.trust_other", trust);
        scenario.communities.iter_mut().for_each(|community| community.hears = hears.clone());
        run(&scenario, 1)
    };
    assert_same(&flows(0.0, None), &flows(0.3, Some(Vec::new())));
    let all = Some(vec![wayfare::world::CommunityId(0), wayfare::world::CommunityId(1)]);
    assert!(!differing(&flows(0.3, all), &flows(0.3, Some(Vec::new())), usize::MAX, |_| true).is_empty());
}
