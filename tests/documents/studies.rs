//! Frozen studies: each is recorded, told, and comes out as it was recorded.

use std::sync::atomic::AtomicBool;

use wayfare::verification::{Agreement, STUDIES, load_study, repeat, studies};

use crate::file;

/// Those that take a second or two; the others are run by `wayfare reproduce`.
const QUICK: [&str; 3] = ["checkpoints", "repeat-apprehension", "visa-price"];

#[test]
fn every_study_says_what_was_found_and_what_was_not_available_and_is_recorded() {
    let folders = studies(&file(STUDIES));
    assert!(folders.len() >= 10);
    for folder in folders {
        let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
        for part in ["# ", "**Finding.**", "**Here.**", "**Not available.**"] {
            assert!(readme.contains(part), "{}: {part}", folder.display());
        }
        let study = load_study(&folder).unwrap();
        let expected: Vec<_> = study.case.expectations.iter().map(|e| (&e.benchmark, &e.what)).collect();
        let recorded: Vec<_> = study.recorded.iter().map(|r| (&r.benchmark, &r.what)).collect();
        assert_eq!(expected, recorded, "{}: `wayfare reproduce --record` writes it anew", study.name);
    }
}

#[test]
fn quick_studies_come_out_as_they_were_recorded() {
    for name in QUICK {
        let study = load_study(&file(STUDIES).join(name)).unwrap();
        let rows = repeat(&study, 2, &AtomicBool::new(false)).unwrap();
        for row in rows {
            assert_eq!(row.agreement, Agreement::Same, "{name}: {row:?}");
        }
    }
}
