//! Everything about one person, gathered: each slice gives its own part.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value};

use super::check_ins::Opened;
use crate::{
    accounts::{self, Role},
    audit, calendars, checkins, events, facilitators,
    kernel::{Now, ids::PersonId},
    messages, once,
    record::store,
    retention, sessions, signposts,
    store::{AsConn, Error, Result},
    teams,
};

/// The most lines that one part holds. Nobody comes near it in the months for which things are kept; a part that does
/// is named in the file as cut short.
const MOST: i64 = 20_000;

#[derive(Serialize)]
struct File {
    made_at: DateTime<Utc>,
    service: &'static str,
    schema: &'static str,
    cut_short: Vec<String>,
}

#[derive(Serialize)]
struct Held {
    role: Role,
}

#[derive(Serialize)]
struct KeptFor {
    months: i64,
}

/// The parts of a record, by name.
struct Parts {
    parts: Map<String, Value>,
    cut_short: Vec<String>,
}

impl Parts {
    fn add<T: Serialize>(&mut self, name: &str, part: T) -> Result<&mut Self> {
        let part = serde_json::to_value(part).map_err(Error::unreadable)?;
        let lines = part.as_array().map_or(0, Vec::len);
        if i64::try_from(lines).unwrap_or(i64::MAX) >= MOST {
            self.cut_short.push(name.to_owned());
        }
        self.parts.insert(name.to_owned(), part);
        Ok(self)
    }
}

/// Gathers what the service keeps about somebody, as the schema beside it says.
///
/// # Errors
/// When the database does.
pub async fn gather(c: &mut impl AsConn, of: PersonId, now: Now) -> Result<Value> {
    let mut all = Parts { parts: Map::new(), cut_short: Vec::new() };
    let roles = accounts::about::roles(c, of).await?.into_iter().map(|role| Held { role }).collect::<Vec<_>>();
    all.add("registration", accounts::about::registration(c, of).await?)?.add("roles", roles)?;
    all.add("areas", accounts::about::areas(c, of).await?)?;
    all.add("placements", teams::about::placements(c, of, MOST).await?)?;
    all.add("leads", teams::about::led(c, of, MOST).await?)?;
    of_sessions(c, &mut all, of).await?;
    all.add("availabilities", facilitators::about::availabilities(c, of, MOST).await?)?;
    all.add("terms", facilitators::about::terms(c, of).await?)?;
    all.add("times_away", facilitators::about::away(c, of, MOST).await?)?;
    all.add("wishes", events::about::wishes(c, of, MOST).await?)?;
    let check_ins = checkins::about::written(c, of, MOST).await?;
    all.add("check_ins", check_ins.iter().map(Opened::from).collect::<Vec<_>>())?;
    let kept = retention::chosen_months(c, of).await?.map(|months| KeptFor { months });
    all.add("check_ins_kept", kept.into_iter().collect::<Vec<_>>())?;
    all.add("cpd", store::cpd::ticks(c, of).await?)?;
    all.add("preferences", messages::about::chosen(c, of).await?)?;
    all.add("calendar_address", calendars::about::address(c, of).await?)?;
    all.add("messages", messages::about::messages(c, of, MOST, 0).await?)?;
    all.add("entries", signposts::about::looked_after(c, of, MOST).await?)?;
    all.add("looks", store::looks_at(c, of, MOST, 0).await?)?;
    all.add("sign_ins", accounts::about::sign_ins(c, of, DateTime::UNIX_EPOCH, MOST).await?)?;
    all.add("identities", accounts::about::identities(c, of).await?)?;
    all.add("sign_in_codes", accounts::about::sign_in_codes(c, of, MOST).await?)?;
    all.add("changes", audit::about::changes(c, of, MOST).await?)?;
    all.add("forms", once::about::sendings(c, of, MOST).await?)?;
    let cut_short = std::mem::take(&mut all.cut_short);
    let file = File { made_at: now.0, service: "Alongside", schema: "record.schema.json", cut_short };
    all.add("file", file)?;
    Ok(Value::Object(all.parts))
}

async fn of_sessions(c: &mut impl AsConn, all: &mut Parts, of: PersonId) -> Result<()> {
    all.add("sessions", sessions::about::concerned(c, of, MOST).await?)?;
    all.add("places", sessions::about::places(c, of, MOST).await?)?;
    all.add("facilitated", sessions::about::facilitated(c, of, MOST).await?)?;
    all.add("called", sessions::about::called(c, of, MOST).await?)?;
    all.add("requests", sessions::about::asked(c, of, MOST).await?)?;
    Ok(())
}
