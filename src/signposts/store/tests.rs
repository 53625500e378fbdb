//! What the directory's statements promise, on both engines.

use super::*;
use crate::{
    accounts::{
        Role, actions as people,
        model::Registration,
        testing::{librarian, registration},
    },
    kernel::{
        Line, Now,
        ids::{OrganisationId, PersonId, SignpostId},
    },
    on_both_engines, organisations,
    signposts::{
        Means, Need, NewSignpost,
        audience::{Audience, Contract, Contracts},
        demo,
        keeping::Forwarding,
        links::Link,
        model::{Wanted, Whose},
        tally::Directory,
    },
    sql,
    store::{AsConn, Db, Result},
};

/// How many rows a reader could have left anywhere.
pub async fn every_row(c: &mut impl AsConn) -> Result<i64> {
    sql!(c, value i64: "SELECT (SELECT COUNT(*) FROM signposts) + (SELECT COUNT(*) FROM signpost_ways)
        + (SELECT COUNT(*) FROM signpost_needs) + (SELECT COUNT(*) FROM changes) + (SELECT COUNT(*) FROM looks)
        + (SELECT COUNT(*) FROM submissions) + (SELECT COUNT(*) FROM sign_ins) + (SELECT COUNT(*) FROM people)")
}

fn now() -> Now {
    Now("2026-11-23T10:00:00Z".parse().unwrap())
}

async fn trust(db: &Db, code: &str) -> OrganisationId {
    let name: Line = format!("Trust {code}").parse().unwrap();
    organisations::actions::found(db, &code.parse().unwrap(), &name, true, now()).await.unwrap()
}

/// The demonstration's directory, and the trust it belongs to.
async fn directory_of_demonstration(db: &Db) -> OrganisationId {
    let trust = trust(db, "A1B2C").await;
    for new in demo::entries(trust, now().today()) {
        put(db, &new).await;
    }
    trust
}

async fn put(db: &Db, new: &NewSignpost) -> SignpostId {
    let (id, mut tx) = (SignpostId::random(), db.write().await.unwrap());
    add(&mut tx, id, new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// An entry of the demonstration, by its name.
fn told(trust: OrganisationId, name: &str) -> NewSignpost {
    demo::entries(trust, now().today()).into_iter().find(|new| new.name.as_str() == name).unwrap()
}

async fn names(db: &Db, wanted: &Wanted) -> Vec<String> {
    let found = list(&mut db.read().await.unwrap(), wanted, now().today()).await.unwrap();
    found.into_iter().map(|entry| entry.name).collect()
}

fn open_to(organisation: Option<OrganisationId>) -> Wanted {
    Wanted { whose: Whose::OpenTo(organisation), ..Wanted::default() }
}

on_both_engines! {
    async fn an_entry_is_found_again_as_it_was_added(db: Db) {
        let trust = trust(&db, "A1B2C").await;
        let mina = librarian(&db, trust, "Mina").await;
        let samaritans = put(&db, &told(trust, "Samaritans")).await;
        let mut new = told(trust, "Staff psychology service");
        (new.owner_id, new.contracts) = (Some(mina), Contracts::of(&[Contract::University]));
        new.links = vec![(Link::IfThisFails, samaritans), (Link::TryFirst, samaritans), (Link::TryFirst, samaritans)];
        let id = put(&db, &new).await;
        let mut c = db.read().await.unwrap();
        let found = find(&mut c, id, None).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), &found.hours, &found.ways), (new.name.as_str(), &new.hours, &new.ways));
        assert_eq!((found.organisation.as_deref(), found.try_order), (Some("Trust A1B2C"), new.try_order));
        assert_eq!((found.checked_on, found.next_check_on), (new.checked_on, new.next_check_on));
        assert_eq!((found.kept_by, found.owner_id, found.audience()), (Some(trust), Some(mina), Audience::Staff));
        assert_eq!((found.contracts, found.withdrawn_on), (new.contracts, None));
        assert_eq!(needs_of(&mut c, id).await.unwrap(), new.needs);
        let links: Vec<_> = links_of(&mut c, id, None).await.unwrap().into_iter().map(|link| (link.kind, link.name)).collect();
        let name = || "Samaritans".to_owned();
        assert_eq!(links, [(Link::IfThisFails, name()), (Link::TryFirst, name())]);
        assert_eq!(firsts(&mut c).await.unwrap(), [(id, samaritans)]);
        let owner_email = "mina@example.nhs.uk".to_owned();
        let links = vec![(Link::IfThisFails, samaritans), (Link::TryFirst, samaritans)];
        let beside = super::beside(&mut c, id).await.unwrap();
        assert_eq!((beside.needs.len(), beside.links, beside.owner_email), (new.needs.len(), links, owner_email));
        assert!(find(&mut c, SignpostId::random(), None).await.unwrap().is_none());
    }

    async fn the_list_holds_what_is_wanted_and_no_more(db: Db) {
        let own = directory_of_demonstration(&db).await;
        let all = names(&db, &Wanted::default()).await;
        let public = demo::entries(own, now().today()).iter().filter(|new| !new.members_only()).count();
        assert_eq!(all.len(), public);
        assert_eq!(all.last().map(String::as_str), Some("Anyshire Bereavement Support"));
        let wanted = Wanted { needs: vec![Need::Menopause], private: true, free: true, ..Wanted::default() };
        let found = names(&db, &wanted).await;
        assert!(found.iter().any(|name| name == "Menopause network"), "{found:?}");
        assert!(!found.iter().any(|name| name == "Occupational health"), "{found:?}");
        let wanted = Wanted { by: vec![Means::Text], ..Wanted::default() };
        let found = names(&db, &wanted).await;
        assert!(found.iter().any(|name| name == "Shout") && !found.iter().any(|name| name == "Samaritans"), "{found:?}");
        let (one, other) = (vec![Need::Menopause], vec![Need::SubstanceUse]);
        let of = |needs: &[Need]| Wanted { needs: needs.to_vec(), ..Wanted::default() };
        let either = names(&db, &of(&[one.clone(), other.clone()].concat())).await;
        for name in names(&db, &of(&one)).await.iter().chain(&names(&db, &of(&other)).await) {
            assert!(either.contains(name), "{name}");
        }
        assert!(either.len() < all.len());
    }

    async fn another_organisations_staff_are_not_sent_to_this_ones_services(db: Db) {
        let own = directory_of_demonstration(&db).await;
        let other = trust(&db, "Z9Y8X").await;
        let everybodys = names(&db, &open_to(None)).await;
        assert_eq!(names(&db, &open_to(Some(other))).await, everybodys);
        assert!(!everybodys.iter().any(|name| name == "Occupational health"));
        let entries = demo::entries(own, now().today());
        assert_eq!(names(&db, &open_to(Some(own))).await.len(), entries.len());
        let (mut c, today) = (db.read().await.unwrap(), now().today());
        let count = |of: &dyn Fn(&&NewSignpost) -> bool| i64::try_from(entries.iter().filter(of).count()).unwrap();
        let everybody = |new: &&NewSignpost| new.audience == Audience::Everybody;
        let hours = |new: &&NewSignpost| !new.hours.as_text().is_empty();
        let others = Directory {
            entries: count(&everybody),
            in_date: count(&everybody) - 1,
            with_hours: count(&|new| everybody(new) && hours(new)),
        };
        assert_eq!(directory(&mut c, other, today).await.unwrap(), others);
        let all = count(&|_| true);
        let ours = Directory { entries: all, in_date: all - 1, with_hours: count(&hours) };
        assert_eq!(directory(&mut c, own, today).await.unwrap(), ours);
    }

    async fn what_is_for_members_is_found_by_members_alone(db: Db) {
        let (own, other) = (trust(&db, "A1B2C").await, trust(&db, "Z9Y8X").await);
        let mut new = told(own, "Occupational health");
        new.audience = Audience::Members;
        let id = put(&db, &new).await;
        let mut public = told(own, "Menopause network");
        public.links = vec![(Link::TryFirst, id)];
        let public = put(&db, &public).await;
        let mut c = db.read().await.unwrap();
        for (reader, finds) in [(None, false), (Some(other), false), (Some(own), true)] {
            assert_eq!(find(&mut c, id, reader).await.unwrap().is_some(), finds, "{reader:?}");
            let listed = list(&mut c, &open_to(reader), now().today()).await.unwrap();
            assert_eq!(listed.iter().any(|entry| entry.id == id && !entry.ways.is_empty()), finds, "{reader:?}");
            assert_eq!(links_of(&mut c, public, reader).await.unwrap().len(), usize::from(finds), "{reader:?}");
            let of = find(&mut c, public, None).await.unwrap().unwrap();
            let steps = steps(&mut c, &of, reader, now().today()).await.unwrap();
            assert_eq!(steps.iter().any(|step| step.id == id), finds, "{reader:?}");
        }
        assert!(list(&mut c, &Wanted::default(), now().today()).await.unwrap().iter().all(|entry| entry.id != id));
    }

    async fn steps_are_for_the_same_needs_and_people_and_never_overdue(db: Db) {
        let own = directory_of_demonstration(&db).await;
        let wanted = Wanted { needs: vec![Need::Bereavement], ..Wanted::default() };
        let mut c = db.read().await.unwrap();
        let of = list(&mut c, &wanted, now().today()).await.unwrap();
        let eap = of.iter().find(|entry| entry.organisation_id == Some(own)).unwrap();
        let found: Vec<_> = steps(&mut c, eap, None, now().today()).await.unwrap();
        assert!(found.iter().is_sorted_by_key(|step| step.try_order));
        assert!(found.iter().all(|step| step.id != eap.id && step.name != "Anyshire Bereavement Support"));
        let samaritans = of.iter().find(|entry| entry.name == "Samaritans").unwrap();
        let found = steps(&mut c, samaritans, None, now().today()).await.unwrap();
        assert!(found.iter().all(|step| step.name != "Staff psychology service"));
    }

    async fn an_entry_is_rewritten_whole_and_the_directory_grows_a_version(db: Db) {
        let trust = trust(&db, "A1B2C").await;
        let (before, after) = (told(trust, "Staff psychology service"), told(trust, "Samaritans"));
        let id = put(&db, &before).await;
        let mut tx = db.write().await.unwrap();
        let old = version(&mut tx).await.unwrap();
        rewrite(&mut tx, id, &after).await.unwrap();
        assert_eq!(version(&mut tx).await.unwrap(), old + 1);
        let found = find(&mut tx, id, None).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), &found.ways, found.audience()), ("Samaritans", &after.ways, Audience::Everybody));
        assert_eq!((found.checked_on, found.next_check_on), (before.checked_on, after.next_check_on));
        assert_eq!(needs_of(&mut tx, id).await.unwrap().len(), after.needs.len());
        let said = words(&mut tx).await.unwrap();
        assert_eq!(said.len(), 1 + after.needs.len());
        assert!(said.iter().any(|said| said.name == "Samaritans") && said.iter().any(|said| said.about == "distress"));
    }

    async fn a_withdrawn_entry_leaves_the_lists_and_stays_where_it_was(db: Db) {
        let trust = trust(&db, "A1B2C").await;
        let (gone, instead) = (put(&db, &told(trust, "Shout")).await, put(&db, &told(trust, "Samaritans")).await);
        let to = Forwarding { words: "It has closed.".parse().unwrap(), entry: Some(instead) };
        let mut tx = db.write().await.unwrap();
        assert!(withdraw(&mut tx, gone, now().today(), &to).await.unwrap());
        assert!(!withdraw(&mut tx, gone, now().today(), &to).await.unwrap());
        assert!(!check(&mut tx, gone, now().today(), now().today().succ_opt().unwrap()).await.unwrap());
        let entry = find(&mut tx, gone, None).await.unwrap().unwrap();
        assert_eq!((entry.withdrawn_on, entry.forward_to), (Some(now().today()), Some(instead)));
        assert_eq!(list(&mut tx, &Wanted::default(), now().today()).await.unwrap().len(), 1);
        assert_eq!(directory(&mut tx, trust, now().today()).await.unwrap().entries, 1);
        assert_eq!(choices(&mut tx, trust).await.unwrap(), [(instead, "Samaritans".to_owned())]);
        assert!(words(&mut tx).await.unwrap().iter().all(|said| said.id == instead));
        assert!(put_back(&mut tx, gone).await.unwrap());
        assert!(!put_back(&mut tx, gone).await.unwrap());
        assert_eq!(list(&mut tx, &Wanted::default(), now().today()).await.unwrap().len(), 2);
    }

    async fn keepers_see_what_is_theirs_first_what_is_due(db: Db) {
        let (own, other) = (directory_of_demonstration(&db).await, trust(&db, "Z9Y8X").await);
        let mina = librarian(&db, own, "Mina").await;
        let mut new = told(own, "Shout");
        new.owner_id = Some(mina);
        let id = put(&db, &new).await;
        let mut c = db.read().await.unwrap();
        let all = kept_list(&mut c, own, None, 500, 0).await.unwrap();
        assert_eq!(all[0].name, "Anyshire Bereavement Support");
        assert!(all.is_sorted_by_key(|kept| kept.next_check_on));
        assert_eq!(kept_list(&mut c, own, None, 3, 1).await.unwrap()[0].id, all[1].id);
        assert_eq!(kept_list(&mut c, own, None, 3, 1).await.unwrap().len(), 4);
        let hers = kept_list(&mut c, own, Some(mina), 50, 0).await.unwrap();
        assert_eq!(hers.iter().map(|kept| kept.id).collect::<Vec<_>>(), [id]);
        assert!(kept_list(&mut c, other, None, 50, 0).await.unwrap().is_empty());
        assert!(kept(&mut c, id, other).await.unwrap().is_none());
        assert_eq!(kept(&mut c, id, own).await.unwrap().unwrap().ways, new.ways);
    }

    async fn a_check_that_is_due_is_told_once_to_its_owner_or_else_to_the_managers(db: Db) {
        let own = trust(&db, "A1B2C").await;
        let mina = librarian(&db, own, "Mina").await;
        let manager = Registration { roles: vec![Role::ServiceManager], ..registration("Grace") };
        let grace = people::register(&db, own, &manager, now()).await.unwrap();
        let mut new = told(own, "Shout");
        (new.owner_id, new.next_check_on) = (Some(mina), now().today());
        let id = put(&db, &new).await;
        let mut tx = db.write().await.unwrap();
        let (yesterday, today) = (now().today().pred_opt().unwrap(), now().today());
        assert!(due(&mut tx, yesterday).await.unwrap().is_empty());
        assert_eq!(due(&mut tx, today).await.unwrap(), [(id, today)]);
        let told = |people: Vec<Reminded>| people.into_iter().map(|person| person.id).collect::<Vec<PersonId>>();
        assert_eq!(told(to_remind(&mut tx, id).await.unwrap()), [mina]);
        assert!(remind(&mut tx, id, today).await.unwrap());
        assert!(!remind(&mut tx, id, today).await.unwrap());
        assert!(due(&mut tx, today).await.unwrap().is_empty());
        // Somebody who newly owns it has not been told.
        new.owner_id = None;
        rewrite(&mut tx, id, &new).await.unwrap();
        assert_eq!(due(&mut tx, today).await.unwrap(), [(id, today)]);
        assert_eq!(told(to_remind(&mut tx, id).await.unwrap()), [grace]);
        let next = today.succ_opt().unwrap();
        assert!(check(&mut tx, id, today, next).await.unwrap());
        assert!(!remind(&mut tx, id, today).await.unwrap(), "checked in the meantime");
        assert_eq!(due(&mut tx, next).await.unwrap(), [(id, next)]);
    }

    async fn the_database_refuses_what_must_never_be(db: Db) {
        let (own, other) = (trust(&db, "A1B2C").await, trust(&db, "Z9Y8X").await);
        let id = put(&db, &told(own, "Occupational health")).await;
        // A statement that fails ends its transaction on PostgreSQL, so each has its own.
        let mut tx = db.write().await.unwrap();
        assert!(sql!(&mut tx, run: "UPDATE signposts SET kept_by = $2 WHERE id = $1", id, other).is_err());
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let nobodys = sql!(&mut tx, run: "UPDATE signposts SET organisation_id = NULL, members_only = TRUE
            WHERE id = $1", id);
        assert!(nobodys.is_err());
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let for_nobody = sql!(&mut tx, run: "UPDATE signposts
            SET for_trust = FALSE, for_university = FALSE, for_contractor = FALSE WHERE id = $1", id);
        assert!(for_nobody.is_err());
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert!(sql!(&mut tx, run: "UPDATE signposts SET withdrawn_on = checked_on WHERE id = $1", id).is_err());
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let to_itself = sql!(&mut tx, run: "INSERT INTO signpost_links (signpost_id, kind, other_id)
            VALUES ($1, 'try_first', $1)", id);
        assert!(to_itself.is_err());
    }
}
