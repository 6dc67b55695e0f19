//! A comparison for machines.

use serde::Serialize;

use crate::experiment::{Comparison, DifferenceRow, Manifest, SummaryRow};

#[derive(Serialize)]
struct Results<'a> {
    manifest: &'a Manifest,
    summary: &'a [SummaryRow],
    differences: &'a [DifferenceRow],
}

/// One object with `manifest`, `summary` and `differences`.
pub fn render(comparison: &Comparison, manifest: &Manifest) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Results {
        manifest,
        summary: &comparison.summary,
        differences: &comparison.differences,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Origin, synthetic};

    #[test]
    fn it_has_three_parts_and_null_where_there_is_no_range() {
        let comparison = synthetic::comparison(2, 2);
        let origin = Origin { command: String::new(), inputs: vec![], seconds: 0.0 };
        let text = render(&comparison, &Manifest::of(&comparison, origin)).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["manifest", "summary", "differences"]);
        assert!(value["differences"][0]["q05"].is_null());
        assert!(value["summary"][0]["mean"].is_number());
    }
}
