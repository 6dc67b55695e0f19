//! Tells the program what it is built from, for the manifests of its results.

use std::process::Command;

/// What decides about results beside the inputs.
const SOURCES: [&str; 4] = ["src", "Cargo.toml", "Cargo.lock", "build.rs"];

fn main() {
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
    }
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let unknown = || "unknown".to_owned();
    println!("cargo:rustc-env=WAYFARE_COMMIT={}", commit().unwrap_or_else(unknown));
    println!("cargo:rustc-env=WAYFARE_COMPILER={}", said(&compiler, &["--version"]).unwrap_or_else(unknown));
    println!("cargo:rustc-env=WAYFARE_TARGET={}", std::env::var("TARGET").unwrap_or_else(|_| unknown()));
}

/// The commit that the sources are of, and whether they were changed since.
fn commit() -> Option<String> {
    let commit = said("git", &["rev-parse", "HEAD"]).filter(|commit| !commit.is_empty())?;
    let changes = said("git", &[&["status", "--porcelain", "--"][..], &SOURCES].concat())?;
    Some(if changes.is_empty() { commit } else { commit + " with changes" })
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
