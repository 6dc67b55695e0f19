//! Organisations over several legs, and countries that show each other their files.

use crate::agents::Firms;
use crate::catalogue::Mechanism;
use crate::world::Scenario;

const NAME: &str = "cooperation";

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Networks span legs; countries that share information add up what each holds on them, and an \
              organiser arrested by one stops the network in all.",
    text: "Slot k of a kind marked as network is one organisation on all legs that have it; every other firm is \
           alone. Each country holds its own files, and alone it sees no others. Where a lever lets countries \
           share, a country adds to its file on a firm the share in force of the files that its partners hold \
           on the same organisation on their legs; whether a partner answers is drawn for each market day with \
           the probability of compliance; what it shows is known after a delay, e-folding in delay_days (none \
           unless a scenario states it). An organiser arrested on one leg is then also missing on the legs of \
           the partners that answer: those firms stop for as long. It is one person and counts as one arrest.",
    paragraphs: "4, 8–9, 13, 43–45",
    parameters: &[],
    without: Some("each country works from its own files, whatever a policy says"),
};

/// Which firms are one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisations {
    /// By firm: the other firms of its organisation.
    others: Vec<Vec<usize>>,
    /// By firm: what the country of its leg has been told of each of these (heads).
    told: Vec<Vec<f64>>,
}

impl Organisations {
    /// Slots of one number and of one kind marked as network belong together.
    #[must_use]
    pub fn new(scenario: &Scenario, firms: &Firms) -> Self {
        let network = |f: &usize| scenario.firm_types[firms.all[*f].kind.index()].network;
        let together = |a: usize, b: usize| {
            let (one, other) = (&firms.all[a], &firms.all[b]);
            a != b && one.kind == other.kind && one.slot == other.slot
        };
        let networks: Vec<usize> = (0..firms.all.len()).filter(network).collect();
        let mut others = vec![Vec::new(); firms.all.len()];
        for &firm in &networks {
            others[firm] = networks.iter().copied().filter(|&other| together(firm, other)).collect();
        }
        let told = others.iter().map(|others: &Vec<usize>| vec![0.0; others.len()]).collect();
        Self { others, told }
    }

    /// A partner shows its file on one of the others (heads); the part `known` of what is new gets through.
    pub fn tell(&mut self, firm: usize, position: usize, shown: f64, known: f64) {
        let told = &mut self.told[firm][position];
        *told = if known < 1.0 { *told + known * (shown - *told) } else { shown };
    }

    /// What partners have told of the rest of a firm's organisation (heads).
    #[must_use]
    pub fn told(&self, firm: usize) -> f64 {
        self.told[firm].iter().sum()
    }

    /// The other firms of a firm's organisation.
    #[must_use]
    pub fn others(&self, firm: usize) -> &[usize] {
        &self.others[firm]
    }
}
