//! The description of a lever: what a policy or a shock can change.

use super::Parameter;

/// What a policy can be aimed at, in its `where` table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// `countries = ["NER"]`
    Countries,
    /// `places = ["agadez"]`
    Places,
    /// `legs = ["agadez-seguedine"]`
    Legs,
    /// `pathways = ["work-italy"]`
    Pathways,
}

impl TargetKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Countries, Self::Places, Self::Legs, Self::Pathways];

    /// The key in the `where` table.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Places => "places",
            Self::Legs => "legs",
            Self::Pathways => "pathways",
        }
    }
}

/// A lever's description. Its effect is declared beside it, in `levers`.
#[derive(Clone, Copy, Debug)]
pub struct LeverText {
    /// Its name: the `lever` key of a policy.
    pub name: &'static str,
    /// What it stands for, in a sentence or two.
    pub meaning: &'static str,
    /// Paragraphs of the background paper.
    pub paragraphs: &'static str,
    /// Why it is represented so.
    pub source: &'static str,
    /// What it can be aimed at; at least one of these must be named in `where`.
    pub targets: &'static [TargetKind],
    /// Its own numbers.
    pub parameters: &'static [&'static Parameter],
    /// Levers that may not act on the same target on the same day.
    pub contradicts: &'static [&'static str],
}
