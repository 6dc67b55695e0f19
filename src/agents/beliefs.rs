//! What communities believe of each leg and manner, what smugglers believe of each leg, and the
//! news on its way.

/// How a leg is travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Manner {
    /// Alone, irregularly.
    Alone = 0,
    /// Alone with valid papers, where these allow it.
    WithPapers = 1,
    /// With a smuggler.
    Smuggled = 2,
    /// Alone with forged papers, where valid ones would allow it.
    Forged = 3,
}

impl Manner {
    /// All of them; only where papers are forged does anybody believe anything of the last.
    pub const ALL: [Self; 4] = [Self::Alone, Self::WithPapers, Self::Smuggled, Self::Forged];

    /// The manners in which people of a scenario travel.
    #[must_use]
    pub fn used(forgers: bool) -> &'static [Self] {
        if forgers { &Self::ALL } else { &Self::ALL[..3] }
    }
}

/// What can happen on a leg that people hold beliefs about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Cause {
    /// Being stopped.
    Stop = 0,
    /// Dying.
    Death = 1,
    /// Being abused or robbed.
    Abuse = 2,
}

/// How many causes there are.
pub(crate) const CAUSES: usize = 3;

/// Weighted counts of what was reported in a market period about one leg and manner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Batch {
    /// Journeys reported.
    pub trials: f64,
    /// Events among them, by cause.
    pub events: [f64; CAUSES],
    /// Sum of fees reported (USD), with its weight.
    pub fees: (f64, f64),
    /// Sum of bribes reported (USD), with its weight.
    pub bribes: (f64, f64),
}

impl Batch {
    /// Adds another batch, weighted.
    pub fn add(&mut self, other: &Self, weight: f64) {
        self.trials += weight * other.trials;
        self.events.iter_mut().zip(other.events).for_each(|(sum, events)| *sum += weight * events);
        for (own, heard) in [(&mut self.fees, other.fees), (&mut self.bribes, other.bribes)] {
            own.0 += weight * heard.0;
            own.1 += weight * heard.1;
        }
    }
}

/// Beliefs about one leg and manner, of a community or (stops only) of smugglers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Belief {
    pub(crate) prior: [f64; CAUSES],
    pub(crate) side: [f64; CAUSES],
    pub(crate) events: [f64; CAUSES],
    pub(crate) trials: f64,
    pub(crate) fee: f64,
    pub(crate) bribe: f64,
}

/// All beliefs: per community, leg and manner; and per leg, of its smugglers.
#[derive(Clone, Debug, PartialEq)]
pub struct Beliefs {
    pub(crate) legs: usize,
    pub(crate) manners: &'static [Manner],
    pub(crate) strength: f64,
    /// By community, leg and manner.
    pub(crate) people: Vec<Belief>,
    /// By leg.
    pub(crate) smugglers: Vec<Belief>,
    /// By community and pathway: believed refusal, believed wait (days).
    pub(crate) pathways: Vec<(f64, f64)>,
}

impl Beliefs {
    /// The position of a community's belief.
    #[inline]
    pub(crate) fn index(&self, community: usize, leg: usize, manner: Manner) -> usize {
        (community * self.legs + leg) * self.manners.len() + manner as usize
    }

    /// The believed chance of an event on a leg.
    #[inline]
    #[must_use]
    pub fn chance(&self, community: usize, leg: usize, manner: Manner, cause: Cause) -> f64 {
        self.people[self.index(community, leg, manner)].chance(cause, self.strength)
    }

    /// The believed fee of a leg with a smuggler (USD).
    #[must_use]
    pub fn fee(&self, community: usize, leg: usize) -> f64 {
        self.people[self.index(community, leg, Manner::Smuggled)].fee
    }

    /// The believed bribes of a leg (USD).
    #[must_use]
    pub fn bribe(&self, community: usize, leg: usize, manner: Manner) -> f64 {
        self.people[self.index(community, leg, manner)].bribe
    }

    /// What the smugglers of a leg believe of being stopped, per convoy.
    #[must_use]
    pub fn smugglers_stop(&self, leg: usize) -> f64 {
        self.smugglers[leg].chance(Cause::Stop, self.strength)
    }
}

impl Belief {
    /// The mean of the Beta distribution with a prior worth `strength` trials.
    #[inline]
    pub(crate) fn chance(&self, cause: Cause, strength: f64) -> f64 {
        let c = cause as usize;
        (self.events[c] + self.prior[c] * strength) / (self.trials + strength)
    }
}

/// News on its way: batches by the period in which they are heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Reports {
    legs: usize,
    manners: usize,
    ahead: usize,
    period: usize,
    people: Vec<Vec<Batch>>,
    smugglers: Vec<Batch>,
}

impl Reports {
    /// No news yet; room for as many periods as news may take.
    #[must_use]
    pub fn new(communities: usize, legs: usize, manners: usize, periods_ahead: usize) -> Self {
        let ahead = periods_ahead + 1;
        Self {
            legs,
            manners,
            ahead,
            period: 0,
            people: vec![vec![Batch::default(); communities * legs * manners]; ahead],
            smugglers: vec![Batch::default(); legs],
        }
    }

    /// The batch that a community hears `periods` from now about a leg and manner.
    #[inline]
    pub fn people(&mut self, periods: usize, community: usize, leg: usize, manner: Manner) -> &mut Batch {
        let slot = (self.period + periods.min(self.ahead - 1)) % self.ahead;
        &mut self.people[slot][(community * self.legs + leg) * self.manners + manner as usize]
    }

    /// What smugglers of a leg saw of their convoys since the last market day.
    #[inline]
    pub fn smugglers(&mut self, leg: usize) -> &mut Batch {
        &mut self.smugglers[leg]
    }

    /// Hands over what is due today and moves on by a period.
    pub fn due(&mut self, people: &mut Vec<Batch>, smugglers: &mut Vec<Batch>) {
        let slot = self.period % self.ahead;
        people.clear();
        people.extend_from_slice(&self.people[slot]);
        self.people[slot].fill(Batch::default());
        smugglers.clear();
        smugglers.extend_from_slice(&self.smugglers);
        self.smugglers.fill(Batch::default());
        self.period += 1;
    }
}

impl Beliefs {
    /// Sets what a community believes a leg with a smuggler costs (USD).
    pub fn set_fee(&mut self, community: usize, leg: usize, fee_usd: f64) {
        let position = self.index(community, leg, Manner::Smuggled);
        self.people[position].fee = fee_usd;
    }
}
