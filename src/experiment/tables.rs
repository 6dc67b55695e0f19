//! Tables as CSV.

use std::fs::File;
use std::path::Path;

use serde::Serialize;

use super::folder::FolderError;

/// Writes rows under the names of their fields. A table of no rows is written with nothing in it.
pub(super) fn write<R: Serialize>(path: &Path, rows: &[R]) -> Result<(), FolderError> {
    let fail = |source: csv::Error| FolderError::write(path, source.into());
    let file = File::create(path).map_err(|source| FolderError::write(path, source))?;
    let mut writer = csv::Writer::from_writer(file);
    for row in rows {
        writer.serialize(row).map_err(fail)?;
    }
    writer.flush().map_err(|source| FolderError::write(path, source))
}

#[cfg(test)]
mod tests {
    use crate::experiment::{DifferenceRow, synthetic};

    fn header<R: serde::Serialize>(row: &R) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.serialize(row).unwrap();
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        text.lines().next().unwrap().to_string()
    }

    #[test]
    fn columns_are_those_that_others_rely_on() {
        let comparison = synthetic::comparison(2, 2);
        assert_eq!(
            header(&comparison.summary[0]),
            "scenario,indicator,unit,scope,mean,q05,q50,q95,replicates"
        );
        assert_eq!(
            header::<DifferenceRow>(&comparison.differences[0]),
            "scenario,baseline,indicator,unit,scope,mean,q05,q50,q95,relative_mean,share_below,share_above,replicates"
        );
    }
}
