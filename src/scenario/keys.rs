//! The keys of a scenario file and of a policy.

use super::field::{Field, Kind};

/// The version of the file format.
pub const FORMAT: f64 = 1.0;

/// Keys of a scenario file that hold one value.
pub const SCENARIO: &[Field] = &[
    Field::number("format", "", (FORMAT, FORMAT), (FORMAT, FORMAT), "version of the file format").whole(),
    Field::new("title", Kind::Text, "a line that names the scenario"),
    Field::new("question", Kind::Text, "the question that the case answers").or("none"),
    Field::new("summary", Kind::Text, "what the scenario assumes, in plain words").or("none"),
    Field::new("extends", Kind::Text, "the scenario file that this one changes").or("none"),
    Field::new("start", Kind::Date, "first day that counts"),
    Field::new("end", Kind::Date, "first day that no longer counts"),
    Field::number("warm_up_days", "days", (0.0, 36_500.0), (0.0, 3_650.0), "days simulated before the start")
        .whole()
        .or("730"),
    Field::number("period_days", "days", (1.0, 366.0), (1.0, 31.0), "length of a market period")
        .whole()
        .or("7"),
    Field::number("price_year", "year", (1900.0, 2200.0), (1990.0, 2050.0), "year of the prices (USD)")
        .whole(),
    Field::number(
        "persons_per_agent",
        "persons",
        (1.0, 1e6),
        (1.0, 100.0),
        "persons that one agent stands for",
    )
    .or("1"),
    Field::new("without", Kind::Texts, "mechanisms that are switched off").or("none"),
    Field::new("drop_policies", Kind::Texts, "policies of the extended file that do not apply").or("none"),
];

/// Keys of a scenario file that hold tables.
pub const SECTIONS: &[(&str, &str)] = &[
    ("tables", "the files of the tables"),
    ("change", "cells of tables that differ: [change.<table>.<row>]"),
    ("policy", "a policy: [[policy]]"),
];

/// Keys of every policy.
pub const POLICY: &[Field] = &[
    Field::new("name", Kind::Text, "what the scenario calls it"),
    Field::new("lever", Kind::Text, "what it changes"),
    Field::new("from", Kind::Date, "first day in force"),
    Field::new("to", Kind::Date, "first day no longer in force").or("to the end"),
    Field::number("ramp_days", "days", (0.0, 36_500.0), (0.0, 3_650.0), "days until it is in force in full")
        .or("0"),
    Field::number(
        "public_cost_usd_year",
        "USD/year",
        (0.0, 1e12),
        (0.0, 1e10),
        "what it costs the public while in force",
    )
    .or("0"),
    Field::new("source", Kind::Text, "where its dates and numbers come from").or("assumption"),
];

/// The key of a policy that says what it is aimed at.
pub const WHERE: &str = "where";
