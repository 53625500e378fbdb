//! The columns of a roster file.

use crate::word_enum;

word_enum! {
    /// A column, under the heading that rosters of the NHS's own systems give it (FACTS 6).
    pub enum Column {
        /// A post's number; a person may hold two, so it names nobody. Accepted and left alone.
        AssignmentNumber = "assignment_number",
        /// Who.
        NhsEmail = "nhs_email",
        /// Their name, for whoever is to be registered.
        DisplayName = "display_name",
        /// The employer, which must be the reader's own organisation.
        EmployerOds = "employer_ods",
        /// The team, by code.
        MdtCode = "mdt_code",
        /// The team, by name.
        MdtName = "mdt_name",
        /// The team's specialty.
        Tfc = "tfc",
        /// The team's site.
        SiteOds = "site_ods",
        /// The first day.
        EmbeddedFrom = "embedded_from",
        /// The last day.
        EmbeddedTo = "embedded_to",
        /// The time on the team.
        Wte = "wte",
        /// The person's band.
        AfcBand = "afc_band",
        /// By what the person is qualified.
        QualifiedBasis = "qualified_basis",
        /// The person's line manager.
        LineManagerEmail = "line_manager_email",
        /// What they do on the team, and what the post is called of somebody who is to be registered.
        JobTitle = "job_title",
    }
}

/// The headings, in the order of the template and of exports.
pub const HEADINGS: [&str; 15] = {
    let mut headings = [""; Column::ALL.len()];
    let mut at = 0;
    while at < headings.len() {
        headings[at] = Column::ALL[at].word();
        at += 1;
    }
    headings
};
