//! The log: what went wrong, under the id that the reader was given, and nothing about anybody.
//!
//! Requests are not logged. With one librarian in a trust, a line that somebody sent a check-in at three in the
//! morning says who; what is slow or frequent is seen at the proxy, without addresses of pages.

use std::panic::PanicHookInfo;

use tracing::{error, subscriber::set_global_default};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use super::Trouble;

/// What is written: our own lines, and warnings of the libraries; never those of sqlx, which hold statements.
const FILTER: &str = "warn,alongside=info,sqlx=off";

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a person who reads it.
    Text,
    /// One JSON object a line, for a program that gathers it.
    Json,
}

/// Begins the log on standard error. `ALONGSIDE_LOG` says in which form; text when it is not set.
///
/// # Errors
/// When it says anything else.
pub fn begin() -> Result<(), Trouble> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the log begins before the other settings are read, and tells of them"
    )]
    let form = Form::read(std::env::var("ALONGSIDE_LOG").ok().as_deref())?;
    into(form, std::io::stderr);
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string);
        error!(at, said = said(panic), "panicked");
    }));
    Ok(())
}

/// Begins the log wherever `writer` writes. A second beginning in one process changes nothing.
pub fn into<W>(form: Form, writer: W)
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(FILTER)).with_ansi(false).with_writer(writer);
    // Not `try_init`, which lets in what libraries write the older way: Rocket's lines among them hold whole addresses, and
    // so what somebody looked for, and say under our own names whose page was asked for.
    let begun = match form {
        Form::Text => set_global_default(lines.finish()),
        Form::Json => set_global_default(lines.json().flatten_event(true).finish()),
    };
    // The log that has begun goes on.
    drop(begun);
}

/// What a panic says, when it is a sentence of the program itself: one that was put together may hold anything.
fn said(panic: &PanicHookInfo<'_>) -> Option<&'static str> {
    panic.payload().downcast_ref::<&'static str>().copied()
}

impl Form {
    fn read(setting: Option<&str>) -> Result<Self, Trouble> {
        match setting.map(str::trim) {
            None | Some("" | "text") => Ok(Self::Text),
            Some("json") => Ok(Self::Json),
            Some(_) => Err(Trouble::NoSuchLog),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_text_or_json_and_nothing_else() {
        for (setting, form) in
            [(None, Form::Text), (Some(" "), Form::Text), (Some("text"), Form::Text), (Some(" json"), Form::Json)]
        {
            assert_eq!(Form::read(setting).unwrap(), form, "{setting:?}");
        }
        assert!(Form::read(Some("xml")).unwrap_err().to_string().contains("ALONGSIDE_LOG"));
    }
}
