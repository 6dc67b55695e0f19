//! Waiting on the way: working, spending, being stranded.

use crate::catalogue::{Mechanism, Parameter};

const NAME: &str = "waiting";

/// How often people who wait look again.
pub const REVIEW_RATE: Parameter = Parameter::number(NAME, "review_rate", 1.0 / 14.0)
    .meaning("how often somebody who waits looks again")
    .unit("1/day")
    .range(1.0 / 30.0, 1.0 / 7.0)
    .limits(1e-4, 1.0)
    .paragraphs("35");
/// How long people hold out for a seat.
pub const PATIENCE: Parameter = Parameter::number(NAME, "patience_days", 14.0)
    .meaning("longest wait for a seat before a new decision; at latest the next market day")
    .unit("days")
    .range(4.0, 30.0)
    .limits(1.0, 365.0)
    .whole();
/// How long a vehicle waits to fill up.
pub const MAX_HOLD: Parameter = Parameter::number(NAME, "max_hold_days", 7.0)
    .meaning("days after its first passenger on which a vehicle leaves, full or not")
    .unit("days")
    .range(3.0, 7.0)
    .limits(0.0, 60.0)
    .whole();

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Whoever waits earns casual wages, spends on living, looks again after a random time, and may be \
              stranded without the means to go on.",
    text: "Waiting is open, away from home, to those who lack the money for some way that leads on, or where \
           a way is served by nobody at present. Somebody who chooses to wait looks again after an exponential time of mean 1/review_rate days, \
           rounded up, at most 365. Waiting is worth D·(y − v) + e^(−ρD)·V°(i, m + D·y), with D = \
           1/review_rate, y = day wage·chance of work − living cost and v the value of a day. Away from home \
           the money changes by what was in fact earned and spent over the wait; who cannot pay for living \
           goes without and holds 0. Nobody chooses to wait at home. Whoever finds no seat waits until the \
           next market day, or patience_days if that is sooner. People who wait and can pay for none of the \
           present offers count as stranded. A vehicle leaves when it is full or max_hold_days after its first \
           passenger.",
    paragraphs: "35, 56",
    parameters: &[&REVIEW_RATE, &PATIENCE, &MAX_HOLD],
    without: Some("nobody waits: who can't go on settles or turns back"),
};
