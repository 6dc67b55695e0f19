//! What observers would have seen: monitored flow, detections, recorded deaths.

use crate::catalogue::Mechanism;

const NAME: &str = "observation";

/// The mechanism.
pub const MECHANISM: Mechanism = Mechanism {
    name: NAME,
    summary: "Observers count a share of those who pass a monitored leg and record a share of deaths; observed \
              figures are compared with these only, never with the truth of the model.",
    text: "Each person who sets out on a leg is counted with the leg's monitored_share, each death recorded with its \
           recorded_deaths_share, by a keyed draw of the person and leg. A detection is a person counted on a leg \
           into a destination place, or stopped on such a leg.",
    paragraphs: "56",
    parameters: &[],
    without: Some("observers see everything"),
};
