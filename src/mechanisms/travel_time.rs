//! How long a journey over a leg takes.

use rand_distr::{Distribution, StandardNormal};

use crate::catalogue::Mechanism;
use crate::random::{Key, Purpose};
use crate::world::{Leg, Scenario, TravelTime};

const NAME: &str = "travel_time";

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "A leg takes its days, or days that differ from journey to journey about that mean.",
    text: "A leg takes `days`, rounded up to whole days. Where its column `days_law` says so, each convoy's \
           duration S is drawn anew, with mean `days`: `uniform` from 0 to twice that, `exponential`, or \
           `lognormal` with `days_sigma` as the standard deviation of the log. It then ends S days after a \
           uniform hour of the day of departure, so that rounding to days changes no mean, but takes a day at \
           least. Somebody alone is a convoy of one. What people expect, and weigh, is the mean.",
    paragraphs: "25, 38",
    parameters: &[],
    without: Some("every journey over a leg takes its days"),
};

/// How long a convoy is on a leg, as a multiple of the leg's days; `None` where it always takes those.
#[must_use]
pub fn drawn_multiple(scenario: &Scenario, leg: &Leg, convoy: Key) -> Option<f64> {
    let key = convoy.purpose(Purpose::TravelTime);
    match leg.days_law {
        TravelTime::Fixed => None,
        _ if !scenario.with(NAME) => None,
        TravelTime::Uniform => Some(2.0 * key.uniform()),
        TravelTime::Exponential => Some(key.exponential()),
        TravelTime::LogNormal => {
            let normal: f64 = StandardNormal.sample(&mut key.generator());
            Some((leg.days_sigma * (normal - 0.5 * leg.days_sigma)).exp())
        }
    }
}

/// The whole days after which something happens that is so many days away, from a random hour on.
#[must_use]
pub fn whole_days(days: f64, convoy: Key) -> i32 {
    (days + convoy.purpose(Purpose::TravelTime).of(0).uniform()).floor().min(1e6) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_to_days_keeps_the_mean() {
        let n = 40_000;
        let days = (0..n).map(|i| f64::from(whole_days(2.3, Key::root(1).of(i))));
        let mean = days.sum::<f64>() / n as f64;
        assert!((mean - 2.3).abs() < 4.0 * (0.3_f64 * 0.7 / n as f64).sqrt(), "{mean}");
    }
}
