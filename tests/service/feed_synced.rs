//! A calendar program of other people subscribes to a private address over HTTP, and shows what stands there.

use std::{path::Path, process::Command};

use crate::{
    calendars::{book, choose},
    counterparts::{counterparts_or_skip, program, said},
    engines::tether::Tether,
    served::Served,
    things::private_address,
};

#[tokio::test]
async fn vdirsyncer_and_khal_show_what_is_booked_moved_and_cancelled() {
    if !counterparts_or_skip() {
        return;
    }
    let served = Served::open().await;
    let mina = served.world.person("Mina").await;
    let (first, second) = (book(&mina).await, book(&mina).await);
    let subscribed = Subscribed::to(&format!("{}{}", served.address, private_address(&mina).await));

    subscribed.sync().await;
    let shown = subscribed.shown().await;
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert!(shown.iter().all(|line| line.ends_with(" Busy")), "{shown:?}");
    assert!(shown[0].starts_with("2026-11-24 10:15"), "{shown:?}");

    // One is cancelled, the other moved to the last time that is offered now.
    let at = format!("{first}/cancellation");
    mina.fill(&at, &at, &[]).await.leads_to("/sessions");
    let at = format!("{second}/move");
    let other = mina.get(&at).await.choices("slot").pop().expect("there are other times");
    mina.fill(&at, &at, &[("slot", &other)]).await.leads_to("/sessions/");
    choose(&mina, "none", "telling").await;
    subscribed.sync().await;
    let after = subscribed.shown().await;
    let [moved] = &after[..] else { panic!("{after:?}") };
    assert!(
        moved.contains("One-to-one supervision with ") && !shown.iter().any(|line| line[..16] == moved[..16]),
        "{moved}"
    );

    // A private address that is stopped is an error to the program, and takes nothing out of the calendar.
    mina.fill("/calendar", "/calendar/feed/ending", &[]).await.leads_to("/calendar");
    let refused = subscribed.run("vdirsyncer", &["-c", "sync.ini", "sync"]).await;
    assert!(!refused.0, "{}", refused.1);
    assert_eq!(subscribed.shown().await, after);
    served.end().await;
}

/// The two programs in a folder of their own.
struct Subscribed(Tether);

impl Subscribed {
    fn to(address: &str) -> Self {
        let folder = Tether::folder("calendars").expect("a folder for a calendar");
        let path = folder.path().display().to_string();
        std::fs::create_dir(folder.path().join("kept")).unwrap();
        let sync = format!(
            "[general]\nstatus_path = \"{path}/status\"\n\
             [pair own]\na = \"feed\"\nb = \"kept\"\ncollections = null\n\
             [storage feed]\ntype = \"http\"\nurl = \"{address}\"\n\
             [storage kept]\ntype = \"filesystem\"\npath = \"{path}/kept\"\nfileext = \".ics\"\n"
        );
        let show = format!(
            "[calendars]\n[[own]]\npath = {path}/kept\nreadonly = True\n\
             [locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\ntimeformat = %H:%M\n\
             dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n\
             longdatetimeformat = %Y-%m-%d %H:%M\n\
             [sqlite]\npath = {path}/khal.db\n"
        );
        std::fs::write(folder.path().join("sync.ini"), sync).unwrap();
        std::fs::write(folder.path().join("show.ini"), show).unwrap();
        Self(folder)
    }

    async fn sync(&self) {
        for what in ["discover", "sync"] {
            let (went_well, words) = self.run("vdirsyncer", &["-c", "sync.ini", what]).await;
            assert!(went_well, "vdirsyncer {what}: {words}");
        }
    }

    /// One line for each entry of the next year: "2026-11-24 10:00 Busy".
    async fn shown(&self) -> Vec<String> {
        let list = ["-c", "show.ini", "list", "--format", "{start} {title}", "2026-11-23", "365d"];
        let (went_well, words) = self.run("khal", &list).await;
        assert!(went_well, "khal: {words}");
        // Between them stand the days, as headings.
        words.lines().filter(|line| line.starts_with("20") && line.contains(':')).map(str::to_owned).collect()
    }

    /// Whether a program ended well, and what it said.
    async fn run(&self, name: &'static str, arguments: &[&str]) -> (bool, String) {
        let (home, arguments) = (self.0.path().to_owned(), arguments.iter().map(|&a| a.to_owned()).collect::<Vec<_>>());
        let ran = tokio::task::spawn_blocking(move || start(&home, name, &arguments));
        ran.await.expect("the program runs")
    }
}

fn start(home: &Path, name: &str, arguments: &[String]) -> (bool, String) {
    let output = Command::new(program(name))
        .args(arguments)
        .current_dir(home)
        .env("HOME", home)
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    (output.status.success(), said(&output))
}
