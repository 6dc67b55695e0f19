//! Same seed, same luck: a policy moves only what it can reach.

use wayfare::catalogue::ScopeKind;
use wayfare::engine::{Run, first_difference};
use wayfare::outcomes::{Record, Track};
use wayfare::units::Day;
use wayfare::world::{Policy, Scenario};

use crate::common::*;

const SEEDS: std::ops::RangeInclusive<u64> = 1..=3;

/// A strong policy of every kind, from a day on.
fn strong_policies(scenario: &Scenario, from: Day) -> Vec<Policy> {
    let pathway = |lever, numbers: &[(&str, f64)]| on_all_pathways(policy(lever, from, numbers), scenario);
    let countries = |lever, numbers: &[(&str, f64)]| {
        in_countries(policy(lever, from, numbers), scenario, &["ALA", "HLA", "BLA"])
    };
    vec![
        pathway(
            "open_pathway",
            &[("places_per_year", 20_000.0), ("fee_usd", 50.0), ("refusal_probability", 0.0)],
        ),
        pathway("expand_quota", &[("places_factor", 10.0)]),
        pathway("cut_fee", &[("fee_factor", 0.1)]),
        pathway("speed_up", &[("delay_factor", 0.1)]),
        countries("document_access", &[("price_usd", 5.0), ("bribe_usd", 0.0), ("delay_days", 7.0)]),
        countries("border_effort", &[("patrol_intensity", 5.0), ("post_effectiveness", 0.5)]),
        countries("criminalise", &[]),
        countries("anti_corruption", &[("detection_factor", 1000.0)]),
        countries("anti_corruption", &[("moves_per_year", 12.0)]),
        on_legs(policy("close_leg", from, &[]), scenario, &["aton-hubton", "bton-cton"]),
        pathway("close_pathway", &[]),
        on_legs(
            policy("search_and_rescue", from, &[("saved_share", 0.9)]),
            scenario,
            &["edge-dton", "bton-cton"],
        ),
        countries("campaign", &[("reports_per_week", 500.0), ("exaggeration", 3.0)]),
        countries("peers", &[("reports_per_week", 500.0)]),
        at_places(
            policy("alternative_livelihood", from, &[("income_usd_week", 5000.0)]),
            scenario,
            &["hubton", "edge"],
        ),
        countries(
            "development_aid",
            &[("projects_usd_person_year", 500.0), ("support_usd_person_year", 300.0)],
        ),
        countries("conflict", &[("intensity", 0.8)]),
        countries("climate_event", &[("intensity", 0.8), ("livelihood_factor", 0.7)]),
        countries("slow_climate", &[("livelihood_factor", 0.6)]),
        on_legs(
            policy("crime_takeover", from, &[("territory_tax_usd", 200.0), ("kidnap_risk", 0.2)]),
            scenario,
            &["hubton-edge-road", "hubton-edge-track"],
        ),
        in_countries(policy("individual_assessment", from, &[("assessed_share", 1.0)]), scenario, &["CLA"]),
        at_places(policy("voluntary_return", from, &[("grant_usd", 3_000.0)]), scenario, &["hubton", "edge"]),
        in_countries(policy("readmission", from, &[("ordered_share", 1.0)]), scenario, &["DLA", "CLA"]),
        in_countries(policy("regularisation", from, &[("regularised_share", 0.8)]), scenario, &["DLA"]),
        pathway("temporary_protection", &[]),
        pathway("labour_matching", &[("eligible_share", 1.0), ("delay_factor", 0.2)]),
        at_places(
            policy("information_service", from, &[("reached_share", 1.0)]),
            scenario,
            &["aton", "hubton", "edge"],
        ),
        at_places(policy("victim_support", from, &[("support_usd", 2_000.0)]), scenario, &["hubton", "edge"]),
        countries("carrier_liability", &[("refused_share", 1.0)]),
        countries("security_cooperation", &[("patrol_intensity", 4.0)]),
        in_countries(policy("pandemic_closure", from, &[]), scenario, &["DLA", "HLA"]),
        pathway("visa_lottery", &[("places_per_year", 5_000.0)]),
        countries("community_consultation", &[("consulted_share", 1.0)]),
        countries("reintegration", &[("support_usd", 3_000.0)]),
        countries("economic_shock", &[("livelihood_factor", 0.8), ("income_factor", 0.8)]),
        countries("prosecution_capacity", &[("investigation", 0.1)]),
        countries("surge_operation", &[("effort_factor", 5.0)]),
        countries("financial_investigation", &[("followed_share", 1.0)]),
        in_countries(policy("free_movement", from, &[]), scenario, &["BLA", "CLA"]),
    ]
}

fn months_before(record: &Record, day: Day) -> usize {
    record.months.iter().filter(|month| month.end <= day).count()
}

#[test]
fn the_strong_policies_are_of_every_kind() {
    let used: Vec<&str> = strong_policies(&small(), Day(0)).iter().map(|p| p.lever).collect();
    // Reopening changes something only where something was closed, aiming only where there is capacity, and
    // security of documents only where they are forged: tests in `levers.rs`, `justice.rs`, `levers_papers.rs`.
    let missing =
        wayfare::levers::ALL.iter().map(|lever| lever.text.name).filter(|name| !used.contains(name));
    assert_eq!(
        missing.collect::<Vec<_>>(),
        ["reopen_leg", "target_level", "intelligence_sharing", "document_security"]
    );
}

#[test]
fn nothing_differs_before_a_policy_starts_and_something_does_after() {
    let baseline = small();
    let from = Day(431);
    let before = run(&baseline, 1);
    for policy in strong_policies(&baseline, from) {
        let lever = policy.lever;
        let after = run(&with(&baseline, policy), 1);
        let months = months_before(&before, from);
        assert_eq!(months, 14);
        assert_eq!(differing(&before, &after, months, |_| true), Vec::<String>::new(), "{lever}");
        assert!(!differing(&before, &after, usize::MAX, |_| true).is_empty(), "{lever} changes nothing");
    }
}

#[test]
fn a_forked_run_equals_the_run_from_the_beginning() {
    let baseline = small();
    // The middle of a market period, a market day, and a day in the warm-up.
    for from in [Day(431), Day(434), Day(-50)] {
        let mut changed = baseline.clone();
        changed.policies = strong_policies(&baseline, from);
        assert_eq!(first_difference(&baseline, &changed), Some(from));
        for seed in SEEDS {
            let mut trunk = Run::new(&baseline, seed);
            trunk.advance_to(from);
            assert_same(&trunk.fork(&changed).finish(), &run(&changed, seed));
        }
    }
}

#[test]
fn a_run_can_be_forked_where_policies_end() {
    let (baseline, from, end) = (small(), Day(431), Day(620));
    let mut lasting = baseline.clone();
    lasting.policies = strong_policies(&baseline, from);
    let mut ending = lasting.clone();
    ending.policies.iter_mut().for_each(|policy| policy.to = Some(end));
    assert_eq!(first_difference(&lasting, &ending), Some(end));
    let mut trunk = Run::new(&lasting, 1);
    trunk.advance_to(end);
    let alone = run(&ending, 1);
    assert_same(&trunk.fork(&ending).finish(), &alone);
    assert!(!differing(&alone, &run(&lasting, 1), usize::MAX, |_| true).is_empty());
}

/// Whether a track is about the pair Bton and Cton, apart from the rest.
fn is_about_the_pair(track: &Track, scenario: &Scenario) -> Option<bool> {
    let pair = ["bton", "cton", "BLA", "CLA", "bton-cton", "bton-cton-foot"];
    let aside = [ScopeKind::Total, ScopeKind::Spending, ScopeKind::Pathway, ScopeKind::FirmType];
    let somewhere = !aside.contains(&track.scope.kind());
    somewhere.then(|| pair.contains(&track.scope.id(scenario)))
}

#[test]
fn a_policy_leaves_unconnected_places_as_they_were() {
    let baseline = small();
    let on_the_pair = [
        on_legs(policy("border_effort", Day(0), &[("patrol_intensity", 5.0)]), &baseline, &["bton-cton"]),
        on_legs(policy("close_leg", Day(0), &[]), &baseline, &["bton-cton"]),
        in_countries(policy("criminalise", Day(0), &[]), &baseline, &["BLA", "CLA"]),
    ];
    let on_the_rest = [
        on_legs(policy("border_effort", Day(0), &[("patrol_intensity", 5.0)]), &baseline, &["edge-dton"]),
        on_legs(policy("close_leg", Day(0), &[]), &baseline, &["hubton-edge-road"]),
        on_all_pathways(policy("open_pathway", Day(0), &[("places_per_year", 9_000.0)]), &baseline),
        in_countries(policy("document_access", Day(0), &[("price_usd", 5.0)]), &baseline, &["ALA"]),
    ];
    let cases = on_the_pair.into_iter().map(|p| (p, true)).chain(on_the_rest.into_iter().map(|p| (p, false)));
    for (policy, on_pair) in cases {
        let lever = policy.lever;
        let changed = with(&baseline, policy);
        for seed in SEEDS {
            let (a, b) = (run(&baseline, seed), run(&changed, seed));
            let elsewhere = |t: &Track| is_about_the_pair(t, &baseline) == Some(!on_pair);
            let here = |t: &Track| is_about_the_pair(t, &baseline) == Some(on_pair);
            assert_eq!(differing(&a, &b, usize::MAX, elsewhere), Vec::<String>::new(), "{lever}");
            assert!(!differing(&a, &b, usize::MAX, here).is_empty(), "{lever} changes nothing");
        }
    }
}

#[test]
fn a_policy_that_changes_nothing_changes_nothing() {
    let baseline = small();
    let (hubland, from) = (&baseline.countries[country(&baseline, "HLA").index()], Day(100));
    let table = [
        ("penalty_usd", hubland.penalty_usd),
        ("sentence_probability", hubland.sentence_probability.get()),
        ("seizure_probability", hubland.seizure_probability.get()),
    ];
    let pathway = |lever, numbers: &[(&str, f64)]| on_all_pathways(policy(lever, from, numbers), &baseline);
    let country =
        |lever, numbers: &[(&str, f64)]| in_countries(policy(lever, from, numbers), &baseline, &["HLA"]);
    let idle = [
        on_legs(policy("border_effort", from, &[("patrol_intensity", 1.0)]), &baseline, &["edge-dton"]),
        country("criminalise", &table),
        country(
            "anti_corruption",
            &[("pay_factor", 1.0), ("detection_factor", 1.0), ("moves_per_year", 0.0)],
        ),
        country("document_access", &[]),
        country("speed_up", &[("delay_factor", 1.0)]),
        pathway("open_pathway", &[("places_per_year", baseline.pathways[0].places_per_year)]),
        pathway("cut_fee", &[("fee_factor", 1.0)]),
        pathway("expand_quota", &[("places_factor", 1.0)]),
        at_places(
            policy("alternative_livelihood", from, &[("income_usd_week", 0.0)]),
            &baseline,
            &["hubton"],
        ),
        country("development_aid", &[]),
        in_countries(policy("peers", from, &[("reports_per_week", 0.0)]), &baseline, &["ALA", "BLA"]),
        country("conflict", &[("intensity", 0.0)]),
        country("climate_event", &[("intensity", 0.0), ("livelihood_factor", 1.0)]),
        country("slow_climate", &[("livelihood_factor", 1.0)]),
        country("economic_shock", &[]),
        country("individual_assessment", &[("assessed_share", 0.0)]),
        country("voluntary_return", &[("grant_usd", 0.0)]),
        country("reintegration", &[("support_usd", 0.0)]),
        country("regularisation", &[("regularised_share", 0.0)]),
        pathway("labour_matching", &[("eligible_share", 0.0), ("delay_factor", 1.0)]),
        country("victim_support", &[("support_usd", 0.0)]),
        country("carrier_liability", &[("refused_share", 0.0)]),
        country("security_cooperation", &[("patrol_intensity", 1.0), ("commitment", 0.0)]),
        country("readmission", &[("ordered_share", 0.0)]),
        country("community_consultation", &[("consulted_share", 0.0)]),
        country("crime_takeover", &[("territory_tax_usd", 0.0)]),
        country("prosecution_capacity", &[("prosecution_probability", 0.9)]),
        country("target_level", &[("organisers", 1.0)]),
        country("surge_operation", &[("effort_factor", 1.0), ("investigation_factor", 5.0)]),
        country("financial_investigation", &[("followed_share", 0.0)]),
        in_countries(policy("intelligence_sharing", from, &[("share", 1.0)]), &baseline, &["ALA", "HLA"]),
        country("document_security", &[("detection", 0.5)]),
        country("free_movement", &[]),
    ];
    let as_it_is = run(&baseline, 2);
    for policy in idle {
        assert_same(&run(&with(&baseline, policy), 2), &as_it_is);
    }
}

#[test]
fn a_policy_that_has_ended_leaves_conditions_as_before() {
    // A law that is over before the first day of the warm-up has never been.
    let baseline = small();
    let mut law = in_countries(policy("criminalise", Day(-400), &[]), &baseline, &["HLA"]);
    law.to = Some(Day(-300));
    assert_same(&run(&with(&baseline, law), 1), &run(&baseline, 1));
}
