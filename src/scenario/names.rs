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
    let plain = normal(name);
    let allowed = (plain.chars().count() / 3).max(1);
    candidates
        .map(|candidate| (distance(&plain, &normal(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(name: &str, candidate: &str) -> usize {
    if name == candidate {
        return 0;
    }
    if differs_in_unit(name, candidate) {
        return 1;
    }
    strsim::damerau_levenshtein(name, candidate)
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
        assert_eq!(near("colour"), None);
    }
}
