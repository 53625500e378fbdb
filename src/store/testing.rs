//! For the tests of every `store.rs`: a fresh database on each engine.

use super::Db;
use crate::kernel::Keys;

/// Opens a test's database, tables and all.
pub async fn open(url: String) -> Db {
    let keys = Keys::from_secret(&[7; 32]).expect("32 bytes are enough");
    Db::open(&url, keys).await.expect("the test's database opens")
}

/// Turns one story into two tests, one on each engine.
#[macro_export]
macro_rules! on_both_engines {
    ($($story:tt)+) => { $crate::engines::both_engines! { $crate::store::testing::open; $($story)+ } };
}
