//! How far the work is, for people: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::exit::say;
use crate::experiment::Progress;

/// Lines come no closer together than this, except the first.
const PAUSE: Duration = Duration::from_secs(20);

/// Tells of progress.
pub(super) struct Reporter {
    start: Instant,
    manner: Manner,
}

enum Manner {
    Silent,
    Bar(ProgressBar),
    /// The last replicate told of, and when.
    Lines(Mutex<(u32, Instant)>),
}

impl Reporter {
    pub(super) fn new(runs: usize, quiet: bool) -> Self {
        let start = Instant::now();
        let manner = match (quiet, std::io::stderr().is_terminal()) {
            (true, _) => Manner::Silent,
            (false, true) => Manner::Bar(bar(runs)),
            (false, false) => Manner::Lines(Mutex::new((0, start))),
        };
        Self { start, manner }
    }

    pub(super) fn tell(&self, progress: Progress) {
        match &self.manner {
            Manner::Silent => {}
            Manner::Bar(bar) => {
                bar.set_position(progress.runs as u64);
                bar.set_message(sentence(progress, self.start.elapsed()));
            }
            Manner::Lines(last) => {
                // A line that another thread is about to write says as much as this one would.
                if let Ok(mut last) = last.try_lock() {
                    let first = last.0 == 0;
                    if progress.replicates > last.0 && (first || last.1.elapsed() >= PAUSE) {
                        *last = (progress.replicates, Instant::now());
                        say(&sentence(progress, self.start.elapsed()));
                    }
                }
            }
        }
    }

    /// Takes the bar away and says how long it took.
    pub(super) fn end(self) -> Duration {
        if let Manner::Bar(bar) = &self.manner {
            bar.finish_and_clear();
        }
        self.start.elapsed()
    }
}

fn bar(runs: usize) -> ProgressBar {
    let bar = ProgressBar::new(runs as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} runs; {msg}") {
        bar.set_style(style);
    }
    bar
}

fn sentence(progress: Progress, elapsed: Duration) -> String {
    let Progress { runs, of_runs, replicates, of_replicates } = progress;
    let done = format!("replicate {replicates} of {of_replicates} done");
    if runs == 0 || runs >= of_runs {
        return done;
    }
    let left = elapsed.as_secs_f64() / runs as f64 * (of_runs - runs) as f64;
    format!("{done}, {} to go", about(left))
}

/// A span of time, roughly: what is left is not known better.
pub(super) fn about(seconds: f64) -> String {
    let minutes = (seconds / 60.0).round();
    match seconds {
        s if s < 5.0 => "a few seconds".into(),
        s if s < 60.0 => format!("about {:.0} seconds", (s / 5.0).round() * 5.0),
        _ if minutes < 2.0 => "about a minute".into(),
        _ if minutes < 120.0 => format!("about {minutes:.0} minutes"),
        s => format!("about {:.0} hours", s / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_goes_by_the_runs_done() {
        let progress = Progress { runs: 8, of_runs: 160, replicates: 1, of_replicates: 20 };
        assert_eq!(
            sentence(progress, Duration::from_secs(16)),
            "replicate 1 of 20 done, about 5 minutes to go"
        );
        let end = Progress { runs: 160, replicates: 20, ..progress };
        assert_eq!(sentence(end, Duration::from_secs(300)), "replicate 20 of 20 done");
    }

    #[test]
    fn times_are_rough() {
        assert_eq!(
            [3.0, 42.0, 80.0, 600.0, 10_000.0].map(about),
            ["a few seconds", "about 40 seconds", "about a minute", "about 10 minutes", "about 3 hours"]
        );
    }
}
