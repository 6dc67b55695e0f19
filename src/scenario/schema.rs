//! The JSON Schema of a scenario file, made from the descriptions, for editors.

use serde_json::{Map, Value, json};

use super::field::{Field, Kind};
use super::keys::{POLICY, SCENARIO, WHERE};
use super::tables::{TABLES, Table};
use crate::catalogue::{Default as DefaultValue, LeverText, Mechanism, Parameter};
use crate::{levers, mechanisms};

/// The schema (draft 2020-12). Dates are given as text with the format `date`.
#[must_use]
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wayfare scenario",
        "description": "A scenario file of wayfare, format 1. A file that extends another states only what differs.",
        "type": "object",
        "properties": properties(),
        "required": ["format"],
        "anyOf": [
            { "required": ["extends"] },
            { "required": whole_file() },
        ],
        "additionalProperties": false,
    })
}

/// What a file has to state that extends no other.
fn whole_file() -> Vec<&'static str> {
    SCENARIO.iter().filter(|field| field.required()).map(|field| field.name).collect()
}

fn properties() -> Value {
    let mut all = Map::new();
    for field in SCENARIO {
        all.insert(field.name.into(), field_schema(field));
    }
    all.insert("tables".into(), table_files());
    all.insert("change".into(), changes());
    all.insert("policy".into(), json!({ "type": "array", "items": { "oneOf": policies() } }));
    for mechanism in mechanisms::ALL {
        all.insert(mechanism.name.into(), mechanism_schema(mechanism));
    }
    Value::Object(all)
}

pub(super) fn object(properties: Map<String, Value>, required: &[&str], description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// A table is the name of a CSV file, or its rows.
fn table_files() -> Value {
    let files = TABLES.iter().map(|table| {
        let rows = json!({ "type": "array", "items": row_schema(table, true) });
        let about = format!("file with the table of {}: a row is {}", table.name, table.meaning);
        let either = json!({ "anyOf": [{ "type": "string" }, rows], "description": about });
        (table.name.to_owned(), either)
    });
    object(files.collect(), &[], "the tables: files relative to this one, or rows as [[tables.<name>]]")
}

fn changes() -> Value {
    let tables = TABLES.iter().filter(|table| table.keyed()).map(|table| {
        let rows = json!({ "type": "object", "additionalProperties": row_schema(table, false) });
        (table.name.to_owned(), rows)
    });
    object(tables.collect(), &[], "cells of tables that differ: [change.<table>.<row>]")
}

fn row_schema(table: &Table, whole: bool) -> Value {
    let mut columns: Map<String, Value> =
        table.columns.iter().map(|field| (field.name.to_owned(), cell_schema(field))).collect();
    for free in ["source", "notes"] {
        columns.entry(free).or_insert_with(|| json!({ "type": "string" }));
    }
    let required = table.columns.iter().filter(|field| whole && field.required()).map(|field| field.name);
    object(columns, &required.collect::<Vec<_>>(), table.meaning)
}

/// A cell may also be blank text where the column allows it.
fn cell_schema(field: &Field) -> Value {
    let schema = field_schema(field);
    if field.required() || schema["type"] == "string" && schema.get("enum").is_none() {
        return schema;
    }
    json!({ "anyOf": [schema, { "const": "" }] })
}

pub(super) fn field_schema(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Id | Kind::Text | Kind::Reference(_) => json!({ "type": "string" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Whole => json!({ "type": "integer" }),
        Kind::Flag => json!({ "enum": [true, false, "yes", "no"] }),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::References(_) => json!({ "type": ["array", "string"], "items": { "type": "string" } }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Numbers => json!({ "type": "array", "items": { "type": "number" } }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Quota => json!({ "anyOf": [{ "type": "number" }, { "const": "unlimited" }] }),
    };
    if matches!(field.kind, Kind::Number | Kind::Whole) {
        bound(&mut schema, field.limits);
    }
    let about = field.about();
    let about = if about.is_empty() { String::new() } else { format!(" ({about})") };
    schema["description"] = json!(format!("{}{about}", field.meaning));
    schema
}

fn bound(schema: &mut Value, (low, high): (f64, f64)) {
    if low.is_finite() {
        schema["minimum"] = json!(low);
    }
    if high.is_finite() {
        schema["maximum"] = json!(high);
    }
}

fn mechanism_schema(mechanism: &Mechanism) -> Value {
    let parameters = mechanism.parameters.iter().map(|p| (p.name.to_owned(), parameter_schema(p)));
    object(parameters.collect(), &[], mechanism.summary)
}

/// A value alone, or with its range and source.
fn parameter_schema(parameter: &Parameter) -> Value {
    let value = value_schema(parameter);
    let mut end = json!({ "type": number_type(parameter) });
    bound(&mut end, parameter.limits);
    let range = json!({ "type": "array", "items": end, "minItems": 2, "maxItems": 2 });
    let mut parts = Map::new();
    parts.insert("value".into(), value.clone());
    parts.insert("range".into(), range);
    parts.insert("source".into(), json!({ "type": "string" }));
    let about = super::parameters::about(parameter);
    json!({
        "description": format!("{} ({about})", parameter.meaning),
        "anyOf": [value, object(parts, &["value"], "the value with its range and source")],
    })
}

fn number_type(parameter: &Parameter) -> &'static str {
    if parameter.whole { "integer" } else { "number" }
}

fn value_schema(parameter: &Parameter) -> Value {
    let mut number = json!({ "type": number_type(parameter) });
    bound(&mut number, parameter.limits);
    match parameter.default {
        DefaultValue::Number(_) => number,
        DefaultValue::Word(_, words) => json!({ "enum": words }),
        DefaultValue::Flag(_) => json!({ "type": "boolean" }),
        DefaultValue::Numbers(_) => json!({ "type": "array", "items": number, "minItems": 2 }),
    }
}

fn policies() -> Vec<Value> {
    levers::ALL.iter().map(|lever| policy_schema(&lever.text)).collect()
}

fn policy_schema(lever: &LeverText) -> Value {
    let mut keys: Map<String, Value> =
        POLICY.iter().map(|field| (field.name.to_owned(), field_schema(field))).collect();
    keys.insert("lever".into(), json!({ "const": lever.name, "description": lever.meaning }));
    keys.insert(WHERE.into(), where_schema(lever));
    keys.extend(lever.parameters.iter().map(|p| (p.name.to_owned(), parameter_schema(p))));
    let mut required: Vec<&str> = POLICY.iter().filter(|f| f.required()).map(|f| f.name).collect();
    required.push(WHERE);
    required.extend(lever.parameters.iter().filter(|p| p.required).map(|p| p.name));
    object(keys, &required, lever.meaning)
}

fn where_schema(lever: &LeverText) -> Value {
    let ids = json!({
        "type": ["array", "string"],
        "items": { "type": "string" },
        "minItems": 1,
    });
    let targets = lever.targets.iter().map(|kind| (kind.key().to_owned(), ids.clone()));
    let mut schema = object(targets.collect(), &[], "what it is aimed at");
    schema["minProperties"] = json!(1);
    schema
}
