//! Points that fill the unit cube evenly, and keyed draws for resampling.

use crate::random::{Key, Purpose};

/// How many dimensions the sequence has (direction numbers of the crate), and how many points.
const DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;
const POINTS: usize = 1 << 16;
/// The first stream of draws for what the sequence does not reach.
const BEYOND: u64 = 1 << 32;

/// The points `from` to `from + count` of an Owen-scrambled Sobol sequence. More points extend a
/// design: they do not redraw it. Dimensions and points beyond the sequence's are drawn at random: right
/// as well, but no more even than chance.
#[must_use]
pub(in crate::experiment::study) fn points(
    from: usize,
    count: usize,
    dimensions: usize,
    seed: u64,
) -> Vec<Vec<f64>> {
    let scramble = (seed ^ (seed >> 32)) as u32;
    let coordinate = |i: usize, d: usize| {
        if d < DIMENSIONS && i < POINTS {
            f64::from(sobol_burley::sample(i as u32, d as u32, scramble))
        } else {
            uniform(seed, BEYOND + d as u64, i)
        }
    };
    (from..from + count).map(|i| (0..dimensions).map(|d| coordinate(i, d)).collect()).collect()
}

/// A number in (0, 1) for the `i`-th use of one draw.
#[must_use]
pub(super) fn uniform(seed: u64, stream: u64, i: usize) -> f64 {
    Key::root(seed).purpose(Purpose::Study).of(stream).of(i as u64).uniform()
}

/// An index below `n` for the `i`-th use of one draw.
#[must_use]
pub(super) fn index(seed: u64, stream: u64, i: usize, n: usize) -> usize {
    ((uniform(seed, stream, i) * n as f64) as usize).min(n.saturating_sub(1))
}

/// An order of `0..n`, drawn.
#[must_use]
pub(super) fn permutation(seed: u64, stream: u64, n: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, index(seed, stream, i, i + 1));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fill_every_half_and_are_extended_not_redrawn() {
        let all = points(0, 64, 6, 7);
        for d in 0..6 {
            assert_eq!(all.iter().filter(|p| p[d] < 0.5).count(), 32);
        }
        assert_eq!([points(0, 40, 6, 7), points(40, 24, 6, 7)].concat(), all);
        assert_ne!(points(0, 4, 6, 8), all[..4]);
    }

    #[test]
    fn no_two_dimensions_and_no_two_points_are_alike_however_many_there_are() {
        let many = points(0, 3, 600, 7);
        assert!((1..600).all(|d| many.iter().any(|point| point[d] != point[d - 1])));
        let late = points(POINTS - 2, 4, 2, 7);
        assert!((1..4).all(|i| late[i] != late[i - 1]));
        assert!(late.iter().flatten().all(|x| (0.0..1.0).contains(x)));
    }

    #[test]
    fn permutations_hold_each_once() {
        let mut order = permutation(3, 5, 9);
        assert_ne!(order, permutation(3, 6, 9));
        order.sort_unstable();
        assert_eq!(order, (0..9).collect::<Vec<_>>());
    }
}
