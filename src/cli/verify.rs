//! `wayfare verify`: closed forms, and whether runs meet them.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::exit::{Exit, complain, print, say};
use super::{Manner, VerifyOptions, colored_messages};
use crate::report::{render_verdicts, render_verdicts_json, render_verdicts_markdown};
use crate::scenario::{EXPECTED, count};
use crate::verification::{self, Case, Verdict};

pub(super) fn verify(options: &VerifyOptions, manner: Manner) -> Exit {
    let here = std::env::current_dir().unwrap_or_default();
    let folder = verification::find_folder(&options.folder, &here);
    match verification::load(&folder, &options.ids) {
        Err(problems) => {
            say(problems.render(colored_messages()).trim_end());
            Exit::InvalidScenario
        }
        Ok(case) if case.expectations.is_empty() => refuse_ids(options, &folder),
        Ok(case) => run(&case, options, manner),
    }
}

fn refuse_ids(options: &VerifyOptions, folder: &Path) -> Exit {
    let message = format!("no benchmark is called {}", options.ids.join(" or "));
    let known = verification::load(folder, &[]).unwrap_or_default();
    let mut ids: Vec<String> = known.expectations.into_iter().map(|e| e.benchmark).collect();
    ids.dedup();
    complain(&message, &[&format!("{} has: {}", folder.join(EXPECTED).display(), ids.join(", "))]);
    Exit::Usage
}

fn run(case: &Case, options: &VerifyOptions, manner: Manner) -> Exit {
    if manner.verbose {
        say(&format!(
            "{} of {}",
            count(case.expectations.len(), "value"),
            count(case.scenarios.len(), "scenario")
        ));
    }
    let runs = verification::run_all(case, options.seed, options.jobs.number(), &AtomicBool::new(false));
    let verdicts: Vec<Verdict> = case.expectations.iter().map(|e| verification::judge(e, &runs)).collect();
    let exit = if verdicts.iter().all(|verdict| verdict.pass) { Exit::Success } else { Exit::Failed };
    if options.json {
        return match render_verdicts_json(&verdicts) {
            Ok(text) => print(&(text + "\n"), exit),
            Err(error) => {
                complain(&format!("couldn't put the verdicts into JSON: {error}"), &[]);
                Exit::Failed
            }
        };
    }
    // What no scenario states belongs to the whole, not to a part that was asked for.
    let absent = if options.ids.is_empty() { case.absent.as_slice() } else { &[] };
    let render = if options.markdown { render_verdicts_markdown } else { render_verdicts };
    let exit = print(&render(&verdicts, absent), exit);
    if !manner.quiet && !options.markdown {
        say("next: wayfare run <folder>/<scenario>.toml runs one of the scenarios by itself");
    }
    exit
}
