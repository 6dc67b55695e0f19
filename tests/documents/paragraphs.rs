//! The table that lays the background paper beside the model leaves no paragraph out, and names only
//! tests that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FIRST: u32 = 3;
const LAST: u32 = 67;

/// The rows of section D, a cell each.
fn rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(super::file("src/ODD.md")).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("D ")).unwrap();
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
    section.lines().filter(|line| line.starts_with("| ")).skip(1).map(cells).collect()
}

/// The paragraphs of a cell such as `8–9`.
fn paragraphs(cell: &str) -> std::ops::RangeInclusive<u32> {
    let (first, last) = cell.split_once('–').unwrap_or((cell, cell));
    first.parse().unwrap()..=last.parse().unwrap()
}

/// The functions of a file of Rust, as `file::function`.
fn functions(file: &Path, found: &mut BTreeSet<String>) {
    let text = fs::read_to_string(file).unwrap();
    let stem = file.file_stem().unwrap().to_string_lossy();
    for line in text.lines() {
        if let Some((name, _)) = line.trim().strip_prefix("fn ").and_then(|rest| rest.split_once('(')) {
            found.insert(format!("{stem}::{name}"));
        }
    }
}

fn functions_below(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions_below(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            functions(&path, found);
        }
    }
}

#[test]
fn the_table_of_the_background_paper_leaves_no_paragraph_out() {
    let told: Vec<u32> = rows().iter().flat_map(|row| paragraphs(&row[0])).collect();
    assert_eq!(told, (FIRST..=LAST).collect::<Vec<_>>());
}

#[test]
fn the_table_of_the_background_paper_names_tests_that_exist() {
    let mut found = BTreeSet::new();
    functions_below(&super::file("src"), &mut found);
    functions_below(&super::file("tests"), &mut found);
    let mut named = Vec::new();
    for row in rows() {
        let pieces: Vec<&str> = row[3].split('`').collect();
        named.extend(pieces.iter().filter(|piece| piece.contains("::")).map(|piece| (*piece).to_owned()));
    }
    assert!(named.len() > 20, "only {named:?}");
    let missing: Vec<&String> = named.iter().filter(|name| !found.contains(*name)).collect();
    assert!(missing.is_empty(), "no such test: {missing:?}");
}
