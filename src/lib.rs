//! Agent-based simulator of migrant-smuggling markets, for comparing policies.
//!
//! Migrants, smugglers, officials and enforcement meet on a graph of places and legs, one agent per
//! person. The rooms, from the ground up:
//!
//! * [`units`], [`random`], [`numeric`]: quantities, keyed randomness, and shared arithmetic
//! * [`catalogue`]: what can be named (parameters, mechanisms, levers, indicators)
//! * [`world`]: what does not act (the frozen scenario)
//! * [`agents`]: who acts, and what each carries
//! * [`mechanisms`], [`levers`], [`outcomes`]: how the world works, what a policy can change, and what
//!   is counted
//! * [`engine`], [`scenario`]: one run, and the files from which a scenario is made
//! * [`experiment`]: many runs, and the tables made of them
//! * [`verification`]: closed forms, frozen studies and natural experiments, over the same engine
//! * [`report`]: what people read
//! * [`cli`]: the command line

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
pub mod verification;
pub mod world;
