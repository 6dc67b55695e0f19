//! The command line: one module a verb. The only room that sees both a path and the engine.
//!
//! Data goes to the standard output, messages to the standard error. Exit codes are those of
//! [`exit::Exit`].

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::experiment::{Shard, Uncertainty};
use crate::mechanisms;
use crate::scenario::LoadedCase;
use crate::verification;

mod check;
mod compare;
pub mod exit;
mod explain;
mod farewell;
mod list;
mod making;
mod new;
mod order;
mod progress;
mod reply;
mod reproduce;
mod results;
mod run;
mod runs;
mod schema;
mod study;
mod validate;
mod verify;

#[derive(Debug, Parser)]
#[command(
    name = "wayfare",
    version,
    about = "Compares policies on simulated migrant-smuggling markets",
    after_help = "Examples:\n  \
        wayfare compare scenarios/niger          compare a case's policies with its baseline\n  \
        wayfare new my-study --from niger        start a study of your own\n  \
        wayfare explain border_effort            what a lever does, and where it comes from"
)]
struct CommandLine {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    manner: Manner,
}

/// How to speak.
#[derive(Clone, Copy, Debug, Args)]
struct Manner {
    /// Colour in messages and tables (NO_COLOR is heeded as well)
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Compare a baseline and its policies, pair by pair
    #[command(after_help = "Examples:\n  \
        wayfare compare scenarios/niger\n  \
        wayfare compare scenarios/niger --replicates 40 --seed 7 -o outputs/niger-40\n  \
        wayfare compare scenarios/niger --without corruption -o outputs/niger-honest\n  \
        wayfare compare scenarios/niger --resume                      go on after an interruption\n  \
        wayfare compare scenarios/niger --store niger.runs --shard 3/10\n  \
        wayfare compare scenarios/niger --store niger.runs --merge\n  \
        wayfare compare baseline.toml law.toml --json > results.json")]
    Compare {
        /// A case's folder, of which every .toml file is a scenario, or scenario files
        #[arg(required = true, value_name = "FOLDER OR FILES")]
        paths: Vec<PathBuf>,
        /// The scenario that the others are compared with [default: `baseline`, or the first file]
        #[arg(long, value_name = "NAME")]
        baseline: Option<String>,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Run one scenario
    #[command(after_help = "Examples:\n  \
        wayfare run scenarios/niger/baseline.toml\n  \
        wayfare run scenarios/niger/law.toml --replicates 5 --dry-run\n  \
        wayfare run scenarios/niger/law.toml --without information,state_interest")]
    Run {
        /// The scenario's file
        scenario: PathBuf,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Read and judge scenario files; run nothing
    #[command(after_help = "Examples:\n  \
        wayfare check scenarios/niger\n  \
        wayfare check my-study/baseline.toml my-study/law.toml")]
    Check {
        /// Scenario files, or a case's folder, of which every .toml file is a scenario
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Start a study: a folder with commented files
    #[command(after_help = "Examples:\n  \
        wayfare new my-study --from niger\n  \
        wayfare new studies/coast --from niger --force")]
    New {
        /// The folder to make
        name: PathBuf,
        /// The case to start from
        #[arg(long, value_name = "CASE")]
        from: String,
        /// Write into a folder that is there already
        #[arg(long)]
        force: bool,
    },
    /// List what can be named: levers, mechanisms, parameters, outcomes, cases
    #[command(after_help = "Examples:\n  wayfare list\n  wayfare list levers\n  wayfare list outcomes")]
    List {
        /// Which kind
        what: Option<String>,
    },
    /// Explain a lever, mechanism, parameter, outcome, table, column or case
    #[command(after_help = "Examples:\n  \
        wayfare explain border_effort\n  \
        wayfare explain niger\n  \
        wayfare explain agadez --case niger")]
    Explain {
        /// Its name
        name: String,
        /// Look also among the scenarios, policies, places, legs … of a case
        #[arg(long, value_name = "CASE")]
        case: Option<String>,
    },
    /// Run closed forms and see whether what comes is what theory says
    #[command(after_help = "Examples:\n  \
        wayfare verify\n  \
        wayfare verify M1 O1 --json\n  \
        wayfare verify --folder my-study/verification --seed 100")]
    Verify(VerifyOptions),
    /// Run frozen studies or recorded results again, and see whether they come out as they were recorded
    #[command(after_help = "Examples:\n  \
        wayfare reproduce\n  \
        wayfare reproduce repeat-apprehension\n  \
        wayfare reproduce outputs/niger -o outputs/niger-again\n  \
        wayfare reproduce scenarios/studies/checkpoints --json")]
    Reproduce(ReproduceOptions),
    /// Run what happened in the cases, and set it beside what was observed
    #[command(after_help = "Examples:\n  \
        wayfare validate\n  \
        wayfare validate niger --replicates 40 --json\n  \
        wayfare validate scenarios/us-mexico-1993 -o outputs/validation")]
    Validate {
        /// Cases, by folder or by name [default: every case in scenarios/ that has observations]
        #[arg(value_name = "CASE")]
        cases: Vec<String>,
        #[command(flatten)]
        options: validate::ValidateOptions,
    },
    /// Print the JSON Schema of the scenario file, or of a study file
    #[command(
        after_help = "Examples:\n  wayfare schema > scenario.schema.json\n  wayfare schema study | head"
    )]
    Schema {
        /// Of which file
        #[arg(value_enum, default_value_t = SchemaOf::Scenario, value_name = "FILE")]
        of: SchemaOf,
    },
    /// Run a study: a sweep, sensitivity, attribution, robustness or search
    #[command(after_help = "Examples:\n  \
        wayfare study scenarios/studies/sweep.toml\n  \
        wayfare study scenarios/studies/sensitivity.toml --dry-run\n  \
        wayfare study scenarios/studies/robustness.toml --replicates 2 -o outputs/robust --force")]
    Study {
        /// The study's file
        file: PathBuf,
        #[command(flatten)]
        options: StudyOptions,
    },
}

/// What `compare` and `run` have in common.
#[derive(Clone, Debug, Args)]
struct RunOptions {
    /// How many times each scenario is run [default: 20, or up to 400 with --precision]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "N")]
    replicates: Option<u32>,
    /// Keep uncertain numbers as the files say: replicates then differ by chance alone
    #[arg(long)]
    fixed: bool,
    /// Stop before all replicates are made once every main difference is known this well: the half-width of
    /// its 90 % interval, as a share of the baseline's mean; --replicates is the most then
    #[arg(long, value_parser = precision, value_name = "SHARE")]
    precision: Option<f64>,
    /// The seed of the first replicate, and of the draws; the others count on from it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many replicates may run at once [default: one per core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    jobs: Option<u16>,
    /// The results folder [default: outputs/<case>]
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Replace results of an earlier run
    #[arg(long)]
    force: bool,
    /// Print the results as JSON in place of the table
    #[arg(long)]
    json: bool,
    /// Say what would be run, and run nothing
    #[arg(long)]
    dry_run: bool,
    /// Go on with a command that was interrupted: its finished runs are used, and results that lack
    /// replicates are replaced
    #[arg(long)]
    resume: bool,
    /// Keep finished runs in this folder, for other commands, processes and machines to share
    /// [default: <output>.runs until the results are whole]
    #[arg(long, value_name = "FOLDER")]
    store: Option<PathBuf>,
    /// Leave the finished runs where they are when the results are whole
    #[arg(long)]
    keep_runs: bool,
    /// Make the runs of one part of the replicates only, into the store: 3/10 is the third of ten
    #[arg(long, value_name = "I/N", requires = "store", conflicts_with = "merge")]
    shard: Option<Shard>,
    /// Run nothing: make the results from the runs in the store, or say which are missing
    #[arg(long, requires = "store")]
    merge: bool,
    /// Switch mechanisms off in every scenario; several with commas or by repetition
    #[arg(long, value_delimiter = ',', value_parser = switch(), hide_possible_values = true, value_name = "MECHANISM")]
    without: Vec<String>,
    /// Also write the monthly series in this form
    #[arg(long, value_enum, value_name = "FORM")]
    series: Option<SeriesForm>,
}

/// What `verify` looks at, and how.
#[derive(Clone, Debug, Args)]
struct VerifyOptions {
    /// Benchmarks or scenarios [default: all]
    ids: Vec<String>,
    /// The folder with `expected.csv` and the scenarios beside it, looked for here and in the folders above
    #[arg(long, default_value = verification::FOLDER, value_name = "FOLDER")]
    folder: PathBuf,
    /// The first seed; the others count on from it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many runs may be made at once [default: one per core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    jobs: Option<u16>,
    /// Print the verdicts as JSON in place of the table
    #[arg(long)]
    json: bool,
    /// Print them as a table of a document
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
}

impl VerifyOptions {
    fn jobs(&self) -> usize {
        self.jobs.map_or_else(cores, usize::from)
    }
}

/// What `reproduce` runs, and how.
#[derive(Clone, Debug, Args)]
struct ReproduceOptions {
    /// Studies, by name or folder, or folders with results of `compare` or `run`
    /// [default: all studies in scenarios/studies]
    studies: Vec<String>,
    /// How many runs may be made at once [default: one per core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    jobs: Option<u16>,
    /// Print the rows as JSON in place of tables
    #[arg(long)]
    json: bool,
    /// Print them as tables of a document
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// Write what comes into each study's `recorded.csv`, for later runs to be compared with
    #[arg(long)]
    record: bool,
    /// Leave what comes of a results folder in this one
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Keep finished runs of a results folder here [default: <output>.runs until they are compared]
    #[arg(long, value_name = "FOLDER")]
    store: Option<PathBuf>,
}

impl ReproduceOptions {
    fn jobs(&self) -> usize {
        self.jobs.map_or_else(cores, usize::from)
    }
}

/// How many runs are made at once unless somebody says.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// How a study is run; what is not said stands in its file.
#[derive(Clone, Debug, Args)]
struct StudyOptions {
    /// Paired runs of every point, in place of the file's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "N")]
    replicates: Option<u32>,
    /// The seed of the first replicate, in place of the file's
    #[arg(long)]
    seed: Option<u64>,
    /// How many runs may go at once [default: one per core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..), value_name = "N")]
    jobs: Option<u16>,
    /// The results folder [default: outputs/study-<file>]
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Replace results of an earlier run
    #[arg(long)]
    force: bool,
    /// Print the results as JSON in place of the tables
    #[arg(long)]
    json: bool,
    /// Say what would be run and what it would cost, and run nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SchemaOf {
    Scenario,
    Study,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SeriesForm {
    Csv,
}

/// Replicates of a comparison, unless something else is said.
const REPLICATES: u32 = 20;
/// The most replicates where a precision is asked for, unless something else is said.
const MOST_REPLICATES: u32 = 400;

fn precision(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("a share above 0 and up to 1, as 0.05".into()),
    }
}

/// The mechanisms that can be switched off.
fn switch() -> PossibleValuesParser {
    PossibleValuesParser::new(mechanisms::ALL.iter().filter(|m| m.without.is_some()).map(|m| m.name))
}

impl RunOptions {
    /// A case with the mechanisms of `--without` switched off.
    fn switch_off(&self, mut case: LoadedCase) -> LoadedCase {
        case.switch_off(&self.without.iter().map(String::as_str).collect::<Vec<_>>());
        case
    }

    fn uncertainty(&self) -> Uncertainty {
        uncertainty(self.fixed)
    }

    /// How many replicates are made, at the most.
    fn replicates(&self) -> u32 {
        let usual = if self.precision.is_some() { MOST_REPLICATES } else { REPLICATES };
        self.replicates.unwrap_or(usual)
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(cores, usize::from)
    }
}

/// Whether what is not known is drawn.
fn uncertainty(fixed: bool) -> Uncertainty {
    if fixed { Uncertainty::Fixed } else { Uncertainty::Drawn }
}

/// Parses the command line, does what it says, and tells how it went.
#[must_use]
pub fn main() -> ExitCode {
    let CommandLine { verb, manner } = CommandLine::parse();
    set_color(manner.color);
    match verb {
        Verb::Compare { paths, baseline, options } => {
            compare::compare(&paths, baseline.as_deref(), &options, manner).into()
        }
        Verb::Run { scenario, options } => run::run(&scenario, &options, manner).into(),
        Verb::Check { files } => check::check(&files, colored_messages()).send(),
        Verb::New { name, from, force } => new::new(&name, &case(&from), force, colored_messages()).send(),
        Verb::List { what } => list::list(what.as_deref(), Path::new(CASES)).send(),
        Verb::Explain { name, case: of } => {
            explain::explain(&name, of.as_deref().map(case).as_deref(), colored_messages()).send()
        }
        Verb::Verify(options) => verify::verify(&options, manner).into(),
        Verb::Reproduce(options) => reproduce::reproduce(&options, manner).into(),
        Verb::Validate { cases, options } => validate::validate(&cases, &options, manner).into(),
        Verb::Schema { of } => schema::schema(of).send(),
        Verb::Study { file, options } => study::study(&file, &options, manner).into(),
    }
}

/// Where the cases that come with the program are.
const CASES: &str = "scenarios";

/// A case by its folder, or by its name among those that come with the program.
fn case(from: &str) -> PathBuf {
    let folder = Path::new(from);
    let shipped = Path::new(CASES).join(from);
    if !folder.exists() && shipped.is_dir() { shipped } else { folder.into() }
}

fn set_color(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Whether messages go to somebody who sees colour.
fn colored_messages() -> bool {
    anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_verb_has_examples_that_parse() {
        for verb in CommandLine::command().get_subcommands() {
            let help = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> = help.lines().filter(|l| l.contains("wayfare")).collect();
            assert!(examples.len() >= 2, "{}", verb.get_name());
            for example in examples {
                // Two spaces and more stand before what an example does.
                let command = example.trim().split("  ").next().unwrap();
                let words = command.split_whitespace().take_while(|w| ![">", "|"].contains(w));
                assert!(CommandLine::try_parse_from(words).is_ok(), "{example}");
            }
        }
    }
}
