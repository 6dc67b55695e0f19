//! A run is a pure function of scenario and seed, whatever runs beside it.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use wayfare::experiment::{
    self, Comparison, Design, Ensemble, Folder, Manifest, Origin, SeriesFormat, Uncertainty,
};

use crate::common::*;

fn ensemble(replicates: u32, jobs: usize) -> Ensemble {
    ensemble_of(Uncertainty::Drawn, replicates, jobs)
}

fn ensemble_of(uncertainty: Uncertainty, replicates: u32, jobs: usize) -> Ensemble {
    let mut scenarios = small_case();
    scenarios.iter_mut().for_each(|s| s.persons_per_agent = 10.0);
    let design = Design { scenarios, replicates, seed: 3, jobs, uncertainty, precision: None };
    experiment::run(design, &AtomicBool::new(false), &|_| ())
}

fn assert_same_replicates(a: &Ensemble, b: &Ensemble, count: usize) {
    for (x, y) in a.replicates[..count].iter().zip(&b.replicates[..count]) {
        assert_eq!((x.number, x.seed), (y.number, y.seed));
        x.records
            .iter()
            .zip(&y.records)
            .for_each(|(x, y)| assert_same(&x.record().unwrap(), &y.record().unwrap()));
    }
}

/// The results of an ensemble as they are written, but for the manifest with its duration.
fn written(ensemble: Ensemble, into: &Path) -> Vec<Vec<u8>> {
    let comparison: Comparison = experiment::compare(ensemble);
    let origin = Origin { command: String::new(), inputs: Vec::new(), seconds: 0.0 };
    let manifest = Manifest::of(&comparison, origin);
    let folder = Folder::begin(into, false).unwrap();
    folder.put_origin(&manifest, &[]).unwrap();
    folder.put_comparison(&comparison, SeriesFormat::ParquetAndCsv).unwrap();
    folder.publish().unwrap();
    let names = ["summary.csv", "differences.csv", "series.csv", "series.parquet", "manifest.json"];
    names.iter().map(|name| fs::read(into.join(name)).unwrap()).collect()
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let law = &small_case()[1];
    assert_same(&run(law, 7), &run(law, 7));
}

#[test]
fn another_seed_gives_another_run() {
    let scenario = small();
    assert!(!differing(&run(&scenario, 7), &run(&scenario, 8), usize::MAX, |_| true).is_empty());
}

#[test]
fn threads_change_no_byte_of_the_results() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (ensemble(4, 1), ensemble(4, 2));
    assert_same_replicates(&one, &two, 4);
    assert!(written(one, &dir.path().join("one")) == written(two, &dir.path().join("two")));
}

#[test]
fn more_replicates_leave_the_first_ones_as_they_were() {
    assert_same_replicates(&ensemble(2, 1), &ensemble(5, 2), 2);
}

#[test]
fn what_is_fixed_is_run_as_the_files_say() {
    let fixed = ensemble_of(Uncertainty::Fixed, 2, 2);
    for replicate in &fixed.replicates {
        for (scenario, record) in fixed.scenarios.iter().zip(&replicate.records) {
            let record = record.record().unwrap();
            let alone = run(scenario, replicate.seed);
            let tracks = record.tracks.iter().filter(|t| t.indicator.name != "displacement_index");
            assert!(tracks.zip(&alone.tracks).all(|(a, b)| a.total.to_bits() == b.total.to_bits()));
        }
    }
}

#[test]
fn a_drawn_run_forks_as_one_run_alone() {
    let ensemble = ensemble(2, 1);
    let draws = ensemble.draws.as_ref().unwrap();
    let drawn = draws.apply(&ensemble.scenarios, 0);
    for (scenario, record) in drawn.iter().zip(&ensemble.replicates[1].records) {
        let record = record.record().unwrap();
        let alone = run(scenario, ensemble.replicates[1].seed);
        let tracks = record.tracks.iter().filter(|t| t.indicator.name != "displacement_index");
        assert!(tracks.zip(&alone.tracks).all(|(a, b)| a.total.to_bits() == b.total.to_bits()));
    }
}
