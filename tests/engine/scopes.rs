//! Outcomes told apart by place, pathway, kind of firm and person: the parts make up the whole, each stands
//! where it happened, and stocks follow from what comes and goes.

use wayfare::catalogue::ScopeKind::{self, Country, FirmType, Leg, Pathway, Place};
use wayfare::outcomes::{Record, Scope};
use wayfare::units::{Day, Probability};
use wayfare::world::{Community, LegId, PathwayId, Scenario, TypeId};

use crate::common::*;

/// The small world from a beginning without firms, with a day of a further month at the end: means of that
/// month are the stocks of the last day. It has a second pathway, of which nobody is refused.
fn from_nothing() -> Scenario {
    let mut scenario = stationary();
    scenario.calendar.warm_up_days = 0;
    scenario.calendar.end = scenario.calendar.date(Day(397));
    set(&mut scenario, "entry_exit.initial_share", 0.0);
    set(&mut scenario, "pathways.review_rate", 1.0 / 30.0);
    let work = &mut scenario.pathways[0];
    (work.papers_needed, work.fee_usd, work.places_per_year) = (false, 100.0, 1_000.0);
    (work.believed_refusal, work.believed_wait_days) = (Probability::new(0.3), 100.0);
    let mut study = work.clone();
    (study.id, study.refusal_probability) = ("study-dton".into(), Probability::NEVER);
    scenario.pathways.push(study);
    scenario
}

fn sum_over(record: &Record, indicator: &str, kind: ScopeKind) -> f64 {
    let tracks = record.tracks.iter().filter(|t| t.indicator.name == indicator && t.scope.kind() == kind);
    tracks.map(|track| track.total).sum()
}

fn assert_adds_up(record: &Record, indicators: &[&str], kinds: &[ScopeKind]) {
    for indicator in indicators {
        let whole = total(record, indicator);
        assert!(whole != 0.0, "no {indicator}");
        for &kind in kinds {
            let sum = sum_over(record, indicator, kind);
            assert!(
                (sum - whole).abs() <= 1e-9 * whole.abs(),
                "{indicator}: {sum} by {kind:?}, {whole} in all"
            );
        }
    }
}

#[test]
fn the_parts_make_up_the_whole() {
    let record = run(&from_nothing(), 1);
    assert_adds_up(&record, &["aspirations", "attempts", "returns", "returns_to"], &[Place, Country]);
    assert_adds_up(&record, &["bribes_paid"], &[Place, Country]);
    assert_adds_up(&record, &["smuggler_profit"], &[FirmType]);
    let of_trade = ["passengers", "smuggler_revenue", "firms_mean", "firms_opened", "firms_closed"];
    assert_adds_up(&record, &of_trade, &[Leg, FirmType]);
    let answered = ["departures_regular", "pathway_wait_sum", "admitted_money_sum", "pathway_queue_mean"];
    assert_adds_up(&record, &answered, &[Pathway]);
    let applications = ["applications", "applications_refused", "applications_withdrawn"];
    assert_adds_up(&record, &applications, &[Pathway]);
}

#[test]
fn it_is_told_where_it_happens() {
    let scenario = stationary();
    let record = run(&scenario, 1);
    let at = |indicator: &str, id: &str| record.total(indicator, Scope::Place(place(&scenario, id)));
    for (indicator, here) in [("aspirations", ["aton", "bton"]), ("returns_to", ["aton", "bton"])] {
        assert_eq!(here.map(|id| at(indicator, id)).iter().sum::<f64>(), total(&record, indicator));
    }
    // Those who are sent home by Cland are counted where its stops take them.
    assert!(at("returns", "bton") + at("returns", "cton") > 0.0);
    for place in &scenario.places {
        let set_out = at("departures_smuggled", &place.id) + at("departures_alone", &place.id);
        assert!(at("attempts", &place.id) <= set_out, "{}", place.id);
    }
    assert!(at("attempts", "aton") > at("attempts", "hubton"));
}

#[test]
fn bribes_are_told_of_the_legs_with_posts_and_of_the_place_of_the_office() {
    let mut scenario = stationary();
    scenario.countries.iter_mut().for_each(|country| country.passport_bribe_usd = 0.0);
    let record = run(&scenario, 1);
    assert_adds_up(&record, &["bribes_paid"], &[Leg, Place]);
    for (leg, about) in scenario.legs.iter().enumerate().filter(|(_, about)| about.posts == 0) {
        let scope = Scope::Leg(LegId(leg as u16));
        assert_eq!(record.total("bribes_paid", scope), 0.0, "{}", about.id);
    }
    let with_offices = run(&stationary(), 1);
    let (on_legs, all) = (sum_over(&with_offices, "bribes_paid", Leg), total(&with_offices, "bribes_paid"));
    assert!(on_legs > 0.0 && on_legs < all, "{on_legs} on legs of {all}");
}

/// What an indicator came to, and the mean of the last day alone.
fn last_day(record: &Record, indicator: &str, scope: Scope) -> f64 {
    *monthly(record, indicator, scope).last().unwrap()
}

fn assert_near(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 1e-6, "{what}: {found} instead of {expected}");
}

#[test]
fn the_firms_there_are_have_opened_and_not_closed() {
    let scenario = from_nothing();
    let record = run(&scenario, 1);
    let legs = (0..scenario.legs.len()).map(|l| Scope::Leg(LegId(l as u16)));
    let kinds = (0..scenario.firm_types.len()).map(|k| Scope::FirmType(TypeId(k as u16)));
    for scope in legs.chain(kinds).chain([Scope::Total]) {
        let of = |indicator| record.total(indicator, scope);
        let there = last_day(&record, "firms_mean", scope);
        assert_near(of("firms_opened") - of("firms_closed"), there, &format!("{scope:?}"));
        let reasons = of("firms_closed_broke") + of("firms_closed_poor") + of("firms_closed_arrest");
        assert_near(reasons, of("firms_closed"), &format!("reasons, {scope:?}"));
    }
    assert!(total(&record, "firms_closed") > 0.0);
}

#[test]
fn firms_close_for_the_reason_told() {
    let reasons = |scenario: &Scenario| {
        let record = run(scenario, 1);
        ["broke", "poor", "arrest"].map(|reason| total(&record, &format!("firms_closed_{reason}")))
    };
    let mut patient = from_nothing();
    set(&mut patient, "entry_exit.exit_weeks", 1e6);
    assert_eq!(reasons(&patient)[1..], [0.0; 2]);
    let mut spent = patient.clone();
    spent.firm_types.iter_mut().for_each(|kind| kind.cash_usd = 100.0);
    assert!(reasons(&spent)[0] > 0.0 && reasons(&from_nothing())[1] > 0.0);
    let mut investigated = patient;
    investigated.countries.iter_mut().for_each(|country| country.investigation = 0.05);
    for (name, weight) in [("drivers", 0.0), ("facilitators", 0.0), ("organisers", 1.0)] {
        set(&mut investigated, &format!("prosecution.target_{name}"), weight);
    }
    let record = run(&investigated, 1);
    let arrested = total(&record, "arrests_organisers");
    assert!(arrested > 0.0);
    assert_eq!(total(&record, "firms_closed_arrest"), arrested);
}

#[test]
fn an_application_is_granted_refused_withdrawn_or_waits() {
    let scenario = from_nothing();
    let record = run(&scenario, 1);
    let pathways = (0..scenario.pathways.len()).map(|p| Scope::Pathway(PathwayId(p as u16)));
    for scope in pathways.chain([Scope::Total]) {
        let of = |indicator| record.total(indicator, scope);
        let settled = of("departures_regular") + of("applications_refused") + of("applications_withdrawn");
        let waiting = last_day(&record, "pathway_queue_mean", scope);
        assert!(waiting > 0.0 && of("pathway_wait_days") > 0.0);
        assert_near(settled + waiting, of("applications"), &scope.label(&scenario));
    }
    let refused = |pathway| record.total("applications_refused", Scope::Pathway(PathwayId(pathway)));
    assert!(refused(0) > 0.0 && refused(1) == 0.0);
}

#[test]
fn who_arrives_is_stopped_and_dies_is_told_apart() {
    let everybody = |who: &str, change: fn(&mut Community)| {
        let mut scenario = stationary();
        scenario.communities.iter_mut().for_each(change);
        let record = run(&scenario, 1);
        for (part, whole) in
            [("arrivals", "arrivals_irregular"), ("interceptions", "interceptions"), ("deaths", "deaths")]
        {
            let found = total(&record, &format!("{part}_{who}"));
            assert!(found > 0.0, "{part}_{who}");
            assert_eq!(found, total(&record, whole), "{part}_{who}");
        }
    };
    let nobody = run(&stationary(), 1);
    for name in ["arrivals_children", "interceptions_family", "deaths_climate"] {
        assert_eq!(total(&nobody, name), 0.0, "{name}");
    }
    everybody("women", |c| c.women_share = Probability::new(1.0));
    everybody("children", |c| c.children_share = Probability::new(1.0));
    everybody("fled", |c| (c.motives.flight, c.motives.family, c.motives.climate) = (1.0, 0.0, 0.0));
    everybody("family", |c| (c.motives.flight, c.motives.family, c.motives.climate) = (0.0, 1.0, 0.0));
    everybody("climate", |c| (c.motives.flight, c.motives.family, c.motives.climate) = (0.0, 0.0, 1.0));
}
