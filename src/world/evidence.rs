//! What is kept beside a case and never used by a run: observed figures, and sources of numbers.

use crate::units::Day;

/// How an observed figure is to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObservationKind {
    /// The mean per month (flows) or per day (stocks) in the window `from0`–`to0`.
    Level,
    /// That of `from1`–`to1` over that of `from0`–`to0`.
    Ratio,
    /// The scope's share of the total in `from0`–`to0`, or of what stands after a stroke (`leg:a/legs:a+b`).
    Share,
    /// One point of a series: the sum over `from0`–`to0`.
    Series,
    /// What the scopes after a stroke gain from the first window to the second, over what those before it lose
    /// (`country:a/country:b`).
    Substitution,
    /// Months from the end of the first window until half of the change to the second is done.
    Lag,
}

/// An observed figure. It is kept beside a case and never used by the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The metric's name.
    pub metric: String,
    /// How it is compared.
    pub kind: ObservationKind,
    /// The scenario in which it was observed.
    pub scenario: String,
    /// The scenario to compare with, where the metric is a difference; empty for none.
    pub baseline: String,
    /// The indicator, or one over another (`deaths_recorded/detections`).
    pub indicator: String,
    /// Its scope, as in the results; of two indicators, that of the second stands after a stroke.
    pub scope: String,
    /// The first window: first day, and first day after it.
    pub window0: (Day, Day),
    /// The second window, for ratios.
    pub window1: Option<(Day, Day)>,
    /// What was observed.
    pub value: f64,
    /// Its range, where one is known.
    pub range: Option<(f64, f64)>,
    /// The facts it rests on.
    pub fact_ids: String,
}

impl Observation {
    /// The two indicators, where one is told per unit of another.
    #[must_use]
    pub fn per(&self) -> Option<(&str, &str)> {
        self.indicator.split_once('/')
    }
}

/// The source and plausible range of a column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceNote {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// A fact id, geography, or `assumption`.
    pub source: String,
    /// The plausible range, as multiples of each value.
    pub range: (f64, f64),
    /// What else has to be said.
    pub note: String,
}
