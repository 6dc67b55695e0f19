//! Columns of text that stand under each other.

use super::DIM;

/// Rows under a dim header; the first column to the left, the others to the right.
#[must_use]
pub(super) fn lay_out(header: &[String], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
        cells.filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let line = |cells: &[String]| {
        let laid: Vec<String> = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(
                |(i, (cell, width))| {
                    if i == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
                },
            )
            .collect();
        format!("  {}", laid.join("  ").trim_end())
    };
    let rows: String = rows.iter().map(|row| line(row) + "\n").collect();
    format!("{DIM}{}{DIM:#}\n{rows}", line(header))
}

/// A header of these words.
#[must_use]
pub(super) fn header(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
