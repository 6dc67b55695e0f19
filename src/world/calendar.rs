//! Dates and days.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::units::Day;

/// The scenario's span of time. Day 0 is `start`; `end` is the first day after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day that counts.
    pub start: Date,
    /// The first day that no longer counts.
    pub end: Date,
    /// Days simulated before `start` that are left out of every indicator.
    pub warm_up_days: u32,
    /// Length of a market period in days.
    pub period_days: u32,
}

impl Calendar {
    /// The day of a date.
    #[must_use]
    pub fn day(&self, date: Date) -> Day {
        Day(self.start.until(date).map_or(0, |span: Span| span.get_days()))
    }

    /// The date of a day.
    #[must_use]
    pub fn date(&self, day: Day) -> Date {
        self.start.saturating_add(i64::from(day.0).days())
    }

    /// The first day of the warm-up.
    #[must_use]
    pub fn first_day(&self) -> Day {
        Day(-(self.warm_up_days as i32))
    }

    /// The first day after the horizon.
    #[must_use]
    pub fn last_day(&self) -> Day {
        self.day(self.end)
    }

    /// Years that count.
    #[must_use]
    pub fn years(&self) -> f64 {
        f64::from(self.last_day().0) / crate::units::DAYS_PER_YEAR
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_dates_are_inverse_over_leap_years() {
        let calendar =
            Calendar { start: date(2014, 1, 1), end: date(2020, 1, 1), warm_up_days: 730, period_days: 7 };
        assert_eq!(calendar.last_day(), Day(2191));
        for n in [-730, -1, 0, 59, 790, 2190] {
            assert_eq!(calendar.day(calendar.date(Day(n))), Day(n));
        }
        assert_eq!(calendar.date(Day(0)), date(2014, 1, 1));
    }
}
