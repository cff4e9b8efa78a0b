//! Text read line by line.

use super::{
    decoding, ids,
    link::{self, Linked},
    naming::{self, Kind, Name},
    pasted::{PasteProblem, Reason, Reference},
    reading::{PasteReading, PasteSource},
    secrecy, text,
    token::{self, HiddenText, TokenSecret},
};

/// The longest line that may be a name, in characters.
const LONGEST_NAME: usize = 256;

/// What a line said of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    None,
    /// It is called so: `Token`, and the token in the next line.
    Of(Name),
}

impl PasteReading {
    /// Reads one line: all the IDs and links in it; if there are none, a token or a name. Returns what it says of the next.
    ///
    /// A line without letters and digits says nothing and is passed over. `shown`: the line as it was handed in.
    pub(super) fn line(
        &mut self,
        line: &str,
        shown: &str,
        label: Label,
        may_label: bool,
        source: PasteSource,
    ) -> Result<Label, PasteProblem> {
        self.work.pass(line.len() * 2);
        let before = self.collector.mentions();
        let source = match (source.kind, cmdlet(line)) {
            (Kind::Unsaid, Some(kind)) => source.about(kind),
            _ => source,
        };
        let mut reason = None;
        let mut start = 0;
        for word in line.split_inclusive(char::is_whitespace) {
            let end = start + word.len();
            let why = if link::is_link(word) {
                self.links(word.trim_end(), source)?
            } else if let Some(decoded) = encoded(word) {
                self.encoded(word.trim(), &decoded, source)?;
                None
            } else {
                let up_to_here = line.get(..end).unwrap_or_default();
                self.ids(up_to_here, start, label, source)?
            };
            reason = reason.or(why);
            start = end;
        }
        self.names_in_rule(line, source)?;
        if self.collector.mentions() > before {
            return Ok(Label::None);
        }
        if let Some(reason) = reason {
            if source.may_name || reason != Reason::LinkWithoutProfile {
                self.collector.refuse(source.place(), shown, reason)?;
            }
            return Ok(Label::None);
        }
        if ids::is_cut_off(line) {
            self.collector
                .refuse(source.place(), shown, Reason::CutOff)?;
            return Ok(Label::None);
        }
        self.words(unwrapped(line), unwrapped(shown), label, may_label, source)
    }

    /// The links in a word, and the IDs between them; returns why nothing was taken.
    fn links(&mut self, word: &str, source: PasteSource) -> Result<Option<Reason>, PasteProblem> {
        let mut reason = None;
        for piece in link::pieces(word) {
            let why = if link::is_link(piece) {
                self.link(piece, source)?
            } else {
                self.ids(piece, 0, Label::None, source)?
            };
            reason = reason.or(why);
        }
        Ok(reason)
    }

    /// Reads a link; returns why nothing was taken.
    pub(super) fn link(
        &mut self,
        link: &str,
        source: PasteSource,
    ) -> Result<Option<Reason>, PasteProblem> {
        self.work.pass(link.len() * 8);
        match link::read(link) {
            Ok(Linked::Profile(reference)) => self.collector.profile(
                source.place(),
                Reference {
                    profile_type: reference.profile_type.or(source.kind.profile_type()),
                    ..reference
                },
            )?,
            Ok(Linked::Token(token)) => self.collector.token(source.place(), token)?,
            Ok(Linked::Text(text)) => self.encoded("", &text, source)?,
            // A person has to choose, whatever else is on the line.
            Err(Reason::AmbiguousLink) => {
                self.collector
                    .refuse(source.place(), link, Reason::AmbiguousLink)?;
            }
            Err(reason) => return Ok(Some(reason)),
        }
        Ok(None)
    }

    /// Reads the IDs from some place of a text on; returns why one was not taken.
    pub(super) fn ids(
        &mut self,
        text: &str,
        from: usize,
        label: Label,
        source: PasteSource,
    ) -> Result<Option<Reason>, PasteProblem> {
        let mut reason = None;
        for (profile_id, name) in ids::mentions(text, from) {
            let name = match (name, label) {
                (Name::Unsaid, Label::Of(name)) | (name, _) => name,
            };
            let other = match (name, source.kind) {
                (Name::Profile(_), _) => None,
                (Name::Other(thing), _) | (_, Kind::Other(thing)) => Some(thing),
                _ => None,
            };
            if let Some(thing) = other {
                self.collector.other(thing, &profile_id);
                reason = Some(Reason::OtherId(thing));
                continue;
            }
            let typed = match name {
                Name::Profile(typed) => typed,
                _ => None,
            };
            self.collector.profile(
                source.place(),
                Reference {
                    profile_id,
                    profile_type: typed.or(source.kind.profile_type()),
                },
            )?;
        }
        Ok(reason)
    }

    /// The names that the rule of a dynamic group compares with.
    ///
    /// <https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership>
    pub(super) fn names_in_rule(
        &mut self,
        text: &str,
        source: PasteSource,
    ) -> Result<(), PasteProblem> {
        let mut rest = text;
        while let Some(end) = text::end_of(rest, "enrollmentProfileName") {
            rest = rest.get(end..).unwrap_or_default();
            let rule = rest.trim_start();
            // A word may be as long as the text, and is not looked at further than operators are long.
            let values = ["-eq", "-startswith", "-contains", "-in", "-match", "eq"]
                .iter()
                .find_map(|known| {
                    let (operator, values) = rule.split_at_checked(known.len())?;
                    let is_whole = values.is_empty() || values.starts_with(char::is_whitespace);
                    (is_whole && operator.eq_ignore_ascii_case(known)).then_some(values)
                });
            let Some(mut values) = values else { continue };
            loop {
                values = values.trim_start_matches([' ', '[', '(', ',', '\\']);
                let Some(quote) = values
                    .chars()
                    .next()
                    .filter(|char| matches!(char, '"' | '\''))
                else {
                    break;
                };
                values = values.get(1..).unwrap_or_default();
                let Some(end) = values.find(quote) else { break };
                let name = values.get(..end).unwrap_or_default().trim_end_matches('\\');
                if name.bytes().any(says_something) {
                    self.collector.name(source.place(), name)?;
                }
                values = values.get(end + 1..).unwrap_or_default();
            }
        }
        Ok(())
    }

    /// Reads a line without IDs and links.
    fn words(
        &mut self,
        line: &str,
        shown: &str,
        label: Label,
        may_label: bool,
        source: PasteSource,
    ) -> Result<Label, PasteProblem> {
        if !line.bytes().any(says_something) || is_time(line) || line.starts_with("//") {
            return Ok(Label::None);
        }
        let place = source.place();
        match label {
            Label::Of(Name::Token | Name::Code) => {
                if let Some(token) = TokenSecret::parse(line) {
                    self.collector.token(place, token)?;
                    return Ok(Label::None);
                }
            }
            Label::Of(Name::Secret) => {
                self.collector.refuse(place, "", Reason::Secret)?;
                return Ok(Label::None);
            }
            Label::Of(_) | Label::None => {}
        }
        if let Some((name, _)) = line.split_once([':', '='])
            && naming::named(name) == Name::Secret
        {
            self.collector.refuse(place, "", Reason::Secret)?;
            return Ok(Label::None);
        }
        if is_jwt(line) {
            self.collector.refuse(place, "", Reason::Secret)?;
            return Ok(Label::None);
        }
        if let Some(token) = token::in_line(line) {
            self.collector.token(place, token)?;
            return Ok(Label::None);
        }
        let before = self.collector.mentions();
        for token in token::in_any(line).into_iter().chain(tokens_in_prose(line)) {
            self.collector.token(place, token)?;
        }
        if self.collector.mentions() > before {
            return Ok(Label::None);
        }
        if source.may_name && token::is_in(line) {
            self.collector.refuse(place, "", Reason::Secret)?;
            return Ok(Label::None);
        }
        if !source.may_name {
            return Ok(Label::None);
        }
        // A heading, as where the page of a portal was copied.
        if may_label {
            match naming::named(line.trim_end_matches([':', '：'])) {
                Name::Unsaid | Name::Property => {}
                name => return Ok(Label::Of(name)),
            }
        }
        if line.chars().nth(LONGEST_NAME).is_some() {
            self.collector.refuse(place, shown, Reason::TooLong)?;
        } else if is_capital_word(line)
            && let Some(token) = TokenSecret::parse(line)
        {
            self.collector
                .token_or_name(place, token, HiddenText::new(shown))?;
        } else {
            self.collector.name(place, shown)?;
        }
        Ok(Label::None)
    }
}

/// What the name of a cmdlet says of the IDs behind it.
fn cmdlet(line: &str) -> Option<Kind> {
    let end = text::end_of(line, "EnrollmentProfile")?;
    // `…EnrollmentProfiles/`, of a link, says so itself.
    let is_link = line.get(end..)?.starts_with(['s', 'S']);
    let kind = Kind::of_type(
        line.split_whitespace()
            .find(|word| text::contains(word, "EnrollmentProfile"))?,
    );
    (!is_link && kind.profile_type().is_some()).then_some(kind)
}

/// What a word is without percent-encoding, or out of base64.
fn encoded(word: &str) -> Option<String> {
    let word = word.trim();
    if word.contains('%')
        && let Some(decoded) = decoding::percent(word)
        && (decoded.contains(['{', '"'])
            || link::is_link(&decoded)
            || ids::mentions(&decoded, 0).next().is_some())
    {
        return Some(decoded);
    }
    let word = word.trim_matches(|char: char| !char.is_ascii_alphanumeric() && char != '=');
    let word = word
        .rsplit(['=', ':', '"', '\'', '('].as_slice())
        .find(|part| part.len() >= 16)?;
    if word.len() < 24 || ids::read(word).is_some() {
        return None;
    }
    decoding::base64(word)
}

fn says_something(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// A date with a time, which apps put beside what they scan.
fn is_time(line: &str) -> bool {
    line.len() >= 12
        && line.contains(':')
        && line.bytes().filter(u8::is_ascii_digit).count() >= 8
        && line
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" -/.:TZ+,APM".contains(&byte))
}

/// An access token, or an ID token (RFC 7519).
fn is_jwt(line: &str) -> bool {
    line.split(|char: char| !(char.is_ascii_alphanumeric() || "-_.".contains(char)))
        .any(|word| word.starts_with("eyJ") && word.matches('.').count() == 2)
}

/// A word of capital letters alone, longer than most.
fn is_capital_word(line: &str) -> bool {
    (8..=40).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The words that have the form of a token in a sentence that speaks of one; or twenty letters or digits in any.
fn tokens_in_prose(line: &str) -> Vec<TokenSecret> {
    let key = text::key(line);
    let speaks = ["token", "令牌", "jeton"]
        .iter()
        .any(|word| text::contains(&key, word));
    line.split(|char: char| !(char.is_ascii_alphanumeric() || "-._~".contains(char)))
        .map(|word| word.trim_matches(['-', '.', '_', '~']))
        .filter(|word| {
            let all = |is: fn(&u8) -> bool| word.bytes().all(|byte| is(&byte));
            let any = |is: fn(&u8) -> bool| word.bytes().any(|byte| is(&byte));
            let code = all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            let google =
                word.len() == 20 && (all(u8::is_ascii_uppercase) || all(u8::is_ascii_digit));
            let mixed = word.len() >= 20
                && any(u8::is_ascii_digit)
                && any(u8::is_ascii_uppercase)
                && any(u8::is_ascii_lowercase);
            let said = speaks
                && (secrecy::is_token_form(word)
                    || word.len() >= 8 && code && (any(u8::is_ascii_digit) || word.len() > 12)
                    || mixed);
            google || said
        })
        .filter_map(TokenSecret::parse)
        .collect()
}

/// A line without what lists and programs put around their entries.
fn unwrapped(line: &str) -> &str {
    let line = line.trim();
    let line = ["- ", "* ", "• "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .unwrap_or(line);
    let line = line.trim_end_matches([',', ';']).trim();
    // Spreadsheets write numbers that are to stay text so.
    let line = line
        .strip_prefix('=')
        .filter(|rest| rest.starts_with('"'))
        .unwrap_or(line);
    [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('‘', '’'),
        ('「', '」'),
    ]
    .iter()
    .find_map(|&(open, close)| line.strip_prefix(open)?.strip_suffix(close))
    .unwrap_or(line)
    .trim()
}
