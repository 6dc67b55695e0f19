//! The table in `scenarios/emergence/README.md`: effects at the defaults, without their cause, and in
//! how many draws of all parameters the sign holds.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::claim::{Claim, Effect, Measure};
use crate::draws::draw;
use crate::failing::FAILING;
use crate::list::CLAIMS;

const DRAWS: u64 = 200;
const OPEN: &str = "<!-- effects: written from runs -->\n";
const CLOSE: &str = "\n<!-- end of effects -->";

/// The share of draws in which the effect has the sign of the claim, and in which it has the other.
fn shares(claim: &Claim) -> [f64; 2] {
    let worlds = claim.worlds();
    let sign = |n: u64| {
        let mut drawn = worlds.clone();
        drawn.iter_mut().for_each(|scenario| draw(scenario, n));
        claim.effect(&drawn, 1..=3).mean
    };
    let effects: Vec<f64> = (1..=DRAWS).into_par_iter().map(sign).collect();
    let share = |hits: usize| hits as f64 / DRAWS as f64;
    [effects.iter().filter(|x| **x > 0.0).count(), effects.iter().filter(|x| **x < 0.0).count()].map(share)
}

fn percent(effect: Effect) -> String {
    if !effect.can_be_told_from_chance() {
        return "none that can be told from chance".into();
    }
    if effect.relative.is_finite() && effect.relative.abs() < 10.0 {
        return format!("{:+.0} %", 100.0 * effect.relative);
    }
    format!("{:+.0} (from about none)", effect.mean)
}

/// The columns of a row that are no result.
fn heading(claim: &Claim) -> String {
    let beside = match claim.measure {
        Measure::Changes { less: [_, other], .. } | Measure::Beside { other, .. } => {
            format!(" beside `{other}`")
        }
        Measure::Change(_) | Measure::Within(_) => String::new(),
    };
    format!("| {} | `{}/{}`{beside} | {} |", claim.number, claim.folder, claim.policy, claim.what)
}

fn row(claim: &Claim) -> String {
    let effect = claim.at_the_defaults();
    let without = match claim.cause {
        Some((mechanism, _)) => format!("`{mechanism}`: {}", percent(claim.without(mechanism))),
        None => "–".into(),
    };
    let [right, wrong] = shares(claim);
    let (fails, fragile) = match (effect.holds(), right >= 0.8) {
        (false, _) => (" **fails**", ""),
        (true, false) => ("", " **(fragile)**"),
        (true, true) => ("", ""),
    };
    format!(
        "{} {}{fails} | {without} | {:.0} %, other sign {:.0} %{fragile} |",
        heading(claim),
        percent(effect),
        100.0 * right,
        100.0 * wrong
    )
}

/// All claims by number, those of single paragraphs last.
fn in_order() -> Vec<&'static Claim> {
    let mut claims: Vec<&Claim> = CLAIMS.iter().chain(FAILING).collect();
    claims.sort_by_key(|claim| {
        let paragraph = claim.number.strip_prefix('¶');
        (paragraph.is_some(), paragraph.unwrap_or(claim.number).parse().unwrap_or(u32::MAX))
    });
    claims
}

fn table() -> String {
    let mut text = String::from(
        "| no. | scenario | claim | size at the defaults, in the claim's direction | without its cause | sign holds in 200 draws |\n|---|---|---|---|---|---|\n",
    );
    for claim in in_order() {
        let _ = writeln!(text, "{}", row(claim));
    }
    text
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/emergence/README.md")
}

/// What stands before the table, the table, and what stands after it.
fn parts(text: &str) -> [&str; 3] {
    let (before, rest) = text.split_once(OPEN).unwrap();
    let (table, after) = rest.split_once(CLOSE).unwrap();
    [before, table, after]
}

#[test]
fn every_claim_from_1_to_14_has_a_row_in_the_table() {
    let text = std::fs::read_to_string(readme()).unwrap();
    let [_, table, _] = parts(&text);
    let number =
        |row: &str| row.trim_start_matches('|').split('|').next().unwrap().trim().parse::<u32>().ok();
    let numbers: Vec<u32> = table.lines().filter_map(number).collect();
    let missing: Vec<u32> = (1..=14).filter(|claim| !numbers.contains(claim)).collect();
    assert!(missing.is_empty(), "no row for the claims {missing:?}");
}

#[test]
fn the_rows_of_the_table_are_the_claims_that_are_tested() {
    let text = std::fs::read_to_string(readme()).unwrap();
    let [_, table, _] = parts(&text);
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    let claims = in_order();
    assert_eq!(rows.len(), claims.len());
    for (row, claim) in rows.iter().zip(claims) {
        assert!(row.starts_with(&heading(claim)), "{row}\nis not {}", heading(claim));
        assert_eq!(row.contains("**fails**"), FAILING.iter().any(|f| f.what == claim.what), "{row}");
    }
}

#[test]
#[ignore = "takes minutes: runs every claim on 200 draws of all parameters"]
fn effects_over_the_ranges_of_all_parameters() {
    let text = std::fs::read_to_string(readme()).unwrap();
    let [before, _, after] = parts(&text);
    let table = table();
    println!("{table}");
    if std::env::var_os("WAYFARE_WRITE").is_some() {
        std::fs::write(readme(), format!("{before}{OPEN}\n{table}{CLOSE}{after}")).unwrap();
    }
}
