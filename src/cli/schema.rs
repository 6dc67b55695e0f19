//! `wayfare schema`: the JSON Schema of the scenario file, or of a study file.

use super::SchemaOf;
use super::reply::Reply;
use crate::scenario;

/// Prints the schema.
#[must_use]
pub(super) fn schema(of: SchemaOf) -> Reply {
    let schema = match of {
        SchemaOf::Scenario => scenario::schema(),
        SchemaOf::Study => scenario::study::study_schema(),
    };
    Reply::data(format!("{schema:#}\n"))
}
