//! Whether a text may be shown.

use super::{decoding, ids, link, text};

/// Whether a text may be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Secrecy<'a> {
    /// It may.
    Plain,
    /// One of its words has the form of a token: capital letters. It may be a name, too.
    MayBeToken(&'a str),
    /// It may not: it holds a secret, or what cannot be told from one.
    Secret,
}

/// How long a text is looked at, in bytes: more is not shown anyway.
const LONGEST: usize = 1100;

/// What names secrets, without punctuation and in lower case, as it stays readable in most ways to encode it.
const SIGNS: [&str; 24] = [
    "androidappextra",
    "enrollmenttoken",
    "tokenvalue",
    "qrcodecontent",
    "qrcodeimage",
    "wifipassword",
    "wifiwpa",
    "password",
    "passwd",
    "passphrase",
    "passwort",
    "kennwort",
    "motdepasse",
    "密码",
    "presharedkey",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "clientsecret",
    "authorizationbearer",
    "bearereyj",
    "webtoken",
    "sharedaccesssignature",
    "ivborw0kggo",
];

/// Judges a text, by all that it may be an encoding of. What nobody sees in it divides no word: a person reads on over it.
pub(super) fn of(text: &str) -> Secrecy<'_> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or_default();
    let seen = text::bare_letters(text);
    if is_secret(text) || is_secret(&seen) {
        return Secrecy::Secret;
    }
    if token_word(text).is_none() && token_word(&seen).is_some() {
        return Secrecy::Secret;
    }
    let mut decoded = seen;
    for _ in 0..6 {
        let next = decoding::entities(&decoded);
        let next = decoding::percent(&next).unwrap_or(next);
        let next = decoding::replaced(&next, "\\", "");
        if next == decoded {
            break;
        }
        decoded = next;
        if is_secret(&decoded) || token_word(&decoded).is_some() {
            return Secrecy::Secret;
        }
    }
    token_word(text).map_or(Secrecy::Plain, Secrecy::MayBeToken)
}

fn is_secret(text: &str) -> bool {
    let key = text::key(text);
    SIGNS.iter().any(|sign| text::contains(&key, sign))
        || text::contains(text, "wifi:")
        || words(text).any(is_secret_word)
        || has_secret_parameter(text)
}

/// The runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Twenty digits or capital letters, as Google's tokens are, whatever else is joined to them, or a piece of something in
/// base64.
fn is_secret_word(word: &str) -> bool {
    let has_run = |is: fn(&u8) -> bool| word.as_bytes().windows(20).any(|run| run.iter().all(is));
    has_run(u8::is_ascii_uppercase) || has_run(u8::is_ascii_digit) || decoding::may_be_base64(word)
}

/// A word of eight capital letters.
fn token_word(text: &str) -> Option<&str> {
    words(text).find(|word| is_token_form(word))
}

/// Whether a word has the form of the default profile's token.
pub(super) fn is_token_form(word: &str) -> bool {
    word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a link carries more than an ID or an address: keys and signatures are handed on in links, too.
fn has_secret_parameter(text: &str) -> bool {
    link::is_link(text)
        && text.split(['?', '&', '#', ';']).skip(1).any(|part| {
            part.split_once('=').is_some_and(|(name, value)| {
                matches!(
                    text::key(name).as_str(),
                    "token" | "et" | "sig" | "code" | "key" | "sas" | "secret" | "pwd"
                ) && ids::read(value).is_none()
            })
        })
}
