//! The documents say what is there.
//!
//! What the model description lists of mechanisms, levers and indicators is written from their
//! descriptions: `WAYFARE_WRITE=1 cargo test --release --test documents` writes it again.

#![cfg(test)]

mod paragraphs;
mod registry;
mod studies;

use std::path::{Path, PathBuf};

/// A file of the project.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
