//! Indicators in windows of days: levels, sums, and how soon a change is half done.

use crate::catalogue::Aggregate;
use crate::outcomes::{Month, Record, Scope, Track};
use crate::units::{DAYS_PER_MONTH, Day};

/// An indicator in a window of days, over one scope or summed over several: the mean per month for
/// counts, the mean per day for stocks and for quantiles of months, the quotient of the sums for ratios.
#[must_use]
pub fn window_level(record: &Record, indicator: &str, scopes: &[Scope], window: (Day, Day)) -> f64 {
    let Some(first) = scopes.first().and_then(|&scope| record.track(indicator, scope)) else {
        return f64::NAN;
    };
    let over = |measure: fn(&Parts) -> f64| total(record, indicator, scopes, window, measure);
    match first.indicator.aggregate {
        Aggregate::Sum => over(Parts::per_month),
        Aggregate::Mean | Aggregate::Quantile { .. } | Aggregate::AgainstBaseline => over(Parts::per_day),
        Aggregate::Ratio { numerator, denominator, factor } => {
            let sum = |name| sum_of(record, name, scopes, window);
            let ratio = factor * quotient(sum(numerator), sum(denominator));
            if ratio.is_nan() { over(Parts::per_day) } else { ratio }
        }
    }
}

/// A count's sum over a window, over all scopes; a part of a month counts by its days.
pub(super) fn sum_of(record: &Record, indicator: &str, scopes: &[Scope], window: (Day, Day)) -> f64 {
    total(record, indicator, scopes, window, Parts::sum)
}

/// A measure of a window, summed over scopes; not a number if one of them was not recorded.
fn total(
    record: &Record,
    indicator: &str,
    scopes: &[Scope],
    window: (Day, Day),
    measure: fn(&Parts) -> f64,
) -> f64 {
    let of = |&scope: &Scope| {
        record.track(indicator, scope).map_or(f64::NAN, |t| measure(&Parts::of(t, &record.months, window)))
    };
    scopes.iter().map(of).sum()
}

/// A quotient; not a number over nothing.
pub(super) fn quotient(above: f64, below: f64) -> f64 {
    if below == 0.0 { f64::NAN } else { above / below }
}

/// The months that a window touches: value, share of the month's days, and days.
struct Parts(Vec<(f64, f64, f64)>);

impl Parts {
    fn of(track: &Track, months: &[Month], (from, to): (Day, Day)) -> Self {
        let part = |(month, &value): (&Month, &f64)| {
            let days = month.end.min(to).since(month.start.max(from));
            let length = f64::from(month.end.since(month.start));
            (days > 0).then(|| (value, f64::from(days) / length, f64::from(days)))
        };
        Self(months.iter().zip(&track.values).filter_map(part).collect())
    }

    fn sum(&self) -> f64 {
        if self.0.is_empty() { f64::NAN } else { self.0.iter().map(|(value, share, _)| value * share).sum() }
    }

    fn per_month(&self) -> f64 {
        quotient(self.sum(), self.0.iter().map(|(_, share, _)| share).sum())
    }

    fn per_day(&self) -> f64 {
        let known = || self.0.iter().filter(|(value, ..)| value.is_finite());
        quotient(known().map(|(value, _, days)| value * days).sum(), known().map(|(.., days)| days).sum())
    }
}

/// Months from the end of the first window until the first month that is at least half of the way from the
/// level of the first window to that of the second; not a number where the two are alike or no month is.
pub(super) fn months_to_half(
    record: &Record,
    indicator: &str,
    scopes: &[Scope],
    (before, after): ((Day, Day), (Day, Day)),
) -> f64 {
    let level = |window| window_level(record, indicator, scopes, window);
    let (from, to) = (level(before), level(after));
    let is_half = |month: &&Month| quotient(level((month.start, month.end)) - from, to - from) >= 0.5;
    let first = record.months.iter().filter(|month| month.start >= before.1).find(is_half);
    first.map_or(f64::NAN, |month| f64::from(month.start.since(before.1)) / DAYS_PER_MONTH)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::outcomes;
    use jiff::civil::date;

    /// Two months of 30 days with 30 and 60, and a third with 90.
    pub(in crate::experiment) fn record(indicator: &str) -> Record {
        let month = |i: i32| Month { start: Day(30 * i), end: Day(30 * i + 30), date: date(2014, 1, 1) };
        let track = Track {
            indicator: outcomes::find(indicator).unwrap(),
            scope: Scope::Total,
            values: vec![30.0, 60.0, 90.0],
            total: 180.0,
        };
        let months = (0..3).map(month).collect();
        Record {
            seed: 0,
            months,
            tracks: vec![track],
            markets_unsettled: 0,
            decisions: 0,
            events: 0,
            people: 0,
        }
    }

    #[test]
    fn months_partly_covered_count_by_their_days() {
        let level = |window: (i32, i32)| {
            window_level(&record("deaths"), "deaths", &[Scope::Total], (Day(window.0), Day(window.1)))
        };
        assert_eq!(level((0, 30)), 30.0);
        assert_eq!(level((0, 60)), 45.0);
        assert_eq!(level((15, 60)), (15.0 + 60.0) / 1.5);
        assert!(level((500, 600)).is_nan());
    }

    #[test]
    fn stocks_are_averaged_over_days() {
        let level =
            window_level(&record("stranded_mean"), "stranded_mean", &[Scope::Total], (Day(15), Day(60)));
        assert_eq!(level, (30.0 * 15.0 + 60.0 * 30.0) / 45.0);
    }

    #[test]
    fn a_change_is_half_done_in_the_first_month_past_the_middle() {
        let half = |values: [f64; 3]| {
            let mut record = record("deaths");
            record.tracks[0].values = values.into();
            let windows = ((Day(0), Day(30)), (Day(60), Day(90)));
            months_to_half(&record, "deaths", &[Scope::Total], windows)
        };
        assert_eq!([half([30.0, 60.0, 90.0]), half([90.0, 50.0, 30.0])], [0.0, 0.0]);
        assert_eq!([half([10.0, 20.0, 90.0]), half([90.0, 70.0, 30.0])], [30.0 / DAYS_PER_MONTH; 2]);
        assert!(half([30.0, 90.0, 30.0]).is_nan());
    }
}
