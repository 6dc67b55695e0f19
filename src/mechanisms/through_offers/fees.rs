//! What communities believe that journeys cost.

/// Believed fees of journeys, and what was heard of them since the last market day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fees {
    journeys: usize,
    /// By community and journey (USD).
    believed: Vec<f64>,
    /// By community and journey: sum of fees agreed (USD), and how many.
    heard: Vec<(f64, f64)>,
}

impl Fees {
    /// Nothing is believed yet.
    #[must_use]
    pub fn new(communities: usize, journeys: usize) -> Self {
        let size = communities * journeys;
        Self { journeys, believed: vec![0.0; size], heard: vec![(0.0, 0.0); size] }
    }

    /// What a community believes that a journey costs (USD).
    #[must_use]
    pub fn believed(&self, community: usize, journey: usize) -> f64 {
        self.believed[community * self.journeys + journey]
    }

    /// Sets what a community believes (USD).
    pub fn believe(&mut self, community: usize, journey: usize, fee_usd: f64) {
        self.believed[community * self.journeys + journey] = fee_usd;
    }

    /// A community hears of a fee that was agreed (USD).
    pub fn hear(&mut self, community: usize, journey: usize, fee_usd: f64) {
        let heard = &mut self.heard[community * self.journeys + journey];
        *heard = (heard.0 + fee_usd, heard.1 + 1.0);
    }

    /// What was heard becomes belief, by the part `gain` of the way.
    pub fn learn(&mut self, gain: f64) {
        for (believed, heard) in self.believed.iter_mut().zip(&mut self.heard) {
            let (sum, count) = std::mem::take(heard);
            if count > 0.0 {
                *believed += gain * (sum / count - *believed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beliefs_move_to_the_mean_of_what_is_heard_and_are_each_communitys_own() {
        let mut fees = Fees::new(2, 3);
        (0..2).for_each(|community| fees.believe(community, 1, 100.0));
        fees.hear(1, 1, 140.0);
        fees.hear(1, 1, 160.0);
        fees.learn(0.5);
        fees.learn(0.5);
        assert_eq!([fees.believed(0, 1), fees.believed(1, 1), fees.believed(1, 2)], [100.0, 125.0, 0.0]);
    }
}
