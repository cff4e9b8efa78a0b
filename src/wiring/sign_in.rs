//! Who is signed in.

use leptos::prelude::*;

use crate::{
    browser::{
        guard,
        msal::Msal,
        pending::{self, Pending},
        storage_access, tab_session,
    },
    click::Click,
    config::{Config, SignInMode},
    session::{Account, Session, SignInCause, SignInFailure},
    tenants::NoTenant,
    ui::RwSignal,
};

/// What a step-up that left the page has come back to.
#[derive(Clone)]
pub(super) struct Returned {
    /// What was to be done.
    pub pending: Pending,
    /// What failed in the sign-in.
    pub failure: Option<SignInFailure>,
}

/// Sign-in, as the actions of the page reach it.
#[derive(Clone, Copy)]
pub(super) struct SignIn {
    /// The session that the page shows.
    pub session: RwSignal<Session>,
    /// MSAL, once it has started.
    pub msal: StoredValue<Option<Msal>, LocalStorage>,
    attempts: StoredValue<u32>,
}

impl SignIn {
    /// Nobody knows yet.
    pub(super) fn new() -> Self {
        Self {
            session: RwSignal::new(Session::Starting),
            msal: StoredValue::new_local(None),
            attempts: StoredValue::new(0),
        }
    }

    /// Begins with the tenant that is chosen: shows it, and takes up what a sign-in that left the page has come back to.
    pub(super) async fn begin(
        self,
        chosen: Config,
        config: RwSignal<Option<Result<Config, NoTenant>>>,
        returned: RwSignal<Option<Returned>>,
    ) {
        config.set(Some(Ok(chosen.clone())));
        let failure = self.start(chosen).await;
        if let Some(pending) = pending::take()
            && matches!(*self.session.read_untracked(), Session::SignedIn(_))
        {
            returned.set(Some(Returned { pending, failure }));
        }
    }

    /// Finds out who is signed in, and what failed if somebody still is although a sign-in failed.
    async fn start(self, config: Config) -> Option<SignInFailure> {
        if let Err(code) = storage_access::check() {
            self.session.set(Session::NothingKept { code });
            return None;
        }
        let is_anothers = tab_session::take_over(&config);
        // Then there is nothing to be found out, and what is left of the start goes on behind the button. A second window has to
        // open within the click, and so the button waits for MSAL.
        let is_early = config.sign_in == SignInMode::Redirect && guard::is_fresh();
        if is_early {
            self.show(Session::SignedOut { failure: None });
        }
        let msal = match Msal::start(config, is_anothers).await {
            Ok(msal) => msal,
            Err(SignInFailure { code, .. }) => {
                self.show(Session::Unavailable { code });
                return None;
            }
        };
        self.msal.set_value(Some(msal.clone()));
        if is_early && !matches!(*self.session.read_untracked(), Session::SigningIn) {
            return None;
        }
        // Nothing is to be found out where it was pressed meanwhile.
        let resumed = msal.resume(is_early).await;
        if is_early && resumed.is_ok() {
            // A redirect is under way: this page is about to go.
            return None;
        }
        if let Err(failure) = &resumed
            && let Some(account) = msal.cached()
        {
            self.show(Session::SignedIn(account));
            return Some(failure.clone());
        }
        self.entered(resumed);
        None
    }

    /// Takes the person to the sign-in host, as soon as MSAL has started.
    pub(super) fn again(self, click: &Click) -> impl Future<Output = ()> + use<> {
        let signing_in = self.msal.get_value().map(|msal| msal.sign_in(click));
        self.attempts.update_value(|attempts| *attempts += 1);
        let attempt = self.attempts.get_value();
        self.show(Session::SigningIn);
        async move {
            // `start` goes on with it then.
            let Some(signing_in) = signing_in else { return };
            match signing_in.await {
                // A redirect is under way: this page is about to go.
                Ok(None) => {}
                // A later attempt has taken this one's place.
                _ if attempt != self.attempts.get_value() => {}
                result => self.entered(result),
            }
        }
    }

    /// Whether the person who came back is the one who left; if not, the page now shows the other one.
    pub(super) fn same_person(self, account: Account) -> Result<(), SignInFailure> {
        let is_same = match &*self.session.read_untracked() {
            Session::SignedIn(before) => before.is_same_person(&account),
            _ => false,
        };
        if is_same {
            return Ok(());
        }
        self.session.set(Session::SignedIn(account));
        Err(SignInFailure {
            cause: SignInCause::OtherAccount,
            code: "account_changed".to_owned(),
            detail: String::new(),
        })
    }

    /// Signs the person out.
    pub(super) fn out(self, click: &Click) -> impl Future<Output = ()> + use<> {
        let signing_out = self.msal.get_value().map(|msal| msal.sign_out(click));
        async move {
            if let Some(signing_out) = signing_out {
                let failure = signing_out.await.err();
                self.show(Session::SignedOut { failure });
            }
        }
    }

    fn entered(self, result: Result<Option<Account>, SignInFailure>) {
        self.show(match result {
            Ok(Some(account)) => Session::SignedIn(account),
            Ok(None) => Session::SignedOut { failure: None },
            Err(failure) => Session::SignedOut {
                failure: Some(failure),
            },
        });
    }

    /// While nobody is signed in, what comes then is fetched.
    #[inline(never)]
    fn show(self, session: Session) {
        guard::ahead(matches!(session, Session::SignedOut { .. }));
        self.session.set(session);
    }
}
