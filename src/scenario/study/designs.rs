//! What is varied: levers, uncertain numbers and parts, resolved from their names.

use super::file::StudyFile;
use super::{Design, Factor, FactorName, Lever, Method, Outcome, Part};
use crate::catalogue::{Default as DefaultValue, Mechanism, Parameter};
use crate::levers;
use crate::mechanisms;
use crate::scenario::field::Kind;
use crate::scenario::judge::Row;
use crate::scenario::names::{Candidate, unknown};
use crate::scenario::parameters::{about, candidate};
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::tables;
use crate::world::{LegId, Policy, Scenario, SourceNote};

/// Harms that no search may leave out.
pub const HARMS: [&str; 3] = ["deaths", "abuses", "returns_fled"];

/// Parts of a whole are told apart by the bits of a word.
const MOST_PARTS: usize = 64;

/// By what a column is multiplied.
const MULTIPLE: Parameter = Parameter::number("table", "multiple", 1.0).unit("multiple").limits(0.0, 1e6);

pub(super) fn resolve(file: &StudyFile, scenarios: &[Scenario], problems: &mut Problems) -> Option<Design> {
    let head = &file.head;
    let count = |key: &str, otherwise: usize| head.number(key).map_or(otherwise, |x| x as usize);
    let reader = Reader { file, scenarios };
    Some(match file.kind.name {
        "sweep" => {
            let design =
                Design::Sweep { levers: reader.levers(problems), grid: head.text("design") != "list" };
            report_list(&design, file, problems);
            design
        }
        "sensitivity" => {
            let (method, size) = match head.text("method") {
                "one_at_a_time" => (Method::OneAtATime, 1),
                "morris" => (Method::Morris, count("size", 10)),
                _ => (Method::Sobol, count("size", 64)),
            };
            Design::Sensitivity { method, factors: reader.factors(problems), size }
        }
        "attribution" => Design::Attribution { parts: reader.parts(problems), orders: count("orders", 24) },
        "robustness" => {
            Design::Robustness { factors: reader.factors(problems), futures: count("futures", 64) }
        }
        _ => Design::Search {
            levers: reader.levers_to_search(problems),
            candidates: count("candidates", 24),
            rounds: count("rounds", 3),
        },
    })
}

/// Values side by side have to be equally many.
fn report_list(design: &Design, file: &StudyFile, problems: &mut Problems) {
    let Design::Sweep { levers, grid: false } = design else { return };
    let Some(first) = levers.first() else { return };
    for (lever, row) in levers.iter().zip(file.section("lever")) {
        if lever.values.len() != first.values.len() {
            let message = format!("{} values here and {} there", lever.values.len(), first.values.len());
            let problem = Problem::error(message).at(row.spot("values"));
            problems.push(problem.label("with design = \"list\" values stand side by side: as many of each"));
        }
    }
}

/// A search that leaves a harm out of its objective would find ways to do more of it.
pub(super) fn report_harms(outcomes: &[Outcome], file: &StudyFile, problems: &mut Problems) {
    use super::Goal;
    use crate::outcomes::Scope;
    let counts = |harm: &&str| {
        let whole = |o: &&Outcome| o.indicator.name == *harm && o.scope == Scope::Total;
        outcomes.iter().find(whole).is_some_and(|o| o.goal == Some(Goal::Less))
    };
    let missing: Vec<&str> = HARMS.into_iter().filter(|harm| !counts(harm)).collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("the search leaves out {}", missing.join(", "));
    problems.push(
        Problem::error(message)
            .at(file.head.spot("kind"))
            .label("an objective has to hold deaths, abuses and returns_fled, less of each")
            .help("[[outcome]] with indicator and goal = \"less\" for each, as totals"),
    );
}

/// What is named twice would be varied twice, and the first time count for nothing.
pub(super) fn report_twice(is: bool, label: &str, row: &Row, key: &str, problems: &mut Problems) {
    if is {
        let problem = Problem::error(format!("`{label}` is named twice"));
        problems.push(problem.at(row.spot(key)).label("once is enough"));
    }
}

pub(super) struct Reader<'a> {
    pub file: &'a StudyFile,
    pub scenarios: &'a [Scenario],
}

impl Reader<'_> {
    fn levers(&self, problems: &mut Problems) -> Vec<Lever> {
        let mut levers: Vec<Lever> = Vec::new();
        for row in self.file.section("lever") {
            let Some(lever) = self.lever(row, problems) else { continue };
            let same = |other: &Lever| other.policy == lever.policy && other.number == lever.number;
            report_twice(levers.iter().any(same), &lever.label(), row, "policy", problems);
            levers.push(lever);
        }
        levers
    }

    /// Levers of which more than one value can be tried.
    fn levers_to_search(&self, problems: &mut Problems) -> Vec<Lever> {
        let levers = self.levers(problems);
        for lever in levers.iter().filter(|lever| lever.range.0 == lever.range.1) {
            let message = format!("`{}` has one value only, so there is nothing to search", lever.label());
            let problem = Problem::error(message).at(self.file.head.spot("kind"));
            problems.push(problem.label("state a range = [low, high], or leave the lever out"));
        }
        levers
    }

    fn lever(&self, row: &Row, problems: &mut Problems) -> Option<Lever> {
        let policy = self.policy(row, " in [[lever]]", problems)?;
        let policy_name = policy.name.clone();
        if row.blank("number") {
            let values = vec![0.0, 1.0];
            return Some(Lever { policy: policy_name, number: None, values, range: (0.0, 1.0) });
        }
        let number = number(policy, row, " in [[lever]]", problems)?;
        let stated = range(number, row, " in [[lever]]", problems);
        let own = policy.settings.get(number).and_then(|setting| setting.range);
        let listed = row.numbers("values");
        report_values(number, listed, row, problems);
        let of_list = || {
            let (low, high) =
                listed.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(*x), h.max(*x)));
            (low <= high).then_some((low, high))
        };
        let range = stated.or_else(of_list).or(own).unwrap_or(number.range);
        // Ends that are not numbers, as of what stands in a table, make no range.
        let known = range.0 < range.1;
        if !known && listed.is_empty() {
            let message = format!("no range of `{}` is known", number.name);
            let problem = Problem::error(message).at(row.spot("number"));
            problems.push(problem.label("state one: range = [low, high]"));
        }
        let steps = row.number("steps").unwrap_or(3.0) as usize;
        let values = if listed.is_empty() { spread(range, steps, number.whole) } else { listed.to_vec() };
        Some(Lever { policy: policy_name, number: Some(number), values, range })
    }

    /// A policy of the scenarios by its name.
    fn policy(&self, row: &Row, place: &str, problems: &mut Problems) -> Option<&Policy> {
        let name = row.text("policy");
        let all = || self.scenarios.iter().skip(1).flat_map(|scenario| &scenario.policies);
        let found = all().find(|policy| policy.name == name);
        if found.is_none() && !name.is_empty() {
            let mut known: Vec<Candidate> = all().map(|policy| Candidate::bare(&policy.name)).collect();
            known.dedup_by(|a, b| a.name == b.name);
            problems.push(unknown("policy", name, place, row.spot("policy"), &known));
        }
        found
    }

    fn factors(&self, problems: &mut Problems) -> Vec<Factor> {
        let mut factors: Vec<Factor> = Vec::new();
        for row in self.file.section("parameter") {
            let Some(factor) = self.factor(row, problems) else { continue };
            let same = |other: &Factor| other.name == factor.name;
            report_twice(factors.iter().any(same), &factor.label(), row, "name", problems);
            factors.push(factor);
        }
        factors
    }

    pub(super) fn factor(&self, row: &Row, problems: &mut Problems) -> Option<Factor> {
        let place = " in [[parameter]]";
        let name = match (row.blank("name"), row.blank("policy")) {
            (false, true) => self.named(row, problems)?,
            (true, false) => {
                let policy = self.policy(row, place, problems)?;
                FactorName::Policy(policy.name.clone(), number(policy, row, place, problems)?)
            }
            _ => {
                let problem = Problem::error("a parameter is either a `name`, or a `policy` with a `number`");
                problems.push(problem.at(&row.at).label("name = \"information.forget\", for one"));
                return None;
            }
        };
        let known = match &name {
            FactorName::Parameter(parameter) | FactorName::Policy(_, parameter) => *parameter,
            FactorName::Column(..) => &MULTIPLE,
        };
        let range = range(known, row, place, problems);
        if range.is_none() && row.blank("range") && !self.has_range(&name) {
            let problem = Problem::error("no range of this is known").at(&row.at);
            problems.push(problem.label("state one: range = [low, high]"));
        }
        Some(Factor { name, range })
    }

    /// A number of a mechanism, or a column of a table of which the case states a range.
    fn named(&self, row: &Row, problems: &mut Problems) -> Option<FactorName> {
        let name = row.text("name");
        let full = |p: &Parameter| format!("{}.{}", p.owner, p.name);
        let numbers = || mechanisms::parameters().filter(|p| matches!(p.default, DefaultValue::Number(_)));
        if let Some(parameter) = numbers().find(|p| full(p) == name) {
            return Some(FactorName::Parameter(parameter));
        }
        let columns = self.columns();
        if let Some((table, column)) =
            columns.iter().find(|(table, column)| format!("{table}.{column}") == name)
        {
            return Some(FactorName::Column(table, column));
        }
        let mut known: Vec<Candidate> =
            numbers().map(|p| Candidate { name: full(p), about: about(p) }).collect();
        let bare = |(table, column): &(&str, &str)| Candidate::bare(&format!("{table}.{column}"));
        known.extend(columns.iter().map(bare));
        let problem = unknown("parameter", name, " in [[parameter]]", row.spot("name"), &known);
        problems.push(problem.help("see: wayfare list parameters"));
        None
    }

    /// Columns of numbers of which `sources.csv` states a range.
    fn columns(&self) -> Vec<(&'static str, &'static str)> {
        let notes = self.scenarios.first().map_or(&[][..], |scenario| &scenario.source_notes);
        let column = |note: &SourceNote| {
            let table = tables::find(&note.table)?;
            let column = table.column(&note.column)?;
            let numeric = matches!(column.kind, Kind::Number | Kind::Whole | Kind::Quota);
            (numeric && note.range.0 < note.range.1).then_some((table.name, column.name))
        };
        notes.iter().filter_map(column).collect()
    }

    fn has_range(&self, name: &FactorName) -> bool {
        match name {
            FactorName::Parameter(parameter) => parameter.is_uncertain(),
            FactorName::Column(..) => true,
            FactorName::Policy(policy, parameter) => {
                let own = self.scenarios.iter().flat_map(|scenario| &scenario.policies);
                let stated =
                    own.filter(|p| p.name == *policy).filter_map(|p| p.settings.get(parameter)?.range);
                stated.count() > 0 || parameter.is_uncertain()
            }
        }
    }

    /// The parts that the file names, or a part for each policy that the scenario adds.
    fn parts(&self, problems: &mut Problems) -> Vec<Part> {
        let named = self.named_parts(problems);
        let [baseline, scenario, ..] = self.scenarios else { return named };
        if !named.is_empty() {
            return named;
        }
        let added = scenario.policies.iter().filter(|policy| !baseline.policies.contains(policy));
        let of = |policy: &Policy| Part {
            name: policy.name.clone(),
            policies: vec![policy.name.clone()],
            mechanisms: Vec::new(),
            legs: Vec::new(),
        };
        let parts: Vec<Part> = added.map(of).collect();
        if parts.is_empty() {
            let message = format!("scenario `{}` adds no policy", scenario.name);
            let problem = Problem::error(message).at(self.file.head.spot("scenario"));
            problems.push(problem.label("name its parts: [[part]] with policies, mechanisms or legs"));
        }
        parts
    }

    fn named_parts(&self, problems: &mut Problems) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for row in self.file.section("part") {
            let part = self.part(row, problems);
            let contents = |part: &Part| (part.policies.clone(), part.mechanisms.clone(), part.legs.clone());
            let same = |other: &Part| other.name == part.name || contents(other) == contents(&part);
            report_twice(parts.iter().any(same), &part.name, row, "name", problems);
            if parts.len() == MOST_PARTS {
                let problem = Problem::error(format!("more than {MOST_PARTS} parts")).at(&row.at);
                problems.push(problem.label("put some of them together"));
            }
            parts.push(part);
        }
        parts
    }

    fn part(&self, row: &Row, problems: &mut Problems) -> Part {
        let policies = row.list("policies");
        let own = self.scenarios.get(1).map_or(&[][..], |scenario| &scenario.policies);
        let known: Vec<Candidate> = own.iter().map(|p| Candidate::bare(&p.name)).collect();
        for name in policies.iter().filter(|name| own.iter().all(|p| p.name != **name)) {
            problems.push(unknown("policy", name, " in [[part]]", row.spot("policies"), &known));
        }
        let part = Part {
            name: row.text("name").to_owned(),
            policies: policies.into_iter().map(str::to_owned).collect(),
            mechanisms: row
                .list("mechanisms")
                .iter()
                .filter_map(|name| switch(name, row, problems))
                .collect(),
            legs: row.list("legs").iter().filter_map(|id| self.leg(id, row, problems)).collect(),
        };
        if ["policies", "mechanisms", "legs"].iter().all(|key| row.blank(key)) {
            let problem = Problem::error(format!("part `{}` is of nothing", part.name)).at(&row.at);
            problems.push(problem.label("name policies, mechanisms or legs"));
        }
        part
    }

    fn leg(&self, id: &str, row: &Row, problems: &mut Problems) -> Option<LegId> {
        let legs = &self.scenarios.first()?.legs;
        let found = legs.iter().position(|leg| leg.id == id);
        if found.is_none() {
            let known: Vec<Candidate> = legs.iter().map(|leg| Candidate::bare(&leg.id)).collect();
            problems.push(unknown("leg", id, " in [[part]]", row.spot("legs"), &known));
        }
        found.map(|i| LegId(i as u16))
    }
}

fn switch(name: &str, row: &Row, problems: &mut Problems) -> Option<&'static str> {
    let can_go = |m: &&&Mechanism| m.without.is_some();
    let found = mechanisms::ALL.iter().filter(can_go).find(|m| m.name == name);
    if found.is_none() {
        let known: Vec<Candidate> =
            mechanisms::ALL.iter().filter(can_go).map(|m| Candidate::bare(m.name)).collect();
        let what = if mechanisms::find(name).is_some() {
            "mechanism that can be switched off:"
        } else {
            "mechanism"
        };
        problems.push(unknown(what, name, " in [[part]]", row.spot("mechanisms"), &known));
    }
    found.map(|m| m.name)
}

/// A number of a policy's lever.
fn number(policy: &Policy, row: &Row, place: &str, problems: &mut Problems) -> Option<&'static Parameter> {
    let own = levers::find(policy.lever).map_or(&[][..], |lever| lever.text.parameters);
    let numbers: Vec<&'static Parameter> =
        own.iter().copied().filter(|p| matches!(p.default, DefaultValue::Number(_))).collect();
    let name = row.text("number");
    let found = numbers.iter().find(|p| p.name == name).copied();
    if found.is_none() {
        let known: Vec<Candidate> = numbers.iter().map(|p| candidate(p)).collect();
        let what = format!("number of {}", policy.lever);
        let at = row.spot("number");
        let problem = unknown(&what, name, place, at, &known);
        problems.push(problem.help(format!("see: wayfare explain {}", policy.lever)));
    }
    found
}

/// A stated range: two possible numbers that rise.
fn range(parameter: &Parameter, row: &Row, place: &str, problems: &mut Problems) -> Option<(f64, f64)> {
    let stated = row.numbers("range");
    if stated.is_empty() {
        return None;
    }
    report_values(parameter, stated, row, problems);
    match stated {
        [low, high] if low < high => Some((*low, *high)),
        _ => {
            let message = format!("the range of `{}` should be two numbers that rise{place}", parameter.name);
            problems.push(Problem::error(message).at(row.spot("range")).label("as [0.1, 0.5]"));
            None
        }
    }
}

fn report_values(parameter: &Parameter, values: &[f64], row: &Row, problems: &mut Problems) {
    let (low, high) = parameter.limits;
    let possible = |x: &&f64| !(low <= **x && **x <= high && (!parameter.whole || x.fract() == 0.0));
    if let Some(x) = values.iter().find(possible) {
        let message = format!("`{}` can't be {x}", parameter.name);
        let key = if row.numbers("values") == values { "values" } else { "range" };
        problems.push(Problem::error(message).at(row.spot(key)).label(about(parameter)));
    }
}

/// Values evenly over a range, both ends in it.
fn spread((low, high): (f64, f64), steps: usize, whole: bool) -> Vec<f64> {
    let at = |i: usize| low + (high - low) * i as f64 / (steps.max(2) - 1) as f64;
    let round = |x: f64| if whole { x.round() } else { x };
    let mut values: Vec<f64> = (0..steps.max(2)).map(|i| round(at(i))).collect();
    values.dedup();
    values
}
