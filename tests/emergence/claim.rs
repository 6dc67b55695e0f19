//! What a claim says, and its effect over several seeds.

use rayon::prelude::*;

use wayfare::outcomes::Record;
use wayfare::world::Scenario;

use crate::{load, mean_and_error, run};

pub(crate) const SEEDS: std::ops::RangeInclusive<u64> = 1..=12;

/// What is left of an effect when its cause is switched off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Left {
    /// Nothing that can be told from chance, or less than a twentieth.
    Nothing,
    /// Nothing, or an effect of the other sign.
    NothingOrTheReverse,
    /// Less than two thirds of it.
    Less,
}

/// What is compared with what: always two numbers of runs of one seed, of which the second should be larger.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Measure {
    /// A number in the baseline and under the policy.
    Change(fn(&Record) -> f64),
    /// A number under another policy of the same folder and under this one.
    Beside { other: &'static str, of: fn(&Record) -> f64 },
    /// Two numbers of the same run under the policy.
    Within(fn(&Record) -> [f64; 2]),
    /// What changes in another world (its scenarios before and after), and what the policy changes `from` its own.
    Changes { from: &'static str, less: [&'static str; 2], of: fn([&Record; 2]) -> f64 },
}

/// One effect of one policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    /// Its number in the list of what should emerge.
    pub(crate) number: &'static str,
    pub(crate) folder: &'static str,
    pub(crate) policy: &'static str,
    pub(crate) what: &'static str,
    pub(crate) measure: Measure,
    /// The mechanism that should cause it, and what is left without.
    pub(crate) cause: Option<(&'static str, Left)>,
}

/// An effect over several seeds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effect {
    pub(crate) mean: f64,
    pub(crate) error: f64,
    /// The mean over the size of the first number.
    pub(crate) relative: f64,
}

impl Effect {
    pub(crate) fn can_be_told_from_chance(&self) -> bool {
        self.mean.abs() > 3.0 * self.error
    }

    pub(crate) fn holds(&self) -> bool {
        self.mean > 0.0 && self.can_be_told_from_chance()
    }
}

impl Claim {
    pub(crate) fn worlds(&self) -> Vec<Scenario> {
        let names = match self.measure {
            Measure::Change(_) => vec!["baseline", self.policy],
            Measure::Beside { other, .. } => vec![other, self.policy],
            Measure::Within(_) => vec![self.policy],
            Measure::Changes { from, less: [before, after], .. } => vec![before, after, from, self.policy],
        };
        names.into_iter().map(|name| load(self.folder, name)).collect()
    }

    /// The two numbers, from one run of each world.
    fn compared(&self, records: &[Record]) -> [f64; 2] {
        match (self.measure, records) {
            (Measure::Change(of) | Measure::Beside { of, .. }, [a, b]) => [of(a), of(b)],
            (Measure::Within(of), [record]) => of(record),
            (Measure::Changes { of, .. }, [a, b, c, d]) => [of([a, b]), of([c, d])],
            _ => panic!("{} runs for {:?}", records.len(), self.measure),
        }
    }

    /// By how much the second number is larger than the first, seed by seed.
    pub(crate) fn effect(&self, worlds: &[Scenario], seeds: std::ops::RangeInclusive<u64>) -> Effect {
        let seeds: Vec<u64> = seeds.collect();
        let measure = |seed: &u64| {
            let records: Vec<Record> = worlds.iter().map(|world| run(world, *seed)).collect();
            self.compared(&records)
        };
        let measured: Vec<[f64; 2]> = seeds.par_iter().map(measure).collect();
        let (mean, error) = mean_and_error(&measured.iter().map(|[a, b]| b - a).collect::<Vec<_>>());
        let level = measured.iter().map(|[a, _]| a.abs()).sum::<f64>() / measured.len() as f64;
        Effect { mean, error, relative: mean / level }
    }

    pub(crate) fn at_the_defaults(&self) -> Effect {
        self.effect(&self.worlds(), SEEDS)
    }

    pub(crate) fn without(&self, mechanism: &'static str) -> Effect {
        let mut worlds = self.worlds();
        worlds.iter_mut().for_each(|scenario| scenario.without.push(mechanism));
        self.effect(&worlds, SEEDS)
    }
}
