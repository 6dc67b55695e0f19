//! The description of an outcome.

/// How the values of the periods make the total over the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aggregate {
    /// The sum.
    Sum,
    /// The mean over days.
    Mean,
    /// A quotient of two other indicators' totals, times a factor.
    Ratio {
        /// Name of the indicator above the line.
        numerator: &'static str,
        /// Name of the indicator below the line.
        denominator: &'static str,
        /// What the quotient is multiplied with.
        factor: f64,
    },
    /// A quantile over people; what it is over the horizon is read from all of them, not from the periods.
    Quantile {
        /// Of what.
        sample: Sample,
        /// Which, from 0 to 1.
        share: f64,
    },
    /// Computed against the baseline's leg flows in the same replicate.
    AgainstBaseline,
}

/// Amounts of which quantiles are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Fees agreed for a leg, a passenger each.
    LegFees,
    /// All fees of a journey that arrived with a smuggler's help.
    JourneyFees,
}

/// Which direction most readers would call better. Many indicators have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less of it is better.
    Lower,
    /// More of it is better.
    Higher,
    /// A matter of judgement.
    Neither,
}

/// What an indicator can be reported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The whole scenario.
    Total,
    /// A country.
    Country,
    /// A place.
    Place,
    /// A leg.
    Leg,
    /// What public money is spent on: a lever, or the pathways.
    Spending,
    /// A pathway.
    Pathway,
    /// A kind of firm.
    FirmType,
}

impl ScopeKind {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Total, Self::Country, Self::Place, Self::Leg, Self::Spending, Self::Pathway, Self::FirmType];

    /// Its word in the names of scopes and in the documents.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Country => "country",
            Self::Place => "place",
            Self::Leg => "leg",
            Self::Spending => "spending",
            Self::Pathway => "pathway",
            Self::FirmType => "firm_type",
        }
    }
}

/// An outcome: its name in results, unit, meaning and how it is summed up.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// The name in every table.
    pub name: &'static str,
    /// The unit of its total.
    pub unit: &'static str,
    /// What is counted.
    pub meaning: &'static str,
    /// How periods make a total.
    pub aggregate: Aggregate,
    /// The scopes it is recorded for.
    pub scopes: &'static [ScopeKind],
    /// Which direction is better.
    pub better: Better,
    /// Whether it stands in the short table at the end of `compare`.
    pub headline: bool,
    /// Paragraphs of the background paper.
    pub paragraphs: &'static str,
}
