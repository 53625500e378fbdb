//! What the provider says of a person, read.

use serde_json::{Map, Value};

use super::{Fault, Settings};
use crate::{accounts::Role, kernel::Email};

/// Who somebody is at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Its own name for the person, which it gives to nobody else.
    pub subject: String,
    /// Their address, if the provider vouches that it is theirs.
    pub email: Option<Email>,
    /// Of each role that follows from a group, whether they are in it.
    pub roles: Vec<(Role, bool)>,
}

impl Identity {
    /// Reads what an ID token says, and what the provider adds when it is asked about the person.
    pub(super) fn read(
        settings: &Settings,
        token: &Map<String, Value>,
        more: Option<&Map<String, Value>>,
    ) -> Result<Self, Fault> {
        let text = |name: &str| token.get(name).and_then(Value::as_str).map(str::to_owned).ok_or(Fault::About);
        // An address and what vouches for it come from one answer.
        let about = if token.contains_key(&settings.email_claim) { Some(token) } else { more };
        let roles = settings.groups.iter().flat_map(|groups| {
            let listed = token.get(&groups.claim).or_else(|| more?.get(&groups.claim));
            groups.roles().map(move |(role, group)| (role, listed.is_some_and(|listed| lists(listed, group))))
        });
        Ok(Self {
            issuer: text("iss")?,
            subject: text("sub")?,
            email: about.and_then(|claims| vouched(settings, claims)),
            roles: roles.collect(),
        })
    }
}

fn vouched(settings: &Settings, claims: &Map<String, Value>) -> Option<Email> {
    // Entra writes its own as a number or a text, others as texts.
    let verified = match claims.get(&settings.verified_claim)? {
        Value::Bool(verified) => *verified,
        Value::String(text) => text == "true" || text == "1",
        Value::Number(number) => number.as_u64() == Some(1),
        _ => false,
    };
    let email = claims.get(&settings.email_claim)?.as_str()?;
    if verified { email.parse().ok() } else { None }
}

fn lists(listed: &Value, group: &str) -> bool {
    match listed {
        Value::Array(all) => all.iter().any(|one| one.as_str() == Some(group)),
        Value::String(one) => one == group,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::accounts::provider::{Groups, Issuer};

    fn settings() -> Settings {
        Settings {
            name: "Anytown".into(),
            issuer: Issuer::parse("https://login.example", false).unwrap(),
            client_id: "alongside".into(),
            client_secret: String::from("sesame").into(),
            scopes: vec!["email".into()],
            email_claim: "email".into(),
            verified_claim: "email_verified".into(),
            shared_domains: vec![],
            groups: Some(Groups { claim: "groups".into(), hr: Some("hr".into()), service_manager: None }),
        }
    }

    fn read(token: Value, more: Option<Value>) -> Identity {
        let Value::Object(mut token) = token else { panic!("an object") };
        token.insert("iss".into(), "https://login.example".into());
        token.insert("sub".into(), "s1".into());
        let more = more.map(|more| more.as_object().unwrap().clone());
        Identity::read(&settings(), &token, more.as_ref()).unwrap()
    }

    #[test]
    fn an_address_counts_only_when_the_same_answer_vouches_for_it() {
        let email = |token, more| read(token, more).email.map(|email| email.as_str().to_owned());
        let mina = Some("mina@a.example".to_owned());
        for yes in [json!(true), json!("true"), json!(1), json!("1")] {
            assert_eq!(email(json!({"email": "Mina@a.example", "email_verified": yes}), None), mina, "{yes}");
        }
        for no in [json!(false), json!("false"), json!(0), json!(2), json!("yes"), json!(null), json!([true])] {
            assert_eq!(email(json!({"email": "mina@a.example", "email_verified": no}), None), None, "{no}");
        }
        assert_eq!(email(json!({"email": "mina@a.example"}), Some(json!({"email_verified": true}))), None);
        assert_eq!(email(json!({}), Some(json!({"email": "mina@a.example", "email_verified": true}))), mina);
        assert_eq!(email(json!({"email": "nobody", "email_verified": true}), None), None);
    }

    #[test]
    fn a_role_follows_from_its_group_and_from_nothing_else() {
        let roles = |token, more| read(token, more).roles;
        assert_eq!(roles(json!({"groups": ["staff", "hr"]}), None), [(Role::Hr, true)]);
        assert_eq!(roles(json!({"groups": "hr"}), None), [(Role::Hr, true)]);
        assert_eq!(roles(json!({}), Some(json!({"groups": ["hr"]}))), [(Role::Hr, true)]);
        for none in
            [json!({}), json!({"groups": []}), json!({"groups": ["HR", "hr2"]}), json!({"groups": {"hr": true}})]
        {
            assert_eq!(roles(none.clone(), None), [(Role::Hr, false)], "{none}");
        }
    }

    #[test]
    fn nobody_prints_the_secret() {
        assert!(!format!("{:?}", settings()).contains("sesame"));
    }
}
