//! Yearly returns: everybody reads them, Grace writes them, by hand or out of a file.

use crate::{Person, World, on_both_engines, page::Page, tables};

const AT: &str = "/staffing/import";

async fn read(grace: &Person<'_>, file: &[u8]) -> Page {
    grace.upload(AT, "/staffing/imports", "returns.csv", file).await
}

on_both_engines! {
    async fn everybody_reads_the_ratio_and_what_it_takes_to_reach_the_target(world: World) {
        let mina = world.person("Mina").await;
        let page = mina.get(&mina.get("/uptake").await.link("Staffing")).await.is(200);
        // The newest return: 8,612.25 / 5.80 = 1,484.87. 8,612.25 / 1,250 = 6.8898, so 6.89 are needed: 1.09 more.
        let page = page.says("1:1,484 on 31 March 2026: between 1:1,250 and 1:1,730").says("it takes 1.09 WTE more");
        // 8,450 / 4.80 = 1,760.4, which is worse than the average; 6.76 - 4.80 = 1.96.
        let page = page.says("Workforce WTE 8,450 Qualified WTE 4.8 Ratio 1:1,760, 1:1,730 or worse More WTE needed 1.96");
        // Mina 0.6 and Sam 0.4 in critical care, Priya 0.8 in the emergency department.
        let page = page.says("Intensive Care Medicine (192) 1 WTE").says("Emergency Medicine (180) 0.8 WTE").says("1.8 WTE of librarians");
        page.never_says("Mina Okafor is").never_says("Add a return");
        assert_eq!(mina.get("/staffing").await.main(), world.person("Helen").await.get("/staffing").await.main());
    }

    async fn grace_adds_changes_and_withdraws_a_return(world: World) {
        let grace = world.person("Grace").await;
        let (form, action) = ("/staffing/returns/new", "/staffing/returns");
        let day = |year| [("counted[day]", "31"), ("counted[month]", "3"), ("counted[year]", year)];
        let with = |year, workforce, qualified| [day(year).to_vec(), vec![("workforce", workforce), ("qualified", qualified), ("source", "ESR")]].concat();
        grace.fill(form, action, &[]).await.is(422).says("Enter the day that was counted").says("Enter the workforce");
        let kept = grace.fill(form, action, &with("2023", "8,4", "4")).await.is(422).says("like 8,450 or 6.34");
        assert!(kept.html.contains("value=\"8,4\""), "what was typed is kept");
        grace.fill(form, action, &with("2026", "8450", "4")).await.is(422).says("There is a return for that day already");
        grace.fill(form, action, &with("2027", "8450", "4")).await.is(422).says("must be today or in the past");
        grace.fill(form, action, &with("2023", "4", "4.01")).await.is(422).says("cannot be more than the whole workforce");
        grace.fill(form, action, &with("2023", "8,450", "0")).await.leads_to("/staffing");
        let page = grace.get("/staffing").await.says("Qualified WTE 0 Ratio Nobody qualified: no ratio, nobody is qualified More WTE needed 6.76");
        let own = page.link("31 March 2023");
        grace.fill(&own, &own, &with("2023", "8,450", "6.76")).await.leads_to("/staffing");
        grace.get("/staffing").await.says("Qualified WTE 6.76 Ratio 1:1,250, meets 1:1,250 More WTE needed 0");
        let page = grace.get(&own).await.is(200);
        grace.submit(&page, &format!("{own}/withdrawal"), &[]).await.leads_to("/staffing");
        grace.get("/staffing").await.never_says("31 March 2023");
        grace.get(&own).await.is(404);
        for what in ["added", "changed", "withdrawn"] {
            let lines = tables::count(&world.url, &format!("changes WHERE action = 'staffing return {what}'")).await;
            assert!(lines >= 1, "{what} stands in the log");
        }
        world.person("Mina").await.send(&own, &[]).await.is(404);
    }

    async fn grace_imports_a_file_all_of_it_or_nothing(world: World) {
        let grace = world.person("Grace").await;
        let before = tables::read(&world.url).await;
        let wrong = read(&grace, b"counted_on,workforce_wte,qualified_wte,source\n31/03/2022,many,4,ESR\n31/03/2023,8000,4,ESR\n").await;
        wrong.is(422).says("row 2, workforce_wte: 'many' is not a number").says("Nothing was written").never_says("Import all of this");
        read(&grace, b"%PDF-1.7").await.is(422);
        let file = b"counted_on,workforce_wte,qualified_wte,source\n31/03/2023,\"8,000\",4,=1+1\n31/03/2026,8612.25,6,Mended\n31/03/2025,8520.5,5.2,Annual statistics return (invented)\n";
        let page = read(&grace, file).await.is(200).says("To be added").says("31 March 2023: 8,000 WTE, of whom 4 qualified (=1+1)");
        let page = page.says("31 March 2026: 8,612.25 WTE, of whom 6 qualified (Mended) instead of 8,612.25 WTE, of whom 5.8 qualified");
        let page = page.says("Left alone, since they stand as the file says: 1");
        tables::only_looks_differ(&before, &tables::read(&world.url).await, "a preview");
        let confirm = "/staffing/imports/confirmation";
        let mut forged = page.filled(confirm, &[]);
        forged.iter_mut().filter(|(name, _)| name == "rows").for_each(|(_, rows)| *rows = rows.replace("8000.00", "9000.00"));
        grace.send(confirm, &forged).await.is(409).says("The returns have changed since you looked");
        grace.submit(&page, confirm, &[]).await.leads_to("/staffing");
        grace.submit(&page, confirm, &[]).await.leads_to("/staffing");
        grace.get("/staffing").await.says("1:1,435 on 31 March 2026").says("Ratio 1:2,000, 1:1,730 or worse");

        // P28: the file that comes out is no formula, and changes nothing when it goes in again.
        let out = grace.get("/staffing/returns.csv").await.is(200).html;
        assert!(out.contains("\"'=1+1\""), "{out}");
        read(&grace, out.as_bytes()).await.is(200).says("There is nothing to import");
    }
}
