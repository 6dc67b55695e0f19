//! Every closed form of `scenarios/verification` holds, and the README shows what came of them.
//!
//! `WAYFARE_WRITE=1 cargo test --release --test verification` writes the table there again, as
//! `wayfare verify --markdown` prints it.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use wayfare::report::{render_verdicts, render_verdicts_markdown};
use wayfare::verification::{self, Verdict};

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text with what stands between the marks of the table replaced.
fn replaced(text: &str, by: &str) -> String {
    let (open, close) =
        ("<!-- verification: written by wayfare verify -->\n", "\n<!-- end of verification -->");
    let (before, rest) = text.split_once(open).expect("no mark of the table");
    let (_, after) = rest.split_once(close).expect("no end of the table");
    format!("{before}{open}\n{by}{close}{after}")
}

#[test]
fn closed_forms_hold_and_the_readme_shows_them() {
    let case = verification::load(&file(verification::FOLDER), &[]);
    let case = case.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let jobs = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runs = verification::run_all(&case, 1, jobs, &AtomicBool::new(false));
    let verdicts: Vec<Verdict> = case.expectations.iter().map(|e| verification::judge(e, &runs)).collect();
    let failed: Vec<Verdict> = verdicts.iter().filter(|verdict| !verdict.pass).cloned().collect();
    assert!(failed.is_empty(), "{}", anstream::adapter::strip_str(&render_verdicts(&failed, &[])));
    let readme = file("README.md");
    let text = fs::read_to_string(&readme).unwrap();
    let right = replaced(&text, &render_verdicts_markdown(&verdicts, &case.absent));
    if std::env::var_os("WAYFARE_WRITE").is_some() {
        fs::write(&readme, right).unwrap();
        return;
    }
    assert!(right == text, "the table in the README is not current: run this test with WAYFARE_WRITE=1");
}

#[test]
fn each_benchmark_is_stated_or_said_to_be_absent() {
    let case = verification::load(&file(verification::FOLDER), &[]).unwrap();
    let stated = |id: &str| case.expectations.iter().any(|e| e.benchmark == id);
    let absent = |id: &str| case.absent.iter().any(|(benchmark, _)| benchmark == id);
    let all = [
        "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M10", "O1", "O2", "O4", "O6", "V1", "V2", "V3",
        "V4", "V6", "V7", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R10", "T1", "T3", "T5", "T6",
        "T8", "I1", "I3", "I5", "I7",
    ];
    let missing: Vec<&str> = all.into_iter().filter(|id| !stated(id) && !absent(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
