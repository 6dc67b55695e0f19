//! Indicators of what becomes of applications for a pathway. Those granted are `departures_regular`.

use super::count;
use crate::catalogue::{Indicator, ScopeKind};
use ScopeKind::{Pathway, Total};

const fn applications(name: &'static str, meaning: &'static str) -> Indicator {
    Indicator { unit: "applications", paragraphs: "29, 62", ..count(name, meaning, &[Total, Pathway]) }
}

pub(super) const PATHWAYS: &[Indicator] = &[
    applications("applications", "applications for a pathway"),
    applications("applications_refused", "applications that were refused"),
    applications("applications_withdrawn", "applications of people who left the queue"),
];
