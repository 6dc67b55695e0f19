//! Columns of places, legs and countries.

use crate::scenario::field::{Field, Kind};

const MONEY: (f64, f64) = (0.0, 1e9);

/// Columns of places.
pub(super) const PLACES: &[Field] = &[
    Field::new("id", Kind::Id, "the place's id"),
    Field::new("name", Kind::Text, "its name"),
    Field::new("country", Kind::Reference("countries"), "its country"),
    Field::new(
        "role",
        Kind::Word(&["origin", "hub", "border", "destination"]),
        "what it is to most people who pass",
    ),
    Field::number("lon", "degrees", (-180.0, 180.0), (-180.0, 180.0), "longitude, degrees east"),
    Field::number("lat", "degrees", (-90.0, 90.0), (-90.0, 90.0), "latitude, degrees north"),
    Field::number(
        "income_usd_year",
        "USD/year",
        MONEY,
        (0.0, 100_000.0),
        "what a migrant without regular status earns there in a year, net",
    ),
    Field::number(
        "regular_income_usd_year",
        "USD/year",
        MONEY,
        (0.0, 100_000.0),
        "the same with regular status",
    )
    .or("as income_usd_year"),
    Field::number(
        "horizon_years",
        "years",
        (0.0, 100.0),
        (0.0, 20.0),
        "how many years of that income count when the place is compared",
    ),
    Field::new("settle", Kind::Flag, "whether somebody can settle there for work"),
    Field::number("day_wage_usd", "USD/day", MONEY, (0.0, 200.0), "pay for a day's casual work"),
    Field::share("work_probability", "probability", "chance of finding it on a day"),
    Field::number("living_usd_day", "USD/day", MONEY, (0.0, 200.0), "what a day costs"),
    Field::number("return_cost_usd", "USD", MONEY, (0.0, 10_000.0), "the journey home from there"),
    Field::share(
        "onward_share",
        "share",
        "of those who get regular status at a destination, the share who think of going on to another",
    )
    .or("0"),
];

/// Columns of legs.
pub(super) const LEGS: &[Field] = &[
    Field::new("id", Kind::Id, "the leg's id"),
    Field::new("from", Kind::Reference("places"), "where it starts"),
    Field::new("to", Kind::Reference("places"), "where it ends"),
    Field::new(
        "mode",
        Kind::Word(&["foot", "road", "track", "rail", "river", "sea", "air"]),
        "how it is travelled",
    ),
    Field::number("km", "km", (0.0, 40_000.0), (0.1, 10_000.0), "length"),
    Field::number("days", "days", (0.0, 3_650.0), (0.05, 90.0), "duration; of journeys that differ, their mean"),
    Field::new(
        "days_law",
        Kind::Word(&["fixed", "uniform", "exponential", "lognormal"]),
        "how durations of single journeys are spread about it (`uniform`: from nothing to twice the mean)",
    )
    .or("fixed"),
    Field::number(
        "days_sigma",
        "log",
        (0.0, 3.0),
        (0.1, 1.0),
        "standard deviation of the log of durations, where they are lognormal",
    )
    .or("0"),
    Field::number("fare_usd", "USD/head", MONEY, (0.0, 5_000.0), "what going alone costs")
        .or("it can't be done alone"),
    Field::new("smuggled", Kind::Flag, "whether smugglers serve it"),
    Field::number(
        "trip_cost_usd",
        "USD/vehicle",
        MONEY,
        (0.0, 100_000.0),
        "a trip's running cost to a smuggler",
    )
    .or("only if it is not smuggled"),
    Field::number("crew_usd", "USD/vehicle", MONEY, (0.0, 100_000.0), "a trip's wages to a smuggler")
        .or("only if it is not smuggled"),
    Field::number("vehicle_seats", "seats", (1.0, 65_535.0), (1.0, 1_000.0), "passengers in a full vehicle")
        .whole()
        .or("only if it is not smuggled"),
    Field::number("vehicle_usd", "USD", MONEY, (0.0, 500_000.0), "worth of a vehicle")
        .or("only if it is not smuggled"),
    Field::number(
        "market_scale",
        "multiplier",
        (0.0, 1e4),
        (0.05, 50.0),
        "how many times the types' usual number of potential firms live from it",
    )
    .or("1"),
    Field::number(
        "death_risk",
        "probability",
        (0.0, 1.0),
        (0.0, 0.2),
        "chance that one person dies on the way, other than with the vehicle",
    ),
    Field::number(
        "vehicle_loss_risk",
        "probability",
        (0.0, 1.0),
        (0.0, 0.2),
        "chance that a vehicle or boat is lost with all aboard",
    ),
    Field::share("abuse_risk", "probability", "chance that one person is abused or robbed on the way"),
    Field::number(
        "territory_tax_usd",
        "USD/head",
        MONEY,
        (0.0, 2_000.0),
        "what organised crime that holds it takes for letting pass",
    )
    .or("0"),
    Field::share("kidnap_risk", "probability", "chance that one person is kidnapped for ransom on the way")
        .or("0"),
    Field::number("posts", "posts", (0.0, 1_000.0), (0.0, 60.0), "posts of officials along it").whole(),
    Field::share("escort_share", "share", "share of the fees for which security forces escort convoys")
        .or("none"),
    Field::number("effort", "officer-days/week", (0.0, 1e9), (0.0, 1e5), "patrol effort on it at first"),
    Field::number(
        "extent",
        "officer-days/week",
        (1e-9, 1e9),
        (0.1, 1e6),
        "effort that would watch all of it",
    ),
    Field::number(
        "crowding_usd",
        "USD/head for a person a week",
        MONEY,
        (0.0, 10.0),
        "by how much everybody's cost rises with each person a week who sets out on it: time, discomfort, danger",
    )
    .or("0"),
    Field::new("enforced_by", Kind::Reference("countries"), "whose patrols and posts they are")
        .or("the country of `from`"),
    Field::new("stopped_to", Kind::Reference("places"), "where people stopped on it are taken").or("`from`"),
    Field::new("clandestine", Kind::Flag, "whether it avoids the usual road"),
    Field::share("monitored_share", "share", "share of those who pass it that observers count"),
    Field::share("recorded_deaths_share", "share", "share of deaths on it that get recorded"),
];

/// Columns of countries.
pub(super) const COUNTRIES: &[Field] = &[
    Field::new("id", Kind::Id, "ISO 3166-1 alpha-3"),
    Field::new("name", Kind::Text, "its name"),
    Field::new("area", Kind::Text, "the free-movement area that it belongs to").or("none"),
    Field::number("official_wage_usd_month", "USD/month", MONEY, (20.0, 10_000.0), "an official's pay"),
    Field::number(
        "penalty_usd",
        "USD",
        MONEY,
        (0.0, 200_000.0),
        "what a sentence costs a smuggler, in money",
    ),
    Field::share("sentence_probability", "probability", "chance that a stopped crew is sentenced"),
    Field::share("seizure_probability", "probability", "chance that a stopped vehicle is seized"),
    Field::new(
        "stop_rule",
        Kind::Word(&["turned_back", "detained", "returned", "protected"]),
        "what happens to people who are stopped",
    ),
    Field::number("detention_days", "days", (0.0, 3_650.0), (0.0, 730.0), "days in detention"),
    Field::number(
        "detention_bribe_usd",
        "USD",
        MONEY,
        (0.0, 5_000.0),
        "what guards ask for letting somebody go from detention",
    )
    .or("they ask for nothing"),
    Field::share(
        "post_effectiveness",
        "probability",
        "chance that a post stops somebody irregular who has not bought passage",
    ),
    Field::share(
        "retry_probability",
        "probability",
        "chance that somebody who was stopped tries again; the others give up and go home",
    )
    .or("people decide, by what they believe"),
    Field::number("passport_price_usd", "USD", MONEY, (0.0, 500.0), "price of a passport"),
    Field::number("passport_bribe_usd", "USD", MONEY, (0.0, 1_000.0), "what has to be paid beside the price"),
    Field::number("passport_days", "days", (0.0, 3_650.0), (0.0, 730.0), "how long a passport takes"),
    Field::number(
        "investigation",
        "1/week/head",
        (0.0, 1e3),
        (0.0, 0.02),
        "arrests a week and head on a firm's case file",
    )
    .or("0"),
    Field::share(
        "financial_investigation",
        "share",
        "share of the cases on file in which the money is followed, too",
    )
    .or("0"),
    Field::number("forger_price_usd", "USD", MONEY, (5.0, 5_000.0), "a forger's price of papers")
        .or("nobody forges papers there"),
    Field::number("forger_days", "days", (0.0, 3_650.0), (0.1, 14.0), "how long a forger takes").or("1"),
    Field::share(
        "forgery_detection",
        "probability",
        "chance that a control of the country finds out forged papers",
    )
    .or("0"),
];
