//! Queues for regular pathways.

use super::Person;

/// Somebody who has applied and waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Applicant {
    /// Who.
    pub person: Person,
    /// The day of the application.
    pub applied: i32,
    /// The next day on which he or she thinks again.
    pub review: i32,
}

/// One queue a pathway, in the order of application, and the places released and not yet given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queues {
    /// Who waits, by pathway.
    pub waiting: Vec<Vec<Applicant>>,
    /// Places released so far and not given, by pathway.
    pub places: Vec<f64>,
}

impl Queues {
    /// Empty queues.
    #[must_use]
    pub fn new(pathways: usize) -> Self {
        Self { waiting: vec![Vec::new(); pathways], places: vec![0.0; pathways] }
    }
}
