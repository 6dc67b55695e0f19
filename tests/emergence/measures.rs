//! What is read off runs to measure the claims.

use wayfare::outcomes::{Record, Scope};
use wayfare::world::{CountryId, LegId};

pub(crate) fn flow(record: &Record, leg: u16) -> f64 {
    record.total("flow", Scope::Leg(LegId(leg)))
}

pub(crate) fn total(record: &Record, indicator: &str) -> f64 {
    record.total(indicator, Scope::Total)
}

/// What is paid at posts for a client and by a holder of papers (USD/leg).
pub(crate) fn bribes(record: &Record) -> [f64; 2] {
    ["bribe_per_client", "bribe_per_holder"].map(|indicator| total(record, indicator))
}

pub(crate) fn rise_of_fee([before, after]: [&Record; 2]) -> f64 {
    total(after, "fee_mean") - total(before, "fee_mean")
}

pub(crate) fn fall_of_passengers([before, after]: [&Record; 2]) -> f64 {
    1.0 - total(after, "passengers") / total(before, "passengers")
}

pub(crate) fn irregular_arrivals(record: &Record) -> f64 {
    total(record, "arrivals_irregular")
}

pub(crate) fn fall_of_irregular_arrivals([before, after]: [&Record; 2]) -> f64 {
    1.0 - irregular_arrivals(after) / irregular_arrivals(before)
}

/// Journeys that are not a second try: the purse decides on those of people who were sent home.
pub(crate) fn first_journeys(record: &Record) -> f64 {
    total(record, "attempts") - total(record, "attempts_repeat")
}

pub(crate) fn first_journeys_left([before, after]: [&Record; 2]) -> f64 {
    first_journeys(after) / first_journeys(before)
}

/// The mean of an indicator over a year of a run, counted from 0.
pub(crate) fn in_year(record: &Record, indicator: &str, scope: Scope, year: usize) -> f64 {
    record.track(indicator, scope).unwrap().values[12 * year..12 * (year + 1)].iter().sum::<f64>() / 12.0
}

/// The share of those whom it is asked to take back that the country of origin takes, in the first year and in
/// the fourth.
pub(crate) fn will_to_readmit(record: &Record) -> [f64; 2] {
    [0, 3].map(|year| in_year(record, "readmission_will_mean", Scope::Country(CountryId(0)), year))
}

pub(crate) fn will_to_enforce(record: &Record) -> f64 {
    record.total("enforcement_will_mean", Scope::Country(CountryId(2)))
}

/// People in the queue in the third month.
pub(crate) fn soon_waiting(record: &Record) -> f64 {
    record.track("pathway_queue_mean", Scope::Total).unwrap().values[2]
}

/// Money of those admitted in the second half of the run, when hardly anybody is left in the queue who came to
/// it before the policy (USD).
pub(crate) fn money_of_admitted(record: &Record) -> f64 {
    let late = |indicator| {
        let values = &record.track(indicator, Scope::Total).unwrap().values;
        values[values.len() / 2..].iter().sum::<f64>()
    };
    late("admitted_money_sum") / late("departures_regular")
}
