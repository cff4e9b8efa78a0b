//! Microsoft's sign-in library, `@azure/msal-browser` 5, by its global `msal`.
//!
//! Tokens stay in MSAL's own `sessionStorage`; [`Msal::access_token`] asks for one once in its life.

use std::{future::Future, rc::Rc};

use js_sys::{Array, JSON, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use super::{
    access_token::{AccessToken, TokensInHand},
    guard, online,
};
use crate::{
    click::Click,
    config::{Config, SignInMode, Tenant},
    graph::Claims,
    lazy,
    session::{Account, MsalError, SignInCause, SignInFailure},
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = msal, js_name = createStandardPublicClientApplication, catch)]
    async fn create_public_client(configuration: &JsValue) -> Result<JsValue, JsValue>;

    type PublicClientApplication;

    #[wasm_bindgen(method, js_name = handleRedirectPromise)]
    fn handle_redirect(this: &PublicClientApplication) -> Promise;
    #[wasm_bindgen(method, js_name = loginRedirect)]
    fn login_redirect(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = loginPopup)]
    fn login_popup(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = acquireTokenSilent)]
    fn acquire_token_silent(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = acquireTokenRedirect)]
    fn acquire_token_redirect(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = acquireTokenPopup)]
    fn acquire_token_popup(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = logoutRedirect)]
    fn logout_redirect(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = logoutPopup)]
    fn logout_popup(this: &PublicClientApplication, request: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = clearCache)]
    fn clear_cache(this: &PublicClientApplication) -> Promise;
    #[wasm_bindgen(method, js_name = getAllAccounts)]
    fn all_accounts(this: &PublicClientApplication) -> Array;
    #[wasm_bindgen(method, js_name = getActiveAccount)]
    fn active_account(this: &PublicClientApplication) -> Option<AccountInfo>;
    #[wasm_bindgen(method, js_name = setActiveAccount)]
    fn set_active_account(this: &PublicClientApplication, account: &AccountInfo);

    type AuthenticationResult;

    #[wasm_bindgen(method, getter)]
    fn account(this: &AuthenticationResult) -> AccountInfo;

    type AccountInfo;

    #[wasm_bindgen(method, getter)]
    fn name(this: &AccountInfo) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn username(this: &AccountInfo) -> String;
    #[wasm_bindgen(method, getter, js_name = tenantId)]
    fn tenant_id(this: &AccountInfo) -> String;
    #[wasm_bindgen(method, getter, js_name = homeAccountId)]
    fn home_account_id(this: &AccountInfo) -> String;
    #[wasm_bindgen(method, getter, js_name = localAccountId)]
    fn local_account_id(this: &AccountInfo) -> String;
}

/// MSAL, set up for the configured tenant.
#[derive(Clone)]
pub(crate) struct Msal {
    client: Rc<PublicClientApplication>,
    config: Rc<Config>,
    tokens: TokensInHand,
}

impl Msal {
    /// Starts it; `forget` drops first what it kept in this tab.
    pub(crate) async fn start(config: Config, forget: bool) -> Result<Self, SignInFailure> {
        guard::answer("msal").await.ok();
        // Without the script, calling into it throws where no `catch` of the glue looks.
        if !Reflect::has(&js_sys::global(), &"msal".into()).unwrap_or(false) {
            return Err(SignInFailure {
                cause: SignInCause::Other,
                code: "msal_not_loaded".to_owned(),
                detail: String::new(),
            });
        }
        let created = create_public_client(&to_js(&configuration(&config))).await;
        let client = told(created).await?;
        let client: PublicClientApplication = client.unchecked_into();
        if forget {
            JsFuture::from(client.clear_cache()).await.ok();
        }
        Ok(Self {
            client: Rc::new(client),
            config: Rc::new(config),
            tokens: TokensInHand::default(),
        })
    }

    /// Finishes a redirect if one brought the person here, or else finds the session of this tab.
    ///
    /// Or, where `leaves`, it takes the person to the sign-in host by a redirect, which opens no window: the click came before
    /// MSAL had started.
    pub(crate) async fn resume(&self, leaves: bool) -> Result<Option<Account>, SignInFailure> {
        let answer = if leaves {
            self.client.login_redirect(&self.login())
        } else {
            self.client.handle_redirect()
        };
        let entered = self.clone().entered(answer).await?;
        Ok(entered.or_else(|| self.cached()))
    }

    /// The person of this tab's session, if there is one.
    pub(crate) fn cached(&self) -> Option<Account> {
        self.cached_account().map(|account| {
            self.client.set_active_account(&account);
            plain(&account)
        })
    }

    /// Takes the person to the sign-in host. With a redirect this page goes away, and there is no account yet.
    ///
    /// The window opens before this returns.
    pub(crate) fn sign_in(
        &self,
        _: &Click,
    ) -> impl Future<Output = Result<Option<Account>, SignInFailure>> + use<> {
        let request = self.login();
        self.clone().entered(match self.config.sign_in {
            SignInMode::Redirect => self.client.login_redirect(&request),
            SignInMode::Popup => self.client.login_popup(&request),
        })
    }

    /// Signs the person out here and at the sign-in host. With a redirect this page goes away.
    ///
    /// The window opens before this returns.
    pub(crate) fn sign_out(
        &self,
        _: &Click,
    ) -> impl Future<Output = Result<(), SignInFailure>> + use<> {
        let request = to_js(&LogoutRequest {
            post_logout_redirect_uri: self.config.page.redirect_uri(),
        });
        if let Some(account) = self.client.active_account() {
            Reflect::set(&request, &"account".into(), &account).ok();
        }
        let promise = match self.config.sign_in {
            SignInMode::Redirect => self.client.logout_redirect(&request),
            SignInMode::Popup => self.client.logout_popup(&request),
        };
        async {
            told(JsFuture::from(promise).await).await?;
            Ok(())
        }
    }

    /// The token in hand, or one from MSAL's cache, or a new one by its refresh token.
    ///
    /// The hidden iframe that MSAL could try after that needs third-party cookies, which browsers block: it would
    /// only make the person wait ten seconds for the same answer.
    pub(crate) async fn access_token(&self) -> Result<Rc<AccessToken>, SignInFailure> {
        self.token_for(self.config.scopes()).await
    }

    /// A token for a scope that sign-in did not ask for, without asking the person.
    ///
    /// It fails where nobody has granted the permission yet: then [`Msal::ask_for`] asks.
    pub(crate) async fn access_token_for(
        &self,
        scope: &str,
    ) -> Result<Rc<AccessToken>, SignInFailure> {
        self.token_for(vec![scope.to_owned()]).await
    }

    async fn token_for(&self, scopes: Vec<String>) -> Result<Rc<AccessToken>, SignInFailure> {
        if let Some(token) = self.tokens.get(&scopes) {
            return Ok(token);
        }
        let ask = || self.ask_silently(scopes.clone(), None);
        let answer = self.tokens.asked(&scopes, ask);
        match JsFuture::from(answer.clone()).await {
            Ok(result) => Ok(self.tokens.take(&answer, &result)),
            Err(thrown) => {
                self.tokens.give_up(&answer);
                Err(cause(&thrown).await)
            }
        }
    }

    /// Graph has refused a token: none that is in hand is used any more.
    pub(crate) fn let_go_of_tokens(&self) {
        self.tokens.let_go();
    }

    /// Gets a token that satisfies the claims of a challenge without asking the person.
    ///
    /// MSAL keeps it, so that [`Msal::access_token`] gives it out from then on.
    pub(crate) async fn satisfy(&self, claims: &Claims) -> Result<(), SignInFailure> {
        let answer = self.ask_silently(self.config.scopes(), Some(claims));
        told(JsFuture::from(answer).await).await.map(drop)
    }

    /// The same as [`Msal::satisfy`], for [`Msal::access_token_for`].
    pub(crate) async fn satisfy_for(
        &self,
        scope: &str,
        claims: &Claims,
    ) -> Result<(), SignInFailure> {
        let answer = self.ask_silently(vec![scope.to_owned()], Some(claims));
        told(JsFuture::from(answer).await).await.map(drop)
    }

    /// Takes the person to the sign-in host to satisfy the claims. With a redirect this page goes away, and
    /// there is no account yet.
    ///
    /// The window opens before this returns.
    pub(crate) fn step_up(
        &self,
        _: &Click,
        claims: &Claims,
    ) -> impl Future<Output = Result<Option<Account>, SignInFailure>> + use<> {
        self.acquire(self.config.scopes(), Some(claims))
    }

    /// Takes the person to the sign-in host to grant one more scope, with the claims of a challenge if there was one. Apart
    /// from that as [`Msal::step_up`]. `None` where that would open a window, which takes a click.
    ///
    /// No other request names that scope, so that whoever never comes here is never asked for it.
    pub(crate) fn ask_for(
        &self,
        click: Option<&Click>,
        scope: &str,
        claims: Option<&Claims>,
    ) -> Option<impl Future<Output = Result<Option<Account>, SignInFailure>> + use<>> {
        (click.is_some() || self.config.sign_in == SignInMode::Redirect)
            .then(|| self.acquire(vec![scope.to_owned()], claims))
    }

    fn acquire(
        &self,
        scopes: Vec<String>,
        claims: Option<&Claims>,
    ) -> impl Future<Output = Result<Option<Account>, SignInFailure>> + use<> {
        let request = self.interactive(scopes, None, claims);
        self.clone().entered(match self.config.sign_in {
            SignInMode::Redirect => self.client.acquire_token_redirect(&request),
            SignInMode::Popup => self.client.acquire_token_popup(&request),
        })
    }

    fn login(&self) -> JsValue {
        self.interactive(self.config.scopes(), Some("select_account"), None)
    }

    fn interactive(
        &self,
        scopes: Vec<String>,
        prompt: Option<&'static str>,
        claims: Option<&Claims>,
    ) -> JsValue {
        to_js(&InteractiveRequest {
            scopes,
            prompt,
            claims: claims.map(Claims::as_str),
            override_interaction_in_progress: self.config.sign_in == SignInMode::Popup,
        })
    }

    /// Waits for MSAL's answer; there is no account in it when the page is about to go, or nothing brought the person here.
    async fn entered(self, answer: Promise) -> Result<Option<Account>, SignInFailure> {
        let result = told(JsFuture::from(answer).await).await?;
        if result.is_object() {
            self.enter(&result).await.map(Some)
        } else {
            Ok(None)
        }
    }

    /// Asks MSAL for a token without asking the person.
    fn ask_silently(&self, scopes: Vec<String>, claims: Option<&Claims>) -> Promise {
        const ACCESS_TOKEN_AND_REFRESH_TOKEN: u8 = 2;
        let request = to_js(&SilentRequest {
            scopes,
            cache_lookup_policy: ACCESS_TOKEN_AND_REFRESH_TOKEN,
            claims: claims.map(Claims::as_str),
        });
        self.client.acquire_token_silent(&request)
    }

    async fn enter(&self, result: &JsValue) -> Result<Account, SignInFailure> {
        let account = result.unchecked_ref::<AuthenticationResult>().account();
        if let Tenant::Id(tenant) = &self.config.tenant
            && !account.tenant_id().eq_ignore_ascii_case(tenant.as_str())
        {
            JsFuture::from(self.client.clear_cache()).await.ok();
            return Err(SignInFailure {
                cause: SignInCause::WrongTenant,
                code: "tenant_mismatch".to_owned(),
                detail: account.username(),
            });
        }
        self.client.set_active_account(&account);
        Ok(plain(&account))
    }

    fn cached_account(&self) -> Option<AccountInfo> {
        self.client.active_account().or_else(|| {
            let first = self.client.all_accounts().get(0);
            first.is_object().then(|| first.unchecked_into())
        })
    }
}

/// <https://github.com/AzureAD/microsoft-authentication-library-for-js/blob/dev/lib/msal-browser/docs/configuration.md>
#[derive(Serialize)]
struct Configuration {
    auth: Auth,
    cache: Cache,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Auth {
    client_id: String,
    authority: String,
    redirect_uri: String,
    post_logout_redirect_uri: String,
    client_capabilities: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    known_authorities: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority_metadata: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cache {
    cache_location: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InteractiveRequest<'a> {
    scopes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prompt: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<&'a str>,
    override_interaction_in_progress: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SilentRequest<'a> {
    scopes: Vec<String>,
    cache_lookup_policy: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogoutRequest {
    post_logout_redirect_uri: String,
}

/// <https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata>
#[derive(Serialize)]
struct AuthorityMetadata {
    authorization_endpoint: String,
    token_endpoint: String,
    end_session_endpoint: String,
    issuer: String,
    jwks_uri: String,
}

fn configuration(config: &Config) -> Configuration {
    let metadata = config.sandbox_sign_in().map(|base| AuthorityMetadata {
        authorization_endpoint: format!("{base}/oauth2/v2.0/authorize"),
        token_endpoint: format!("{base}/oauth2/v2.0/token"),
        end_session_endpoint: format!("{base}/oauth2/v2.0/logout"),
        issuer: format!("{base}/v2.0"),
        jwks_uri: format!("{base}/discovery/v2.0/keys"),
    });
    let redirect_uri = config.page.redirect_uri();
    Configuration {
        auth: Auth {
            client_id: config.client_id.to_string(),
            authority: config.authority(),
            post_logout_redirect_uri: redirect_uri.clone(),
            redirect_uri,
            client_capabilities: ["CP1"],
            known_authorities: metadata.iter().map(|_| config.page.host.clone()).collect(),
            authority_metadata: metadata.map(|metadata| json(&metadata)),
        },
        cache: Cache {
            cache_location: "sessionStorage",
        },
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn to_js(value: &impl Serialize) -> JsValue {
    JSON::parse(&json(value)).unwrap_or(JsValue::UNDEFINED)
}

fn plain(account: &AccountInfo) -> Account {
    Account {
        name: account.name().unwrap_or_default(),
        upn: account.username(),
        tenant_id: account.tenant_id(),
        // <https://github.com/AzureAD/microsoft-authentication-library-for-js/blob/dev/lib/msal-browser/docs/accounts.md>
        home_tenant_id: account
            .home_account_id()
            .rsplit_once('.')
            .map_or_else(String::new, |(_, tenant)| tenant.to_owned()),
        object_id: account.local_account_id(),
    }
}

lazy! {
    /// What an error of a sign-in comes to, which most people never need to know.
    fn load_sign_in_errors in set_up -> fn(MsalError) -> SignInFailure = SignInFailure::told;
}

/// What MSAL answers, or what the error that it throws comes to.
async fn told(answer: Result<JsValue, JsValue>) -> Result<JsValue, SignInFailure> {
    match answer {
        Ok(value) => Ok(value),
        Err(thrown) => Err(cause(&thrown).await),
    }
}

/// What an error that MSAL throws comes to.
async fn cause(thrown: &JsValue) -> SignInFailure {
    let error = failure(thrown);
    let tell = if error.is_of_network() || !online::is_online() {
        SignInFailure::untold
    } else {
        let tell = load_sign_in_errors().await;
        tell.unwrap_or(SignInFailure::untold)
    };
    tell(error)
}

/// Anything can be thrown in JavaScript, so nothing is taken for granted.
fn failure(thrown: &JsValue) -> MsalError {
    let text = |name: &str| {
        Reflect::get(thrown, &name.into())
            .ok()
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    };
    let mut code = text("errorCode");
    let name = text("name");
    // The script is missing or was blocked: the browser's own error has no code.
    if code.is_empty() && name != "ServerError" {
        code.clone_from(&name);
    }
    MsalError {
        name,
        code,
        sub_error: text("subError"),
        number: text("errorNo"),
        message: text("errorMessage"),
    }
}
