//! The table in `scenarios/emergence/README.md`: effects at the defaults, without their cause, and in
//! how many draws of all parameters the sign holds.

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;

use crate::claims::{CLAIMS, Claim, Effect};
use crate::draws::draw;

const DRAWS: u64 = 200;
const OPEN: &str = "<!-- effects: written from runs -->\n";
const CLOSE: &str = "\n<!-- end of effects -->";

/// The share of draws in which the effect has the sign of the claim, and in which it has the other.
fn shares(claim: &Claim) -> [f64; 2] {
    let pair = claim.pair();
    let sign = |n: u64| {
        let mut drawn = pair.clone();
        drawn.iter_mut().for_each(|scenario| draw(scenario, n));
        claim.effect(&drawn, 1..=3).mean
    };
    let effects: Vec<f64> = (1..=DRAWS).into_par_iter().map(sign).collect();
    let share = |hits: usize| hits as f64 / DRAWS as f64;
    [effects.iter().filter(|x| **x > 0.0).count(), effects.iter().filter(|x| **x < 0.0).count()].map(share)
}

fn percent(effect: Effect) -> String {
    if effect.mean.abs() <= 3.0 * effect.error {
        return "none that can be told from chance".into();
    }
    if effect.relative.is_finite() && effect.relative.abs() < 10.0 {
        return format!("{:+.0} %", 100.0 * effect.relative);
    }
    format!("{:+.0} (from about none)", effect.mean)
}

fn row(claim: &Claim) -> String {
    let without = match claim.cause {
        Some((mechanism, _)) => format!("`{mechanism}`: {}", percent(claim.without(mechanism))),
        None => "–".into(),
    };
    let [right, wrong] = shares(claim);
    let word = if right >= 0.8 { "" } else { " **(fragile)**" };
    format!(
        "| {} | `{}/{}` | {} | {} | {without} | {:.0} %, other sign {:.0} %{word} |",
        claim.number,
        claim.folder,
        claim.policy,
        claim.what,
        percent(claim.at_the_defaults()),
        100.0 * right,
        100.0 * wrong
    )
}

fn table() -> String {
    let mut text = String::from(
        "| no. | scenario | claim | size at the defaults, in the claim's direction | without its cause | sign holds in 200 draws |\n|---|---|---|---|---|---|\n",
    );
    for claim in CLAIMS {
        let _ = writeln!(text, "{}", row(claim));
    }
    text
}

#[test]
#[ignore = "takes minutes: runs every claim on 200 draws of all parameters"]
fn effects_over_the_ranges_of_all_parameters() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/emergence/README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(OPEN).unwrap();
    let (_, after) = rest.split_once(CLOSE).unwrap();
    let table = table();
    println!("{table}");
    if std::env::var_os("WAYFARE_WRITE").is_some() {
        std::fs::write(&path, format!("{before}{OPEN}\n{table}{CLOSE}{after}")).unwrap();
    }
}
