//! What became of a message when handing it to a mail server did not succeed.

use std::fmt;

/// What became of a message that did not leave as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Certainly not taken: try again later.
    Unsent,
    /// Certainly not taken, and it never will be.
    Refused,
    /// It may have been taken, or not.
    Unknown,
}

/// How far a conversation with a mail server had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Connecting, encrypting, signing in.
    Opening,
    /// Saying who the message is from.
    Sender,
    /// Saying who it is to.
    Recipient,
    /// Handing it over, its end not said yet.
    Content,
    /// Its end has been said, or may have been.
    End,
}

/// What went wrong then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The server said no.
    Answer {
        /// Its three digits.
        code: u16,
        /// Its words.
        words: String,
    },
    /// No answer in time.
    Silence,
    /// The connection broke, or what came was no answer.
    Broken(String),
    /// The server cannot carry such a message, so nothing of it was said.
    Unfit(&'static str),
}

/// Why a mail server has not taken a message, or nobody knows whether it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpError {
    pub(super) step: Step,
    pub(super) cause: Cause,
}

impl SmtpError {
    /// What became of the message.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match (self.step, &self.cause) {
            (Step::End, Cause::Silence | Cause::Broken(_)) => Fate::Unknown,
            (_, Cause::Unfit(_)) => Fate::Refused,
            // Whatever is wrong before the recipient is named is wrong with our settings or the server.
            (Step::Recipient | Step::Content | Step::End, Cause::Answer { code, words })
                if *code >= 500 && !is_about_us(self.step, *code, words) =>
            {
                Fate::Refused
            }
            _ => Fate::Unsent,
        }
    }

    /// Whether the server still listens, so that one may take leave of it.
    pub(super) fn is_answer(&self) -> bool {
        matches!(self.cause, Cause::Answer { .. })
    }
}

/// Whether a lasting refusal is of us and not of the message: who asks may have to sign in, may not use the server, or
/// speaks in a way it does not know. Somebody mends that, and then the message goes.
fn is_about_us(step: Step, code: u16, words: &str) -> bool {
    match code {
        500 | 502..=504 | 530 | 534 | 535 | 538 => true,
        // "Relaying denied". After the content the same number is about what the message says.
        _ => step == Step::Recipient && enhanced(words).is_some_and(|status| status.starts_with("5.7.")),
    }
}

/// The enhanced status at the beginning of an answer's words, such as `5.1.1` (RFC 3463).
fn enhanced(words: &str) -> Option<&str> {
    let first = words.split_whitespace().next()?;
    let parts: Vec<&str> = first.split('.').collect();
    let digits = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (parts.len() == 3 && parts.iter().all(digits)).then_some(first)
}

impl fmt::Display for SmtpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = match self.step {
            Step::Opening => "when the connection was opened",
            Step::Sender => "when it was told the sender",
            Step::Recipient => "when it was told the recipient",
            Step::Content => "before it had the whole message",
            Step::End => "when it had the whole message",
        };
        match (&self.cause, self.step) {
            // What it says of our settings is needed to mend them.
            (Cause::Answer { code, words }, Step::Opening | Step::Sender) => write!(f, "it said {code} {words} {step}"),
            // What it says later names who gets messages, which is nothing for a log.
            (Cause::Answer { code, words }, _) => match enhanced(words) {
                Some(status) => write!(f, "it said {code} {status} {step}"),
                None => write!(f, "it said {code} {step}"),
            },
            (Cause::Silence, _) => write!(f, "it did not answer in time {step}"),
            (Cause::Broken(why), Step::Opening | Step::Sender) => write!(f, "the connection failed {step}: {why}"),
            // An answer that could not be understood may be quoted in it.
            (Cause::Broken(_), _) => write!(f, "the connection failed {step}"),
            (Cause::Unfit(why), _) => f.write_str(why),
        }
    }
}

impl std::error::Error for SmtpError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(step: Step, code: u16, words: &str) -> SmtpError {
        SmtpError { step, cause: Cause::Answer { code, words: words.into() } }
    }

    #[test]
    fn an_answer_is_about_the_message_or_about_us() {
        for (step, code, words, fate) in [
            (Step::Opening, 554, "No SMTP service here", Fate::Unsent),
            (Step::Opening, 535, "5.7.8 Bad credentials", Fate::Unsent),
            (Step::Sender, 550, "5.7.1 Not your address", Fate::Unsent),
            (Step::Recipient, 451, "4.2.0 Later", Fate::Unsent),
            (Step::Recipient, 530, "Sign in first", Fate::Unsent),
            (Step::Recipient, 554, "5.7.1 Relay access denied", Fate::Unsent),
            (Step::Recipient, 503, "Bad sequence", Fate::Unsent),
            (Step::Recipient, 550, "5.1.1 Nobody of that name", Fate::Refused),
            (Step::Recipient, 550, "No such user", Fate::Refused),
            (Step::Recipient, 501, "Not an address", Fate::Refused),
            (Step::Content, 452, "Full", Fate::Unsent),
            (Step::Content, 554, "No valid recipients", Fate::Refused),
            (Step::End, 451, "4.3.0 Later", Fate::Unsent),
            (Step::End, 554, "5.7.1 Looks like rubbish", Fate::Refused),
            (Step::End, 552, "Too large", Fate::Refused),
        ] {
            assert_eq!(answered(step, code, words).fate(), fate, "{step:?} {code} {words}");
        }
    }

    #[test]
    fn only_after_the_end_of_a_message_nobody_knows() {
        for step in [Step::Opening, Step::Sender, Step::Recipient, Step::Content, Step::End] {
            let fate = if step == Step::End { Fate::Unknown } else { Fate::Unsent };
            for cause in [Cause::Silence, Cause::Broken("reset".into())] {
                assert_eq!(SmtpError { step, cause }.fate(), fate, "{step:?}");
            }
        }
        assert_eq!(SmtpError { step: Step::Sender, cause: Cause::Unfit("8 bits") }.fate(), Fate::Refused);
    }

    #[test]
    fn who_gets_messages_stands_in_no_error() {
        let said = answered(Step::Recipient, 550, "5.1.1 <mina@anytown.example> is nobody").to_string();
        assert_eq!(said, "it said 550 5.1.1 when it was told the recipient");
        assert_eq!(answered(Step::End, 554, "mina's mail").to_string(), "it said 554 when it had the whole message");
        let said = answered(Step::Opening, 535, "5.7.8 Bad credentials").to_string();
        assert!(said.contains("Bad credentials"), "{said}");
    }
}
