//! A world whose service listens on a port of this machine, for a real browser.

use std::net::{Ipv4Addr, TcpListener};

use alongside::{app, privacy::Table};
use rocket::{Shutdown, fairing::AdHoc};
use tokio::{sync::oneshot, task::JoinHandle};

use crate::{World, engines, world};

/// A world that a browser can reach, on the embedded engine.
pub struct Served {
    /// The world: its clock, its database, and its people without a browser.
    pub world: World,
    /// Where the browser finds it.
    pub address: String,
    shutdown: Shutdown,
    running: JoinHandle<()>,
}

impl Served {
    /// The demonstration as of the beginning, being served.
    pub async fn open() -> Self {
        let world = World::open(&engines::sqlite_url().await).await;
        // Between finding a free port and listening on it somebody else may take it.
        for _ in 0..5 {
            let port = free_port();
            let address = format!("http://127.0.0.1:{port}");
            if let Some((shutdown, running)) = launch(&world, &address, port).await {
                return Self { world, address, shutdown, running };
            }
        }
        panic!("no port of this machine stays free");
    }

    /// Stops listening, once the answers under way are given.
    pub async fn end(self) {
        self.shutdown.notify();
        self.running.await.expect("the service ends in peace");
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}

async fn launch(world: &World, address: &str, port: u16) -> Option<(Shutdown, JoinHandle<()>)> {
    let settings = world::figment()
        .merge(("port", port))
        .merge(("shutdown.grace", 1))
        .merge(("shutdown.mercy", 1))
        // Whoever stops the tests stops the test process, not one service in it.
        .merge(("shutdown.ctrlc", false))
        .merge(("shutdown.signals", Vec::<String>::new()));
    let (up, is_up) = oneshot::channel();
    let listening = AdHoc::on_liftoff("listening", |_| {
        Box::pin(async move {
            let _ = up.send(());
        })
    });
    let service = app(settings, world::parts(&world.db, &world.clock, Table::product(), address)).attach(listening);
    let service = service.ignite().await.expect("the service starts");
    let shutdown = service.shutdown();
    let running = tokio::spawn(async move {
        if let Err(error) = service.launch().await {
            // Rocket insists that somebody looks at the reason.
            error.kind();
        }
    });
    is_up.await.ok().map(|()| (shutdown, running))
}
