//! What an outcome has to come to by a closed form or a finding: beside scenarios, and no part of a run.

/// What is told of several runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// Their mean.
    Mean,
    /// Their variance.
    Variance,
}

/// How a scenario is compared with another: seed by seed, or by the variances over seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combination {
    /// Its value less the other's.
    Difference,
    /// Its value over the other's.
    Ratio,
}

/// How near a value has to come to the one expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// To a millionth of it, in every run: for what is solved.
    Solved,
    /// To three standard errors over the runs: for what chance is in.
    Chance,
    /// No more than it.
    AtMost,
    /// More than it, by three standard errors at least.
    More,
    /// Less than it, by three standard errors at least.
    Less,
    /// Within a range.
    Within(f64, f64),
}

/// A value by a closed form, and where to read what a scenario gives for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The closed form's id.
    pub benchmark: String,
    /// The name of the scenario.
    pub scenario: String,
    /// What is looked at, in words.
    pub what: String,
    /// The outcome, or several of which the sum is meant, with `+` between them.
    pub indicator: String,
    /// What it is about, as in results.
    pub scope: String,
    /// The outcome by which it is divided, and what that is about.
    pub per: Option<(String, String)>,
    /// What the value is multiplied by.
    pub times: f64,
    /// The scenario with which it is compared, and how.
    pub against: Option<(String, Combination)>,
    /// What is told of several seeds.
    pub statistic: Statistic,
    /// How many seeds are run at least.
    pub seeds: u32,
    /// The value by the closed form.
    pub expected: f64,
    /// How near to it a value has to come.
    pub tolerance: Tolerance,
    /// The closed form, in words.
    pub formula: String,
    /// Where it comes from.
    pub source: String,
}

/// What came for an expected value when a study was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedValue {
    /// The expectation's id.
    pub benchmark: String,
    /// What was looked at, in words.
    pub what: String,
    /// What came.
    pub got: f64,
    /// Its standard error over seeds.
    pub standard_error: f64,
    /// Whether it was near enough to what was expected.
    pub holds: bool,
}
