//! `wayfare compare`: the scenarios of a folder, or files, and which of them is the baseline.

use std::path::{Path, PathBuf};

use super::exit::{Exit, complain, say};
use super::order::{Order, carry_out};
use super::{Manner, RunOptions, colored_messages};
use crate::scenario::{self, Loaded};

/// The name of the scenario that the others are compared with, unless another is named.
const BASELINE: &str = "baseline";

pub(super) fn compare(
    paths: &[PathBuf],
    baseline: Option<&str>,
    options: &RunOptions,
    manner: Manner,
) -> Exit {
    let loaded = load(paths, manner).and_then(|loaded| put_baseline_first(loaded, baseline));
    match loaded {
        Ok(loaded) => carry_out(Order { loaded, name: case_name(&paths[0]), options, manner }),
        Err(exit) => exit,
    }
}

fn load(paths: &[PathBuf], manner: Manner) -> Result<Vec<Loaded>, Exit> {
    match paths {
        [folder] if folder.is_dir() => {
            let loaded = scenario::load_case(folder).map_err(|problems| refuse(&[problems]))?;
            warn(&loaded, manner);
            Ok(loaded)
        }
        files => load_files(files, manner),
    }
}

/// Loads files; the problems of all of them are shown at once.
pub(super) fn load_files(files: &[PathBuf], manner: Manner) -> Result<Vec<Loaded>, Exit> {
    let (mut loaded, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match scenario::load(file) {
            Ok(one) => loaded.push(one),
            Err(these) => problems.push(these),
        }
    }
    if !problems.is_empty() {
        return Err(refuse(&problems));
    }
    warn(&loaded, manner);
    Ok(loaded)
}

fn refuse(problems: &[scenario::Problems]) -> Exit {
    for these in problems {
        say(these.render(colored_messages()).trim_end());
    }
    Exit::InvalidScenario
}

fn warn(loaded: &[Loaded], manner: Manner) {
    if !manner.quiet {
        loaded.iter().flat_map(|l| &l.warnings).for_each(|warning| say(&format!("warning: {warning}")));
    }
}

fn put_baseline_first(mut loaded: Vec<Loaded>, baseline: Option<&str>) -> Result<Vec<Loaded>, Exit> {
    let names: Vec<String> = loaded.iter().map(|l| l.scenario.name.clone()).collect();
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
    if first < loaded.len() {
        loaded[..=first].rotate_right(1);
    }
    Ok(loaded)
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

    fn loaded(n: usize) -> Vec<Loaded> {
        let one = |scenario| Loaded { scenario, warnings: Default::default(), inputs: Vec::new() };
        synthetic::scenarios(n).into_iter().map(one).collect()
    }

    fn names(loaded: &[Loaded]) -> Vec<&str> {
        loaded.iter().map(|l| l.scenario.name.as_str()).collect()
    }

    #[test]
    fn the_baseline_goes_first_and_the_rest_keep_their_order() {
        let mut three = loaded(3);
        three.rotate_left(1);
        assert_eq!(names(&put_baseline_first(three, None).unwrap()), ["baseline", "law", "law-livelihoods"]);
        let other = put_baseline_first(loaded(3), Some("law-livelihoods")).unwrap();
        assert_eq!(names(&other), ["law-livelihoods", "baseline", "law"]);
    }

    #[test]
    fn without_one_called_baseline_the_first_file_is_it() {
        let two = loaded(3).split_off(1);
        assert_eq!(names(&put_baseline_first(two, None).unwrap()), ["law", "law-livelihoods"]);
    }

    #[test]
    fn an_unknown_baseline_and_a_doubled_name_are_refused() {
        assert_eq!(put_baseline_first(loaded(2), Some("lw")).err(), Some(Exit::Usage));
        let doubled = [loaded(1), loaded(1)].concat();
        assert_eq!(put_baseline_first(doubled, None).err(), Some(Exit::Usage));
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
