//! Recognising what a text holds.

use super::{
    decoding::Work,
    pasted::{Found, LONGEST_TEXT, NotRecognised, PasteProblem, Pasted, Place, Reason, Recognised},
    plan::is_plan,
    reading::{PasteReading, PasteSource},
    token::TokenSecret,
};
use crate::profile::ProfileId;

/// What reads texts, as a part of the page hands it out: nobody who only looks at the list waits for it.
#[derive(Debug, Clone, Copy)]
pub struct PasteReader {
    pub recognise: fn(&str) -> Result<Pasted, PasteProblem>,
    pub recognise_code: fn(&str) -> Result<Pasted, PasteProblem>,
    /// Whether a text is the file of a plan, which is to be opened as such.
    pub is_plan: fn(&str) -> bool,
}

impl PasteReader {
    pub const WHOLE: Self = Self {
        recognise,
        recognise_code,
        is_plan,
    };
}

/// Recognises what a text holds. In time and memory linear in its length, and for any text.
pub fn recognise(text: &str) -> Result<Pasted, PasteProblem> {
    recognise_and_count(text).0
}

/// Recognises what a text holds, and says what it took.
pub fn recognise_and_count(text: &str) -> (Result<Pasted, PasteProblem>, Work) {
    let mut reading = PasteReading {
        work: Work::on(text),
        ..PasteReading::default()
    };
    if text.len() > LONGEST_TEXT {
        return (Err(PasteProblem::TooLarge), reading.work);
    }
    let read = reading.text(text, PasteSource::WHOLE);
    let work = reading.work;
    (read.map(|()| reading.collector.finish()), work)
}

/// Recognises what is said to be a token: enrollment data, what a QR code says, or a bare token.
pub fn recognise_code(text: &str) -> Result<Pasted, PasteProblem> {
    let Pasted {
        found,
        duplicates,
        not_recognised,
        others,
    } = recognise(text)?;
    let (names, mut found): (Vec<Found>, Vec<Found>) = found
        .into_iter()
        .partition(|found| matches!(found.what, Recognised::Name(_)));
    for found in &mut found {
        found.what.is_said_to_be_a_token();
    }
    if found.is_empty()
        && let Some(token) = TokenSecret::parse(text)
    {
        return Ok(Pasted {
            found: vec![Found {
                place: Place::Line(1),
                what: Recognised::Token(token),
            }],
            ..Pasted::default()
        });
    }
    // What else it holds may be a secret too, such as the password of a Wi-Fi.
    let places = not_recognised
        .into_iter()
        .map(|not| (not.place, not.reason));
    let secrets = names.into_iter().map(|name| (name.place, Reason::Secret));
    Ok(Pasted {
        found,
        duplicates,
        others,
        not_recognised: places
            .chain(secrets)
            .map(|(place, reason)| NotRecognised {
                place,
                excerpt: String::new(),
                reason,
            })
            .collect(),
    })
}

/// Whether a text in the field for one ID is something to recognise: anything but nothing and one plain ID.
pub fn wants_recognition(text: &str) -> bool {
    !text.trim().is_empty() && ProfileId::parse(text).is_err()
}
