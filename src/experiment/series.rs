//! The monthly series of every run, in long form: one line a value.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::ensemble::{Ensemble, Replicate};
use super::folder::FolderError;
use crate::catalogue::ScopeKind;
use crate::outcomes::{self, Heading, Record, Scope, Track};
use crate::world::Scenario;

/// How the series are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeriesFormat {
    /// As Parquet.
    #[default]
    Parquet,
    /// As Parquet, and as CSV beside it.
    ParquetAndCsv,
}

const SCHEMA: &str = "message series {
    required binary scenario (UTF8);
    required int32 replicate;
    required int32 period_start (DATE);
    required binary indicator (UTF8);
    optional binary place (UTF8);
    optional binary leg (UTF8);
    optional binary country (UTF8);
    optional binary group (UTF8);
    optional double value;
    required binary unit (UTF8);
}";

pub(super) fn write(root: &Path, ensemble: &Ensemble, format: SeriesFormat) -> Result<(), FolderError> {
    let path = root.join("series.parquet");
    write_parquet(&path, ensemble).map_err(|e| FolderError::write(&path, io_error(e)))?;
    if format == SeriesFormat::ParquetAndCsv {
        let path = root.join("series.csv");
        write_csv(&path, ensemble).map_err(|source| FolderError::write(&path, source))?;
    }
    Ok(())
}

/// The cause that a user can do something about, such as a full disk.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}

/// Series whose rows are in memory together beside the records.
const TOGETHER: usize = 256;

/// One row group a scenario, and a batch for some series of a replicate, so that little is in memory
/// beside the records.
fn write_parquet(path: &Path, ensemble: &Ensemble) -> Result<(), ParquetError> {
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        // Values hardly repeat; all else does.
        .set_column_dictionary_enabled(ColumnPath::from("value"), false)
        .build();
    let mut file = SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))?;
    for (s, scenario) in ensemble.scenarios.iter().enumerate() {
        let mut group = file.next_row_group()?;
        write_scenario(&mut group, scenario, s, &ensemble.replicates)?;
        group.close()?;
    }
    file.close()?;
    Ok(())
}

fn write_scenario<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    scenario: &Scenario,
    s: usize,
    replicates: &[Replicate],
) -> Result<(), ParquetError> {
    let months: Vec<i32> =
        outcomes::months(&scenario.calendar).iter().map(|month| epoch_days(month.date)).collect();
    let id_of = |kind: ScopeKind, scope: Scope| (scope.kind() == kind).then(|| scope.id(scenario));
    let text = |text: &str| vec![ByteArray::from(text); months.len()];
    let label = |label: Option<&str>| vec![label.map(ByteArray::from); months.len()];
    let mut columns = Columns { group, replicates, s };
    columns.put::<ByteArrayType>(|_, _| text(&scenario.name))?;
    columns.put::<Int32Type>(|replicate, _| vec![replicate.number as i32; months.len()])?;
    columns.put::<Int32Type>(|_, _| months.clone())?;
    columns.put::<ByteArrayType>(|_, heading| text(heading.indicator.name))?;
    for kind in [ScopeKind::Place, ScopeKind::Leg, ScopeKind::Country] {
        columns.put_optional::<ByteArrayType>(|heading| label(id_of(kind, heading.scope)))?;
    }
    columns.put_optional::<ByteArrayType>(|heading| label(set_apart(heading.scope, scenario)))?;
    columns.put_values()?;
    columns.put::<ByteArrayType>(|_, heading| text(heading.indicator.unit))
}

/// What stands in the column `group`: what has no column of its own.
fn set_apart(scope: Scope, scenario: &Scenario) -> Option<&str> {
    let aside = matches!(scope.kind(), ScopeKind::Spending | ScopeKind::Pathway | ScopeKind::FirmType);
    aside.then(|| scope.id(scenario))
}

fn epoch_days(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}

/// The columns of one scenario, filled from left to right.
struct Columns<'g, 'w, 'a, W: Write + Send> {
    group: &'g mut SerializedRowGroupWriter<'w, W>,
    replicates: &'a [Replicate],
    s: usize,
}

impl<W: Write + Send> Columns<'_, '_, '_, W> {
    /// A column that can be told without the months' values; by series, its rows.
    fn put<D: DataType>(
        &mut self,
        rows: impl Fn(&Replicate, &Heading) -> Vec<D::T>,
    ) -> Result<(), ParquetError>
    where
        for<'x> ColumnWriterImpl<'x, D>: Batch<D>,
    {
        let Some(mut column) = self.group.next_column()? else { return Ok(()) };
        for replicate in self.replicates {
            for headings in replicate.records[self.s].headings().chunks(TOGETHER) {
                let cells: Vec<D::T> = headings.iter().flat_map(|heading| rows(replicate, heading)).collect();
                column.typed::<D>().batch(&cells, None)?;
            }
        }
        column.close()
    }

    fn put_optional<D: DataType>(
        &mut self,
        rows: impl Fn(&Heading) -> Vec<Option<D::T>>,
    ) -> Result<(), ParquetError>
    where
        for<'x> ColumnWriterImpl<'x, D>: Batch<D>,
    {
        let Some(mut column) = self.group.next_column()? else { return Ok(()) };
        for replicate in self.replicates {
            for headings in replicate.records[self.s].headings().chunks(TOGETHER) {
                put_cells::<D>(&mut column, headings.iter().flat_map(&rows).collect())?;
            }
        }
        column.close()
    }

    fn put_values(&mut self) -> Result<(), ParquetError> {
        let Some(mut column) = self.group.next_column()? else { return Ok(()) };
        for replicate in self.replicates {
            let record = replicate.records[self.s].record().map_err(|e| ParquetError::External(e.into()))?;
            for tracks in record.tracks.chunks(TOGETHER) {
                let values = tracks.iter().flat_map(|track| &track.values);
                let cells = values.map(|&x| x.is_finite().then_some(x)).collect();
                put_cells::<DoubleType>(&mut column, cells)?;
            }
        }
        column.close()
    }
}

fn put_cells<D: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: Vec<Option<D::T>>,
) -> Result<(), ParquetError>
where
    for<'x> ColumnWriterImpl<'x, D>: Batch<D>,
{
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let present: Vec<D::T> = cells.into_iter().flatten().collect();
    column.typed::<D>().batch(&present, Some(&levels))
}

/// A batch of one column, whatever its type.
trait Batch<D: DataType> {
    fn batch(&mut self, values: &[D::T], levels: Option<&[i16]>) -> Result<(), ParquetError>;
}

impl<D: DataType> Batch<D> for ColumnWriterImpl<'_, D> {
    fn batch(&mut self, values: &[D::T], levels: Option<&[i16]>) -> Result<(), ParquetError> {
        self.write_batch(values, levels, None).map(|_| ())
    }
}

fn write_csv(path: &Path, ensemble: &Ensemble) -> io::Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record([
        "scenario",
        "replicate",
        "period_start",
        "indicator",
        "place",
        "leg",
        "country",
        "group",
        "value",
        "unit",
    ])?;
    for (s, scenario) in ensemble.scenarios.iter().enumerate() {
        for replicate in &ensemble.replicates {
            let record = replicate.records[s].record().map_err(io::Error::other)?;
            for track in &record.tracks {
                write_csv_track(&mut writer, scenario, replicate, &record, track)?;
            }
        }
    }
    writer.flush()
}

fn write_csv_track(
    writer: &mut csv::Writer<File>,
    scenario: &Scenario,
    replicate: &Replicate,
    record: &Record,
    track: &Track,
) -> io::Result<()> {
    let label = track.scope.label(scenario);
    let under = |kind: &str| label.strip_prefix(kind).unwrap_or("");
    let number = replicate.number.to_string();
    for (month, &value) in record.months.iter().zip(&track.values) {
        let (date, value) = (month.date.to_string(), finite(value));
        writer.write_record([
            &scenario.name,
            &number,
            &date,
            track.indicator.name,
            under("place:"),
            under("leg:"),
            under("country:"),
            set_apart(track.scope, scenario).unwrap_or(""),
            &value,
            track.indicator.unit,
        ])?;
    }
    Ok(())
}

fn finite(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    #[test]
    fn parquet_gives_back_what_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let comparison = synthetic::comparison(2, 3);
        write(dir.path(), &comparison.ensemble, SeriesFormat::ParquetAndCsv).unwrap();
        let reader =
            SerializedFileReader::new(File::open(dir.path().join("series.parquet")).unwrap()).unwrap();
        let record = comparison.ensemble.replicates[0].records[0].record().unwrap();
        let expected = 2 * 3 * record.tracks.len() * record.months.len();
        assert_eq!(reader.metadata().file_metadata().num_rows() as usize, expected);
        let first = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
        assert_eq!(first.get_string(0).unwrap(), "baseline");
        assert_eq!(first.get_string(3).unwrap(), record.tracks[0].indicator.name);
        assert_eq!(first.get_double(8).unwrap(), record.tracks[0].values[0]);
        assert!(first.to_string().contains("period_start: 2014-01-01"), "{first}");
        let csv = std::fs::read_to_string(dir.path().join("series.csv")).unwrap();
        assert_eq!(csv.lines().count(), expected + 1);
    }
}
