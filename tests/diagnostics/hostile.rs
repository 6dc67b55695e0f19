//! Whatever the files hold, the reader answers and does not fall over.

use proptest::prelude::*;

use super::support::Copy;

const FILES: [&str; 11] = [
    "baseline.toml",
    "law.toml",
    "places.csv",
    "legs.csv",
    "countries.csv",
    "communities.csv",
    "pathways.csv",
    "firm_types.csv",
    "series.csv",
    "sources.csv",
    "observations.csv",
];

const PIECES: [&str; 24] = [
    "\"",
    ",",
    "\n",
    "=",
    "[",
    "]",
    "{",
    "}",
    "[[",
    "nan",
    "-1",
    "1e999",
    "é",
    "2016-13-01",
    "9999-12-31",
    "-9999-01-01",
    "*",
    "\u{feff}",
    "'''",
    "#",
    "\r",
    "99999999999999999999",
    "\u{0}",
    "policy",
];

fn answers(copy: &Copy) {
    let said = copy.said();
    assert!(!said.contains("fault of wayfare"), "{said}");
}

#[test]
fn deep_nesting_and_odd_numbers() {
    let deep = "[".repeat(100_000);
    for text in [format!("a = {deep}"), format!("a = {}", "{a=".repeat(50_000)), format!("{deep}a]")] {
        answers(&Copy::new().write("law.toml", text));
    }
    let copy = Copy::new().edit("baseline.toml", "warm_up_days = 182", "warm_up_days = 0x00_b6");
    assert_eq!(copy.load().unwrap().scenarios[0].calendar.warm_up_days, 182);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(file in 0..FILES.len(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        answers(&Copy::new().write(FILES[file], bytes));
    }

    #[test]
    fn any_text(file in 0..FILES.len(), text in "\\PC{0,200}") {
        answers(&Copy::new().write(FILES[file], text));
    }

    #[test]
    fn pieces_put_in_and_cut_out(
        edits in prop::collection::vec((0..FILES.len(), any::<prop::sample::Index>(), 0..PIECES.len(), 0usize..12), 1..6)
    ) {
        let mut copy = Copy::new();
        for (file, at, piece, cut) in edits {
            let text = std::fs::read_to_string(copy.folder().join(FILES[file])).unwrap();
            let characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len().max(1)).min(characters.len());
            let end = (start + cut).min(characters.len());
            let front: String = characters[..start].iter().collect();
            let back: String = characters[end..].iter().collect();
            copy = copy.write(FILES[file], format!("{front}{}{back}", PIECES[piece]));
        }
        answers(&copy);
    }
}
