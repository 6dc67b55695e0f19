//! `wayfare compare`: the scenarios of a folder, or files, and which of them is the baseline.

use std::path::{Path, PathBuf};

use super::exit::{Exit, complain, say};
use super::order::{Order, carry_out};
use super::{Manner, RunOptions, colored_messages};
use crate::scenario::{self, LoadedCase, Problems};

/// The name of the scenario that the others are compared with, unless another is named.
const BASELINE: &str = "baseline";

pub(super) fn compare(
    paths: &[PathBuf],
    baseline: Option<&str>,
    options: &RunOptions,
    manner: Manner,
) -> Exit {
    let case = load(paths, manner).and_then(|case| put_baseline_first(case, baseline));
    match case {
        Ok(case) => {
            let case = options.switch_off(case);
            carry_out(Order { case, name: case_name(&paths[0]), options, manner })
        }
        Err(exit) => exit,
    }
}

fn load(paths: &[PathBuf], manner: Manner) -> Result<LoadedCase, Exit> {
    match paths {
        [folder] if folder.is_dir() => judge(scenario::load_case(folder), manner),
        files => load_files(files, manner),
    }
}

/// Loads files; the problems of all of them are shown at once.
pub(super) fn load_files(files: &[PathBuf], manner: Manner) -> Result<LoadedCase, Exit> {
    judge(scenario::load_files(files), manner)
}

pub(super) fn judge(loaded: Result<LoadedCase, Problems>, manner: Manner) -> Result<LoadedCase, Exit> {
    let case = loaded.map_err(|problems| {
        say(problems.render(colored_messages()).trim_end());
        Exit::InvalidScenario
    })?;
    if !manner.quiet && !case.warnings.is_empty() {
        say(case.warnings.render(colored_messages()).trim_end());
    }
    Ok(case)
}

fn put_baseline_first(mut case: LoadedCase, baseline: Option<&str>) -> Result<LoadedCase, Exit> {
    let names: Vec<String> = case.scenarios.iter().map(|s| s.name.clone()).collect();
    if let Some(name) = names.iter().enumerate().find_map(|(i, n)| names[..i].contains(n).then_some(n)) {
        complain(
            &format!("two scenarios are named `{name}`"),
            &["rename one of the files: results go by these names"],
        );
        return Err(Exit::Usage);
    }
    let position = |wanted: &str| names.iter().position(|name| name == wanted);
    let Some(first) = baseline.map_or_else(|| position(BASELINE).or(Some(0)), position) else {
        let wanted = baseline.unwrap_or_default();
        complain(
            &format!("there is no scenario `{wanted}` here"),
            &[&format!("there are: {}", names.join(", "))],
        );
        return Err(Exit::Usage);
    };
    if first < case.scenarios.len() {
        case.scenarios[..=first].rotate_right(1);
    }
    Ok(case)
}

/// What a results folder is called: the case's folder, whether it is named or a file in it.
pub(super) fn case_name(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.into());
    let folder = if full.is_dir() { Some(full.as_path()) } else { full.parent() };
    folder.and_then(Path::file_name).map_or_else(|| "results".into(), |name| name.to_string_lossy().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    fn case(scenarios: Vec<crate::world::Scenario>) -> LoadedCase {
        LoadedCase { scenarios, ..LoadedCase::default() }
    }

    fn names(case: &LoadedCase) -> Vec<&str> {
        case.scenarios.iter().map(|s| s.name.as_str()).collect()
    }

    #[test]
    fn the_baseline_goes_first_and_the_rest_keep_their_order() {
        let mut three = synthetic::scenarios(3);
        three.rotate_left(1);
        assert_eq!(
            names(&put_baseline_first(case(three), None).unwrap()),
            ["baseline", "law", "law-livelihoods"]
        );
        let other = put_baseline_first(case(synthetic::scenarios(3)), Some("law-livelihoods")).unwrap();
        assert_eq!(names(&other), ["law-livelihoods", "baseline", "law"]);
    }

    #[test]
    fn without_one_called_baseline_the_first_file_is_it() {
        let two = synthetic::scenarios(3).split_off(1);
        assert_eq!(names(&put_baseline_first(case(two), None).unwrap()), ["law", "law-livelihoods"]);
    }

    #[test]
    fn an_unknown_baseline_and_a_doubled_name_are_refused() {
        assert_eq!(put_baseline_first(case(synthetic::scenarios(2)), Some("lw")).err(), Some(Exit::Usage));
        let doubled = [synthetic::scenarios(1), synthetic::scenarios(1)].concat();
        assert_eq!(put_baseline_first(case(doubled), None).err(), Some(Exit::Usage));
    }

    #[test]
    fn a_case_is_named_by_its_folder() {
        let dir = tempfile::tempdir().unwrap();
        let case = dir.path().join("niger");
        std::fs::create_dir(&case).unwrap();
        std::fs::write(case.join("law.toml"), "").unwrap();
        assert_eq!([case_name(&case), case_name(&case.join("law.toml"))], ["niger", "niger"]);
    }
}
