//! The command line: one module a verb. Each takes what was asked and gives a [`Reply`].

pub mod check;
pub mod explain;
pub mod list;
pub mod new;
pub mod reply;
pub mod schema;
