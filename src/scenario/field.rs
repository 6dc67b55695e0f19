//! What a key or column is: one description, from which reading, judging, the schema and `explain`
//! are made.

/// The kind of value that a key or column takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A row's own name: letters, digits, `_` and `-`.
    Id,
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A number without a fraction.
    Whole,
    /// Yes or no.
    Flag,
    /// One word of a list.
    Word(&'static [&'static str]),
    /// The id of a row of the table named.
    Reference(&'static str),
    /// Ids of rows of the table named, separated by spaces, or `*` for all.
    References(&'static str),
    /// A date.
    Date,
    /// A number, or `unlimited`.
    Quota,
    /// A list of texts.
    Texts,
    /// A list of numbers.
    Numbers,
}

/// What holds when a key or cell is blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Blank {
    /// It may not be.
    Refused,
    /// It means this.
    Means(&'static str),
}

/// A key of the scenario file or of a policy, or a column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The kind of value.
    pub kind: Kind,
    /// The unit; empty for words.
    pub unit: &'static str,
    /// What is possible at all.
    pub limits: (f64, f64),
    /// What is plausible.
    pub range: (f64, f64),
    /// What a blank means.
    pub blank: Blank,
}

impl Field {
    /// A field of a kind without bounds, that has to be filled in.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        let bounds = (f64::NEG_INFINITY, f64::INFINITY);
        Self { name, meaning, kind, unit: "", limits: bounds, range: bounds, blank: Blank::Refused }
    }

    /// A number with unit, limits and plausible range.
    #[must_use]
    pub const fn number(
        name: &'static str,
        unit: &'static str,
        limits: (f64, f64),
        range: (f64, f64),
        meaning: &'static str,
    ) -> Self {
        Self { unit, limits, range, ..Self::new(name, Kind::Number, meaning) }
    }

    /// A probability or share; anything from 0 to 1 is plausible.
    #[must_use]
    pub const fn share(name: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::number(name, unit, (0.0, 1.0), (0.0, 1.0), meaning)
    }

    /// Without a fraction.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.kind = Kind::Whole;
        self
    }

    /// May be blank, with this meaning.
    #[must_use]
    pub const fn or(mut self, meaning: &'static str) -> Self {
        self.blank = Blank::Means(meaning);
        self
    }

    /// Whether it has to be filled in.
    #[must_use]
    pub fn required(&self) -> bool {
        self.blank == Blank::Refused
    }

    /// Unit, bounds and default in a few words.
    #[must_use]
    pub fn about(&self) -> String {
        let kind = match self.kind {
            Kind::Word(words) => words.join(" | "),
            Kind::Flag => "yes or no".into(),
            Kind::Date => "a date".into(),
            Kind::Reference(table) => format!("an id of {table}"),
            Kind::References(table) => format!("ids of {table}, or *"),
            Kind::Quota => format!("{}, or `unlimited`", self.unit),
            Kind::Numbers => "numbers, as [1, 2.5]".into(),
            _ => self.unit.into(),
        };
        let default = match self.blank {
            Blank::Means(meaning) if !meaning.is_empty() => format!("blank: {meaning}"),
            _ => String::new(),
        };
        let parts = [kind, span(telling(self.limits)), default];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Bounds without those that only guard against slips and are not worth telling.
#[must_use]
pub fn telling((low, high): (f64, f64)) -> (f64, f64) {
    const FAR: f64 = 1e9;
    let low = if low <= -FAR { f64::NEG_INFINITY } else { low };
    (low, if high >= FAR { f64::INFINITY } else { high })
}

/// Bounds in words; empty if there are none.
#[must_use]
pub fn span((low, high): (f64, f64)) -> String {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => format!("{low} to {high}"),
        (true, false) => format!("{low} or more"),
        (false, true) => format!("{high} or less"),
        (false, false) => String::new(),
    }
}
