//! Firms that start and firms that stop.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "entry_exit";

/// Looks a market and week.
pub const LOOKS: Parameter = Parameter::number(NAME, "looks_per_week", 1.0)
    .meaning("potential firms that look at a market of scale 1 in a week, and active ones that look at their accounts")
    .unit("1/week")
    .range(0.5, 4.0)
    .limits(0.0, 100.0)
    .paragraphs("39");
/// Weeks of loss before a firm stops.
pub const EXIT_WEEKS: Parameter = Parameter::number(NAME, "exit_weeks", 4.0)
    .meaning("weeks in a row below what its people could earn otherwise, before a firm stops")
    .unit("weeks")
    .range(2.0, 12.0)
    .limits(1.0, 520.0)
    .paragraphs("39");
/// Firms at the start, as a share of slots.
pub const INITIAL_SHARE: Parameter = Parameter::number(NAME, "initial_share", 0.3)
    .meaning("share of potential firms that are active when the warm-up begins")
    .unit("share")
    .range(0.1, 0.6)
    .limits(0.0, 1.0);

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "People whose formal income is below what a firm would earn enter; losses and empty tills make firms \
              leave. Helping counts as income for some.",
    text: "Potential firms are fixed slots: on each leg, for each kind, slots × market_scale of them, with a \
           cost factor exp(cost_sigma·z) and ties to officials drawn once. Each is active at the start of the \
           warm-up with probability initial_share. In a period looks_per_week × max(1, market_scale) × weeks \
           resting firms look at their market (the fraction by a keyed draw). A looker sees the market cleared \
           again with itself in it, and enters if (p' − c)·q' ≥ (formal income − helping + fixed cost) × \
           weeks, formal income with what levers add at the place; it brings cash_usd and sells from the next \
           period on. Active firms pay their fixed cost each period, and take home what cash exceeds cash_usd. \
           A period in which receipts less outlays fall below formal income − helping adds to a firm's poor \
           weeks; a better one sets them to 0. On market days firms with less than no cash leave, and of those \
           with exit_weeks or more poor weeks as many as there are looks. Arrests act through the money that \
           they cost. Passengers who had boarded decide anew the next day; no trade is handed over.",
    paragraphs: "39",
    parameters: &[&LOOKS, &EXIT_WEEKS, &INITIAL_SHARE],
    without: Some("the firms of the start stay, whatever they earn"),
};
