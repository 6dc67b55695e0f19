//! Words of the tables that stand for a rule or a law of chance.

/// How long a leg takes, journey by journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TravelTime {
    /// Always the same.
    Fixed,
    /// Evenly spread from nothing to twice the mean.
    Uniform,
    /// By a constant hazard of getting there.
    Exponential,
    /// Lognormal.
    LogNormal,
}

/// What a country does with people it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopRule {
    /// Let go at once where the leg says.
    TurnedBack,
    /// Held for the country's days of detention, then let go where the leg says.
    Detained,
    /// Sent home; the journey ends.
    Returned,
    /// Admitted to protection there; the journey ends.
    Protected,
}

/// How people come to want to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrivals {
    /// One by one, by chance, at a rate.
    Poisson,
    /// As many every day as the rate says.
    Even,
    /// All at once, on the first day that counts.
    Once,
}

/// How scarce places on a pathway are given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueRule {
    /// In the order of applications.
    FirstCome,
    /// By lot.
    Random,
    /// To those with most money.
    BestPlaced,
}

/// Who meets the conditions of a pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionRule {
    /// A share of people by lot.
    Lot,
    /// Those to whom arriving is worth most.
    Worth,
}
