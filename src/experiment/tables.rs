//! Tables as CSV.

use std::fs::File;
use std::path::Path;

use serde::Serialize;

use super::ensemble::Ensemble;
use super::folder::FolderError;
use super::uncertain::{Draws, Uncertain};

/// Writes rows under the names of their fields. A table of no rows is written with nothing in it.
pub(super) fn write<R: Serialize>(path: &Path, rows: impl IntoIterator<Item = R>) -> Result<(), FolderError> {
    let fail = |source: csv::Error| FolderError::write(path, source.into());
    let file = File::create(path).map_err(|source| FolderError::write(path, source))?;
    let mut writer = csv::Writer::from_writer(file);
    for row in rows {
        writer.serialize(row).map_err(fail)?;
    }
    writer.flush().map_err(|source| FolderError::write(path, source))
}

/// A line of `draws.csv`: the value of an uncertain number in a draw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct DrawRow {
    draw: u32,
    /// Its full name.
    number: String,
    /// The scenario with a range of its own; blank for all others.
    scenario: String,
    low: f64,
    high: f64,
    value: f64,
}

/// The values of all draws: those of the baseline, then what other scenarios draw otherwise. Of many runs they
/// would fill the memory, and are told one by one.
pub(super) fn draws<'a>(ensemble: &'a Ensemble, draws: &'a Draws) -> impl Iterator<Item = DrawRow> + 'a {
    let of = move |draw: u32| {
        (0..ensemble.scenarios.len()).flat_map(move |s| {
            let own = move |(number, _): &(&Uncertain, f64)| s == 0 || !draws.numbers(0).contains(number);
            let scenario = if s == 0 { String::new() } else { ensemble.scenarios[s].name.clone() };
            draws.values(s, draw).filter(own).map(move |(number, value)| DrawRow {
                draw,
                number: number.name(),
                scenario: scenario.clone(),
                low: number.range.0,
                high: number.range.1,
                value,
            })
        })
    };
    ensemble.draw_numbers().into_iter().flat_map(of)
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
    fn draws_are_told_once_for_all_scenarios() {
        let ensemble = synthetic::drawn_comparison(3, 4).ensemble;
        let draws = ensemble.draws.as_ref().unwrap();
        let rows: Vec<_> = super::draws(&ensemble, draws).collect();
        assert_eq!(rows.len(), 2 * draws.numbers(0).len());
        assert!(rows.iter().all(|row| row.low <= row.value && row.value <= row.high));
        assert_eq!(header(&rows[0]), "draw,number,scenario,low,high,value");
    }

    #[test]
    fn columns_are_those_that_others_rely_on() {
        let comparison = synthetic::comparison(2, 2);
        assert_eq!(
            header(&comparison.summary[0]),
            "scenario,indicator,unit,scope,mean,q05,q50,q95,replicates,\
             draws,share_chance,share_chance_low,share_chance_high"
        );
        assert_eq!(
            header::<DifferenceRow>(&comparison.differences[0]),
            "scenario,baseline,indicator,unit,scope,mean,q05,q50,q95,relative_mean,share_below,share_above,\
             replicates,draws,share_chance,share_chance_low,share_chance_high"
        );
    }
}
