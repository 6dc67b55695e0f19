//! The mathematics of studies: pure functions of numbers, each held to answers that are known.
//!
//! Nothing here knows of scenarios or runs. Points lie in the unit cube; whoever asks maps them to
//! ranges.

pub(super) mod discovery;
mod emulator;
pub(super) mod matching;
pub(super) mod pareto;
pub(super) mod regret;
pub(super) mod screening;
pub(super) mod search;
pub(super) mod sequence;
pub(super) mod shapley;
pub(super) mod variance;
