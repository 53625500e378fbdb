//! One sign-in at the provider: leading the browser there, and reading what it comes back with.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken, IdTokenClaims, IdTokenFields,
    IdTokenVerifier, LogoutRequest, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, RequestTokenError, Scope,
    SignatureVerificationError, StandardErrorResponse, StandardTokenResponse, TokenResponse, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
        CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
        CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::task::spawn_blocking;

use super::{Fault, Identity, Provider, asking::ask};
use crate::kernel::{Now, ids::OnceToken};

/// How far the provider's clock may be from ours.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// How old an ID token may be when it comes: it is made when the code is exchanged.
const OLDEST: TimeDelta = TimeDelta::minutes(10);

/// How long a browser may be at the provider before it must begin again.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// The ways of signing that are accepted: with a private key of the provider's. Never `none`, and never with the secret
/// that we share with it, which would make everybody who knows the secret a provider.
const SIGNED: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims beyond the standard ones, whatever they are called.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Others(BTreeMap<String, Value>);

impl AdditionalClaims for Others {}

type Token = IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

type Fields = IdTokenFields<
    Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Client = openidconnect::Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A sign-in that a browser has begun, for that browser to keep, sealed, until it comes back.
#[derive(Serialize, Deserialize)]
pub struct Underway {
    /// What must come back with the browser; it is spent with its first use.
    pub state: OnceToken,
    /// Where the browser goes when it is signed in.
    pub next: String,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    began_at: DateTime<Utc>,
}

impl Underway {
    /// Whether it began too long ago to be gone on with.
    #[must_use]
    pub fn is_over(&self, now: Now) -> bool {
        now.0 < self.began_at - SKEW || now.0 - self.began_at >= LONGEST
    }
}

impl Provider {
    /// Where a browser goes to sign in, and what it keeps meanwhile. `back` is the address that it is sent back to.
    ///
    /// # Errors
    /// When the provider does not answer.
    pub async fn begin(&self, back: &str, next: String, now: Now) -> Result<(String, Underway), Fault> {
        let client = self.client(self.known(now).await?, back)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce) = (OnceToken::random(), Nonce::new_random());
        let (sent_state, sent_nonce) = (CsrfToken::new(state.to_string()), nonce.clone());
        let asked = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || sent_state, move || sent_nonce)
            .add_scopes(self.0.settings.scopes.iter().cloned().map(Scope::new))
            .set_pkce_challenge(challenge);
        let (address, ..) = asked.url();
        Ok((address.into(), Underway { state, next, nonce, verifier, began_at: now.0 }))
    }

    /// Who came back, by the code that the browser brought.
    ///
    /// # Errors
    /// When the provider does not answer, or what it answers proves nothing.
    pub async fn identify(&self, underway: Underway, code: &str, back: &str, now: Now) -> Result<Identity, Fault> {
        let about = self.known(now).await?;
        let (client, verifier) = (self.client(about.clone(), back)?, underway.verifier);
        let (provider, code) = (self.clone(), AuthorizationCode::new(code.to_owned()));
        let exchanged = spawn_blocking(move || {
            let request = client.exchange_code(code).map_err(|_| Fault::NoAnswer)?.set_pkce_verifier(verifier);
            let answer = request.request(&|request| ask(&provider.0.agent, request)).map_err(|error| match error {
                RequestTokenError::ServerResponse(_) => Fault::Code,
                RequestTokenError::Request(_) => Fault::NoAnswer,
                RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Fault::NoToken,
            })?;
            Ok((client, answer))
        });
        let (client, answer) = exchanged.await.map_err(|_| Fault::NoAnswer)??;
        let token = answer.id_token().ok_or(Fault::NoToken)?;
        let claims = match self.claims(&about, token, &underway.nonce, now) {
            // It may have a new key since it was last asked.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let about = self.known_again(now).await?.ok_or(Fault::Signature)?;
                self.claims(&about, token, &underway.nonce, now)
            }
            claims => claims,
        };
        let claims = claims.map_err(|error| fault(&error))?;
        let subject = claims.subject().clone();
        let Value::Object(claims) = serde_json::to_value(&claims).map_err(|_| Fault::About)? else {
            return Err(Fault::About);
        };
        let settings = &self.0.settings;
        let groups = settings.groups.as_ref().is_none_or(|groups| claims.contains_key(&groups.claim));
        if (claims.contains_key(&settings.email_claim) && groups) || about.userinfo_endpoint().is_none() {
            return Identity::read(&self.0.settings, &claims, None);
        }
        let (provider, access) = (self.clone(), answer.access_token().clone());
        let more = spawn_blocking(move || {
            // An answer about anybody but the subject of the token is refused.
            let request = client.user_info(access, Some(subject)).map_err(|_| Fault::About)?;
            let more: UserInfoClaims<Others, CoreGenderClaim> =
                request.request(&|request| ask(&provider.0.agent, request)).map_err(|_| Fault::About)?;
            serde_json::to_value(&more).map_err(|_| Fault::About)
        });
        let more = more.await.map_err(|_| Fault::NoAnswer)??;
        Identity::read(&self.0.settings, &claims, more.as_object())
    }

    /// Where a browser goes to sign out there too, by what the provider said last; none: it has no such place, or has not
    /// been asked. It is not asked now: whoever signs out waits for nobody, and this page may be opened by anybody, as often
    /// as they like. `back` is the page that the browser may come back to. Nothing of the person goes along: addresses are kept
    /// by browsers and proxies.
    #[must_use]
    pub fn way_out(&self, back: String) -> Option<String> {
        let end = self.said_last()?.additional_metadata().end_session_endpoint.clone()?;
        let back = PostLogoutRedirectUrl::new(back).ok()?;
        let client = ClientId::new(self.0.settings.client_id.clone());
        let asked = LogoutRequest::from(end).set_client_id(client).set_post_logout_redirect_uri(back);
        Some(asked.http_get_url().into())
    }

    fn client(&self, about: ProviderMetadataWithLogout, back: &str) -> Result<Client, Fault> {
        let settings = &self.0.settings;
        let back = RedirectUrl::new(back.to_owned()).map_err(|_| Fault::NoAnswer)?;
        let basic = about
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let secret = ClientSecret::new(settings.client_secret.as_str().to_owned());
        let client = Client::from_provider_metadata(about, ClientId::new(settings.client_id.clone()), Some(secret));
        let how = if basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        Ok(client.set_redirect_uri(back).set_auth_type(how))
    }

    fn claims(
        &self,
        about: &ProviderMetadataWithLogout,
        token: &Token,
        nonce: &Nonce,
        now: Now,
    ) -> Result<IdTokenClaims<Others, CoreGenderClaim>, ClaimsVerificationError> {
        let client = ClientId::new(self.0.settings.client_id.clone());
        let verifier: IdTokenVerifier<'_, CoreJsonWebKey> =
            IdTokenVerifier::new_public_client(client, about.issuer().clone(), about.jwks().clone())
                .set_allowed_algs(SIGNED)
                .set_other_audience_verifier_fn(|_| false)
                .set_time_fn(move || now.0 - SKEW)
                .set_issue_time_verifier_fn(move |at| {
                    let fits = at <= now.0 + SKEW && now.0 - at <= OLDEST + SKEW;
                    if fits { Ok(()) } else { Err("made at another time".to_owned()) }
                });
        token.claims(&verifier, nonce).cloned()
    }
}

fn fault(error: &ClaimsVerificationError) -> Fault {
    match error {
        ClaimsVerificationError::Expired(_) => Fault::Expired,
        ClaimsVerificationError::InvalidAudience(_) => Fault::Audience,
        ClaimsVerificationError::InvalidIssuer(_) => Fault::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => Fault::Nonce,
        ClaimsVerificationError::SignatureVerification(_) => Fault::Signature,
        _ => Fault::NoToken,
    }
}
