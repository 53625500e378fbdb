//! Our own fields through the partials: what a screen reader is told has to be there.

use alongside::web::field::{Checkboxes, Choice, DateInput, ErrorSummary, FileUpload, Input, Radios, Select, Textarea};
use scraper::{ElementRef, Html, Selector};
use serde::Serialize;
use serde_json::json;

use super::registry;

struct Drawn(Html);

impl Drawn {
    fn by(component: &str, field: &impl Serialize) -> Self {
        let page = format!("{{{{> nhs/{component} field}}}}");
        Self::page(&page, &json!({ "field": field }))
    }

    fn page(template: &str, context: &impl Serialize) -> Self {
        let html = registry().render_template(template, context).unwrap();
        Self(Html::parse_fragment(&html))
    }

    fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(css).unwrap()).collect()
    }

    fn one(&self, css: &str) -> ElementRef<'_> {
        let found = self.all(css);
        assert_eq!(found.len(), 1, "{css} in {}", self.0.html());
        found[0]
    }

    fn says(&self, css: &str) -> String {
        let text: String = self.one(css).text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words that describe a control, in the order they are read.
    fn described(&self, css: &str) -> Vec<String> {
        let ids = self.one(css).attr("aria-describedby").unwrap_or_default();
        ids.split(' ').map(|id| self.says(&format!("[id='{id}']"))).collect()
    }
}

#[test]
fn an_input_is_labelled_and_described_by_its_hint_and_error() {
    let email = Input::new("email", "Work email address").email().hint("Ends in nhs.uk").value("a\"b");
    let plain = Drawn::by("input", &email);
    assert_eq!(plain.says("label[for='email']"), "Work email address");
    assert_eq!(plain.described("#email"), ["Ends in nhs.uk"]);
    assert!(plain.all(".nhsuk-form-group--error").is_empty());
    let input = plain.one("input[name='email'][type='email'][spellcheck='false']");
    assert_eq!(input.attr("value"), Some("a\"b"));
    assert_eq!(input.attr("autocomplete"), Some("email"));

    let failed = Drawn::by("input", &email.error(Some("Enter an email address")));
    assert_eq!(failed.described("#email"), ["Ends in nhs.uk", "Error: Enter an email address"]);
    failed.one(".nhsuk-form-group--error input.nhsuk-input--error");

    let year = Input::new("year", "Year").digits().width(4).error(None);
    Drawn::by("input", &year).one("input.nhsuk-input--width-4[inputmode='numeric'][type='text']");
}

#[test]
fn a_textarea_keeps_what_was_typed_wherever_its_partial_stands() {
    let typed = "First <line>\n    second\n\nlast ";
    let note = Textarea::new("note", "Your note").hint("Only you can read it").rows(8).value(typed);
    let context = json!({ "note": note });
    let drawn = Drawn::page("<form>\n    {{> nhs/textarea note}}\n</form>", &context);
    assert_eq!(drawn.one("textarea[rows='8']").text().collect::<String>(), typed);
    assert_eq!(drawn.described("textarea"), ["Only you can read it"]);
}

#[test]
fn a_select_shows_what_was_chosen() {
    let items = vec![Choice::new("", "Choose a team"), Choice::new(&7, "Renal"), Choice::new(&8, "Stroke")];
    let team = Select::new("team", "Team", items).value(&8).error(Some("Choose your own team"));
    let drawn = Drawn::by("select", &team);
    assert_eq!(drawn.says("label[for='team']"), "Team");
    assert_eq!(drawn.says("option[selected]"), "Stroke");
    assert_eq!(drawn.described("#team"), ["Error: Choose your own team"]);
}

#[test]
fn a_file_is_asked_for_under_the_name_that_the_service_reads() {
    let roster = FileUpload::new("Roster", ".csv,.xlsx").hint("Smaller than 4 MB").error(Some("Choose a file"));
    let drawn = Drawn::by("file-upload", &roster);
    assert_eq!(drawn.says("label[for='file']"), "Roster");
    assert_eq!(drawn.described("#file"), ["Smaller than 4 MB", "Error: Choose a file"]);
    drawn.one(".nhsuk-file-upload:not([data-module]) > input[type='file'][name='file'][accept='.csv,.xlsx']");
}

#[test]
fn radios_stand_under_their_question_and_the_first_bears_the_fields_name() {
    let items = vec![
        Choice::new("team", "My team").hint("Everyone on its roster"),
        Choice::new("one", "One other person"),
        Choice::divider("or"),
        Choice::new("group", "A group of librarians"),
    ];
    let with = Radios::new("with", "Who with?", items).page_heading().hint("You can change it").value("one");
    let drawn = Drawn::by("radios", &with.clone().error(Some("Say who with")));
    assert_eq!(drawn.says("fieldset > legend > h1"), "Who with?");
    assert_eq!(drawn.described("fieldset"), ["You can change it", "Error: Say who with"]);
    assert_eq!(drawn.described("input#with"), ["Everyone on its roster"]);
    assert_eq!(drawn.one("input[checked]").attr("id"), Some("with-2"));
    assert_eq!(drawn.says("label[for='with-4']"), "A group of librarians");
    assert_eq!(drawn.all("input[type='radio'][name='with']").len(), 3);
    assert!(drawn.all(".nhsuk-radios--inline").is_empty());
    Drawn::by("radios", &with.inline()).one(".nhsuk-radios--inline");
}

#[test]
fn checkboxes_stand_under_their_question_with_those_chosen_checked() {
    let items = ["mon", "tue", "wed"].map(|day| Choice::new(day, day)).to_vec();
    let items = [items, vec![Choice::new("none", "None of these").exclusive()]].concat();
    let days = Checkboxes::new("days", "Which days?", items).size("m").values(["mon", "wed"]);
    let drawn = Drawn::by("checkboxes", &days.error(Some("Choose a day")));
    assert_eq!(drawn.says("fieldset > legend.nhsuk-fieldset__legend--m"), "Which days?");
    assert_eq!(drawn.described("fieldset"), ["Error: Choose a day"]);
    let checked = drawn.all("input[name='days'][checked]");
    assert_eq!(checked.iter().map(|i| i.attr("value").unwrap()).collect::<Vec<_>>(), ["mon", "wed"]);
    assert_eq!(drawn.one("[data-behaviour='exclusive']").attr("value"), Some("none"));
}

#[test]
fn a_date_is_three_labelled_inputs_in_a_described_group() {
    let starts = DateInput::new("starts", "Start date").hint("For example, 26 11 2026").value("31", "2", "");
    let drawn = Drawn::by("date-input", &starts.error(Some("Start date must be a real date")));
    assert_eq!(drawn.says("fieldset[role='group'] > legend"), "Start date");
    let words = ["For example, 26 11 2026", "Error: Start date must be a real date"];
    assert_eq!(drawn.described("fieldset"), words);
    for (part, label, value) in [("day", "Day", "31"), ("month", "Month", "2"), ("year", "Year", "")] {
        assert_eq!(drawn.says(&format!("label[for='starts-{part}']")), label);
        let input = drawn.one(&format!("input#starts-{part}[name='starts[{part}]']"));
        assert_eq!((input.attr("value"), input.attr("inputmode")), (Some(value), Some("numeric")));
    }
}

#[test]
fn an_error_summary_links_to_the_fields_and_is_not_drawn_empty() {
    assert_eq!(ErrorSummary::new().if_any(), None);
    let summary = ErrorSummary::new().field("email", "Enter an email").whole("This session is full");
    let drawn = Drawn::by("error-summary", &summary.if_any());
    assert_eq!(drawn.says("[data-module='nhsuk-error-summary'] h2"), "There is a problem");
    assert_eq!(drawn.says("li a[href='#email']"), "Enter an email");
    assert_eq!(drawn.all("li").len(), 2);
}

#[test]
fn a_misspelt_field_fails_the_page() {
    let components = [
        "button",
        "checkboxes",
        "date-input",
        "details",
        "error-summary",
        "file-upload",
        "hint",
        "input",
        "inset-text",
        "radios",
        "select",
        "summary-list",
        "tag",
        "textarea",
        "warning-callout",
    ];
    for component in components {
        let page = format!("{{{{> nhs/{component} mispelt}}}}");
        let outcome = registry().render_template(&page, &json!({}));
        assert!(outcome.is_err(), "{component}: {}", outcome.unwrap_or_default());
    }
}
