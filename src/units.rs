//! Quantities that are easily mixed up, as types: probabilities, hazards, rates and days.
//!
//! Money (USD of the scenario's price year) and lengths (km) are plain `f64` whose names carry the
//! unit (`fee_usd`, `extent_km`): they are only ever added to their like. The types here are those
//! that convert into each other.

/// A probability, always within 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Default)]
pub struct Probability(f64);

impl Probability {
    /// Certainty that it does not happen.
    pub const NEVER: Self = Self(0.0);

    /// The probability nearest to `value`; anything that is not a number is 0.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) })
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// The integrated hazard with this chance of at least one event: `−ln(1 − p)`.
    ///
    /// Certainty has an infinite hazard; it is cut at that of `1 − 1e-12`.
    #[must_use]
    pub fn hazard(self) -> Hazard {
        Hazard(-(1.0 - self.0.min(1.0 - 1e-12)).ln())
    }
}

/// An integrated hazard over a stated whole (a leg, a stay): dimensionless, 0 or more.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Default)]
pub struct Hazard(f64);

impl Hazard {
    /// The hazard nearest to `value`; anything that is not a number is 0.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self(if value.is_nan() { 0.0 } else { value.max(0.0) })
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// The chance of at least one event: `1 − e^(−H)`.
    #[must_use]
    pub fn probability(self) -> Probability {
        Probability(-(-self.0).exp_m1())
    }

    /// This hazard, changed by a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self::new(self.0 * factor)
    }
}

/// The share of something that changes in a week, for rates that must not depend on the period.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct WeeklyShare(pub f64);

impl WeeklyShare {
    /// The share that changes in `days`: `1 − (1 − x)^(days/7)`.
    #[must_use]
    pub fn over(self, days: f64) -> f64 {
        1.0 - (1.0 - self.0.clamp(0.0, 1.0)).powf(days / 7.0)
    }
}

/// A day of the run: 0 is the scenario's first day, the warm-up has negative days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

impl Day {
    /// The day `days` later.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days since `earlier`.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Days in a year, for rates.
pub const DAYS_PER_YEAR: f64 = 365.25;
/// Days in a week.
pub const DAYS_PER_WEEK: f64 = 7.0;
/// Days of a mean month.
pub const DAYS_PER_MONTH: f64 = DAYS_PER_YEAR / 12.0;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hazard_and_probability_are_inverse(p in 0.0..0.999_f64) {
            let back = Probability::new(p).hazard().probability().get();
            prop_assert!((back - p).abs() < 1e-12);
        }

        #[test]
        fn two_half_weeks_change_as_much_as_a_week(x in 0.0..1.0_f64) {
            let half = WeeklyShare(x).over(3.5);
            let twice = 1.0 - (1.0 - half) * (1.0 - half);
            prop_assert!((twice - x).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_outside_zero_and_one_is_a_probability() {
        assert_eq!(Probability::new(1.5).get(), 1.0);
        assert_eq!(Probability::new(-0.1).get(), 0.0);
        assert_eq!(Probability::new(f64::NAN).get(), 0.0);
        assert!(Probability::new(1.0).hazard().get().is_finite());
    }
}
