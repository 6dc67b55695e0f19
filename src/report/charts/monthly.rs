//! Monthly values over replicates.

use jiff::civil::Date;

use crate::experiment::{Comparison, Ensemble, Spread, StoreError};
use crate::outcomes::{self, Month, Record, Scope};
use crate::units::Day;

/// The values of one month over the replicates.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// The middle of the month, in years.
    pub x: f64,
    /// The first day of the month.
    pub date: Date,
    /// The mean.
    pub mean: Option<f64>,
    /// The 5–95 % range, where there are enough replicates.
    pub range: Option<(f64, f64)>,
    /// How wide it would be by chance alone, where what is not known was drawn.
    pub chance: Option<(f64, f64)>,
}

impl Point {
    /// The mean, the ends of the range, and those that it would have by chance alone.
    pub(super) fn numbers(&self) -> [Option<f64>; 5] {
        let (low, high) = (|r: (f64, f64)| r.0, |r: (f64, f64)| r.1);
        let (range, chance) = (self.range, self.chance);
        [self.mean, range.map(low), range.map(high), chance.map(low), chance.map(high)]
    }
}

/// An indicator of one scenario and scope over the months.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// The scenario's position.
    pub scenario: usize,
    pub points: Vec<Point>,
}

impl Band {
    /// An indicator of some scopes as recorded, a band for each.
    pub(super) fn of(
        comparison: &Comparison,
        scenario: usize,
        indicator: &str,
        scopes: &[Scope],
    ) -> Result<Vec<Self>, StoreError> {
        let values = |record: &Record, scope: &Scope| {
            record.track(indicator, *scope).map_or_else(Vec::new, |track| track.values.clone())
        };
        Self::from(comparison, scenario, |record| scopes.iter().map(|scope| values(record, scope)).collect())
    }

    /// Whatever a record tells of each month, by band.
    pub(super) fn from(
        comparison: &Comparison,
        scenario: usize,
        tell: impl Fn(&Record) -> Vec<Vec<f64>> + Sync,
    ) -> Result<Vec<Self>, StoreError> {
        let told = comparison.ensemble.read(scenario, tell)?;
        let bands = told.first().map_or(0, Vec::len);
        let of = |band: usize| Self::over(&comparison.ensemble, scenario, |replicate| &told[replicate][band]);
        Ok((0..bands).map(of).collect())
    }

    /// The values of each month by replicate; not a number where there is none.
    fn over<'v>(ensemble: &Ensemble, scenario: usize, values: impl Fn(usize) -> &'v [f64]) -> Self {
        let calendar = &ensemble.scenarios[scenario].calendar;
        let point = |(m, month): (usize, Month)| {
            let value = |replicate: usize| values(replicate).get(m).copied().unwrap_or(f64::NAN);
            let spread = ensemble.spread((0..ensemble.replicates.len()).map(value));
            let middle = Day(month.start.0 + month.end.since(month.start) / 2);
            let x = year(calendar.date(middle));
            Point {
                x,
                date: month.date,
                mean: spread.mean,
                range: spread.range(),
                chance: spread.chance_range(),
            }
        };
        Self { scenario, points: outcomes::months(calendar).into_iter().enumerate().map(point).collect() }
    }

    /// The last mean and where it stands.
    pub(super) fn last(&self) -> Option<(f64, f64)> {
        self.points.iter().rev().find_map(|p| p.mean.map(|y| (p.x, y)))
    }

    /// All numbers that have to fit on an axis.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        let of = |p: &Point| [p.mean, p.range.map(|r| r.1), p.range.map(|r| r.0)];
        self.points.iter().flat_map(of).flatten()
    }

    /// The mean of the last twelve months that have a value.
    pub(super) fn last_year(&self) -> Option<f64> {
        Spread::of(self.points.iter().rev().filter_map(|p| p.mean).take(12)).mean
    }
}

/// A date as a number of years.
#[must_use]
pub(super) fn year(date: Date) -> f64 {
    let days = if date.in_leap_year() { 366.0 } else { 365.0 };
    f64::from(date.year()) + (f64::from(date.day_of_year()) - 1.0) / days
}

/// The span of the horizon in years.
#[must_use]
pub(super) fn horizon(comparison: &Comparison) -> (f64, f64) {
    comparison
        .ensemble
        .scenarios
        .first()
        .map_or((0.0, 1.0), |s| (year(s.calendar.start), year(s.calendar.end)))
}

/// The first day within the horizon on which any scenario differs from the baseline.
#[must_use]
pub(super) fn first_difference(comparison: &Comparison) -> Option<Day> {
    comparison.ensemble.differs_from.iter().flatten().copied().filter(|&day| day > Day(0)).min()
}
