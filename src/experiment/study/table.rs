//! Tables of results: tidy, one observation a line.

use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number; what is none is blank.
    Number(f64),
    /// A count.
    Count(usize),
    /// Yes or no.
    Flag(bool),
}

/// A table with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn new(name: &'static str, columns: &[&str]) -> Self {
        Self { name, columns: columns.iter().map(|c| (*c).to_owned()).collect(), rows: Vec::new() }
    }

    /// The table as CSV.
    ///
    /// # Errors
    /// If the rows can't be put together, which no table of this room gives cause for.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::text))?;
        }
        let bytes = writer.into_inner().map_err(|error| error.into_error())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(x) if x.is_finite() => x.to_string(),
            Self::Number(_) => String::new(),
            Self::Count(n) => n.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Number(x) => json!(x.is_finite().then_some(*x)),
            Self::Count(n) => json!(n),
            Self::Flag(flag) => json!(flag),
        }
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = |cells: &Vec<Cell>| -> Map<String, Value> {
            self.columns.iter().cloned().zip(cells.iter().map(Cell::json)).collect()
        };
        self.rows.iter().map(row).collect::<Vec<_>>().serialize(serializer)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(x: f64) -> Self {
        Self::Number(x)
    }
}

impl From<Option<f64>> for Cell {
    fn from(x: Option<f64>) -> Self {
        Self::Number(x.unwrap_or(f64::NAN))
    }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Self::Count(n)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_blank_or_null() {
        let mut table = Table::new("points", &["point", "mean", "front"]);
        table.rows.push(vec![1_usize.into(), f64::NAN.into(), true.into()]);
        table.rows.push(vec!["a, b".into(), 0.5.into(), false.into()]);
        assert_eq!(table.csv().unwrap(), "point,mean,front\n1,,true\n\"a, b\",0.5,false\n");
        let json = serde_json::to_string(&table).unwrap();
        assert_eq!(
            json,
            r#"[{"point":1,"mean":null,"front":true},{"point":"a, b","mean":0.5,"front":false}]"#
        );
    }
}
