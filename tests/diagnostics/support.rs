//! A copy of the small case, to be broken.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wayfare::scenario::{LoadedCase, Problems, load_case};

/// Where the small case is.
pub(super) fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")
}

/// A copy of the small case.
pub(super) struct Copy {
    /// The folder above it.
    pub(super) above: TempDir,
}

impl Copy {
    /// An unchanged copy.
    pub(super) fn new() -> Self {
        let above = TempDir::new().unwrap();
        fs::create_dir(above.path().join("small")).unwrap();
        for entry in fs::read_dir(small()).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, above.path().join("small").join(path.file_name().unwrap())).unwrap();
        }
        Self { above }
    }

    /// The folder.
    pub(super) fn folder(&self) -> PathBuf {
        self.above.path().join("small")
    }

    /// Replaces text that must be there.
    pub(super) fn edit(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.folder().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not contain {from:?}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        self
    }

    /// Writes a file.
    pub(super) fn write(self, file: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.folder().join(file), text).unwrap();
        self
    }

    /// Adds to the end of a file.
    pub(super) fn append(self, file: &str, text: &str) -> Self {
        let before = fs::read_to_string(self.folder().join(file)).unwrap();
        self.write(file, before + text)
    }

    /// Removes a file.
    pub(super) fn remove(self, file: &str) -> Self {
        fs::remove_file(self.folder().join(file)).unwrap();
        self
    }

    /// Loads the case.
    pub(super) fn load(&self) -> Result<LoadedCase, Problems> {
        load_case(&self.folder())
    }

    /// What is said about it, without this machine's paths.
    pub(super) fn said(&self) -> String {
        let text = match self.load() {
            Ok(case) => case.warnings.render(false),
            Err(problems) => problems.render(false),
        };
        text.replace(&format!("{}/", self.above.path().display()), "")
            .replace(&self.above.path().display().to_string(), "")
    }
}
