//! The table beside a chart.

use super::ChartError;

/// Rows as CSV.
pub(super) fn table(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<String, ChartError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(ChartError::drawing)?;
    for row in rows {
        writer.write_record(row).map_err(ChartError::drawing)?;
    }
    let bytes = writer.into_inner().map_err(ChartError::drawing)?;
    String::from_utf8(bytes).map_err(ChartError::drawing)
}

/// A number for a table; nothing where there is none.
#[must_use]
pub(super) fn cell(value: Option<f64>) -> String {
    value.filter(|x| x.is_finite()).map_or_else(String::new, |x| x.to_string())
}
