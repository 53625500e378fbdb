//! The addresses of an organisation's sites: its service manager's alone.

use rocket::{Route, State, get, http::Status, post, routes, uri};

use crate::{
    accounts::{ServiceManager, actions, forms::SiteName, pages},
    kernel::{Now, ids::SiteId},
    organisations::{self, Site, model::NewSite},
    store::{AsConn, Db},
    web::{Answer, Error, Filled, Page, Posted, Result},
};

pub fn all() -> Vec<Route> {
    routes![index, new_site, open, edit, rename]
}

#[get("/sites")]
async fn index(by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let mut c = db.read().await?;
    let organisation = organisations::find(&mut c, by.0.organisation).await?.ok_or(Error::NotFound)?;
    let sites = organisations::sites(&mut c, by.0.organisation).await?;
    Ok(pages::Sites::new(&organisation, sites).show().into())
}

#[get("/sites/new")]
fn new_site(_by: ServiceManager<'_>) -> Answer {
    pages::NewSite::new(&Filled::default()).show().into()
}

#[post("/sites", data = "<form>")]
async fn open(by: ServiceManager<'_>, form: Posted<NewSite>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((new, token)) => match actions::open_site(db, &by, &new, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => form.filled.but("ods_code", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    Ok(pages::NewSite::new(&filled).show().status(Status::UnprocessableEntity).into())
}

#[get("/sites/<id>", rank = 2)]
async fn edit(id: SiteId, by: ServiceManager<'_>, db: &State<Db>) -> Result {
    let site = site(&mut db.read().await?, &by, id).await?;
    Ok(pages::EditSite::new(&site, &Filled::with(&[("name", &site.name)])).show().into())
}

#[post("/sites/<id>", data = "<form>")]
async fn rename(id: SiteId, by: ServiceManager<'_>, form: Posted<SiteName>, db: &State<Db>, now: Now) -> Result {
    let filled = match form.fit {
        Ok((name, token)) => match actions::rename_site(db, &by, id, &name.0, token, now).await {
            Ok(_) => return Ok(Answer::go(uri!(index()))),
            Err(stop) => form.filled.but("name", stop.refusal()?),
        },
        Err(filled) => filled,
    };
    let site = site(&mut db.read().await?, &by, id).await?;
    Ok(pages::EditSite::new(&site, &filled).show().status(Status::UnprocessableEntity).into())
}

async fn site(c: &mut impl AsConn, by: &ServiceManager<'_>, id: SiteId) -> Result<Site> {
    let sites = organisations::sites(c, by.0.organisation).await?;
    sites.into_iter().find(|site| site.id == id).ok_or(Error::NotFound)
}
