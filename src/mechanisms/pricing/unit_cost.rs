//! What a passenger costs a firm.

use crate::agents::CostParts;

/// What a trip costs, and what may be lost on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trip {
    /// Fuel, hire, wear and food (USD a trip).
    pub trip_cost: f64,
    /// Expected loss of the vehicle on the way, nobody stopping it (USD a trip).
    pub vehicle_lost: f64,
    /// What the crew is paid (USD a trip).
    pub crew_wage: f64,
    /// Standing bribes of the officials that the firm is tied to (USD a trip).
    pub tied_bribes: f64,
    /// What those who hold the leg take (USD a trip).
    pub tax: f64,
    /// The smugglers' own belief that the convoy is stopped, `q`.
    pub interception: f64,
    /// What a sentence costs (USD).
    pub penalty: f64,
    /// Believed chance of a sentence once stopped.
    pub sentence_probability: f64,
    /// What the vehicle is worth (USD).
    pub vehicle: f64,
    /// Believed chance that it is seized once stopped.
    pub seizure_probability: f64,
    /// What smugglers expect to lose by arrests between trips (USD a trip).
    pub arrests: f64,
    /// What moving fees costs, as a share of them, below 1.
    pub moving_share: f64,
    /// Seats of the vehicle.
    pub seats: f64,
    /// Share of the seats that are usually sold, above 0.
    pub usual_load: f64,
    /// Share of the fee paid in advance, `τ`.
    pub advance: f64,
    /// Share of the fee that an escort takes.
    pub escort_share: f64,
}

/// The fee at which a firm breaks even, its unit cost (USD a head); market-clearing rules, section 4.
///
/// `c = [trip + crew + bribes + tax + q(penalty·P(sentence) + vehicle·P(seizure)) + arrests] / heads`, divided by
/// the share of the fee that is received and kept, `(1 − m)(τ + (1 − τ)(1 − q))`, less an escort's
/// share: what is paid on delivery is lost when the convoy is stopped, and moving proceeds costs the share `m`.
/// Infinite if nothing is ever received.
#[must_use]
pub fn unit_cost(trip: &Trip) -> f64 {
    let at_risk = trip.penalty * trip.sentence_probability + trip.vehicle * trip.seizure_probability;
    let total = trip.trip_cost
        + trip.vehicle_lost
        + trip.crew_wage
        + trip.tied_bribes
        + trip.tax
        + trip.interception * at_risk
        + trip.arrests;
    let received = received(trip.advance, trip.interception);
    let kept = received * (1.0 - trip.moving_share) - trip.escort_share;
    total / (trip.seats * trip.usual_load * kept.max(0.0))
}

/// What a trip costs a firm by what for (USD/head). Moving proceeds is not among it, since it is a share of
/// what is received.
#[must_use]
pub fn cost_parts(trip: &Trip) -> CostParts {
    let per_head = |usd: f64| usd / (trip.seats * trip.usual_load);
    let (seizure, sentence) =
        (trip.vehicle * trip.seizure_probability, trip.penalty * trip.sentence_probability);
    CostParts {
        transport: per_head(trip.trip_cost),
        crew: per_head(trip.crew_wage),
        bribes: per_head(trip.tied_bribes),
        tax: per_head(trip.tax),
        vehicle: per_head(trip.vehicle_lost + trip.interception * seizure),
        penalty: per_head(trip.interception * sentence),
        arrests: per_head(trip.arrests),
    }
}

/// The share of a fee that a firm can expect to receive, given the share paid in advance and the
/// chance of being stopped.
#[must_use]
pub fn received(advance: f64, interception: f64) -> f64 {
    advance + (1.0 - advance) * (1.0 - interception)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Benchmark M6.
    fn benchmark(advance: f64) -> Trip {
        Trip {
            trip_cost: 2_000.0,
            vehicle_lost: 0.0,
            crew_wage: 500.0,
            tied_bribes: 0.0,
            tax: 0.0,
            interception: 0.1,
            penalty: 20_000.0,
            sentence_probability: 1.0,
            vehicle: 0.0,
            seizure_probability: 0.0,
            arrests: 0.0,
            moving_share: 0.0,
            seats: 20.0,
            usual_load: 1.0,
            advance,
            escort_share: 0.0,
        }
    }

    #[test]
    fn m6_payment_in_advance_and_on_delivery() {
        assert!((unit_cost(&benchmark(1.0)) - 225.0).abs() < 1e-9);
        assert!((unit_cost(&benchmark(0.0)) - 250.0).abs() < 1e-9);
    }

    #[test]
    fn half_in_advance_lies_between_and_breaks_even() {
        let fee = unit_cost(&benchmark(0.5));
        let received = 20.0 * fee * (0.5 + 0.5 * 0.9);
        assert!((received - 4_500.0).abs() < 1e-9);
    }

    #[test]
    fn moving_proceeds_leaves_less_of_a_fee() {
        let trip = Trip { moving_share: 0.1, ..benchmark(1.0) };
        assert!((unit_cost(&trip) * 0.9 - 225.0).abs() < 1e-9);
    }

    #[test]
    fn parts_are_what_has_to_be_received() {
        let trip = Trip { tied_bribes: 40.0, tax: 30.0, arrests: 20.0, vehicle_lost: 10.0, ..benchmark(0.5) };
        let received = 0.5 + 0.5 * 0.9;
        assert!((cost_parts(&trip).sum() - unit_cost(&trip) * received).abs() < 1e-9);
    }

    #[test]
    fn an_escort_takes_its_share_of_the_fee_whether_or_not_all_of_it_is_received() {
        let fee = unit_cost(&Trip { escort_share: 0.2, ..benchmark(0.5) });
        assert!((20.0 * fee * (0.5 + 0.5 * 0.9 - 0.2) - 4_500.0).abs() < 1e-9);
        assert!(unit_cost(&Trip { escort_share: 1.0, ..benchmark(0.5) }).is_infinite());
    }

    #[test]
    fn empty_seats_and_a_seized_vehicle_cost() {
        let trip = Trip { vehicle: 15_000.0, seizure_probability: 0.5, usual_load: 0.9, ..benchmark(1.0) };
        assert!((unit_cost(&trip) - (4_500.0 + 750.0) / 18.0).abs() < 1e-9);
    }
}
