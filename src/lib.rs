//! Agent-based simulator of migrant-smuggling markets, for comparing policies.
//!
//! Migrants, smugglers, officials and enforcement meet on a graph of places and legs, one agent per
//! person. The rooms, from the ground up:
//!
//! * [`units`], [`random`]: quantities, and keyed randomness
//! * [`catalogue`]: what can be named (parameters, mechanisms, levers, indicators)
//! * [`world`]: what does not act (the frozen scenario)

pub mod agents;
pub mod catalogue;
pub mod cli;
pub mod engine;
pub mod experiment;
pub mod levers;
pub mod mechanisms;
pub mod numeric;
pub mod outcomes;
pub mod random;
pub mod report;
pub mod scenario;
pub mod units;
pub mod world;
