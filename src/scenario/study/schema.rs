//! The JSON Schema of a study file, made from its keys.

use serde_json::{Map, Value, json};

use super::keys::{KINDS, KindKeys, SKETCH, STUDY};
use crate::scenario::field::Field;
use crate::scenario::schema::{field_schema, object};

/// The schema (draft 2020-12): a branch for each kind.
#[must_use]
pub fn study_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wayfare study",
        "description": "A study file of wayfare, format 1.",
        "type": "object",
        "oneOf": KINDS.iter().map(of_kind).collect::<Vec<_>>(),
    })
}

fn of_kind(kind: &KindKeys) -> Value {
    let fields: Vec<Field> = STUDY.iter().chain(kind.fields).copied().collect();
    let mut all = properties(&fields);
    all.insert("kind".into(), json!({ "const": kind.name, "description": kind.meaning }));
    all.insert("sketch".into(), object(properties(SKETCH), &[], "coarser settings for all scenarios"));
    for section in kind.sections {
        let table = object(properties(section.fields), &required(section.fields), section.meaning);
        all.insert(
            section.name.into(),
            json!({ "type": "array", "items": table, "minItems": section.least }),
        );
    }
    let sections = kind.sections.iter().filter(|section| section.least > 0).map(|section| section.name);
    let needed: Vec<&str> = required(&fields).into_iter().chain(sections).collect();
    object(all, &needed, kind.meaning)
}

fn properties(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_owned(), field_schema(field))).collect()
}

fn required(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().filter(|field| field.required()).map(|field| field.name).collect()
}
