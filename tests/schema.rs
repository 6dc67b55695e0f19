//! The JSON Schema that editors use agrees with the files that ship.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// A value of a file as the schema sees it: dates are text.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(n) => json!(n),
        toml::Value::Float(x) => json!(x),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect())
        }
    }
}

/// What is wrong with a value, by the keywords that the schema uses; an unknown keyword is a fault, too.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let rules = schema.as_object().unwrap();
    for (keyword, rule) in rules {
        let fine = match keyword.as_str() {
            "$schema" | "title" | "description" | "format" => true,
            "type" => is_of_type(rule, value),
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "minimum" => value.as_f64().is_none_or(|x| x >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|x| x <= rule.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
            "minProperties" => {
                value.as_object().is_none_or(|keys| keys.len() as u64 >= rule.as_u64().unwrap())
            }
            "anyOf" => matching(rule, value, at) > 0,
            "oneOf" => matching(rule, value, at) == 1,
            "required" => {
                let keys = value.as_object();
                rule.as_array()
                    .unwrap()
                    .iter()
                    .all(|key| keys.is_none_or(|k| k.contains_key(key.as_str().unwrap())))
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                found.extend(items.flat_map(|(i, item)| faults(rule, item, &format!("{at}[{i}]"))));
                true
            }
            "properties" | "additionalProperties" => {
                found.extend(value.as_object().into_iter().flat_map(|keys| keyed(keyword, rules, keys, at)));
                true
            }
            _ => false,
        };
        if !fine {
            found.push(format!("{at}: {keyword}"));
        }
    }
    found
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|x| x.fract() == 0.0),
        other => panic!("type {other}"),
    };
    rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
}

fn matching(schemas: &Value, value: &Value, at: &str) -> usize {
    schemas.as_array().unwrap().iter().filter(|schema| faults(schema, value, at).is_empty()).count()
}

fn keyed(keyword: &str, rules: &Map<String, Value>, keys: &Map<String, Value>, at: &str) -> Vec<String> {
    let known = rules.get("properties").and_then(Value::as_object);
    let mut found = Vec::new();
    for (key, value) in keys {
        let at = format!("{at}.{key}");
        match (keyword, known.and_then(|known| known.get(key)), &rules[keyword]) {
            ("properties", Some(schema), _) => found.extend(faults(schema, value, &at)),
            ("additionalProperties", None, Value::Bool(false)) => found.push(format!("{at}: unknown key")),
            ("additionalProperties", None, schema @ Value::Object(_)) => {
                found.extend(faults(schema, value, &at))
            }
            _ => {}
        }
    }
    found
}

fn shipped_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root.join("scenarios")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.push(root.join("tests/fixtures/small"));
    folders.retain(|path| path.is_dir());
    folders.iter().flat_map(|folder| wayfare::scenario::scenario_files(folder)).collect()
}

fn faults_of(text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().unwrap();
    faults(&wayfare::scenario::schema(), &as_json(&toml::Value::Table(table)), "file")
}

#[test]
fn every_shipped_scenario_file_follows_the_schema() {
    let files = shipped_files();
    assert!(files.len() > 8);
    for file in files {
        let found = faults_of(&fs::read_to_string(&file).unwrap());
        assert!(found.is_empty(), "{}: {found:?}", file.display());
    }
}

#[test]
fn the_schema_finds_faults() {
    let whole = fs::read_to_string(&shipped_files()[0]).unwrap();
    assert!(faults_of(&whole).is_empty());
    for (from, to) in [
        ("period_days = 7", "period_dayz = 7"),
        ("persons_per_agent = 1", "persons_per_agent = \"one\""),
        ("format = 1", ""),
        ("conduct = \"cournot\"", "conduct = \"cournut\""),
        ("[pricing]", "[prizing]"),
    ] {
        assert!(whole.contains(from), "{from}");
        assert!(!faults_of(&whole.replace(from, to)).is_empty(), "{to}");
    }
    let policy = "format = 1\nextends = \"baseline.toml\"\n[[policy]]\nname = \"x\"\nlever = \"close_leg\"\n\
                  from = 2016-08-01\nwhere = { legs = [\"a-b\"] }\n";
    assert!(faults_of(policy).is_empty(), "{:?}", faults_of(policy));
    assert!(!faults_of(&policy.replace("close_leg", "close_sea")).is_empty());
    assert!(!faults_of(&policy.replace("legs =", "leg =")).is_empty());
}
