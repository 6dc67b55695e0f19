//! How far a policy moved flows from one leg to others.

use crate::outcomes::{self, Month, Record, Scope, Track};
use crate::units::Day;

pub(super) const NAME: &str = "displacement_index";

/// Gives every record of a replicate its track of the displacement index. `from` holds, for each scenario,
/// the first day on which it differs from the baseline.
pub(super) fn add(records: &mut [Record], from: &[Option<Day>]) {
    let Some((baseline, policies)) = records.split_first_mut() else { return };
    for (record, day) in policies.iter_mut().zip(&from[1..]) {
        let track = measure(baseline, record, *day);
        put(record, track);
    }
    let track = measure(baseline, baseline, None);
    put(baseline, track);
}

/// The index by month, and over all months from `since` on. Legs are matched by position: scenarios
/// that are compared have the same legs.
fn measure(baseline: &Record, record: &Record, since: Option<Day>) -> Option<Track> {
    let indicator = outcomes::find(NAME)?;
    let (before, after) = (leg_flows(baseline), leg_flows(record));
    let counts = |month: &Month| since.is_some_and(|day| month.end > day);
    let months: Vec<usize> =
        record.months.iter().enumerate().filter(|(_, m)| counts(m)).map(|(i, _)| i).collect();
    let mut values = vec![0.0; record.months.len()];
    for &month in &months {
        values[month] = index(&sums(&before, &[month]), &sums(&after, &[month]));
    }
    let total = if months.is_empty() { 0.0 } else { index(&sums(&before, &months), &sums(&after, &months)) };
    Some(Track { indicator, scope: Scope::Total, values, total })
}

fn leg_flows(record: &Record) -> Vec<&Track> {
    let is_leg_flow = |t: &&Track| t.indicator.name == "flow" && matches!(t.scope, Scope::Leg(_));
    record.tracks.iter().filter(is_leg_flow).collect()
}

fn sums(flows: &[&Track], months: &[usize]) -> Vec<f64> {
    let sum = |track: &&Track| months.iter().filter_map(|&m| track.values.get(m)).sum();
    flows.iter().map(sum).collect()
}

/// Half the sum of absolute differences of shares: 0 for the same split, 1 for no leg in common.
/// Where nobody moved there is no split, and so no number.
fn index(before: &[f64], after: &[f64]) -> f64 {
    let (all_before, all_after) = (before.iter().sum::<f64>(), after.iter().sum::<f64>());
    if all_before <= 0.0 || all_after <= 0.0 || before.len() != after.len() {
        return f64::NAN;
    }
    let gap = |(b, a): (&f64, &f64)| (a / all_after - b / all_before).abs();
    before.iter().zip(after).map(gap).sum::<f64>() / 2.0
}

/// Puts the track where the catalogue has it, in place of one that may be there.
pub(super) fn put(record: &mut Record, track: Option<Track>) {
    let Some(track) = track else { return };
    record.tracks.retain(|t| t.indicator.name != NAME);
    let rank = |name: &str| outcomes::ALL.iter().position(|indicator| indicator.name == name);
    let later = |t: &Track| rank(t.indicator.name) > rank(NAME);
    let at = record.tracks.iter().position(later).unwrap_or(record.tracks.len());
    record.tracks.insert(at, track);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::synthetic;

    #[test]
    fn the_index_is_half_the_sum_of_share_differences() {
        assert_eq!(index(&[50.0, 50.0], &[5.0, 5.0]), 0.0);
        assert_eq!(index(&[10.0, 0.0], &[0.0, 3.0]), 1.0);
        assert!((index(&[50.0, 50.0], &[80.0, 20.0]) - 0.3).abs() < 1e-12);
        assert!(index(&[0.0], &[1.0]).is_nan());
    }

    #[test]
    fn months_before_the_first_difference_are_left_out() {
        let scenarios = synthetic::scenarios(2);
        let baseline = synthetic::record(&scenarios[0], 1);
        let mut other = baseline.clone();
        let flow = other.tracks.iter_mut().find(|t| t.indicator.name == "flow" && t.scope != Scope::Total);
        let flow = flow.unwrap();
        flow.values[0] += 1e6;
        let last = flow.values.len() - 1;
        let late = other.months[last].start;
        let measured = |since| measure(&baseline, &other, since).unwrap();
        assert!(measured(Some(Day(0))).total > 0.1);
        assert_eq!(measured(Some(late)).total, 0.0);
        assert_eq!(measured(None).total, 0.0);
        assert!(measured(Some(Day(0))).values[0] > measured(Some(Day(0))).total);
    }

    #[test]
    fn the_track_stands_where_the_catalogue_has_it() {
        let scenarios = synthetic::scenarios(1);
        let mut record = synthetic::record(&scenarios[0], 1);
        let track = measure(&record, &record, None);
        put(&mut record, track.clone());
        put(&mut record, track);
        let order: Vec<_> = record.tracks.iter().map(|t| t.indicator.name).collect();
        let ranks: Vec<_> =
            order.iter().map(|n| outcomes::ALL.iter().position(|i| i.name == *n).unwrap()).collect();
        assert!(ranks.is_sorted());
        assert_eq!(order.iter().filter(|n| **n == NAME).count(), 1);
    }
}
