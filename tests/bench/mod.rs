//! The small world for tests from outside.

use std::fs;
use std::path::Path;

/// Puts a copy of the small world into a new folder, with so many persons an agent.
pub(crate) fn copy_small(into: &Path, persons_per_agent: u32) {
    fs::create_dir(into).unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    for entry in fs::read_dir(fixture).unwrap() {
        let file = entry.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        let text = text.replace("persons_per_agent = 1", &format!("persons_per_agent = {persons_per_agent}"));
        fs::write(into.join(file.file_name().unwrap()), text).unwrap();
    }
}
