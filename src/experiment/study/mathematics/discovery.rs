//! Scenario discovery: the box of futures in which something holds most often, by peeling (PRIM:
//! Friedman and Fisher, 1999; Bryant and Lempert, 2010).

use statrs::distribution::{Binomial, DiscreteCDF};

/// The share of the futures left that a peel takes off.
const PEEL: f64 = 0.1;
/// A box keeps at least this share of all futures, and at least so many.
const LEAST_SHARE: f64 = 0.1;
const LEAST: usize = 5;
/// A side that chance would draw as well more often than this is dropped.
const DOUBT: f64 = 0.05;

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::experiment::study) struct Side {
    pub factor: usize,
    /// Its ends; infinite where it does not end within the sample.
    pub low: f64,
    pub high: f64,
    /// How likely chance would make as dense a box of this side: the binomial tail of what is inside
    /// all other sides.
    pub chance: f64,
}

/// A box of futures.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::experiment::study) struct Region {
    /// Its sides; none stands for all futures.
    pub sides: Vec<Side>,
    /// Of the futures in it, the share in which it holds.
    pub density: f64,
    /// Of the futures in which it holds, the share that lies in it.
    pub coverage: f64,
    /// The share of all futures that lies in it.
    pub support: f64,
}

/// The box in which `holds` is true most often, of points by future; `None` if it always or never
/// is, or if no side can be told from chance.
#[must_use]
pub(in crate::experiment::study) fn discover(points: &[Vec<f64>], holds: &[bool]) -> Option<Region> {
    let cases = holds.iter().filter(|h| **h).count();
    if cases == 0 || cases == holds.len() {
        return None;
    }
    let finder = Finder { points, holds, cases };
    let best = finder.peel().into_iter().max_by(|a, b| finder.merit(a).total_cmp(&finder.merit(b)))?;
    let region = finder.describe(finder.without_chance(best));
    (!region.sides.is_empty()).then_some(region)
}

/// The ends of a box by factor.
type Ends = Vec<(f64, f64)>;

struct Finder<'a> {
    points: &'a [Vec<f64>],
    holds: &'a [bool],
    cases: usize,
}

impl Finder<'_> {
    fn inside(&self, ends: &[(f64, f64)]) -> Vec<usize> {
        let within =
            |i: &usize| self.points[*i].iter().zip(ends).all(|(x, (low, high))| low <= x && x <= high);
        (0..self.points.len()).filter(within).collect()
    }

    fn counts(&self, ends: &[(f64, f64)]) -> (usize, usize) {
        let inside = self.inside(ends);
        (inside.iter().filter(|i| self.holds[**i]).count(), inside.len())
    }

    /// The harmonic mean of density and coverage: a box that is pure and tells of few cases is worth
    /// as little as one that tells of all and is not.
    fn merit(&self, ends: &Ends) -> f64 {
        let (cases, inside) = self.counts(ends);
        2.0 * cases as f64 / (inside + self.cases) as f64
    }

    /// Boxes, each within the one before: every time the peel that leaves most density.
    fn peel(&self) -> Vec<Ends> {
        let factors = self.points.first().map_or(0, Vec::len);
        let mut boxes = vec![vec![(f64::NEG_INFINITY, f64::INFINITY); factors]];
        let least = LEAST.max((LEAST_SHARE * self.points.len() as f64) as usize);
        while let Some(next) = boxes.last().and_then(|last| self.peeled(last, least)) {
            boxes.push(next);
        }
        boxes
    }

    fn peeled(&self, ends: &Ends, least: usize) -> Option<Ends> {
        let inside = self.inside(ends);
        let candidates = (0..ends.len()).flat_map(|factor| self.peels(ends, &inside, factor));
        let density = |ends: &Ends| {
            let (cases, inside) = self.counts(ends);
            cases as f64 / inside as f64
        };
        let kept = candidates.filter(|ends| {
            let (_, left) = self.counts(ends);
            left >= least && left < inside.len()
        });
        // The first of equals, so that the result does not hang on the order of a comparison.
        kept.reduce(|best, next| if density(&next) > density(&best) { next } else { best })
    }

    /// The box without its lowest, and without its highest, values of a factor.
    fn peels(&self, ends: &Ends, inside: &[usize], factor: usize) -> Vec<Ends> {
        let mut values: Vec<f64> = inside.iter().map(|i| self.points[*i][factor]).collect();
        values.sort_by(f64::total_cmp);
        let off = ((PEEL * values.len() as f64) as usize).max(1);
        let (Some(low), Some(high)) = (values.get(off), values.len().checked_sub(off + 1)) else {
            return Vec::new();
        };
        let with = |side: (f64, f64)| {
            let mut ends = ends.clone();
            ends[factor] = side;
            ends
        };
        let (from, to) = ends[factor];
        vec![
            with((between(values[off - 1], *low), to)),
            with((from, between(values[high], values[high + 1]))),
        ]
    }

    /// Drops, one after the other, the side that chance explains best, while it does.
    fn without_chance(&self, mut ends: Ends) -> Ends {
        let bounded = |ends: &Ends| -> Vec<usize> {
            (0..ends.len()).filter(|f| ends[*f].0.is_finite() || ends[*f].1.is_finite()).collect()
        };
        loop {
            let sides = bounded(&ends).into_iter().map(|f| (self.chance(&ends, f), f));
            match sides.max_by(|a, b| a.0.total_cmp(&b.0)) {
                Some((chance, factor)) if chance > DOUBT => ends[factor] = (f64::NEG_INFINITY, f64::INFINITY),
                _ => return ends,
            }
        }
    }

    /// The chance of as many cases in the box, if the side drew its futures blindly from those within
    /// all other sides.
    fn chance(&self, ends: &Ends, factor: usize) -> f64 {
        let (cases, inside) = self.counts(ends);
        let mut open = ends.clone();
        open[factor] = (f64::NEG_INFINITY, f64::INFINITY);
        let (all_cases, all) = self.counts(&open);
        let share = all_cases as f64 / all as f64;
        match (cases as u64).checked_sub(1) {
            Some(fewer) => Binomial::new(share, inside as u64).map_or(1.0, |b| b.sf(fewer)),
            None => 1.0,
        }
    }

    fn describe(&self, ends: Ends) -> Region {
        let (cases, inside) = self.counts(&ends);
        let side = |factor: usize| {
            let (low, high) = ends[factor];
            Side { factor, low, high, chance: self.chance(&ends, factor) }
        };
        let bounded = (0..ends.len()).filter(|f| ends[*f].0.is_finite() || ends[*f].1.is_finite());
        Region {
            sides: bounded.map(side).collect(),
            density: cases as f64 / inside as f64,
            coverage: cases as f64 / self.cases as f64,
            support: inside as f64 / self.points.len() as f64,
        }
    }
}

fn between(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

#[cfg(test)]
mod tests {
    use super::super::sequence;
    use super::*;

    #[test]
    fn a_planted_box_is_found() {
        let points = sequence::points(0, 400, 5, 3);
        let planted = |x: &Vec<f64>| x[1] > 0.6 && x[3] < 0.5;
        let holds: Vec<bool> = points.iter().map(planted).collect();
        let found = discover(&points, &holds).unwrap();
        assert_eq!(found.sides.iter().map(|s| s.factor).collect::<Vec<_>>(), [1, 3], "{found:?}");
        assert!((found.sides[0].low - 0.6).abs() < 0.05 && found.sides[0].high.is_infinite(), "{found:?}");
        assert!((found.sides[1].high - 0.5).abs() < 0.05 && found.sides[1].low.is_infinite(), "{found:?}");
        assert!(found.density > 0.9 && found.coverage > 0.9, "{found:?}");
    }

    #[test]
    fn a_planted_box_is_found_through_noise() {
        let points = sequence::points(0, 200, 4, 9);
        let noise = |i: usize| sequence::uniform(2, 2, i) < 0.1;
        let holds: Vec<bool> = points.iter().enumerate().map(|(i, x)| (x[2] > 0.7) != noise(i)).collect();
        let found = discover(&points, &holds).unwrap();
        assert_eq!(found.sides[0].factor, 2, "{found:?}");
        assert!((found.sides[0].low - 0.7).abs() < 0.08 && found.density > 0.8, "{found:?}");
    }

    #[test]
    fn chance_alone_makes_no_box() {
        let points = sequence::points(0, 60, 6, 1);
        let found: Vec<Region> = (0..200_u64)
            .filter_map(|s| {
                let holds: Vec<bool> = (0..60).map(|i| sequence::uniform(s, 7, i) < 0.4).collect();
                discover(&points, &holds)
            })
            .collect();
        // The box is chosen among many, so that more than one in twenty comes by luck.
        assert!(found.len() <= 20, "{} of 200", found.len());
        assert!(found.iter().flat_map(|region| &region.sides).all(|side| side.chance <= DOUBT), "{found:?}");
    }

    #[test]
    fn the_chance_of_a_side_is_a_binomial_tail_within_the_other_sides() {
        let points: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i % 10), f64::from(i / 10)]).collect();
        let holds: Vec<bool> = points.iter().map(|x| x[0] > 4.5 && x[1] < 0.5).collect();
        let finder = Finder { points: &points, holds: &holds, cases: 5 };
        // All five in the box hold, and half of those within the other side alone.
        let ends = vec![(4.5, f64::INFINITY), (f64::NEG_INFINITY, 0.5)];
        for factor in [0, 1] {
            assert!((finder.chance(&ends, factor) - 0.5_f64.powi(5)).abs() < 1e-12);
        }
        // Two of three: 3·(1/2)³ + (1/2)³.
        let ends = vec![(3.5, 6.5), (f64::NEG_INFINITY, 0.5)];
        assert!((finder.chance(&ends, 0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_always_or_never_holds_has_no_box() {
        let points = sequence::points(0, 30, 2, 1);
        assert_eq!(discover(&points, &[true; 30]), None);
        assert_eq!(discover(&points, &[false; 30]), None);
        assert_eq!(discover(&[], &[]), None);
    }
}
