//! Where the runs of an order are kept while it is carried out, and how it is gone on with.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Manner;
use super::exit::{Exit, complain, say};
use super::farewell::command_that_goes_on;
use crate::experiment::{Shard, Store, StoreError};
use crate::scenario::{count, count_are};

/// The runs of an order.
pub(super) struct Runs {
    pub(super) store: Arc<Store>,
    /// How many there were before.
    pub(super) there: usize,
    /// Whether they are left when the results are there.
    keep: bool,
}

impl Runs {
    /// Opens the store that was named, or the one beside the results. `keep` leaves it there.
    pub(super) fn open(
        target: &Path,
        named: Option<&Path>,
        keep: bool,
        manner: Manner,
    ) -> Result<Self, Exit> {
        let folder = named.map_or_else(|| beside(target), Path::to_path_buf);
        let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.into());
        if full(&folder).starts_with(full(target)) {
            let problem =
                format!("the runs can't be kept in {}, which the results replace", target.display());
            complain(&format!("{problem}; nothing was run"), &["`--store <folder>` keeps them elsewhere"]);
            return Err(Exit::Usage);
        }
        let store = Store::open(&folder).map_err(|error| {
            complain(&format!("{error}; nothing was run"), &["`--store <folder>` keeps the runs elsewhere"]);
            Exit::Failed
        })?;
        let there = store.size().runs;
        if there > 0 && !manner.quiet {
            say(&format!(
                "{} in {}; what is needed of them is not run again",
                count_are(there, "finished run"),
                folder.display()
            ));
        }
        Ok(Self { store: Arc::new(store), there, keep })
    }

    /// Which records were damaged: their runs were made anew.
    pub(super) fn say_what_was_damaged(&self) {
        for damage in self.store.damaged() {
            let file = self.store.folder().join(damage.file);
            say(&format!(
                "warning: the record at byte {} of {} is damaged and counts as not there",
                damage.at,
                file.display()
            ));
        }
    }

    /// How many runs a merge made that no part had made.
    pub(super) fn say_what_was_lacking(&self) {
        let made = self.store.size().runs.saturating_sub(self.there);
        if made > 0 {
            say(&format!("{} of no part: the merge made them", count_are(made, "run")));
        }
    }

    /// Why the work was given up, and how to go on.
    pub(super) fn complain_of(self, error: &StoreError) -> Exit {
        let exit = self.tell_of(error);
        self.leave_or_remove(false);
        exit
    }

    /// The same for whoever still needs the runs.
    pub(super) fn tell_of(&self, error: &StoreError) -> Exit {
        let there = format!("what is in it is good ({})", count(self.store.size().runs, "run"));
        let way = format!("once there is room again, this goes on: {}", command_that_goes_on());
        complain(&error.to_string(), &[&there, &way, "`--store <folder>` keeps the runs elsewhere"]);
        Exit::Failed
    }

    /// Takes the store away if nobody needs it any more.
    pub(super) fn leave_or_remove(self, results_are_whole: bool) {
        let size = self.store.size();
        if (results_are_whole || size.runs == 0) && !self.keep {
            self.store.remove();
        } else {
            let _ = self.store.close();
        }
    }

    /// What is in the store after a part of the work, and what makes the results of all parts.
    pub(super) fn say_what_a_shard_did(&self, shard: Shard, finished: usize) {
        let size = self.store.size();
        say(&format!(
            "part {shard}: {} in {} ({}, {:.1} MB in all)",
            count_are(finished, "replicate"),
            self.store.folder().display(),
            count(size.runs, "run"),
            size.bytes as f64 / 1e6
        ));
        say("next: when all parts are done, the same command with --merge in place of --shard");
    }
}

/// `outputs/niger.runs` for `outputs/niger`.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned());
    target.with_file_name(name.unwrap_or_default() + ".runs")
}

/// Numbers in a row as spans: `3, 7-9`.
pub(super) fn spans(numbers: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => spans.push((number, number)),
        }
    }
    let shown = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    spans.iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stand_beside_the_results() {
        assert_eq!(beside(Path::new("outputs/niger")), Path::new("outputs/niger.runs"));
        assert_eq!(beside(Path::new("law-0.2")), Path::new("law-0.2.runs"));
    }

    #[test]
    fn numbers_in_a_row_are_a_span() {
        assert_eq!(spans(&[3, 7, 8, 9, 11, 12]), "3, 7-9, 11-12");
        assert_eq!(spans(&[]), "");
    }
}
