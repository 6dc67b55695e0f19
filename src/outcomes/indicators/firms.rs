//! Indicators of firms that open and close.

use super::count;
use crate::catalogue::{Indicator, ScopeKind};
use ScopeKind::{FirmType, Leg, Total};

const fn firms(name: &'static str, meaning: &'static str) -> Indicator {
    Indicator { unit: "firms", paragraphs: "39, 56", ..count(name, meaning, &[Total, Leg, FirmType]) }
}

pub(super) const FIRMS: &[Indicator] = &[
    firms("firms_opened", "times that a firm began to work"),
    firms("firms_closed", "times that a firm stopped"),
    firms("firms_closed_broke", "of these, since its till was empty"),
    firms(
        "firms_closed_poor",
        "of these, since it had earned less than its people could otherwise for too long",
    ),
    firms("firms_closed_arrest", "of these, since its organiser was arrested, on this leg or on a partner's"),
];
