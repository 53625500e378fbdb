//! The secret as whoever runs the service meets it: where it is kept, what a wrong one says, and how it is changed.

use std::{fs, process::Output};

use alongside::{
    checkins,
    kernel::Keys,
    store::{AsConn, Db},
};
use base64::{Engine, prelude::BASE64_STANDARD};

use crate::{
    World,
    engines::tether::Tether,
    on_both_engines,
    starting::{Running, alongside, refused},
    tables,
};

fn text(secret: &[u8]) -> String {
    BASE64_STANDARD.encode(secret)
}

fn run(verb: &str, settings: &[(&str, &str)]) -> Output {
    alongside(verb, &Tether::folder("secret").unwrap(), settings).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

on_both_engines! {
    async fn a_changed_secret_opens_everything_and_the_old_one_nothing(world: World) {
        let (mina, sam, url) = (world.person("Mina").await, world.person("Sam").await, world.url.clone());
        let note = [("sleep", "low"), ("note", "A long week.")];
        let path = mina.fill("/check-ins/new", "/check-ins", &note).await.leads_to("/check-ins/");
        let (old, new) = (text(&[9; 48]), text(&[5; 32]));
        let rotate = |old: &str, new: &str| {
            run("rotate-key", &[("DATABASE_URL", &url), ("ALONGSIDE_OLD_SECRET_KEY", old), ("ALONGSIDE_SECRET_KEY", new)])
        };
        let before = tables::read(&url).await;
        let wrong = refused(&rotate(&text(&[4; 32]), &new));
        assert!(wrong.contains("ALONGSIDE_OLD_SECRET_KEY is not the secret"), "{wrong}");
        assert!(refused(&rotate(&old, &old)).contains("the same as the old one"));
        let half = refused(&run("rotate-key", &[("DATABASE_URL", &url), ("ALONGSIDE_SECRET_KEY", &new)]));
        assert!(half.contains("ALONGSIDE_OLD_SECRET_KEY"), "{half}");
        assert_eq!(tables::read(&url).await, before, "nothing was changed");

        assert!(said(&rotate(&old, &new)).contains("Keys of people that are wrapped under it now: 1"));
        let after = tables::read(&url).await;
        let changed: Vec<_> = before.keys().filter(|table| before[*table] != after[*table]).collect();
        assert_eq!(changed, ["changes", "person_keys", "service_key"]);
        assert!(refused(&rotate(&old, &new)).contains("If it was changed before"));

        for verb in ["serve", "migrate"] {
            let wrong = refused(&run(verb, &[("DATABASE_URL", &url), ("ALONGSIDE_SECRET_KEY", &old)]));
            assert!(wrong.contains("sealed under another secret. Nothing was changed"), "{wrong}");
            assert!(!wrong.contains(&old), "{wrong}");
        }
        said(&run("migrate", &[("DATABASE_URL", &url), ("ALONGSIDE_SECRET_KEY", &new)]));

        let db = Db::open(&url, Keys::from_secret(&[5; 32]).unwrap()).await.unwrap();
        let list = checkins::actions::own(&db, world.member("Mina").await.id).await.unwrap();
        assert!(list[0].kept.as_ref().unwrap().written.note.as_deref() == Some("A long week."));
        let print = async |db: &Db| db.read().await.unwrap().keys().fingerprint("calendar", "Mina");
        assert_eq!(print(&db).await, print(&world.db).await, "what is recognised is recognised still");

        // A program that was left running with the old secret says that it is broken, and loses nothing.
        mina.get(&path).await.is(500);
        sam.fill("/check-ins/new", "/check-ins", &[("note", "Would be lost")]).await.is(500);
        assert_eq!(tables::count(&url, "check_ins").await, 1);
    }
}

#[cfg(unix)]
#[test]
fn a_secret_in_a_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Tether::folder("secret").unwrap();
    let file = folder.path().join("key");
    fs::write(&file, text(&[5; 32])).unwrap();
    let name = file.display().to_string();
    let migrate = |mode| {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        run("migrate", &[("ALONGSIDE_SECRET_KEY_FILE", &name)])
    };
    for mode in [0o644, 0o640, 0o604, 0o620, 0o660, 0o444, 0o700] {
        let wrong = refused(&migrate(mode));
        assert!(wrong.contains("others can use it") && wrong.contains("chmod 600"), "{mode:o}: {wrong}");
    }
    for mode in [0o600, 0o400] {
        said(&migrate(mode));
    }
    let both = [("ALONGSIDE_SECRET_KEY_FILE", name.as_str()), ("ALONGSIDE_SECRET_KEY", "x")];
    assert!(refused(&run("migrate", &both)).contains("are both set"));
    let missing = refused(&run("migrate", &[("ALONGSIDE_SECRET_KEY_FILE", "/nowhere/key")]));
    assert!(missing.contains("/nowhere/key cannot be used"), "{missing}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&file, "short").unwrap();
    let short = refused(&run("migrate", &[("ALONGSIDE_SECRET_KEY_FILE", &name)]));
    assert!(short.contains("does not hold a usable secret") && !short.contains("short"), "{short}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_program_that_crashes_leaves_no_core() {
    use std::io::{BufRead, BufReader};

    let folder = Tether::folder("secret").unwrap();
    let mut running = Running(alongside("demo", &folder, &[]).spawn().unwrap());
    BufReader::new(running.0.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", running.0.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().collect::<Vec<_>>()[4..6], ["0", "0"], "{core}");
}
