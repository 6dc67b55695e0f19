//! What people can pay, and what arriving is worth to them.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "capability";

/// Median of money (purse and credit).
pub const MONEY_MEDIAN: Parameter = Parameter::number(NAME, "money_median", 0.5)
    .meaning("median of what a person can raise, credit included")
    .unit("× annual livelihood")
    .range(0.3, 0.8)
    .limits(0.0, 100.0)
    .paragraphs("26, 36");
/// Spread of money.
pub const MONEY_SIGMA: Parameter = Parameter::number(NAME, "money_sigma", 1.0)
    .meaning("standard deviation of the log of money")
    .unit("log")
    .range(0.6, 1.3)
    .limits(0.0, 5.0)
    .paragraphs("26");
/// Share of money that is credit.
pub const CREDIT_SHARE: Parameter = Parameter::number(NAME, "credit_share", 0.3)
    .meaning("share of that money that is owed to family or lenders once it is spent; it is spent last")
    .unit("share")
    .range(0.0, 0.7)
    .limits(0.0, 1.0)
    .paragraphs("26");
/// Shape of the distribution of what arriving is worth.
pub const WORTH: Parameter = Parameter::word(NAME, "worth", "lognormal", &["lognormal", "uniform", "point"])
    .meaning("distribution of a person's own multiple of what arriving is worth")
    .paragraphs("26");
/// Its middle.
pub const WORTH_MEDIAN: Parameter = Parameter::number(NAME, "worth_median", 1.0)
    .meaning("median of that multiple (of `uniform`: half its upper end; of `point`: the value)")
    .unit("multiplier")
    .range(0.7, 1.4)
    .limits(0.0, 1e6)
    .paragraphs("26");
/// Its spread.
pub const WORTH_SIGMA: Parameter = Parameter::number(NAME, "worth_sigma", 0.6)
    .meaning("standard deviation of its log, for `lognormal`")
    .unit("log")
    .range(0.3, 0.9)
    .limits(0.0, 5.0)
    .paragraphs("26");
/// Table nodes of worth.
pub const WORTH_NODES: Parameter = Parameter::number(NAME, "worth_nodes", 8.0)
    .meaning("nodes of that multiple for which values are solved; people in between are interpolated")
    .unit("nodes")
    .range(5.0, 20.0)
    .limits(1.0, 4000.0);
/// Edges of the purse bands.
pub const PURSE_BANDS: Parameter = Parameter::numbers(
    NAME,
    "purse_bands_usd",
    &[0.0, 150.0, 400.0, 900.0, 1800.0, 3600.0, 8000.0],
)
.meaning("edges of the bands of money for which values are solved; money above the last edge counts as there")
.unit("USD")
.limits(0.0, 1e9);

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Money limits the options: nobody takes what they cannot pay. Worth and money are a person's own.",
    text: "A person's money m = purse + credit is lognormal, its median money_median × livelihood; the share \
           credit_share of it is credit, spent last, and what of it is spent by arrival is debt. What arriving is \
           worth is multiplied with the person's own θ (`worth`). Values are solved at worth_nodes quantile \
           mid-points of θ and at the mid-points of the bands of money, and interpolated linearly for each person. \
           Inside a band money counts as uniform, so that the share able to pay p is (hi − p)/(hi − lo).",
    paragraphs: "26, 36",
    parameters: &[
        &MONEY_MEDIAN,
        &MONEY_SIGMA,
        &CREDIT_SHARE,
        &WORTH,
        &WORTH_MEDIAN,
        &WORTH_SIGMA,
        &WORTH_NODES,
        &PURSE_BANDS,
    ],
    without: None,
};
