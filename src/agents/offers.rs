//! What smugglers offer on a leg in the present period.

/// One firm's part in a market.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seller {
    /// The firm's position in [`super::Firms`].
    pub firm: u32,
    /// Unit cost (USD/head).
    pub cost_usd: f64,
    /// Its price (USD/head).
    pub price_usd: f64,
    /// Passengers it expects at that price in the period.
    pub expected: f64,
    /// Seats left in the period.
    pub seats_left: f64,
}

/// The market of one leg in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offer {
    /// The price of a homogeneous seat, or the mean of differentiated ones (USD); `None`: closed.
    pub fee_usd: Option<f64>,
    /// The last price that there was, for believed fees while the market is closed (USD).
    pub last_fee_usd: Option<f64>,
    /// Who sells.
    pub sellers: Vec<Seller>,
    /// Passengers of each firm this period, for concentration: in the order of `sellers`.
    pub sold: Vec<f64>,
}
