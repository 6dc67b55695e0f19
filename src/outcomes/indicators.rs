//! The list of indicators. Names are those of every results table.

mod fees;
mod firms;
mod journeys;
mod pathways;
mod people;
mod power;
mod through;
mod trade;

use crate::catalogue::{Aggregate, Better, Indicator, ScopeKind};
use Aggregate::{Ratio, Sum};
use Better::Neither;
use fees::FEES;
use firms::FIRMS;
use journeys::JOURNEYS;
use pathways::PATHWAYS;
use people::PEOPLE;
use power::POWER;
use through::THROUGH;
use trade::TRADE;

const fn count(name: &'static str, meaning: &'static str, scopes: &'static [ScopeKind]) -> Indicator {
    Indicator {
        name,
        unit: "persons",
        meaning,
        aggregate: Sum,
        scopes,
        better: Neither,
        headline: false,
        paragraphs: "",
    }
}

const fn ratio(
    name: &'static str,
    unit: &'static str,
    meaning: &'static str,
    parts: (&'static str, &'static str, f64),
    scopes: &'static [ScopeKind],
) -> Indicator {
    let aggregate = Ratio { numerator: parts.0, denominator: parts.1, factor: parts.2 };
    Indicator { unit, aggregate, ..count(name, meaning, scopes) }
}

const LISTS: &[&[Indicator]] = &[JOURNEYS, TRADE, POWER, FEES, PEOPLE, THROUGH, FIRMS, PATHWAYS];
static JOINED: [Indicator; length(LISTS)] = joined(LISTS);

/// Every indicator, in the order of the results.
pub const ALL: &[Indicator] = &JOINED;

const fn length(lists: &[&[Indicator]]) -> usize {
    let (mut list, mut sum) = (0, 0);
    while list < lists.len() {
        (list, sum) = (list + 1, sum + lists[list].len());
    }
    sum
}

/// Lists one after the other; `N` is the sum of their lengths.
const fn joined<const N: usize>(lists: &[&[Indicator]]) -> [Indicator; N] {
    let mut all = [JOURNEYS[0]; N];
    let (mut list, mut next) = (0, 0);
    while list < lists.len() {
        let mut i = 0;
        while i < lists[list].len() {
            all[next] = lists[list][i];
            (i, next) = (i + 1, next + 1);
        }
        list += 1;
    }
    all
}
/// An indicator by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Indicator> {
    ALL.iter().find(|indicator| indicator.name == name)
}
