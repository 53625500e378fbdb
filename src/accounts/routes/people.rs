//! The addresses of an organisation's people: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{
        MOST_PEOPLE, Refusal, Registered, Role, ServiceManager, actions,
        model::{Amendment, Registration},
        names, pages,
        store::people,
    },
    audit,
    kernel::{Now, ids::PersonId},
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result, form::Pressed},
};

pub fn all() -> Vec<Route> {
    routes![index, new_person, register, show, edit, amend, unlink]
}

#[get("/people?<page>&<name>")]
async fn index(page: Option<u16>, name: Option<&str>, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let (mut c, organisation) = (db.read().await?, by.0.organisation);
    if let Some(typed) = name.filter(|typed| !typed.trim().is_empty()) {
        let all = people::to_search(&mut c, organisation, false, MOST_PEOPLE).await?;
        return Ok(pages::People::named(names::found(all, typed, |one| &one.name), typed).show().into());
    }
    let page = usize::from(page.unwrap_or(0));
    let most = i64::try_from(pages::LISTED).unwrap_or(i64::MAX);
    let skipped = i64::try_from(page * pages::LISTED).unwrap_or(i64::MAX);
    let found = people::list(&mut c, organisation, most, skipped).await?;
    Ok(pages::People::listed(found, page).show().into())
}

#[get("/people/new")]
fn new_person(by: ServiceManager<'_>) -> Answer {
    pages::NewPerson::new(&Filled::default(), &by.0.governed).show().into()
}

#[post("/people", data = "<form>")]
async fn register(by: ServiceManager<'_>, form: Posted<Registration>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::register_with(db, &by, &new, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => refused(form.filled, "email", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    Ok(pages::NewPerson::new(&filled, &by.0.governed).show().status(Status::UnprocessableEntity).into())
}

#[get("/people/<id>", rank = 2)]
async fn show(id: PersonId, by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let c = &mut db.read().await?;
    let (person, roles) = registered(c, &by, id).await?;
    audit::shown(db, now, by.0.id, "registration", &[id]).await?;
    Ok(pages::ShowPerson::new(&person, &roles, id == by.0.id).show().into())
}

#[post("/people/<id>/unlinking", data = "<form>")]
async fn unlink(id: PersonId, by: ServiceManager<'_>, form: Posted<Pressed>, db: &State<Db>, now: Now) -> Result {
    // Without its token the form is from no page of ours that is still open: the page stands as it was.
    if let Ok((_, token)) = form.fit {
        actions::unlink(db, &by, id, token, now).await?;
    } else {
        registered(&mut db.read().await?, &by, id).await?;
    }
    Ok(Answer::go(uri!(show(id))))
}

#[get("/people/<id>/registration")]
async fn edit(id: PersonId, by: ServiceManager<'_>, db: &State<Db>, now: Now) -> Result {
    let (person, roles) = registered(&mut db.read().await?, &by, id).await?;
    audit::shown(db, now, by.0.id, "registration", &[id]).await?;
    let standing = pages::EditPerson::standing(&person, &roles);
    Ok(pages::EditPerson::new(&person, &standing, &by.0.governed).show().into())
}

#[post("/people/<id>/registration", data = "<form>")]
async fn amend(id: PersonId, by: ServiceManager<'_>, form: Posted<Amendment>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::amend(db, &by, id, &new, token, now).await {
            Ok(id) => return Ok(Answer::go(uri!(show(id)))),
            Err(stop) => refused(form.filled, "", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let (person, _) = registered(&mut db.read().await?, &by, id).await?;
    audit::shown(db, now, by.0.id, "registration", &[id]).await?;
    Ok(pages::EditPerson::new(&person, &filled, &by.0.governed).show().status(Status::UnprocessableEntity).into())
}

/// The form with a refusal beside the field it is about.
fn refused(filled: Filled, otherwise: &str, refusal: Refusal) -> Filled {
    let field = match refusal {
        Refusal::LastManager | Refusal::GovernedRole => "roles",
        _ => otherwise,
    };
    filled.but(field, refusal)
}

async fn registered(c: &mut impl AsConn, by: &ServiceManager<'_>, id: PersonId) -> Result<(Registered, Vec<Role>)> {
    let person = people::registered(c, by.0.organisation, id).await?.ok_or(Error::NotFound)?;
    Ok((person, people::roles(c, id).await?))
}
