//! Studies of the small world, for tests from outside.

use std::fs;
use std::path::Path;

use crate::bench::copy_small;

/// Puts the small world into a folder as `small`, and the studies of it beside it.
pub(crate) fn copy_studies(into: &Path) {
    copy_small(&into.join("small"), 1);
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap() {
        let file = entry.unwrap().path();
        if file.is_file() {
            fs::copy(&file, into.join(file.file_name().unwrap())).unwrap();
        }
    }
}
