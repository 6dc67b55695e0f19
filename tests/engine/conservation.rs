//! People and money are conserved, and shared pasts are the same computed once or twice.

use wayfare::engine::{Run, first_difference};
use wayfare::outcomes::{Record, Scope};
use wayfare::units::Day;
use wayfare::world::Scenario;

use crate::common::*;

/// Runs to the end and looks at the accounts on the way.
pub(crate) fn run_with_audits(scenario: &Scenario, seed: u64) -> Record {
    let mut run = Run::new(scenario, seed);
    let (first, last) = (scenario.calendar.first_day().0, scenario.calendar.last_day().0);
    for tenth in 0..=10 {
        run.advance_to(Day(first + (last - first) * tenth / 10));
        let accounts = run.accounts();
        assert!(accounts.balance(), "{} on day {}: {accounts:?}", scenario.name, run.today().0);
    }
    assert!(run.accounts().people_entered > 0 && run.accounts().turnover > 0.0);
    run.finish()
}

#[test]
fn people_and_money_balance_in_the_small_world() {
    for scenario in small_case() {
        for seed in 1..=3 {
            run_with_audits(&scenario, seed);
        }
    }
}

#[test]
fn people_and_money_balance_whatever_is_switched_off() {
    let scenario = stationary();
    for mechanism in wayfare::mechanisms::ALL.iter().filter(|m| m.without.is_some()) {
        run_with_audits(&without(scenario.clone(), &[mechanism.name]), 1);
    }
}

/// One pass over the shipped case: it is the dearest of these tests.
#[test]
fn the_niger_case_balances_and_its_forks_equal_runs_from_the_beginning() {
    let case = niger_case();
    let alone: Vec<Record> = case.iter().map(|scenario| run_with_audits(scenario, 1)).collect();
    let mut trunk = Run::new(&case[0], 1);
    let mut forks: Vec<(Day, usize)> = (1..case.len())
        .map(|i| {
            (
                first_difference(&case[0], &case[i])
                    .unwrap_or_else(|| panic!("{} has no policy", case[i].name)),
                i,
            )
        })
        .collect();
    forks.sort();
    for (day, i) in forks {
        trunk.advance_to(day);
        let forked = trunk.fork(&case[i]).finish();
        assert_same(&forked, &alone[i]);
        assert!(
            !differing(&forked, &alone[0], usize::MAX, |_| true).is_empty(),
            "{} changes nothing",
            case[i].name
        );
    }
}

#[test]
fn everybody_who_set_out_has_arrived_or_is_accounted_for() {
    let scenario = small();
    for seed in 1..=3 {
        let record = run(&scenario, seed);
        let legs = || (0..scenario.legs.len()).map(|l| Scope::Leg(wayfare::world::LegId(l as u16)));
        for indicator in ["flow", "interceptions", "deaths", "smuggler_revenue"] {
            let sum: f64 = legs().map(|scope| record.total(indicator, scope)).sum();
            let all = total(&record, indicator);
            assert!((sum - all).abs() <= 1e-6 * all.max(1.0), "{indicator}: {sum} on legs, {all} in all");
        }
        let departures = total(&record, "departures_smuggled") + total(&record, "departures_alone");
        assert_eq!(departures, total(&record, "flow"));
        // Whoever travels with papers inside a free-movement area does so regularly.
        assert!(total(&record, "departures_irregular") < departures);
        assert!(total(&record, "deaths_recorded") <= total(&record, "deaths"));
        assert!(total(&record, "flow_monitored") <= total(&record, "flow"));
    }
}

#[test]
fn what_happens_somewhere_is_in_every_scope_that_holds_it() {
    let record = run(&small(), 1);
    let sum = |indicator: &str, is: fn(Scope) -> bool| -> f64 {
        let tracks = record.tracks.iter().filter(|t| t.indicator.name == indicator && is(t.scope));
        tracks.map(|track| track.total).sum()
    };
    let places: fn(Scope) -> bool = |scope| matches!(scope, Scope::Place(_));
    let legs: fn(Scope) -> bool = |scope| matches!(scope, Scope::Leg(_));
    let countries: fn(Scope) -> bool = |scope| matches!(scope, Scope::Country(_));
    // The first two happen at places, the others on legs.
    for (indicator, scopes) in [
        ("detections", vec![countries]),
        ("arrivals_irregular", vec![places, countries]),
        ("departures_smuggled", vec![places, countries]),
        ("deaths", vec![legs, countries]),
    ] {
        let whole = total(&record, indicator);
        assert!(whole > 0.0, "{indicator}");
        scopes.into_iter().for_each(|scope| assert_eq!(sum(indicator, scope), whole, "{indicator}"));
    }
}
