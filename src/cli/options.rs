//! What verbs can be told: their options, and what holds where nothing is said.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::experiment::{Shard, Uncertainty};
use crate::mechanisms;
use crate::scenario::LoadedCase;
use crate::verification;

/// How much of the machine is taken.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Jobs {
    /// How many runs may be made at once [default: one per core]
    #[arg(long = "jobs", value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    said: Option<u16>,
}

impl Jobs {
    /// How many runs are made at once.
    pub(super) fn number(self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        self.said.map_or_else(cores, usize::from)
    }
}

/// What `compare` and `run` have in common.
#[derive(Clone, Debug, Args)]
pub(super) struct RunOptions {
    /// How many times each scenario is run [default: 20, or up to 400 with --precision]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000), value_name = "N")]
    pub(super) replicates: Option<u32>,
    /// Keep uncertain numbers as the files say: replicates then differ by chance alone
    #[arg(long)]
    pub(super) fixed: bool,
    /// Stop before all replicates are made once every main difference is known this well: the half-width of
    /// its 90 % interval, as a share of the baseline's mean; --replicates is the most then
    #[arg(long, value_parser = precision, value_name = "SHARE")]
    pub(super) precision: Option<f64>,
    /// The seed of the first replicate, and of the draws; the others count on from it
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    #[command(flatten)]
    pub(super) jobs: Jobs,
    /// The results folder [default: outputs/<case>]
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// Replace results of an earlier run
    #[arg(long)]
    pub(super) force: bool,
    /// Print the results as JSON in place of the table
    #[arg(long)]
    pub(super) json: bool,
    /// Say what would be run, and run nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Go on with a command that was interrupted: its finished runs are used, and results that lack
    /// replicates are replaced
    #[arg(long)]
    pub(super) resume: bool,
    /// Keep finished runs in this folder, for other commands, processes and machines to share
    /// [default: <output>.runs until the results are whole]
    #[arg(long, value_name = "FOLDER")]
    pub(super) store: Option<PathBuf>,
    /// Leave the finished runs where they are when the results are whole
    #[arg(long)]
    pub(super) keep_runs: bool,
    /// Make the runs of one part of the replicates only, into the store: 3/10 is the third of ten
    #[arg(long, value_name = "I/N", requires = "store", conflicts_with = "merge")]
    pub(super) shard: Option<Shard>,
    /// Run nothing: make the results from the runs in the store, or say which are missing
    #[arg(long, requires = "store")]
    pub(super) merge: bool,
    /// Switch mechanisms off in every scenario; several with commas or by repetition
    #[arg(long, value_delimiter = ',', value_parser = switch(), hide_possible_values = true, value_name = "MECHANISM")]
    pub(super) without: Vec<String>,
    /// Also write the monthly series in this form
    #[arg(long, value_enum, value_name = "FORM")]
    pub(super) series: Option<SeriesForm>,
}

/// What `verify` looks at, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct VerifyOptions {
    /// Benchmarks or scenarios [default: all]
    pub(super) ids: Vec<String>,
    /// The folder with `expected.csv` and the scenarios beside it, looked for here and in the folders above
    #[arg(long, default_value = verification::FOLDER, value_name = "FOLDER")]
    pub(super) folder: PathBuf,
    /// The first seed; the others count on from it
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    #[command(flatten)]
    pub(super) jobs: Jobs,
    /// Print the verdicts as JSON in place of the table
    #[arg(long)]
    pub(super) json: bool,
    /// Print them as a table of a document
    #[arg(long, conflicts_with = "json")]
    pub(super) markdown: bool,
}

/// What `reproduce` runs, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct ReproduceOptions {
    /// Studies, by name or folder, or a folder with results of `compare`, `run`,
    /// `study` or `validate`
    /// [default: all studies in scenarios/studies]
    pub(super) studies: Vec<String>,
    #[command(flatten)]
    pub(super) jobs: Jobs,
    /// Print the rows as JSON in place of tables
    #[arg(long)]
    pub(super) json: bool,
    /// Print them as tables of a document
    #[arg(long, conflicts_with = "json")]
    pub(super) markdown: bool,
    /// Write what comes into each study's `recorded.csv`, for later runs to be compared with
    #[arg(long)]
    pub(super) record: bool,
    /// Leave what comes of a results folder in this one
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// Keep finished runs of a results folder here [default: <output>.runs until they are compared]
    #[arg(long, value_name = "FOLDER")]
    pub(super) store: Option<PathBuf>,
}

/// How a study is run; what is not said stands in its file.
#[derive(Clone, Debug, Args)]
pub(super) struct StudyOptions {
    /// Paired runs of every point, in place of the file's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "N")]
    pub(super) replicates: Option<u32>,
    /// The seed of the first replicate, in place of the file's
    #[arg(long)]
    pub(super) seed: Option<u64>,
    #[command(flatten)]
    pub(super) jobs: Jobs,
    /// The results folder [default: outputs/study-<file>]
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// Keep finished runs in this folder [default: <output>.runs until the results are whole]
    #[arg(long, value_name = "FOLDER")]
    pub(super) store: Option<PathBuf>,
    /// Make the i-th of n parts of the runs, into the store
    #[arg(long, value_name = "I/N", requires = "store", conflicts_with = "merge")]
    pub(super) shard: Option<Shard>,
    /// Make the results of all parts, as `study merge` does
    #[arg(long, requires = "store")]
    pub(super) merge: bool,
    /// Replace results of an earlier run
    #[arg(long)]
    pub(super) force: bool,
    /// Print the results as JSON in place of the tables
    #[arg(long)]
    pub(super) json: bool,
    /// Say what would be run and what it would cost, and run nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    Scenario,
    Study,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SeriesForm {
    Csv,
}

/// Replicates of a comparison, unless something else is said.
pub(super) const REPLICATES: u32 = 20;
/// The most replicates where a precision is asked for, unless something else is said.
pub(super) const MOST_REPLICATES: u32 = 400;

pub(super) fn precision(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("a share above 0 and up to 1, as 0.05".into()),
    }
}

/// The mechanisms that can be switched off.
pub(super) fn switch() -> PossibleValuesParser {
    PossibleValuesParser::new(mechanisms::ALL.iter().filter(|m| m.without.is_some()).map(|m| m.name))
}

impl RunOptions {
    /// A case with the mechanisms of `--without` switched off.
    pub(super) fn switch_off(&self, mut case: LoadedCase) -> LoadedCase {
        case.switch_off(&self.without.iter().map(String::as_str).collect::<Vec<_>>());
        case
    }

    pub(super) fn uncertainty(&self) -> Uncertainty {
        uncertainty(self.fixed)
    }

    /// How many replicates are made, at the most.
    pub(super) fn replicates(&self) -> u32 {
        let usual = if self.precision.is_some() { MOST_REPLICATES } else { REPLICATES };
        self.replicates.unwrap_or(usual)
    }
}

/// Whether what is not known is drawn.
pub(super) fn uncertainty(fixed: bool) -> Uncertainty {
    if fixed { Uncertainty::Fixed } else { Uncertainty::Drawn }
}
