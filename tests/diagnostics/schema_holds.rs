//! What the reader accepts, the schema accepts: judged by the few keywords that the schema uses.

use serde_json::Value;
use wayfare::scenario::study::study_schema;
use wayfare::scenario::{load_case, resolved_toml, scenario_files, schema};

use super::support::small;

fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(n) => (*n).into(),
        toml::Value::Float(x) => (*x).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.iter().map(json_of).collect(),
        toml::Value::Table(table) => table.iter().map(|(k, v)| (k.clone(), json_of(v))).collect(),
    }
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|x| x.fract() == 0.0),
        other => panic!("unknown type {other}"),
    }
}

/// Why a value does not satisfy a schema; `None` if it does.
fn fault(value: &Value, schema: &Value, path: &str) -> Option<String> {
    let no = |why: &str| Some(format!("{path}: {why}: {value}"));
    for (keyword, rule) in schema.as_object().unwrap() {
        let found = match keyword.as_str() {
            "type" => {
                let names: Vec<&str> = rule
                    .as_array()
                    .map_or(vec![rule], |a| a.iter().collect())
                    .iter()
                    .filter_map(|n| n.as_str())
                    .collect();
                if names.iter().any(|name| is_type(value, name)) { None } else { no("type") }
            }
            "enum" => {
                if rule.as_array().unwrap().contains(value) {
                    None
                } else {
                    no("enum")
                }
            }
            "const" => {
                if rule == value {
                    None
                } else {
                    no("const")
                }
            }
            "minimum" => {
                if value.as_f64() < rule.as_f64() {
                    no("minimum")
                } else {
                    None
                }
            }
            "maximum" => {
                if value.as_f64() > rule.as_f64() {
                    no("maximum")
                } else {
                    None
                }
            }
            "minItems" => {
                if value.as_array().is_some_and(|a| a.len() < rule.as_u64().unwrap() as usize) {
                    no("short")
                } else {
                    None
                }
            }
            "maxItems" => {
                if value.as_array().is_some_and(|a| a.len() > rule.as_u64().unwrap() as usize) {
                    no("long")
                } else {
                    None
                }
            }
            "minProperties" => {
                if value.as_object().is_some_and(|o| o.is_empty()) {
                    no("empty")
                } else {
                    None
                }
            }
            "required" => rule
                .as_array()
                .unwrap()
                .iter()
                .find(|k| value.get(k.as_str().unwrap()).is_none())
                .and_then(|k| no(&format!("misses {k}"))),
            "anyOf" => {
                if rule.as_array().unwrap().iter().any(|s| fault(value, s, path).is_none()) {
                    None
                } else {
                    no("anyOf")
                }
            }
            "oneOf" => {
                if rule.as_array().unwrap().iter().filter(|s| fault(value, s, path).is_none()).count() == 1 {
                    None
                } else {
                    no("oneOf")
                }
            }
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .find_map(|item| fault(item, rule, &format!("{path}[]"))),
            "properties" => value
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(k, v)| rule.get(k).and_then(|s| fault(v, s, &format!("{path}.{k}")))),
            "additionalProperties" if rule.is_boolean() => value
                .as_object()
                .into_iter()
                .flatten()
                .find(|(k, _)| schema["properties"].get(k.as_str()).is_none())
                .and_then(|(k, _)| no(&format!("has {k}"))),
            "additionalProperties" => value
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(k, v)| fault(v, rule, &format!("{path}.{k}"))),
            "$schema" | "title" | "description" | "format" => None,
            other => panic!("unknown keyword {other}"),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn assert_holds(text: &str, name: &str) {
    let table: toml::Value = toml::Value::Table(text.parse().unwrap());
    let schema = if table.get("kind").is_some() { study_schema() } else { schema() };
    assert_eq!(fault(&json_of(&table), &schema, name), None);
}

#[test]
fn for_the_small_case_and_all_that_we_ship() {
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut folders = vec![small()];
    folders.extend(std::fs::read_dir(shipped).into_iter().flatten().flatten().map(|e| e.path()));
    for file in folders.iter().flat_map(|folder| scenario_files(folder)) {
        assert_holds(&std::fs::read_to_string(&file).unwrap(), &file.display().to_string());
    }
}

#[test]
fn for_resolved_files() {
    for scenario in load_case(&small()).unwrap().scenarios {
        assert_holds(&resolved_toml(&scenario), &scenario.name);
    }
}

#[test]
fn and_it_refuses_what_is_no_study() {
    let right = "format = 1\nkind = \"sweep\"\ntitle = \"t\"\ncase = \"c\"\nscenario = \"s\"\n\
                 [[outcome]]\nindicator = \"deaths\"\n[[lever]]\npolicy = \"p\"\n";
    let fault_of = |text: &str| {
        let table: toml::Value = toml::Value::Table(text.parse().unwrap());
        fault(&json_of(&table), &study_schema(), "")
    };
    assert_eq!(fault_of(right), None);
    for (from, to) in [("\"sweep\"", "\"sweeps\""), ("case", "cases"), ("[[lever]]\npolicy = \"p\"\n", "")] {
        assert!(fault_of(&right.replacen(from, to, 1)).is_some(), "{from}");
    }
}

#[test]
fn and_it_refuses_what_is_wrong() {
    for wrong in ["format = 2", "format = 1\nextends = 3", "format = 1\nextends = \"b.toml\"\ncolour = 1"] {
        let table: toml::Value = toml::Value::Table(wrong.parse().unwrap());
        assert!(fault(&json_of(&table), &schema(), "").is_some(), "{wrong}");
    }
}
