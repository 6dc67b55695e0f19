//! Why somebody leaves.

/// What moves a person. It matters for what staying at home is worth, and for who may use a pathway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Motive {
    /// Work and income, or nothing in particular.
    #[default]
    Economic = 0,
    /// Conflict, persecution or violence: the person flees.
    Flight = 1,
    /// Joining relatives.
    Family = 2,
    /// What climate does to life at home.
    Climate = 3,
}

impl Motive {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Economic, Self::Flight, Self::Family, Self::Climate];
}

/// Shares of motives among people; the rest leave for work.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Motives {
    /// Share of those who flee.
    pub flight: f64,
    /// Share of those who join relatives.
    pub family: f64,
    /// Share of those whom climate moves.
    pub climate: f64,
}

impl Motives {
    /// The motive at a point of the unit interval: flight first, then family, climate, and the rest.
    #[must_use]
    pub fn at(&self, point: f64) -> Motive {
        if point < self.flight {
            Motive::Flight
        } else if point < self.flight + self.family {
            Motive::Family
        } else if point < self.flight + self.family + self.climate {
            Motive::Climate
        } else {
            Motive::Economic
        }
    }

    /// Those of people of whom a share has others' motives.
    #[must_use]
    pub fn mixed_with(self, others: Self, share: f64) -> Self {
        let mix = |own: f64, other: f64| own + share * (other - own);
        Self {
            flight: mix(self.flight, others.flight),
            family: mix(self.family, others.family),
            climate: mix(self.climate, others.climate),
        }
    }

    /// The share of each motive, in the order of [`Motive::ALL`].
    #[inline]
    #[must_use]
    pub fn shares(&self) -> [f64; 4] {
        [1.0 - self.flight - self.family - self.climate, self.flight, self.family, self.climate]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motives_fill_the_unit_interval_by_their_shares() {
        let motives = Motives { flight: 0.2, family: 0.3, climate: 0.1 };
        let n = 10_000;
        for (motive, share) in Motive::ALL.into_iter().zip(motives.shares()) {
            let found = (0..n).filter(|&i| motives.at((f64::from(i) + 0.5) / f64::from(n)) == motive).count();
            assert!((found as f64 / f64::from(n) - share).abs() < 1e-3, "{motive:?}");
        }
    }
}
