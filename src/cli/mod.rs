//! The command line: one module a verb. The only room that sees both a path and the engine.
//!
//! Data goes to the standard output, messages to the standard error. Exit codes are those of
//! [`exit::Exit`].

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod check;
mod compare;
pub mod exit;
mod explain;
mod farewell;
mod findings;
mod list;
mod making;
mod new;
mod options;
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
mod validated;
mod verify;

use options::{ReproduceOptions, RunOptions, SchemaOf, StudyOptions, VerifyOptions, uncertainty};

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
        from: Option<String>,
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
        wayfare reproduce outputs/study-sweep\n  \
        wayfare reproduce scenarios/studies/checkpoints --json")]
    Reproduce(ReproduceOptions),
    /// Run what happened in the cases, and set it beside what was observed
    #[command(after_help = "Examples:\n  \
        wayfare validate\n  \
        wayfare validate niger --replicates 100 --json\n  \
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
    /// Run a study: a sweep, sensitivity, attribution, robustness, search or calibration
    #[command(after_help = "Examples:\n  \
        wayfare study scenarios/studies/sweep.toml\n  \
        wayfare study scenarios/studies/sensitivity.toml --dry-run\n  \
        wayfare study scenarios/studies/robustness.toml --replicates 2 -o outputs/robust --force\n  \
        wayfare study scenarios/studies/sweep.toml --store /scratch/sweep.runs --shard 3/50\n  \
        wayfare study merge scenarios/studies/sweep.toml --store /scratch/sweep.runs")]
    Study {
        /// The study's file; with `merge` before it, the results of all parts are made from their store
        #[arg(required = true, num_args = 1..=2, value_name = "[merge] FILE")]
        file: Vec<PathBuf>,
        #[command(flatten)]
        options: StudyOptions,
    },
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
        Verb::New { name, from, force } => {
            new::new(&name, from.as_deref().map(case).as_deref(), force, colored_messages()).send()
        }
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
