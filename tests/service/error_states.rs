//! Forms that come back and pages of things that went wrong, in a browser and judged by axe-core.

use crate::{
    desk::{Desk, at_every_desk},
    things::Things,
};

/// Takes everything out of the page's forms that a person could have put there.
const EMPTIED: &str = "
    for (const field of document.querySelectorAll('main input:not([type=hidden]), main textarea')) {
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = false; else field.value = '';
    }";

impl Desk {
    /// Sends a page's form with nothing in it, and looks hard at what comes back.
    async fn sends_nothing(&self, path: &str, button: &str, complaint: &str) {
        self.open_page(path).await;
        self.browser.execute(EMPTIED, vec![]).await.expect("the fields can be emptied");
        self.press(button).await.says(complaint).await.says_what_to_mend().await.is_accessible().await;
    }
}

at_every_desk! {
    async fn signing_in_with_nothing_typed(desk: &Desk) {
        desk.sends_nothing("/sign-in", "Send me a code", "Enter your work email address").await;
        desk.write("Your work email address", "nobody@anytown.example").await.press("Send me a code").await;
        let code = desk.path().await;
        desk.sends_nothing(&code, "Sign in", "Enter the 8 letters of the code we sent").await;
    }

    async fn the_forms_of_a_librarian_with_nothing_in_them(desk: &Desk) {
        desk.sit("Mina").await;
        desk.sends_nothing("/supervision", "Continue", "Choose a time").await;
        let slot = desk.world().person("Mina").await.get("/supervision").await.first_choice("slot");
        let series = format!("/supervision/series?slot={slot}");
        desk.sit("Mina").await.open_page(&series).await.write("Every how many weeks?", "0").await;
        desk.press("Continue").await.says("Enter a number of weeks from 1 to 12").await.says_what_to_mend().await;
        desk.is_accessible().await;
        desk.sends_nothing("/requests/new", "Ask", "Choose who you would like to meet with").await;
        let proposed = Things::made_in(desk.world()).await.address("/requests/<proposed>");
        desk.sends_nothing(&proposed, "Take this time", "Choose a time").await;
        desk.sends_nothing("/check-ins/new", "Keep my check-in", "There is nothing to keep yet").await;
        desk.sends_nothing("/check-ins/keeping", "Save", "Choose for how long").await;
        desk.sends_nothing("/record/erasure", "Erase my record", "Tick that you understand").await;
        desk.sends_nothing("/calendar", "Save", "Choose when you want to be reminded").await;
        // Her address is shown on the answer to a form alone, so no visit comes past it.
        desk.open_page("/calendar").await.press("Make a new private address").await.says("It is shown this once").await;
        desk.is_accessible().await;
    }

    async fn the_forms_of_a_lead_with_nothing_in_them(desk: &Desk) {
        let team = desk.world().person("Ruth").await.get("/teams").await.link("Adult critical care");
        desk.sit("Ruth").await;
        let form = format!("{team}/placements/new");
        desk.sends_nothing(&form, "Add to the roster", "Enter the day they start").await;
        let form = format!("{team}/arrangements");
        desk.sends_nothing(&form, "Save", "Choose one answer for Schwartz Rounds").await;
        let form = format!("{team}/arrangements/new");
        desk.sends_nothing(&form, "Add", "Enter what the team calls it").await;
        let form = desk.world().person("Ruth").await.get(&team).await.link("Change dates or remove");
        desk.sends_nothing(&form, "Save", "Choose whether librarians are included").await;
        let form = desk.world().person("Ruth").await.get(&team).await.link("End the placement of Sam");
        desk.open_page(&format!("{form}?last%5Bday%5D=31&last%5Bmonth%5D=2&last%5Byear%5D=2027")).await;
        desk.says("must be a real date").await.says_what_to_mend().await.is_accessible().await;
        let form = format!("{team}/debriefs/new");
        desk.sends_nothing(&form, "Call the debrief", "Choose what kind of debrief it is").await;
        let called = desk.world().person("Ruth").await.get(&format!("{team}/debriefs")).await.link("Team reflection");
        let form = desk.world().person("Ruth").await.get(&called).await.link("Move this debrief");
        desk.sends_nothing(&form, "Move it", "Enter a time").await;
        desk.sends_nothing("/rosters/import", "Read the file", "Choose a file").await;
    }

    async fn the_forms_of_a_facilitator_with_nothing_in_them(desk: &Desk) {
        let dana = desk.world().person("Dana").await;
        let queue = dana.get("/requests").await.is(200);
        let request = dana.submit(&queue, &queue.form_of("Take this"), &[]).await.leads_to("/requests/");
        desk.sit("Dana").await;
        desk.sends_nothing("/availability/new", "Publish", "Choose a day of the week").await;
        desk.sends_nothing("/availability/single", "Add these times", "Enter the day").await;
        desk.sends_nothing("/availability/away", "Add", "Enter the first day").await;
        desk.sends_nothing("/availability/terms", "Save", "Enter a number of hours from 0 to 336").await;
        let weekly = desk.world().person("Dana").await.get("/availability").await.link("Change or stop Thursday");
        desk.sends_nothing(&weekly, "Save", "Enter the last day").await;
        desk.sends_nothing(&request, "Propose", "Enter a time").await;
    }

    async fn the_forms_of_a_service_manager_with_nothing_in_them(desk: &Desk) {
        desk.sit("Grace").await;
        desk.sends_nothing("/events/keeping/new", "Save", "Choose what it is").await;
        desk.sends_nothing("/people/new", "Register", "Enter their name").await;
        desk.sends_nothing("/closure-days", "Add", "Enter what the day is called").await;
        desk.sends_nothing("/teams/new", "Register", "Choose the team's specialty").await;
        let kept = desk.world().person("Grace").await.get("/signposts").await;
        let entry = kept.link("Hardship fund");
        desk.sends_nothing("/signposts/new", "Save", "Choose how you want to say when it is open").await;
        desk.sends_nothing(&entry, "Still right", "Choose when it must be checked again").await;
        let form = format!("{}/withdrawal", entry.replace("/find-support/ours/", "/signposts/"));
        desk.sends_nothing(&form, "Withdraw it", "Enter what to do instead").await;
        desk.sends_nothing("/sites/new", "Register", "Enter the name of the site").await;
        desk.sends_nothing("/staffing/returns/new", "Save", "Enter the day that was counted").await;
        let grace = desk.world().person("Grace").await;
        let (site, person) = (grace.get("/sites").await.link("Riverside"), grace.get("/people").await.link("Mina"));
        desk.sends_nothing(&site, "Save", "Enter the name of the site").await;
        desk.sends_nothing(&format!("{person}/registration"), "Save", "Enter their name").await;
        let team = grace.get("/teams").await.link("Palliative care");
        desk.sends_nothing(&format!("{team}/registration"), "Add this lead", "Enter the lead's work email address").await;
    }

    async fn pages_of_things_that_went_wrong(desk: &Desk) {
        let mina = desk.sit("Mina").await;
        mina.open_page("/nowhere").await.says("Page not found").await.is_accessible().await;
        let taken = "/supervision/confirmation?slot=gone";
        mina.open_page(taken).await.says("has just been taken").await.says_what_to_mend().await.is_accessible().await;
        desk.world().db.close().await;
        mina.open_page("/support").await.says("not available").await.says("quote").await.is_accessible().await;
        mina.follow("Urgent help now").await.says("116 123").await;
    }
}
