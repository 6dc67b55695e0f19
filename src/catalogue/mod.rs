//! What can be named: parameters, mechanisms, levers and indicators, each described once.
//!
//! The descriptors are plain data, declared beside what they describe (a mechanism's parameters in
//! the mechanism's module) and listed in `mechanisms::ALL`, `levers::ALL` and `outcomes::ALL`. The
//! scenario reader, the JSON Schema, `wayfare explain` and the reference pages are all made from
//! them, so nothing can be set that is not described.

mod indicator;
mod lever;
mod mechanism;
mod parameter;
mod settings;

pub use indicator::{Aggregate, Better, Indicator, Sample, ScopeKind};
pub use lever::{LeverText, TargetKind};
pub use mechanism::Mechanism;
pub use parameter::{Default, Parameter};
pub use settings::{Origin, Setting, Settings, Value};
