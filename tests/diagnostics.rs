//! What the scenario room says about files, good and bad.

#![allow(clippy::unwrap_used, clippy::panic)]

mod diagnostics {
    mod calibrations;
    mod hostile;
    mod messages;
    mod overlay;
    mod schema_holds;
    mod studies;
    mod support;
    mod verbs;
}
