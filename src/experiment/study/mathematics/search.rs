//! A search for what cannot be bettered in everything, with few and noisy evaluations: points that
//! fill the space evenly, a race that gives more replicates to those that are not clearly beaten, and
//! steps around the best that become shorter.

use std::collections::BTreeSet;

use super::pareto;
use super::sequence;

/// The first step around a front, as a share of the range; each round halves it.
const FIRST_STEP: f64 = 0.25;
/// How many members of the front are looked around in a round.
const LOOKED_AROUND: usize = 6;
/// How many standard errors of a paired difference count as clear.
const CLEAR: f64 = 2.0;

/// A point that was tried.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::experiment::study) struct Candidate {
    /// Where it lies in the unit cube.
    pub at: Vec<f64>,
    /// Losses by outcome and replicate; less is better.
    pub losses: Vec<Vec<f64>>,
    /// Whether it keeps within all bounds, by its mean values.
    pub feasible: bool,
}

/// What is asked about a point: its losses and whether it is feasible, from all its replicates.
pub(in crate::experiment::study) trait Oracle {
    /// Brings a point to what can be tried: a switch is on or off.
    fn snap(&self, at: &[f64]) -> Vec<f64>;
    /// Runs replicates `from` to `to` of each point, and gives for each the losses by outcome and
    /// replicate, and whether its means over all it has had keep within the bounds. `None` if it was
    /// stopped.
    fn ask(&mut self, points: &[Vec<f64>], from: u32, to: u32) -> Option<Vec<(Vec<Vec<f64>>, bool)>>;
    /// How many points can still be asked about with so many replicates.
    fn room(&self, replicates: u32) -> usize;
}

/// How a search goes about it.
#[derive(Clone, Copy, Debug)]
pub(in crate::experiment::study) struct Effort {
    pub dimensions: usize,
    pub candidates: usize,
    pub rounds: usize,
    /// Replicates of those that stay in the race.
    pub replicates: u32,
    pub seed: u64,
}

/// All points tried; `None` if it was stopped.
pub(in crate::experiment::study) fn search(
    effort: Effort,
    oracle: &mut dyn Oracle,
) -> Option<Vec<Candidate>> {
    let mut race = Race { effort, tried: Vec::new() };
    // The ends of all ranges at once are worth knowing, and a sequence never reaches them.
    let ends = [vec![0.0; effort.dimensions], vec![1.0; effort.dimensions]];
    let even = sequence::points(0, effort.candidates.saturating_sub(2), effort.dimensions, effort.seed);
    race.try_points(ends.into_iter().chain(even).collect(), oracle)?;
    race.deepen(oracle)?;
    for round in 0..effort.rounds {
        let step = FIRST_STEP / 2_f64.powi(round as i32);
        let around = race.front().into_iter().flat_map(|i| race.neighbours(i, step)).collect();
        race.try_points(around, oracle)?;
        race.deepen(oracle)?;
    }
    Some(race.tried)
}

/// The members of the front among feasible candidates, by their means; the front of all if none is
/// feasible.
#[must_use]
pub(in crate::experiment::study) fn front(tried: &[Candidate]) -> Vec<usize> {
    let feasible: Vec<usize> = (0..tried.len()).filter(|&i| tried[i].feasible).collect();
    let among = if feasible.is_empty() { (0..tried.len()).collect() } else { feasible };
    let means: Vec<Vec<f64>> = among.iter().map(|&i| tried[i].means()).collect();
    pareto::front(&means).into_iter().map(|i| among[i]).collect()
}

/// The candidates nearest to one, nearest first.
#[must_use]
pub(in crate::experiment::study) fn nearest(tried: &[Candidate], to: usize, count: usize) -> Vec<usize> {
    let distance =
        |i: usize| -> f64 { tried[i].at.iter().zip(&tried[to].at).map(|(a, b)| (a - b).powi(2)).sum() };
    let mut others: Vec<usize> = (0..tried.len()).filter(|i| *i != to).collect();
    others.sort_by(|a, b| distance(*a).total_cmp(&distance(*b)).then(a.cmp(b)));
    others.truncate(count);
    others
}

impl Candidate {
    /// Mean losses by outcome.
    #[must_use]
    pub(in crate::experiment::study) fn means(&self) -> Vec<f64> {
        self.losses.iter().map(|losses| losses.iter().sum::<f64>() / losses.len() as f64).collect()
    }

    fn replicates(&self) -> u32 {
        self.losses.first().map_or(0, |losses| losses.len() as u32)
    }

    /// Whether another is nowhere worse by the means, and somewhere better beyond chance, over the
    /// replicates that both have.
    fn is_clearly_beaten_by(&self, other: &Self) -> bool {
        let mut clear = false;
        for (own, others) in self.losses.iter().zip(&other.losses) {
            let gaps: Vec<f64> = own.iter().zip(others).map(|(a, b)| a - b).collect();
            let n = gaps.len() as f64;
            let mean = gaps.iter().sum::<f64>() / n;
            let variance = gaps.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
            if mean < 0.0 {
                return false;
            }
            clear |= mean > CLEAR * (variance / n).sqrt() && n > 1.0;
        }
        clear
    }
}

struct Race {
    effort: Effort,
    tried: Vec<Candidate>,
}

impl Race {
    /// Replicates that a new point gets: half, and at least two where there are two.
    fn first_replicates(&self) -> u32 {
        self.effort.replicates.div_ceil(2).max(self.effort.replicates.min(2))
    }

    fn try_points(&mut self, points: Vec<Vec<f64>>, oracle: &mut dyn Oracle) -> Option<()> {
        let mut fresh: Vec<Vec<f64>> = Vec::new();
        for point in points {
            let point = oracle.snap(&point);
            let known = self.tried.iter().any(|c| c.at == point) || fresh.contains(&point);
            if !known {
                fresh.push(point);
            }
        }
        let replicates = self.first_replicates();
        fresh.truncate(oracle.room(replicates));
        if fresh.is_empty() {
            return Some(());
        }
        let answers = oracle.ask(&fresh, 0, replicates)?;
        let candidate = |(at, (losses, feasible))| Candidate { at, losses, feasible };
        self.tried.extend(fresh.into_iter().zip(answers).map(candidate));
        Some(())
    }

    /// Gives all replicates to those that nobody clearly beats, and goes on until the whole front has
    /// them: what comes onto it late would else stand there by luck.
    fn deepen(&mut self, oracle: &mut dyn Oracle) -> Option<()> {
        let (first, all) = (self.first_replicates(), self.effort.replicates);
        let in_the_race: Vec<usize> = (0..self.tried.len()).filter(|i| self.is_in_the_race(*i)).collect();
        let mut open = [self.front(), in_the_race].concat();
        loop {
            let mut seen = BTreeSet::new();
            open.retain(|i| self.tried[*i].replicates() < all && seen.insert(*i));
            open.truncate(oracle.room(all - first));
            if open.is_empty() {
                return Some(());
            }
            let points: Vec<Vec<f64>> = open.iter().map(|i| self.tried[*i].at.clone()).collect();
            for (i, (losses, feasible)) in open.iter().zip(oracle.ask(&points, first, all)?) {
                let candidate = &mut self.tried[*i];
                candidate.losses.iter_mut().zip(losses).for_each(|(known, more)| known.extend(more));
                candidate.feasible = feasible;
            }
            open = self.front();
        }
    }

    fn is_in_the_race(&self, i: usize) -> bool {
        let one = &self.tried[i];
        let rivals = self.tried.iter().filter(|other| other.feasible);
        one.feasible && rivals.clone().all(|other| !one.is_clearly_beaten_by(other))
    }

    fn front(&self) -> Vec<usize> {
        front(&self.tried)
    }

    /// Points a step away, up and down in each dimension, from one of the front. Of a long front only
    /// some members are looked around, evenly over its first outcome.
    fn neighbours(&self, i: usize, step: f64) -> Vec<Vec<f64>> {
        let mut front = self.front();
        front.sort_by(|a, b| self.tried[*a].means()[0].total_cmp(&self.tried[*b].means()[0]));
        let rank = front.iter().position(|member| *member == i).unwrap_or(0);
        let every = front.len().div_ceil(LOOKED_AROUND);
        if !rank.is_multiple_of(every) {
            return Vec::new();
        }
        let at = &self.tried[i].at;
        let moved = |d: usize, by: f64| {
            let mut point = at.clone();
            point[d] = (point[d] + by).clamp(0.0, 1.0);
            point
        };
        (0..at.len()).flat_map(|d| [moved(d, step), moved(d, -step)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Losses x² and (x − 1)², both worse with y; a little noise that is the same for all points of a
    /// replicate, and some that is not.
    struct Valley {
        left: usize,
    }

    impl Oracle for Valley {
        fn snap(&self, at: &[f64]) -> Vec<f64> {
            at.to_vec()
        }
        fn ask(&mut self, points: &[Vec<f64>], from: u32, to: u32) -> Option<Vec<(Vec<Vec<f64>>, bool)>> {
            self.left -= points.len() * (to - from) as usize;
            let noise = |p: &[f64], r: u32| {
                sequence::uniform(1, 0, r as usize) + 0.02 * sequence::uniform(p[0].to_bits(), 1, r as usize)
            };
            let losses = |p: &Vec<f64>| {
                let of = |f: &dyn Fn(&[f64]) -> f64| (from..to).map(|r| f(p) + noise(p, r)).collect();
                (vec![of(&|p| p[0].powi(2) + p[1]), of(&|p| (p[0] - 1.0).powi(2) + p[1])], p[0] < 0.9)
            };
            Some(points.iter().map(losses).collect())
        }
        fn room(&self, replicates: u32) -> usize {
            self.left.checked_div(replicates as usize).unwrap_or(0)
        }
    }

    fn run(left: usize) -> (Vec<Candidate>, usize) {
        let mut valley = Valley { left };
        let effort = Effort { dimensions: 2, candidates: 16, rounds: 4, replicates: 6, seed: 1 };
        (search(effort, &mut valley).unwrap(), valley.left)
    }

    #[test]
    fn the_front_is_found_within_bounds() {
        let (tried, _) = run(1000);
        let front = front(&tried);
        assert!(front.len() >= 4, "{front:?}");
        for i in front {
            let at = &tried[i].at;
            assert!(at[1] < 0.1 && at[0] < 0.9, "{at:?}");
        }
    }

    #[test]
    fn runs_are_not_overspent_and_the_beaten_get_few() {
        let (tried, left) = run(120);
        assert_eq!(tried.iter().map(|c| c.replicates() as usize).sum::<usize>(), 120 - left);
        let (tried, _) = run(1000);
        assert!(tried.iter().any(|c| c.replicates() == 3) && tried.iter().any(|c| c.replicates() == 6));
    }

    #[test]
    fn neighbours_come_nearest_first() {
        let at = |x: f64| Candidate { at: vec![x], losses: vec![vec![0.0]], feasible: true };
        assert_eq!(nearest(&[at(0.0), at(0.5), at(0.1), at(0.2)], 0, 2), [2, 3]);
    }
}
