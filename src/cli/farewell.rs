//! What is said at the end: where the results are, what is missing, what comes next.

use std::path::Path;

use super::exit::{Exit, complain, say};
use super::progress::about;
use crate::experiment::Comparison;
use crate::scenario::count;

/// Where the results and charts are, and the next command.
pub(super) fn say_what_is_next(comparison: &Comparison, target: &Path, charts: &[String], seconds: f64) {
    let mut text = format!("\nresults in {} ({} of running)\n", target.display(), about(seconds));
    for chart in charts {
        text += &format!("  {}\n", target.join("charts").join(format!("{chart}.svg")).display());
    }
    let lever = comparison.ensemble.scenarios.iter().flat_map(|s| &s.policies).next();
    let next = lever.map_or("wayfare list outcomes".into(), |p| format!("wayfare explain {}", p.lever));
    say(&(text + &format!("next: {next}")));
}

/// Which replicates are missing, and how to get them.
pub(super) fn say_what_is_missing(comparison: &Comparison, exit: Exit) {
    let (done, asked) = (comparison.ensemble.replicates.len(), comparison.ensemble.asked);
    match exit {
        Exit::Interrupted => say(&format!(
            "stopped: the results have {done} of {}; to go on: {}",
            count(asked as usize, "replicate"),
            command_that_goes_on()
        )),
        Exit::Incomplete => complain(
            &format!(
                "{} of {} failed; the results lack them",
                asked as usize - done,
                count(asked as usize, "replicate")
            ),
            &[],
        ),
        _ => {}
    }
}

/// The command that goes on with this one, here and now.
pub(super) fn command_that_goes_on() -> String {
    let mut arguments: Vec<String> =
        std::env::args_os().map(|a| quoted(a.to_string_lossy().into())).collect();
    // `reproduce` and `study` go on without being asked.
    if !arguments.iter().any(|argument| ["--resume", "reproduce", "study"].contains(&&**argument)) {
        arguments.push("--resume".into());
    }
    arguments.join(" ")
}

/// As a shell takes it for one word.
fn quoted(argument: String) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,:=+@%".contains(c);
    if argument.chars().all(is_plain) { argument } else { format!("'{}'", argument.replace('\'', r"'\''")) }
}

/// The command as it would be typed again. Absolute paths are cut to their last part: they tell of
/// the machine and lead nowhere on another.
pub(super) fn command_line() -> String {
    let shown = |argument: String| {
        let path = Path::new(&argument);
        let name = path.file_name().filter(|_| path.is_absolute()).map(|n| n.to_string_lossy().into_owned());
        quoted(name.unwrap_or(argument))
    };
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| shown(a.to_string_lossy().into())).collect();
    format!("wayfare {}", arguments.join(" "))
}
