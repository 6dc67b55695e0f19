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
    /// The last count told of, and when.
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
        self.show(progress.runs, progress.replicates, &|elapsed| sentence(progress, elapsed));
    }

    /// Tells of work that is counted in runs alone.
    pub(super) fn tell_runs(&self, progress: Progress) {
        let count = u32::try_from(progress.runs).unwrap_or(u32::MAX);
        self.show(progress.runs, count, &|elapsed| runs_sentence(progress, elapsed));
    }

    fn show(&self, runs: usize, count: u32, sentence: &dyn Fn(Duration) -> String) {
        match &self.manner {
            Manner::Silent => {}
            Manner::Bar(bar) => {
                bar.set_position(runs as u64);
                bar.set_message(sentence(self.start.elapsed()));
            }
            Manner::Lines(last) => {
                // A line that another thread is about to write says as much as this one would.
                if let Ok(mut last) = last.try_lock() {
                    let first = last.0 == 0;
                    if count > last.0 && (first || last.1.elapsed() >= PAUSE) {
                        *last = (count, Instant::now());
                        say(&sentence(self.start.elapsed()));
                    }
                }
            }
        }
    }

    /// How long it has taken so far.
    pub(super) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Says something beside the progress.
    pub(super) fn note(&self, text: &str) {
        match &self.manner {
            Manner::Silent => {}
            Manner::Bar(bar) => bar.println(text),
            Manner::Lines(_) => say(text),
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
    format!("{done}, {} to go", left(progress, elapsed))
}

fn runs_sentence(progress: Progress, elapsed: Duration) -> String {
    let Progress { runs, of_runs, .. } = progress;
    let done = format!("{runs} of {of_runs} runs done");
    if runs == 0 || runs >= of_runs { done } else { format!("{done}, {} to go", left(progress, elapsed)) }
}

/// What is left, if it goes on as it went.
fn left(Progress { runs, of_runs, .. }: Progress, elapsed: Duration) -> String {
    about(elapsed.as_secs_f64() / runs as f64 * (of_runs - runs) as f64)
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
