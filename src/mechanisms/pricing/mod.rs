//! Prices of places with smugglers: costs, conduct, and one market-clearing code for all conducts.
//!
//! A caller fills a [`Demand`] for each market and period, lists its [`Seller`]s with their
//! [`unit_cost`], and has a [`Solver`] write a [`Clearing`]; the market's [`Memory`] is carried to
//! its next period. Markets know nothing of each other: those of one place, whose offers are among
//! each other's outside options, are cleared in turn by the caller until they settle.

mod adaptive;
mod bertrand;
mod clearing;
mod cost;
mod cournot;
mod demand;
mod logistic;
mod market;
mod nest;
mod posted;
mod profile;
mod root;
mod search;
mod unit_cost;
mod view;

#[cfg(test)]
mod benchmarks;
#[cfg(test)]
mod complements;
#[cfg(test)]
mod properties;

pub use adaptive::{keep_account, reconsider};
pub use clearing::{Prospect, Solver};
pub use demand::{Band, Cell, Demand, Response};
pub use market::{Clearing, Conduct, Memory, Rules, Seller};
pub use nest::variety_usd;
pub use unit_cost::{Trip, cost_parts, received, unit_cost};

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "pricing";

/// The conduct of firms.
pub const CONDUCT: Parameter = Parameter::word(
    NAME,
    "conduct",
    "cournot",
    &["cost", "bertrand", "cournot", "logit_bertrand", "adaptive"],
)
.meaning("how firms set prices")
.paragraphs("40");
/// Share of the fee paid in advance.
pub const ADVANCE: Parameter = Parameter::number(NAME, "advance_share", 0.6)
    .meaning("share of the fee that is paid before departure")
    .unit("share")
    .range(0.0, 1.0)
    .limits(0.0, 1.0)
    .source("CD22")
    .paragraphs("40");
/// Usual load.
pub const USUAL_LOAD: Parameter = Parameter::number(NAME, "usual_load", 0.9)
    .meaning("share of a vehicle's seats that are usually sold")
    .unit("share")
    .range(0.6, 1.0)
    .limits(0.05, 1.0);
/// Stickiness.
pub const ADJUST: Parameter = Parameter::number(NAME, "adjust", 1.0)
    .meaning("share of the way to the new price that is gone in a week")
    .unit("share/week")
    .range(0.3, 1.0)
    .limits(0.01, 1.0);
/// The first fees.
pub const FIRST_FEE: Parameter = Parameter::number(NAME, "first_fee", 1.25)
    .meaning("fee that people first expect, and that a firm asks where there is none to go by, as a multiple of the unit cost")
    .unit("multiplier")
    .range(1.05, 2.0)
    .limits(1.0, 100.0);
/// Dissimilarity of differentiated firms.
pub const DISSIMILARITY: Parameter = Parameter::number(NAME, "dissimilarity", 1.0)
    .meaning("dissimilarity of firms in their nest, under `logit_bertrand` and `adaptive`")
    .unit("0–1")
    .range(0.3, 1.0)
    .limits(0.01, 1.0);
/// Step of a price that is found by trial.
pub const STEP: Parameter = Parameter::number(NAME, "price_step", 0.1)
    .meaning("step in the log of its price that a firm tries, under `adaptive`")
    .unit("log")
    .range(0.02, 0.2)
    .limits(0.0, 1.0);
/// How often firms reconsider.
pub const RECONSIDER: Parameter = Parameter::number(NAME, "reconsider", 0.25)
    .meaning("chance that a firm reconsiders its price in a week, under `adaptive`")
    .unit("share/week")
    .range(0.05, 0.5)
    .limits(0.0, 1.0);
/// Smoothing of demand.
pub const DEMAND_DAYS: Parameter = Parameter::number(NAME, "demand_days", 28.0)
    .meaning("time constant with which firms remember how many people decide at a place")
    .unit("days")
    .range(14.0, 56.0)
    .limits(1.0, 3650.0);
/// Which groups are left out of demand.
pub const SMALL_GROUPS: Parameter = Parameter::number(NAME, "small_groups", 0.2)
    .meaning("groups with fewer people than this share of the mean group are left out of demand and the others scaled up: how exactly demand is summed")
    .unit("share")
    .limits(0.0, 0.9)
    .numerical();
/// How demand is smoothed between nodes of worth.
pub const NODE_SMOOTHING: Parameter = Parameter::number(NAME, "node_smoothing", 0.0)
    .meaning("least scale on which firms see people choose, in gaps between neighbouring nodes of worth, so that demand is no staircase where the scale of choice is small: how exactly demand is summed")
    .unit("gaps")
    .limits(0.0, 10.0)
    .numerical();
/// Tolerance.
pub const TOLERANCE: Parameter = Parameter::number(NAME, "tolerance", 1e-5)
    .meaning("relative change of price below which a market counts as settled")
    .unit("share")
    .range(1e-7, 1e-4)
    .limits(1e-12, 0.1)
    .numerical();
/// Sweeps.
pub const SWEEPS: Parameter = Parameter::number(NAME, "sweeps", 200.0)
    .meaning("sweeps over the markets of one place before they count as unsettled")
    .unit("sweeps")
    .range(50.0, 500.0)
    .limits(1.0, 1e5)
    .whole()
    .numerical();

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "A firm's cost a head follows transport, crew, bribes and the risk of loss; prices follow from conduct, \
              competition, seats and a demand curve that sums over everybody who decides at the place.",
    text: "A market is a leg served by smugglers; each is cleared once a period, those of one place in turn \
           until no price moves. A firm's unit cost is c = [trip + crew + bribes + tax + loss + arrests + \
           q·(P(seizure)·vehicle + P(sentence)·penalty)] / [heads·(1 − m)(τ + (1 − τ)(1 − q))], heads = seats × usual_load, q the \
           smugglers' own belief of being stopped, τ = advance_share, m what moving proceeds costs. What a head \
           is expected to cost, by what for, and what the fee brings beyond it, is recorded. Demand sums over groups of deciders (community, \
           papers, motive, node of worth, band of money): D(p) = Σ N·A(p)/(1 + exp((R − U(p))/S)), with N \
           people expected in the period, A(p) the share of the band able to pay, R the value of all other \
           options and U(p) that of the offer, money left over included. N is remembered with time constant \
           demand_days; people who will come to want to leave are added; groups below a fifth of the mean are \
           left out and the others scaled up. Conduct: `cost` lowest price at which seats of firms with c ≤ p \
           carry demand; `bertrand` the cheapest firm's best price up to the second cost; `cournot` lowest p \
           with Σ min(seats, max(0, p − c)·(−D')) ≥ D; `logit_bertrand` each firm's best price in a nest of \
           dissimilarity λ; `adaptive` each firm asks what it did times exp(±price_step) when it reconsiders, \
           the same way as last time if it has earned more a period since then, and firms sell in that nest. The posted price moves by adjust a week towards the price found. A market without \
           firms, or without seats, is closed.",
    paragraphs: "26–27, 40",
    parameters: &[
        &CONDUCT,
        &ADVANCE,
        &USUAL_LOAD,
        &ADJUST,
        &FIRST_FEE,
        &DISSIMILARITY,
        &STEP,
        &RECONSIDER,
        &DEMAND_DAYS,
        &SMALL_GROUPS,
        &NODE_SMOOTHING,
        &TOLERANCE,
        &SWEEPS,
    ],
    without: None,
};
