//! What a journey comes to: for those who think of buying it, and for the organisation that sells it.

/// One leg of a journey, as somebody believes it to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The chance of getting through.
    pub success: f64,
    /// The chance of being stopped.
    pub stop: f64,
    /// Where those who are stopped are let go.
    pub back: usize,
    /// What setting out on it costs (USD).
    pub cost: f64,
    /// The part of that which stands for abuse (USD).
    pub abuse: f64,
}

/// What a journey leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The chance of being delivered.
    pub success: f64,
    /// What it costs on the way, the fee apart (USD).
    pub cost: f64,
    /// The part of that which stands for abuse (USD).
    pub abuse: f64,
    /// Where else it may end, and the chance of each.
    pub stops: Vec<(f64, usize)>,
}

impl Outlook {
    /// With some probability things go on like this.
    fn add(&mut self, chance: f64, other: &Self) {
        self.success += chance * other.success;
        self.cost += chance * other.cost;
        self.abuse += chance * other.abuse;
        other.stops.iter().for_each(|&(weight, place)| self.end_at(chance * weight, place));
    }

    fn end_at(&mut self, chance: f64, place: usize) {
        match self.stops.iter_mut().find(|(_, known)| *known == place) {
            Some((weight, _)) => *weight += chance,
            None if chance > 0.0 => self.stops.push((chance, place)),
            None => {}
        }
    }
}

/// What a journey over these steps leads to from its first place. Who is stopped is carried again from where
/// he or she is let go, if that is on the journey, until the last of the attempts.
///
/// `places` are those of the journey, one more than steps.
#[must_use]
pub fn outlook(steps: &[Step], places: &[usize], attempts: u8) -> Outlook {
    let mut again: Option<Vec<Outlook>> = None;
    for _ in 0..attempts.max(1) {
        again = Some(one_attempt(steps, places, again.as_deref()));
    }
    again.map(|from| from[0].clone()).unwrap_or_default()
}

/// The outlook from each place of a journey, given what follows from being stopped; `None`: it is over.
fn one_attempt(steps: &[Step], places: &[usize], again: Option<&[Outlook]>) -> Vec<Outlook> {
    let mut from = vec![Outlook { success: 1.0, ..Outlook::default() }; steps.len() + 1];
    for (position, step) in steps.iter().enumerate().rev() {
        let mut here = Outlook { cost: step.cost, abuse: step.abuse, ..Outlook::default() };
        here.add(step.success, &from[position + 1]);
        let resumed = places[..steps.len()].iter().position(|&place| place == step.back);
        match again.zip(resumed) {
            Some((again, place)) => here.add(step.stop, &again[place]),
            None => here.end_at(step.stop, step.back),
        }
        from[position] = here;
    }
    from
}

/// What a leg of a journey costs the organisation that sells it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegCost {
    /// What a head costs its firm there (USD).
    pub head_usd: f64,
    /// The smugglers' belief that the convoy is stopped.
    pub stop: f64,
    /// Where those who are stopped are let go.
    pub back: usize,
    /// What moving proceeds costs, as a share of them.
    pub moving_share: f64,
    /// Share of the leg's part of the fee that an escort takes.
    pub escort_share: f64,
}

/// The shares of a fee that fall to the legs: by what they cost, or evenly if they cost nothing.
#[must_use]
pub fn parts(costs: &[f64]) -> Vec<f64> {
    let total: f64 = costs.iter().sum();
    let even = 1.0 / costs.len().max(1) as f64;
    costs.iter().map(|cost| if total > 0.0 { cost / total } else { even }).collect()
}

/// The fee at which an organisation breaks even on a journey (USD/head): what it expects to spend on a
/// client over the legs that he or she comes to travel, over the share of the fee that it receives and
/// keeps. Infinite if nothing is ever kept.
#[must_use]
pub fn unit_cost(legs: &[LegCost], places: &[usize], advance: f64, attempts: u8) -> f64 {
    let spent = |usd: &dyn Fn(usize) -> f64| {
        let step = |(position, leg): (usize, &LegCost)| Step {
            success: 1.0 - leg.stop,
            stop: leg.stop,
            back: leg.back,
            cost: usd(position),
            abuse: 0.0,
        };
        outlook(&legs.iter().enumerate().map(step).collect::<Vec<_>>(), places, attempts)
    };
    let share = parts(&legs.iter().map(|leg| leg.head_usd).collect::<Vec<_>>());
    let moving: f64 = legs.iter().zip(&share).map(|(leg, share)| share * leg.moving_share).sum();
    let travelled = spent(&|position| legs[position].head_usd);
    let escorts = spent(&|position| share[position] * legs[position].escort_share).cost;
    let received = advance + (1.0 - advance) * travelled.success;
    travelled.cost / (received * (1.0 - moving) - escorts).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(stop: f64, back: usize, cost: f64) -> Step {
        Step { success: 0.98 - stop, stop, back, cost, abuse: cost / 4.0 }
    }

    fn cost(head_usd: f64, stop: f64) -> LegCost {
        LegCost { head_usd, stop, back: 0, moving_share: 0.0, escort_share: 0.0 }
    }

    #[test]
    fn a_journey_is_its_legs_in_turn() {
        let steps = [step(0.1, 5, 10.0), step(0.2, 5, 40.0), step(0.0, 6, 100.0)];
        let found = outlook(&steps, &[5, 6, 7, 8], 1);
        assert!((found.success - 0.88 * 0.78 * 0.98).abs() < 1e-12);
        assert!((found.cost - (10.0 + 0.88 * (40.0 + 0.78 * 100.0))).abs() < 1e-12);
        assert!((found.abuse - found.cost / 4.0).abs() < 1e-12);
        assert_eq!(found.stops.len(), 1);
        assert!((found.stops[0].0 - (0.1 + 0.88 * 0.2)).abs() < 1e-12 && found.stops[0].1 == 5);
    }

    #[test]
    fn further_attempts_start_from_where_one_is_let_go() {
        // Two legs; whoever is stopped on the second is back at its start.
        let steps = [step(0.0, 1, 0.0), Step { success: 0.5, stop: 0.5, back: 2, cost: 8.0, abuse: 0.0 }];
        for (attempts, delivered, spent) in [(1, 0.5, 8.0), (2, 0.75, 12.0), (3, 0.875, 14.0)] {
            let found = outlook(&steps, &[1, 2, 3], attempts);
            assert!((found.success / 0.98 - delivered).abs() < 1e-12);
            assert!((found.cost / 0.98 - spent).abs() < 1e-12);
            let lost: f64 = found.stops.iter().map(|stop| stop.0).sum();
            assert!((lost / 0.98 + delivered - 1.0).abs() < 1e-12);
        }
        // Who is taken away from the journey is not carried again.
        let away = [step(0.0, 1, 0.0), Step { back: 9, ..steps[1] }];
        assert_eq!(outlook(&away, &[1, 2, 3], 3), outlook(&away, &[1, 2, 3], 1));
    }

    #[test]
    fn a_certain_journey_costs_what_its_legs_cost() {
        for advance in [0.0, 0.6, 1.0] {
            let fee =
                unit_cost(&[cost(120.0, 0.0), cost(0.0, 0.0), cost(80.0, 0.0)], &[0, 1, 2, 3], advance, 1);
            assert!((fee - 200.0).abs() < 1e-12);
        }
    }

    #[test]
    fn later_legs_cost_only_whom_they_carry_and_what_is_not_delivered_is_not_paid() {
        let legs = [cost(100.0, 0.2), cost(50.0, 0.5)];
        let fee = unit_cost(&legs, &[1, 2, 3], 0.6, 1);
        assert!((fee * (0.6 + 0.4 * 0.8 * 0.5) - (100.0 + 0.8 * 50.0)).abs() < 1e-9);
        // One leg is what a leg costs by itself.
        assert!((unit_cost(&legs[..1], &[1, 2], 0.6, 1) - 100.0 / (0.6 + 0.4 * 0.8)).abs() < 1e-9);
    }

    #[test]
    fn moving_money_and_escorts_take_their_share_of_each_legs_part() {
        let legs = [
            LegCost { moving_share: 0.1, ..cost(100.0, 0.0) },
            LegCost { escort_share: 0.2, ..cost(300.0, 0.0) },
        ];
        let fee = unit_cost(&legs, &[1, 2, 3], 0.6, 1);
        assert!((fee * (1.0 - 0.25 * 0.1 - 0.75 * 0.2) - 400.0).abs() < 1e-9);
        assert!(unit_cost(&[LegCost { escort_share: 1.0, ..cost(1.0, 0.0) }], &[1, 2], 0.6, 1).is_infinite());
    }
}
