//! What the runs in a store came to.

use std::sync::Arc;

use rayon::prelude::*;

use super::design::Design;
use super::ensemble::{Ensemble, Replicate};
use super::kept::{Kept, SharedHeadings, Stored};
use super::precision;
use super::replicate::Plan;
use super::store::Store;

/// What the runs in a store came to; nothing is run. Their months stay there.
///
/// # Errors
/// The numbers of the replicates of which a run is missing.
pub fn gather(store: &Arc<Store>, design: &Design) -> Result<Ensemble, Vec<u32>> {
    let mut ensemble = Ensemble::begin(design);
    let headings = vec![SharedHeadings::new(); design.scenarios.len()];
    let mut first = 0;
    for until in design.looks() {
        let take =
            |number: u32| take(store, &ensemble, &headings, (number, design.seed_of(number))).ok_or(number);
        let taken: Vec<Result<Replicate, u32>> = (first..until).into_par_iter().map(take).collect();
        let missing: Vec<u32> = taken.iter().filter_map(|taken| taken.as_ref().err().copied()).collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        ensemble.replicates.extend(taken.into_iter().flatten());
        if precision::is_reached(&ensemble) {
            ensemble.asked = until;
            break;
        }
        first = until;
    }
    Ok(ensemble)
}

/// A replicate by its number and seed; none if one of its runs is not in the store.
fn take(
    store: &Arc<Store>,
    ensemble: &Ensemble,
    headings: &[SharedHeadings],
    (number, seed): (u32, u64),
) -> Option<Replicate> {
    let scenarios = ensemble.scenarios_of(number);
    let plan = Plan::of(&scenarios);
    let key = |i: usize| store.key(&scenarios[plan.run_of(i)], seed);
    let records = plan.assemble(&|i| store.get(key(i)))?;
    let keep = |(i, record)| Kept::Stored(Stored::of(&record, store, key(i), &headings[i]));
    Some(ensemble.replicate((number, seed), records, keep))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::ensemble::run_with;
    use crate::experiment::synthetic::{self, Keyed};
    use crate::experiment::{Uncertainty, compare};
    use std::sync::atomic::AtomicBool;

    #[test]
    fn what_is_in_a_store_tells_the_same_as_what_is_in_memory() {
        let dir = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&dir.path().join("runs")).unwrap());
        let (scenarios, uncertainty) = (synthetic::scenarios(3), Uncertainty::Drawn);
        let design = Design { scenarios, replicates: 22, seed: 5, jobs: 2, uncertainty, precision: None };
        assert_eq!(gather(&store, &design).unwrap_err().len(), 22);
        let whole = run_with::<Keyed>(design.clone(), &AtomicBool::new(false));
        for number in (0..22).filter(|number| *number != 7) {
            for scenario in whole.scenarios_of(number).iter() {
                let seed = design.seed_of(number);
                store.put(store.key(scenario, seed), &synthetic::record(scenario, seed)).unwrap();
            }
        }
        assert_eq!(gather(&store, &design).unwrap_err(), [7]);
        for scenario in whole.scenarios_of(7).iter() {
            store.put(store.key(scenario, 12), &synthetic::record(scenario, 12)).unwrap();
        }
        let stored = gather(&store, &design).unwrap();
        for s in 0..3 {
            for (before, after) in whole.records(s).zip(stored.records(s)) {
                assert!(matches!(after, Kept::Stored(_)));
                assert_eq!(after.headings(), before.headings());
                assert_eq!(after.record().unwrap(), before.record().unwrap());
            }
        }
        let (whole, stored) = (compare(whole), compare(stored));
        assert_eq!((whole.summary, whole.differences), (stored.summary, stored.differences));
        assert_eq!(format!("{:?}", whole.observations), format!("{:?}", stored.observations));
        store.remove();
        assert!(stored.ensemble.read(0, |_| ()).is_err());
    }
}
