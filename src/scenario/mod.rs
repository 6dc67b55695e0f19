//! The scenario room's face, to compile against; another change brings the room.

use std::fmt;
use std::path::Path;

use crate::world::Scenario;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name.
    pub file: String,
    /// Its digest.
    pub digest: String,
}

/// A scenario and what was said of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Warnings.
    pub warnings: Vec<String>,
    /// The files.
    pub inputs: Vec<Input>,
}

/// All that is wrong.
#[derive(Debug)]
pub struct Problems(String);

impl Problems {
    /// As text.
    #[must_use]
    pub fn render(&self, _color: bool) -> String {
        self.0.clone()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One file.
pub fn load(_path: &Path) -> Result<Loaded, Problems> {
    Err(Problems("not here yet".into()))
}

/// A folder.
pub fn load_case(_path: &Path) -> Result<Vec<Loaded>, Problems> {
    Err(Problems("not here yet".into()))
}

/// All spelled out.
#[must_use]
pub fn resolved_toml(_scenario: &Scenario) -> String {
    String::new()
}
