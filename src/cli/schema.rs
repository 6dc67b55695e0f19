//! `wayfare schema`: the JSON Schema of the scenario file.

use super::reply::Reply;
use crate::scenario;

/// Prints the schema.
#[must_use]
pub(super) fn schema() -> Reply {
    Reply::data(format!("{:#}\n", scenario::schema()))
}
