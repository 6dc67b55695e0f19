//! `ro-crate-metadata.json`: the results and where they came from, for whoever collects such folders.
//!
//! An RO-Crate 1.1 after the profile Process Run Crate 0.5: one action, made by the program, of the
//! scenarios spelled out (and of a study's file), that gave all other files. Results of every kind are
//! described by this one code.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::manifest::{BUILD, Input};

/// Its name in the folder.
pub const CRATE: &str = "ro-crate-metadata.json";
const PROFILE: &str = "https://w3id.org/ro/wfrun/process/0.5";
const PROGRAM: &str = "#program";
const ACTION: &str = "#run";
const LICENCE: &str = "#licence";

/// How results were made, as their crate tells it.
#[derive(Clone, Debug)]
pub struct Making<'a> {
    /// What was done.
    pub action: String,
    /// What came of it: the title of the results.
    pub title: String,
    /// The same in a sentence, with how many runs and from which seed.
    pub summary: String,
    /// The command.
    pub command: &'a str,
    /// The files that were read.
    pub inputs: Vec<&'a Input>,
    /// Whether all replicates that were asked for are in the results.
    pub is_whole: bool,
}

/// Whether a file of a results folder is one that the results are made again from: the scenarios spelled
/// out, and a study's file.
pub(super) fn is_input(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

/// The files of a folder by their paths in it, in their order.
pub(super) fn files_below(root: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut open, mut files) = (vec![root.to_path_buf()], Vec::new());
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.extend(path.strip_prefix(root).map(Path::to_path_buf));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Describes the results in `root`. `when` is the time at which they were made, after ISO 8601.
pub(super) fn describe(root: &Path, making: &Making<'_>, when: &str) -> io::Result<Value> {
    let mut files = Vec::new();
    for path in files_below(root)? {
        files.push(File::read(root, &path)?);
    }
    let (objects, results): (Vec<&File>, Vec<&File>) =
        files.iter().partition(|file| is_input(Path::new(&file.path)));
    // Cases may share files.
    let inputs: BTreeMap<&str, &str> =
        making.inputs.iter().map(|input| (input.digest.as_str(), input.file.as_str())).collect();
    let mut graph = vec![
        json!({
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": { "@id": "https://w3id.org/ro/crate/1.1" },
            "about": { "@id": "./" },
        }),
        folder(making, when, &files),
        json!({ "@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5" }),
        json!({
            "@id": LICENCE,
            "@type": "CreativeWork",
            "name": "No licence stated",
            "description": "The program does not know under which terms whoever ran it passes the results on.",
        }),
        program(),
        action(making, when, &objects, &inputs, &results),
    ];
    graph.extend(files.iter().map(File::entity));
    graph.extend(inputs.iter().map(|(digest, file)| {
        json!({
            "@id": format!("#input-{digest}"),
            "@type": "CreativeWork",
            "name": file,
            "identifier": format!("blake3:{digest}"),
            "description": "a file that was read; what it says is spelled out in this folder",
        })
    }));
    Ok(json!({
        "@context": [
            "https://w3id.org/ro/crate/1.1/context",
            "https://w3id.org/ro/terms/workflow-run/context",
        ],
        "@graph": graph,
    }))
}

fn folder(making: &Making<'_>, when: &str, files: &[File]) -> Value {
    json!({
        "@id": "./",
        "@type": "Dataset",
        "name": making.title,
        "description": format!("{} Not a prediction.", making.summary),
        "datePublished": when,
        "license": { "@id": LICENCE },
        "conformsTo": { "@id": PROFILE },
        "hasPart": files.iter().map(File::reference).collect::<Vec<_>>(),
        "mentions": { "@id": ACTION },
    })
}

fn program() -> Value {
    json!({
        "@id": PROGRAM,
        "@type": "SoftwareApplication",
        "name": env!("CARGO_PKG_NAME"),
        "softwareVersion": env!("CARGO_PKG_VERSION"),
        "description": format!("built from commit {} by {} for {}", BUILD.commit, BUILD.compiler, BUILD.target),
    })
}

fn action(
    making: &Making<'_>,
    when: &str,
    objects: &[&File],
    inputs: &BTreeMap<&str, &str>,
    results: &[&File],
) -> Value {
    let inputs = inputs.keys().map(|digest| json!({ "@id": format!("#input-{digest}") }));
    let status = if making.is_whole { "Completed" } else { "Failed" };
    json!({
        "@id": ACTION,
        "@type": "CreateAction",
        "name": making.action,
        "description": making.command,
        "endTime": when,
        "instrument": { "@id": PROGRAM },
        "object": objects.iter().map(|file| file.reference()).chain(inputs).collect::<Vec<_>>(),
        "result": results.iter().map(|file| file.reference()).collect::<Vec<_>>(),
        "actionStatus": { "@id": format!("http://schema.org/{status}ActionStatus") },
    })
}

/// A file of the results.
struct File {
    path: String,
    bytes: u64,
    digest: String,
}

impl File {
    fn read(root: &Path, path: &Path) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        let bytes = io::copy(&mut fs::File::open(root.join(path))?, &mut hasher)?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Ok(Self { path: parts.join("/"), bytes, digest: hasher.finalize().to_hex().to_string() })
    }

    /// The path as part of an address.
    fn address(&self) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let shown =
            |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        self.path.bytes().map(shown).collect()
    }

    fn reference(&self) -> Value {
        json!({ "@id": self.address() })
    }

    fn entity(&self) -> Value {
        json!({
            "@id": self.address(),
            "@type": "File",
            "name": self.path,
            "encodingFormat": self.format(),
            "contentSize": self.bytes.to_string(),
            "identifier": format!("blake3:{}", self.digest),
        })
    }

    fn format(&self) -> &'static str {
        match self.path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "csv" => "text/csv",
            "json" => "application/json",
            "parquet" => "application/vnd.apache.parquet",
            "png" => "image/png",
            "svg" => "image/svg+xml",
            "toml" => "application/toml",
            "html" => "text/html",
            _ => "text/plain",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Manifest, Origin, synthetic};

    #[test]
    fn everything_that_is_named_is_described() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["summary.csv", "resolved/law & order.toml", "charts/fees.svg"] {
            fs::create_dir_all(dir.path().join(file).parent().unwrap()).unwrap();
            fs::write(dir.path().join(file), file).unwrap();
        }
        let input = |file: &str| Input { file: file.into(), digest: "ab".into() };
        let inputs = vec![input("law.toml"), input("the-same.toml")];
        let origin = Origin { command: "wayfare compare x".into(), inputs, seconds: 1.0 };
        let manifest = Manifest::of(&synthetic::comparison(2, 2), origin);
        let described = describe(dir.path(), &manifest.making(), "2026-01-01T00:00:00Z").unwrap();
        let graph = described["@graph"].as_array().unwrap();
        let ids: Vec<&str> = graph.iter().map(|entity| entity["@id"].as_str().unwrap()).collect();
        let action = graph.iter().find(|entity| entity["@type"] == "CreateAction").unwrap();
        let named = ["object", "result"].map(|key| action[key].as_array().unwrap().clone()).concat();
        assert_eq!(named.len(), 4);
        for entity in named.iter().chain([&action["instrument"]]) {
            assert!(ids.contains(&entity["@id"].as_str().unwrap()), "{entity}");
        }
        assert_eq!(action["object"][0]["@id"], "resolved/law%20%26%20order.toml");
    }
}
