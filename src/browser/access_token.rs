//! Access tokens in hand, so that MSAL is asked once in the life of each.
//!
//! MSAL's own entries in `sessionStorage` stay what says who is signed in: a token is in hand only as long as the entry that MSAL
//! keeps of it is there, and says the same. It is not after signing out, after another sign-in, after a challenge was met with
//! a new token, and where the storage was cleared.

use std::{cell::RefCell, fmt, rc::Rc};

use js_sys::{Date, Object, Promise};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};

use super::{clock, web_storage};
use crate::session::TokenLife;

#[wasm_bindgen]
extern "C" {
    type AuthenticationResult;

    #[wasm_bindgen(method, getter, js_name = accessToken)]
    fn access_token(this: &AuthenticationResult) -> String;
    #[wasm_bindgen(method, getter, js_name = expiresOn)]
    fn expires_on(this: &AuthenticationResult) -> Option<Date>;

    type SessionStorage;

    // web-sys would copy the text into the memory of the page each time.
    #[wasm_bindgen(method, js_name = getItem, catch)]
    fn item(this: &SessionStorage, key: &str) -> Result<JsValue, JsValue>;
}

/// An access token for Graph: it goes into one header and nowhere else.
pub(crate) struct AccessToken {
    bearer: String,
}

impl AccessToken {
    /// The value of the header `Authorization`.
    pub(super) fn bearer(&self) -> &str {
        &self.bearer
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// The access tokens in hand, and those that MSAL was asked for; one for each set of scopes.
#[derive(Clone, Default)]
pub(super) struct TokensInHand(Rc<RefCell<Vec<ForScopes>>>);

struct ForScopes {
    scopes: Vec<String>,
    token: InHand,
}

enum InHand {
    /// MSAL was asked, and has not answered.
    Asked(Promise),
    Given {
        token: Rc<AccessToken>,
        life: TokenLife,
        entry: Entry,
    },
}

impl TokensInHand {
    /// The token for these scopes, if it is in hand.
    pub(super) fn get(&self, scopes: &[String]) -> Option<Rc<AccessToken>> {
        self.0.borrow().iter().find_map(|of| match &of.token {
            InHand::Given { token, life, entry }
                if of.scopes == scopes
                    && !life.is_over(clock::now(), clock::tick_ms())
                    && entry.is_there() =>
            {
                Some(Rc::clone(token))
            }
            _ => None,
        })
    }

    /// MSAL's answer that is awaited for these scopes, or the one that `ask` asks it for.
    pub(super) fn asked(&self, scopes: &[String], ask: impl FnOnce() -> Promise) -> Promise {
        let mut all = self.0.borrow_mut();
        for of in all.iter() {
            if let (true, InHand::Asked(answer)) = (of.scopes == scopes, &of.token) {
                return answer.clone();
            }
        }
        let answer = ask();
        all.retain(|of| of.scopes != scopes);
        all.push(ForScopes {
            scopes: scopes.to_owned(),
            token: InHand::Asked(answer.clone()),
        });
        answer
    }

    /// Takes the token of an answer: it is in hand from now on, unless it was let go of meanwhile.
    pub(super) fn take(&self, answer: &Promise, result: &JsValue) -> Rc<AccessToken> {
        let result: &AuthenticationResult = result.unchecked_ref();
        let secret = result.access_token();
        let token = Rc::new(AccessToken {
            bearer: format!("Bearer {secret}"),
        });
        if let Some(scopes) = self.give_up(answer)
            && let Some(life) = result.expires_on().map(|end| life_until(&end))
            && let Some(entry) = Entry::of(&secret)
        {
            let token = InHand::Given {
                token: Rc::clone(&token),
                life,
                entry,
            };
            self.0.borrow_mut().push(ForScopes { scopes, token });
        }
        token
    }

    /// Nothing comes of an answer any more. Gives the scopes for which it was awaited, if it was.
    pub(super) fn give_up(&self, answer: &Promise) -> Option<Vec<String>> {
        let mut all = self.0.borrow_mut();
        let is_of = |of: &ForScopes| match &of.token {
            InHand::Asked(asked) => Object::is(asked, answer),
            InHand::Given { .. } => false,
        };
        let at = all.iter().position(is_of)?;
        Some(all.swap_remove(at).scopes)
    }

    /// Lets go of all of them: MSAL is asked for the next one.
    pub(super) fn let_go(&self) {
        self.0.borrow_mut().clear();
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "JavaScript's clock counts whole numbers below 2^53"
)]
fn life_until(end: &Date) -> TokenLife {
    TokenLife::new(end.get_time() as i64, clock::now(), clock::tick_ms())
}

/// The entry that MSAL keeps of a token.
struct Entry {
    key: String,
    text: JsValue,
}

impl Entry {
    /// `None` where none holds it: in what form MSAL keeps its entries is its own business.
    fn of(secret: &str) -> Option<Self> {
        let storage = web_storage::session()?;
        (0..storage.length().ok()?).find_map(|at| {
            let key = storage.key(at).ok()??;
            let text = storage.get_item(&key).ok()??;
            text.contains(secret).then(|| Self {
                text: text.into(),
                key,
            })
        })
    }

    fn is_there(&self) -> bool {
        let storage = web_storage::session();
        let text = storage.and_then(|storage| {
            let storage = storage.unchecked_ref::<SessionStorage>();
            storage.item(&self.key).ok()
        });
        text.as_ref() == Some(&self.text)
    }
}
