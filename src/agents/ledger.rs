//! Who has what: every payment moves money from one account to another.

/// A sector of the economy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Account {
    /// People on the way or about to leave.
    Migrants = 0,
    /// Smuggling firms.
    Firms = 1,
    /// Officials.
    Officials = 2,
    /// Those who live from a hub: landlords, shops, drivers, garages.
    Hubs = 3,
    /// States: pathway and passport fees, seizures.
    States = 4,
    /// Those who rob.
    Robbers = 5,
    /// Organised crime: territory tax and ransom.
    Crime = 6,
    /// Those who forge papers.
    Forgers = 9,
    /// Families, employers and lenders at home and abroad: where money comes from and goes to.
    Outside = 7,
    /// Those behind smugglers who lend to people whose money does not reach.
    Lenders = 8,
}

impl Account {
    /// All of them.
    pub const ALL: [Self; ACCOUNTS] = [
        Self::Migrants,
        Self::Firms,
        Self::Officials,
        Self::Hubs,
        Self::States,
        Self::Robbers,
        Self::Crime,
        Self::Forgers,
        Self::Outside,
        Self::Lenders,
    ];
}

const ACCOUNTS: usize = 10;

/// Balances in USD. They add up to zero at any time, up to rounding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    balances: [f64; ACCOUNTS],
    turnover: f64,
}

impl Ledger {
    /// Moves money.
    #[inline]
    pub fn pay(&mut self, from: Account, to: Account, usd: f64) {
        self.balances[from as usize] -= usd;
        self.balances[to as usize] += usd;
        self.turnover += usd.abs();
    }

    /// A balance (USD).
    #[must_use]
    pub fn balance(&self, account: Account) -> f64 {
        self.balances[account as usize]
    }

    /// All that was ever moved (USD): the measure for rounding errors.
    #[must_use]
    pub fn turnover(&self) -> f64 {
        self.turnover
    }
}
