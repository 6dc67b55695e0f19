//! The study file: what is varied, what is looked at, and how much it may cost.
//!
//! Read and judged like a scenario: all problems at once, each with its place and what would be
//! right. What comes out is a [`Study`] whose names are resolved.

mod calibration;
mod designs;
mod file;
pub mod keys;
mod load;
mod schema;
mod subjects;

use jiff::civil::Date;

use super::problems::Problems;
use super::{Input, LoadedCase, freeze};
use crate::catalogue::{Indicator, Parameter};
use crate::outcomes::Scope;
use crate::world::{LegId, Scenario};
pub use designs::HARMS;
pub use load::load_study;
use load::{folder, folder_name};
pub use schema::study_schema;

/// A study that can be run.
#[derive(Clone, Debug)]
pub struct Study {
    /// Its name: the file's, without the ending.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// The scenarios; the first is the baseline.
    pub scenarios: Vec<Scenario>,
    /// What is looked at.
    pub outcomes: Vec<Outcome>,
    /// How it goes about it.
    pub design: Design,
    /// Paired runs of every point.
    pub replicates: u32,
    /// The seed of the first replicate.
    pub seed: u64,
    /// The most runs that it may take.
    pub max_runs: usize,
    /// In which ways its scenarios are coarser than the case's; empty: they are not.
    pub sketch: Vec<String>,
}

/// A study, its cases and what somebody should look at.
#[derive(Clone, Debug)]
pub struct LoadedStudy {
    /// The study.
    pub study: Study,
    /// The cases by the names of their folders, with the origins of their values.
    pub cases: Vec<(String, LoadedCase)>,
    /// Its file, but for its cases, which are looked for in the folder [`CASES`] beside it.
    pub text: String,
    /// What somebody should look at.
    pub warnings: Problems,
    /// The files that it was made from.
    pub inputs: Vec<Input>,
}

/// Where a study that is kept with its results has its cases, each under its name.
pub const CASES: &str = "resolved";

/// An outcome of a study.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The indicator.
    pub indicator: &'static Indicator,
    /// What it is about.
    pub scope: Scope,
    /// That in words, as in results.
    pub scope_label: String,
    /// What is better, where something is.
    pub goal: Option<Goal>,
    /// What the bounds are about.
    pub measure: Measure,
    /// What it may be at most.
    pub at_most: Option<f64>,
    /// What it has to be at least.
    pub at_least: Option<f64>,
}

/// What is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Less of it.
    Less,
    /// More of it.
    More,
}

/// A scenario's own value, or its difference from the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Its own value.
    Level,
    /// The paired difference from the baseline.
    Change,
}

/// How a study goes about it. The scenario that is varied or taken apart is the second of the study.
#[derive(Clone, Debug)]
pub enum Design {
    /// Values of levers.
    Sweep {
        /// What is varied.
        levers: Vec<Lever>,
        /// Whether all values are tried with all, or side by side.
        grid: bool,
    },
    /// What the results hang on.
    Sensitivity {
        /// How it is found out.
        method: Method,
        /// The numbers; empty: all that are uncertain.
        factors: Vec<Factor>,
        /// Paths or rows.
        size: usize,
    },
    /// What each part adds.
    Attribution {
        /// The parts.
        parts: Vec<Part>,
        /// Orders drawn where there are more than six parts.
        orders: usize,
    },
    /// Policies in many futures.
    Robustness {
        /// The numbers; empty: all that are uncertain.
        factors: Vec<Factor>,
        /// How many futures.
        futures: usize,
    },
    /// The best packages.
    Search {
        /// What is varied.
        levers: Vec<Lever>,
        /// Packages that it begins with.
        candidates: usize,
        /// Times that it looks around the best.
        rounds: usize,
    },
    /// Which values of shared parameters the cases leave.
    Calibration(Calibration),
}

/// How shared parameters are held against what was observed.
#[derive(Clone, Debug)]
pub struct Calibration {
    /// The cases, the fitted ones first.
    pub cases: Vec<StudyCase>,
    /// The parameters, each with the range of its prior.
    pub parameters: Vec<Factor>,
    /// Points of a wave.
    pub points: usize,
    /// How many waves there are.
    pub waves: usize,
    /// Standard deviation of the model's own error (log of simulated over observed).
    pub discrepancy: f64,
    /// Standard deviation of the log of an observed figure without a range.
    pub observation_error: f64,
    /// The implausibility beyond which a point is ruled out (standard deviations).
    pub cutoff: f64,
    /// The share of points that is kept where nothing is plausible.
    pub nearest: f64,
    /// Runs of the values as they are.
    pub checks: u32,
}

/// A case of a calibration.
#[derive(Clone, Debug)]
pub struct StudyCase {
    /// Its folder's name.
    pub name: String,
    /// Its scenarios that happened.
    pub scenarios: Vec<Scenario>,
    /// Whether it is fitted; otherwise it is held out.
    pub is_fitted: bool,
}

/// How sensitivity is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Each number alone, at both ends of its range.
    OneAtATime,
    /// Elementary effects along paths.
    Morris,
    /// Shares of variance.
    Sobol,
}

/// What a sweep or a search varies.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// The policy.
    pub policy: String,
    /// Its number; `None`: whether it is there at all (0 or 1).
    pub number: Option<&'static Parameter>,
    /// The values to try, in a sweep.
    pub values: Vec<f64>,
    /// The lowest and the highest.
    pub range: (f64, f64),
}

/// An uncertain number that a study names.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Which.
    pub name: FactorName,
    /// The range that the study states; of a column, as multiples.
    pub range: Option<(f64, f64)>,
}

/// How a study names an uncertain number.
#[derive(Clone, Debug, PartialEq)]
pub enum FactorName {
    /// A parameter of a mechanism.
    Parameter(&'static Parameter),
    /// A number of a policy.
    Policy(String, &'static Parameter),
    /// A column of a table.
    Column(&'static str, &'static str),
}

/// A part of a whole: what is there with it, and not without it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// Policies of the scenario.
    pub policies: Vec<String>,
    /// Mechanisms, in the baseline as well.
    pub mechanisms: Vec<&'static str>,
    /// Legs that are open, in the baseline as well.
    pub legs: Vec<LegId>,
}

/// Coarser settings.
#[derive(Clone, Copy, Debug, Default)]
struct Sketch {
    persons_per_agent: Option<f64>,
    period_days: Option<f64>,
    warm_up_days: Option<f64>,
    end: Option<Date>,
}

impl Sketch {
    fn of(file: &file::StudyFile) -> Self {
        Self {
            persons_per_agent: file.sketch.number("persons_per_agent"),
            period_days: file.sketch.number("period_days"),
            warm_up_days: file.sketch.number("warm_up_days"),
            end: file.sketch.date("end"),
        }
    }

    /// Makes a scenario coarser.
    fn apply(self, scenario: &mut Scenario) {
        let calendar = &mut scenario.calendar;
        scenario.persons_per_agent = self.persons_per_agent.unwrap_or(scenario.persons_per_agent);
        calendar.period_days = self.period_days.map_or(calendar.period_days, |days| days as u32);
        calendar.warm_up_days = self.warm_up_days.map_or(calendar.warm_up_days, |days| days as u32);
        calendar.end = self.end.unwrap_or(calendar.end);
        freeze::seal(scenario);
    }

    fn words(self) -> Vec<String> {
        let parts = [
            self.persons_per_agent.map(|x| format!("{x} persons an agent")),
            self.period_days.map(|x| format!("market periods of {x} days")),
            self.warm_up_days.map(|x| format!("a warm-up of {x} days")),
            self.end.map(|end| format!("until {end}")),
        ];
        parts.into_iter().flatten().collect()
    }
}

impl Outcome {
    /// Its name in results, with its scope where that is not the total.
    #[must_use]
    pub fn label(&self) -> String {
        match self.scope {
            Scope::Total => self.indicator.name.to_owned(),
            _ => format!("{} {}", self.indicator.name, self.scope_label),
        }
    }

    /// A value as a loss: less is better. Where nothing is better, not a number.
    #[must_use]
    pub fn loss(&self, value: f64) -> f64 {
        match self.goal {
            Some(Goal::Less) => value,
            Some(Goal::More) => -value,
            None => f64::NAN,
        }
    }

    /// Whether it has a bound.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.at_most.is_some() || self.at_least.is_some()
    }

    /// Whether a value, in its measure, is within the bounds; none is not.
    #[must_use]
    pub fn is_met(&self, value: f64) -> bool {
        value.is_finite()
            && self.at_most.is_none_or(|most| value <= most)
            && self.at_least.is_none_or(|least| value >= least)
    }
}

impl Factor {
    /// Its full name: `mechanism.parameter`, `table.column`, or `policy:name.number`.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.name {
            FactorName::Parameter(parameter) => format!("{}.{}", parameter.owner, parameter.name),
            FactorName::Policy(policy, parameter) => format!("policy:{policy}.{}", parameter.name),
            FactorName::Column(table, column) => format!("{table}.{column}"),
        }
    }
}

impl Lever {
    /// Its name in tables and charts.
    #[must_use]
    pub fn label(&self) -> String {
        match self.number {
            Some(number) => format!("{}: {}", self.policy, number.name),
            None => self.policy.clone(),
        }
    }

    /// Its unit.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        self.number.map_or("0 or 1", |number| number.unit)
    }
}

impl Study {
    /// The word for its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        let at = match self.design {
            Design::Sweep { .. } => 0,
            Design::Sensitivity { .. } => 1,
            Design::Attribution { .. } => 2,
            Design::Robustness { .. } => 3,
            Design::Search { .. } => 4,
            Design::Calibration(_) => 5,
        };
        keys::KINDS[at].name
    }
}
