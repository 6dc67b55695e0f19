//! Nearest names, for hints.

use super::problems::Problem;
use super::source::Spot;

/// Endings of keys that state a unit.
const UNITS: &[&str] = &[
    "usd",
    "eur",
    "xof",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "km",
    "share",
    "probability",
    "percent",
    "pct",
    "head",
];

/// The candidate that was probably meant: the same but for spelling or unit, or a few letters away.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Long names are never typing errors, and comparing them takes long.
    const LONGEST: usize = 200;
    let plain = normal(name);
    if plain.len() > LONGEST {
        return None;
    }
    candidates
        .map(|candidate| (likeness(&plain, &normal(candidate)), candidate))
        .filter(|(likeness, _)| *likeness > 0.0)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

/// How like two names are, from 0 to 1; 0 if neither spelling nor beginning speak for it.
fn likeness(name: &str, candidate: &str) -> f64 {
    const ALIKE: f64 = 0.84;
    const SAME_BUT_UNIT: f64 = 0.99;
    if name != candidate && differs_in_unit(name, candidate) {
        return SAME_BUT_UNIT;
    }
    let alike = strsim::jaro_winkler(name, candidate);
    let slips = strsim::damerau_levenshtein(name, candidate);
    if alike >= ALIKE || slips <= (name.chars().count() / 3).max(1) { alike } else { 0.0 }
}

/// Whether two keys are the same but for the unit at their end.
pub(crate) fn differs_in_unit(name: &str, candidate: &str) -> bool {
    name != candidate && stem(name) == stem(candidate)
}

fn stem(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((front, end)) if UNITS.contains(&end) => stem(front),
        _ => name,
    }
}

fn normal(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

/// Something that a file may name, and a short description of it for the hint.
pub(crate) struct Candidate {
    pub name: String,
    pub about: String,
}

impl Candidate {
    /// A name without a description.
    pub(crate) fn bare(name: &str) -> Self {
        Self { name: name.to_owned(), about: String::new() }
    }
}

/// The problem of a name that nothing has.
pub(crate) fn unknown(what: &str, name: &str, place: &str, at: &Spot, known: &[Candidate]) -> Problem {
    let shown: String = name.chars().take(80).collect();
    let problem = Problem::error(format!("unknown {what} `{shown}`{place}")).at(at);
    let Some(near) = nearest(name, known.iter().map(|c| c.name.as_str())) else {
        return problem.label(list(known));
    };
    let about = known.iter().find(|c| c.name == near).map_or("", |c| c.about.as_str());
    let about = if about.is_empty() { String::new() } else { format!(" ({about})") };
    problem.label(format!("did you mean `{near}`?{about}"))
}

/// The names that would be right, if they are few.
fn list(known: &[Candidate]) -> String {
    const FEW: usize = 12;
    if known.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = known.iter().take(FEW).map(|c| c.name.as_str()).collect();
    let more = if known.len() > FEW { ", …" } else { "" };
    format!("one of: {}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_units_are_seen_through() {
        let known = ["fee_usd", "fee_factor", "processing_days", "patrol_intensity"];
        let near = |name| nearest(name, known.iter().copied());
        assert_eq!(near("fee"), Some("fee_usd"));
        assert_eq!(near("fee_eur"), Some("fee_usd"));
        assert_eq!(near("Processing-Weeks"), Some("processing_days"));
        assert_eq!(near("patrol_intensty"), Some("patrol_intensity"));
        assert_eq!(near("patrol"), Some("patrol_intensity"));
        assert_eq!(near("colour"), None);
        assert_eq!(near(""), None);
    }
}
