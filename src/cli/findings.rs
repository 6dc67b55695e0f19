//! What a study came to, on its way out.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::Manner;
use super::exit::{Exit, complain, print, say};
use super::farewell::command_line;
use super::order::now;
use super::progress::about;
use super::study::Ran;
use crate::experiment::study::{Findings, Posterior, StudyManifest, Table, tables};
use crate::experiment::{Folder, Input};
use crate::report;
use crate::scenario::count;
use crate::scenario::study::Study;

/// What a study found, and where it came from.
pub(super) struct Results<'a> {
    study: &'a Study,
    findings: &'a Findings,
    manifest: StudyManifest,
    tables: Vec<Table>,
    /// What the results can be made again from, by paths in their folder.
    texts: Vec<(String, String)>,
}

impl<'a> Results<'a> {
    pub(super) fn of(
        study: &'a Study,
        findings: &'a Findings,
        ran: &Ran,
        inputs: Vec<Input>,
        texts: Vec<(String, String)>,
    ) -> Self {
        let manifest = StudyManifest {
            command: command_line(),
            runs: ran.made,
            failed: ran.failed,
            inputs,
            duration_seconds: (ran.seconds * 10.0).round() / 10.0,
            ..StudyManifest::of(study)
        };
        Self { study, findings, manifest, tables: tables(findings, study), texts }
    }

    /// Writes the results folder, and gives the charts' names.
    pub(super) fn write(&self, target: &Path, force: bool) -> Result<Vec<String>, String> {
        let folder = Folder::begin(target, force).map_err(|e| e.to_string())?;
        let names = self.fill(&folder)?;
        folder.publish().map_err(|e| e.to_string())?;
        Ok(names)
    }

    /// Puts everything into a results folder, and gives the charts' names.
    pub(super) fn fill(&self, folder: &Folder) -> Result<Vec<String>, String> {
        folder.put_origin(&self.manifest, &self.texts).map_err(|e| e.to_string())?;
        for table in &self.tables {
            let text = table.csv().map_err(|e| e.to_string())?;
            folder.put(&format!("{}.csv", table.name), &text).map_err(|e| e.to_string())?;
        }
        let charts = folder.inside("charts").map_err(|e| e.to_string())?;
        let names = report::charts::write_study(self.findings, self.study, &charts)
            .map_err(|e| format!("couldn't draw the charts: {e}; no results were left behind"))?;
        folder.describe(&self.manifest.making(), &now()).map_err(|e| e.to_string())?;
        Ok(names)
    }

    /// Prints the results, then where they are and what comes next.
    pub(super) fn finish(&self, target: &Path, charts: &[String], json: bool, manner: Manner) -> Exit {
        let exit = if self.manifest.failed > 0 { Exit::Incomplete } else { Exit::Success };
        let exit = match json {
            true => self.print_json(exit),
            false => print(&report::render_findings(self.findings, self.study), exit),
        };
        if !manner.quiet {
            say(&self.farewell(target, charts));
        }
        if self.manifest.failed > 0 {
            complain(
                &format!("{} failed; the results lack them", count(self.manifest.failed, "replicate")),
                &[],
            );
        }
        exit
    }

    fn print_json(&self, exit: Exit) -> Exit {
        let part = |value: Result<Value, serde_json::Error>| value.unwrap_or(Value::Null);
        let mut all = Map::new();
        all.insert("manifest".into(), part(serde_json::to_value(&self.manifest)));
        for table in &self.tables {
            all.insert(table.name.into(), part(serde_json::to_value(table)));
        }
        print(&format!("{:#}\n", Value::Object(all)), exit)
    }

    fn farewell(&self, target: &Path, charts: &[String]) -> String {
        let seconds = self.manifest.duration_seconds;
        let mut text = format!("\nresults in {} ({} of running)\n", target.display(), about(seconds));
        for chart in charts {
            let path: PathBuf = target.join("charts").join(format!("{chart}.svg"));
            text += &format!("  {}\n", path.display());
        }
        let policies = self.study.scenarios.iter().flat_map(|s| &s.policies);
        let next = match (self.findings, policies.last()) {
            (Findings::Sensitivity(found), _) if !found.factors.is_empty() => {
                let most = found.findings.iter().max_by(|a, b| a.size.weight().total_cmp(&b.size.weight()));
                let name = most.map_or_else(String::new, |f| found.factors[f.factor].name());
                explained(&name)
            }
            (Findings::Calibration(found), _) => {
                let width = |p: &&Posterior| p.shares[2] - p.shares[0];
                let narrowed = found.parameters.iter().min_by(|a, b| width(a).total_cmp(&width(b)));
                narrowed.map_or_else(String::new, |parameter| parameter.name.clone())
            }
            (_, Some(policy)) => policy.lever.to_owned(),
            _ => "deaths".into(),
        };
        text + &format!("next: wayfare explain {next}")
    }
}

/// What can be explained of an uncertain number: itself, or the number of a lever.
fn explained(name: &str) -> String {
    match name.starts_with("policy:") {
        true => name.rsplit('.').next().unwrap_or(name).to_owned(),
        false => name.to_owned(),
    }
}
