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
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::ensemble::{Ensemble, Replicate};
use super::folder::FolderError;
use crate::outcomes::{Record, Scope, Track};
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
    let name = ByteArray::from(scenario.name.as_str());
    let place = |t: &Track| {
        if let Scope::Place(id) = t.scope { Some(scenario.places[id.index()].id.as_str()) } else { None }
    };
    let leg = |t: &Track| {
        if let Scope::Leg(id) = t.scope { Some(scenario.legs[id.index()].id.as_str()) } else { None }
    };
    let country = |t: &Track| {
        if let Scope::Country(id) = t.scope { Some(scenario.countries[id.index()].id.as_str()) } else { None }
    };
    let spending = |t: &Track| if let Scope::Spending(name) = t.scope { Some(name) } else { None };
    let mut columns = Columns { group, replicates, s };
    columns.put::<ByteArrayType>(|_, tracks| vec![name.clone(); rows(tracks)])?;
    columns.put::<Int32Type>(|replicate, tracks| vec![replicate.number as i32; rows(tracks)])?;
    columns.put::<Int32Type>(|replicate, tracks| {
        let months = || replicate.records[s].months.iter().map(|m| epoch_days(m.date)).collect();
        by_track(tracks, |_| months())
    })?;
    columns.put::<ByteArrayType>(|_, tracks| by_track(tracks, |t| repeat(t.indicator.name, t)))?;
    columns.put_optional::<ByteArrayType>(|t| labels(place(t), t))?;
    columns.put_optional::<ByteArrayType>(|t| labels(leg(t), t))?;
    columns.put_optional::<ByteArrayType>(|t| labels(country(t), t))?;
    columns.put_optional::<ByteArrayType>(|t| labels(spending(t), t))?;
    columns.put_optional::<DoubleType>(|t| t.values.iter().map(|&x| x.is_finite().then_some(x)).collect())?;
    columns.put::<ByteArrayType>(|_, tracks| by_track(tracks, |t| repeat(t.indicator.unit, t)))
}

fn rows(tracks: &[Track]) -> usize {
    tracks.iter().map(|track| track.values.len()).sum()
}

fn by_track<T>(tracks: &[Track], values: impl Fn(&Track) -> Vec<T>) -> Vec<T> {
    tracks.iter().flat_map(values).collect()
}

fn repeat(text: &str, track: &Track) -> Vec<ByteArray> {
    vec![ByteArray::from(text); track.values.len()]
}

fn labels(label: Option<&str>, track: &Track) -> Vec<Option<ByteArray>> {
    vec![label.map(ByteArray::from); track.values.len()]
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
    fn put<D: DataType>(
        &mut self,
        values: impl Fn(&Replicate, &[Track]) -> Vec<D::T>,
    ) -> Result<(), ParquetError>
    where
        for<'x> ColumnWriterImpl<'x, D>: Batch<D>,
    {
        let Some(mut column) = self.group.next_column()? else { return Ok(()) };
        for replicate in self.replicates {
            for tracks in replicate.records[self.s].tracks.chunks(TOGETHER) {
                column.typed::<D>().batch(&values(replicate, tracks), None)?;
            }
        }
        column.close()
    }

    fn put_optional<D: DataType>(
        &mut self,
        values: impl Fn(&Track) -> Vec<Option<D::T>>,
    ) -> Result<(), ParquetError>
    where
        for<'x> ColumnWriterImpl<'x, D>: Batch<D>,
    {
        let Some(mut column) = self.group.next_column()? else { return Ok(()) };
        for replicate in self.replicates {
            for tracks in replicate.records[self.s].tracks.chunks(TOGETHER) {
                let cells = by_track(tracks, &values);
                let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                let present: Vec<D::T> = cells.into_iter().flatten().collect();
                column.typed::<D>().batch(&present, Some(&levels))?;
            }
        }
        column.close()
    }
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
            for track in &replicate.records[s].tracks {
                write_csv_track(&mut writer, scenario, replicate, &replicate.records[s], track)?;
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
            under("spending:"),
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
        let record = &comparison.ensemble.replicates[0].records[0];
        let expected = 2 * 3 * rows(&record.tracks);
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
