//! Indicators of journeys over several legs that networks sell at one fee.

use super::{count, ratio};
use crate::catalogue::{Better, Indicator, ScopeKind};
use Better::Lower;
use ScopeKind::{Leg, Place, Total};

pub(super) const THROUGH: &[Indicator] = &[
    Indicator {
        unit: "journeys",
        paragraphs: "40, 56",
        ..count(
            "through_sold",
            "journeys over several legs that networks sold and that began",
            &[Total, Place],
        )
    },
    Indicator {
        paragraphs: "40",
        ..ratio(
            "through_fee_mean",
            "USD",
            "what was agreed for a journey over several legs",
            ("through_fee_sum", "through_sold", 1.0),
            &[Total, Place],
        )
    },
    Indicator {
        unit: "USD",
        ..count("through_fee_sum", "what was agreed for journeys over several legs", &[Total, Place])
    },
    Indicator {
        paragraphs: "40, 56",
        ..ratio(
            "through_share",
            "share",
            "legs travelled on such journeys, of all with a smuggler",
            ("passengers_through", "passengers", 1.0),
            &[Total],
        )
    },
    count("passengers_through", "people who travelled a leg on a journey sold as one", &[Total, Leg]),
    Indicator {
        better: Lower,
        paragraphs: "38",
        ..count(
            "through_broken",
            "people left on the way whose network could not carry them on",
            &[Total, Place],
        )
    },
    Indicator {
        unit: "USD",
        paragraphs: "38",
        ..count("through_refunds", "what networks gave back to people whom they could not carry on", &[Total])
    },
];
