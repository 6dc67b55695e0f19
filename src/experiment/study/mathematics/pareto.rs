//! What is not worse in everything: the Pareto front, and layers below it.

/// Whether one is nowhere worse than the other and somewhere better; less is better. What has no
/// value is worse than any.
#[must_use]
pub(in crate::experiment::study) fn dominates(one: &[f64], other: &[f64]) -> bool {
    let worth = |x: f64| if x.is_nan() { f64::INFINITY } else { x };
    let mut better = false;
    for (a, b) in one.iter().zip(other) {
        if worth(*a) > worth(*b) {
            return false;
        }
        better |= worth(*a) < worth(*b);
    }
    better
}

/// The positions of those that nothing dominates, in order. Equals stand beside each other.
#[must_use]
pub(in crate::experiment::study) fn front(points: &[Vec<f64>]) -> Vec<usize> {
    let beaten = |i: usize| points.iter().any(|other| dominates(other, &points[i]));
    (0..points.len()).filter(|&i| !beaten(i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_stand_beside_each_other() {
        let points = [[1.0, 5.0], [2.0, 2.0], [2.0, 2.0], [2.0, 3.0], [5.0, 1.0], [5.0, 1.5], [1.0, 6.0]];
        assert_eq!(front(&points.map(|p| p.to_vec())), [0, 1, 2, 4]);
    }

    #[test]
    fn one_outcome_has_its_least_and_what_has_no_value_is_worst() {
        assert_eq!(front(&[vec![3.0], vec![1.0], vec![1.0], vec![f64::NAN]]), [1, 2]);
        assert_eq!(front(&[vec![f64::NAN], vec![f64::NAN]]), [0, 1]);
        assert!(front(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn all_others_are_dominated_by_the_front(points in prop::collection::vec(prop::collection::vec(0..6_i32, 3), 1..30)) {
            let points: Vec<Vec<f64>> =
                points.into_iter().map(|p| p.into_iter().map(f64::from).collect()).collect();
            let front = front(&points);
            prop_assert!(!front.is_empty());
            for i in 0..points.len() {
                let beaten = front.iter().any(|&j| dominates(&points[j], &points[i]));
                prop_assert_eq!(beaten, !front.contains(&i));
            }
        }
    }
}
