//! Who may open which address. A new route fails until it stands here.

/// The people at the doors, in the order of the columns; the first is nobody in particular.
pub const PEOPLE: [&str; 14] = [
    "", "Mina", "Sam", "Priya", "Ruth", "Owen", "Dana", "Idris", "Helen", "Grace", "Bronwen", "Tomos", "Yusuf", "Ffion",
];

/// One line a route and one letter a person: `o` open, `s` sign in first, `-` not found, `x` refused to all.
///
/// The session is Mina's with Dana; in the group of four are Priya and three newcomers, and Sam waits for a place; the debrief is of Ruth's team, and Mina has a place in it; the team is
/// Ruth's, and so is its arrangement; the request, the check-in and the placement on the team are Mina's. The
/// availability and the time away are Dana's; the led debrief is one that Ruth called with Dana; the taken request is
/// Mina's and Dana has taken it, and for the proposed one Dana has proposed times. The vacant session is Priya's, whose
/// facilitator has left; the roster file is Ruth's; the entry is Mina's and Grace keeps it. The calendar is at Mina's
/// private address, which needs no sign-in. Helen reads the area that the organisation lies in; the return is Grace's.
pub const DOORS: &str = "
                                        a stranger
                                        |  librarian: Mina, Sam of her team, Priya of another
                                        |  |    lead: Ruth of the team, Owen of another
                                        |  |    |   facilitator: Dana of the session, Idris another
                                        |  |    |   |   HR
                                        |  |    |   |   |  service manager
                                        |  |    |   |   |  |  next door: librarian, lead, facilitator, manager
GET  /                                  o  ooo  oo  oo  o  o  oooo
GET  /urgent-help                       o  ooo  oo  oo  o  o  oooo
GET  /find-support                      o  ooo  oo  oo  o  o  oooo
GET  /find-support/<entry>              o  ooo  oo  oo  o  o  oooo
GET  /quiet-places                      o  ooo  oo  oo  o  o  oooo
GET  /quiet-places/<space>              o  ooo  oo  oo  o  o  oooo
GET  /find-support/ours                 s  ooo  oo  oo  o  o  oooo
GET  /find-support/ours/<entry>         s  ooo  oo  oo  o  o  oooo
GET  /who-sees-what                     o  ooo  oo  oo  o  o  oooo
GET  /retention                         o  ooo  oo  oo  o  o  oooo
GET  /accessibility                     o  ooo  oo  oo  o  o  oooo
GET  /assets/<asset>                    o  ooo  oo  oo  o  o  oooo
GET  /too-many-tries                    x  xxx  xx  xx  x  x  xxxx
GET  /form-refused                      x  xxx  xx  xx  x  x  xxxx

GET  /open-referral                               o  ooo  oo  oo  o  o  oooo
GET  /open-referral/services                      o  ooo  oo  oo  o  o  oooo
GET  /open-referral/services/<entry>              o  ooo  oo  oo  o  o  oooo
GET  /open-referral/service_at_locations          o  ooo  oo  oo  o  o  oooo
GET  /open-referral/service_at_locations/<place>  o  ooo  oo  oo  o  o  oooo
GET  /open-referral/taxonomies                    o  ooo  oo  oo  o  o  oooo
GET  /open-referral/taxonomies/<taxonomy>         o  ooo  oo  oo  o  o  oooo
GET  /open-referral/taxonomy_terms                o  ooo  oo  oo  o  o  oooo
GET  /open-referral/taxonomy_terms/<term>         o  ooo  oo  oo  o  o  oooo

GET  /directory-imports/new                       s  ---  --  --  -  o  ---o
POST /directory-imports                           s  ---  --  --  -  o  ---o
GET  /directory-imports/<feed>                    s  ---  --  --  -  o  ----
POST /directory-imports/<feed>/confirmation       s  ---  --  --  -  o  ----
POST /directory-imports/<feed>/withdrawal         s  ---  --  --  -  o  ----

GET  /sign-in                           o  ooo  oo  oo  o  o  oooo
POST /sign-in                           o  ooo  oo  oo  o  o  oooo
GET  /sign-in/organisation              -  ---  --  --  -  -  ----
GET  /sign-in/organisation/return       -  ---  --  --  -  -  ----
GET  /signed-out                        o  ooo  oo  oo  o  o  oooo
GET  /sign-in/<challenge>               o  ooo  oo  oo  o  o  oooo
POST /sign-in/<challenge>               o  ooo  oo  oo  o  o  oooo
POST /sign-out                          s  ooo  oo  oo  o  o  oooo
GET  /demonstration                     o  ooo  oo  oo  o  o  oooo
POST /demonstration/<person>            o  ooo  oo  oo  o  o  oooo

GET  /support                           s  ooo  oo  oo  o  o  oooo
GET  /record                            s  ooo  oo  oo  o  o  oooo
GET  /record/erasure                    s  ooo  oo  oo  o  o  oooo
POST /record/erasure                    s  ooo  oo  oo  o  o  oooo
GET  /record/erasure/receipt            s  ooo  oo  oo  o  o  oooo
POST /record/sign-outs                  s  ooo  oo  oo  o  o  oooo
GET  /record/looks                      s  ooo  oo  oo  o  o  oooo
GET  /record/details                    s  ooo  oo  oo  o  o  oooo
GET  /record/sessions                   s  ooo  oo  oo  o  o  oooo
GET  /record/messages                   s  ooo  oo  oo  o  o  oooo
GET  /record/who-sees-what              s  ooo  oo  oo  o  o  oooo
GET  /record/cpd                        s  ooo  oo  oo  o  o  oooo
POST /record/cpd                        s  ooo  oo  oo  o  o  oooo
GET  /record/cpd/<period>/log           s  ooo  oo  oo  o  o  oooo
GET  /record/cpd/<period>/log.csv       s  ooo  oo  oo  o  o  oooo
GET  /record/export                     s  ooo  oo  oo  o  o  oooo
POST /record/export                     s  ooo  oo  oo  o  o  oooo
GET  /calendar                          s  ooo  oo  oo  o  o  oooo
POST /calendar/preferences              s  ooo  oo  oo  o  o  oooo
POST /calendar/feed                     s  ooo  oo  oo  o  o  oooo
POST /calendar/feed/ending              s  ooo  oo  oo  o  o  oooo
GET  /calendar/<calendar>               o  ooo  oo  oo  o  o  oooo
GET  /uptake                            s  ooo  oo  oo  o  o  oooo
GET  /uptake/coverage                   s  ooo  oo  oo  o  o  oooo
GET  /uptake/releases                   s  ooo  oo  oo  o  o  oooo
GET  /uptake/releases/new               s  ---  --  --  -  o  ---o
POST /uptake/releases                   s  ---  --  --  -  o  ---o
GET  /uptake/releases/<release>         s  ooo  oo  oo  o  o  oooo
GET  /uptake/releases/<release>/figures.csv   s  ooo  oo  oo  o  o  oooo
GET  /uptake/releases/<release>/figures.xlsx  s  ooo  oo  oo  o  o  oooo
GET  /uptake/protection                 s  ooo  oo  oo  o  o  oooo
GET  /uptake/coverage.csv               s  ooo  oo  oo  o  o  oooo
GET  /uptake/duties.csv                 s  ooo  oo  oo  o  o  oooo
GET  /uptake/trend                      s  ooo  oo  oo  o  o  oooo
GET  /uptake/trend.csv                  s  ooo  oo  oo  o  o  oooo
GET  /uptake/evidence                   s  ooo  oo  oo  o  o  oooo
GET  /uptake/evidence.csv               s  ooo  oo  oo  o  o  oooo
GET  /uptake/urgent-check               s  ooo  oo  oo  o  o  oooo
POST /uptake/urgent-check               s  ---  --  --  -  o  ---o
GET  /uptake/commentary                 s  ooo  oo  oo  o  o  oooo
POST /uptake/commentary                 s  ---  --  --  o  o  ---o
GET  /areas                             s  ---  --  --  o  -  ----
GET  /areas/<area>                      s  ---  --  --  o  -  ----
GET  /areas/<area>/figures.csv          s  ---  --  --  o  -  ----
GET  /staffing                          s  ooo  oo  oo  o  o  oooo
GET  /staffing/returns.csv              s  ooo  oo  oo  o  o  oooo
GET  /staffing/template.csv             s  ---  --  --  -  o  ---o
GET  /staffing/returns/new              s  ---  --  --  -  o  ---o
POST /staffing/returns                  s  ---  --  --  -  o  ---o
GET  /staffing/returns/<return>         s  ---  --  --  -  o  ----
POST /staffing/returns/<return>         s  ---  --  --  -  o  ----
POST /staffing/returns/<return>/withdrawal  s  ---  --  --  -  o  ----
GET  /staffing/import                   s  ---  --  --  -  o  ---o
POST /staffing/imports                  s  ---  --  --  -  o  ---o
POST /staffing/imports/confirmation     s  ---  --  --  -  o  ---o

GET  /teams                             s  ooo  oo  oo  o  o  oooo
GET  /teams/new                         s  ---  --  --  -  o  ---o
POST /teams                             s  ---  --  --  -  o  ---o
GET  /teams/<team>                      s  oo-  o-  --  -  o  ----
GET  /teams/<team>/registration         s  ---  --  --  -  o  ----
POST /teams/<team>/registration         s  ---  --  --  -  o  ----
POST /teams/<team>/leads                s  ---  --  --  -  o  ----
POST /teams/<team>/leads/<lead>/removal s  ---  --  --  -  o  ----
GET  /teams/<team>/placements/new       s  ---  o-  --  -  o  ----
POST /teams/<team>/placements           s  ---  o-  --  -  o  ----
GET  /teams/<team>/arrangements         s  ---  o-  --  -  -  ----
POST /teams/<team>/arrangements         s  ---  o-  --  -  -  ----
GET  /teams/<team>/arrangements/new     s  ---  o-  --  -  -  ----
POST /teams/<team>/arrangements/new     s  ---  o-  --  -  -  ----
GET  /teams/<team>/arrangements/<arrangement>            s  ---  o-  --  -  -  ----
POST /teams/<team>/arrangements/<arrangement>            s  ---  o-  --  -  -  ----
POST /teams/<team>/arrangements/<arrangement>/inclusion  s  ---  o-  --  -  -  ----
POST /teams/<team>/arrangements/<arrangement>/removal    s  ---  o-  --  -  -  ----
GET  /teams/<team>/debriefs             s  ---  o-  --  -  -  ----
GET  /teams/<team>/debriefs/new         s  ---  o-  --  -  -  ----
POST /teams/<team>/debriefs             s  ---  o-  --  -  -  ----
GET  /placements/<placement>/departure  s  o--  o-  --  -  o  ----
POST /placements/<placement>/departure  s  o--  o-  --  -  o  ----
POST /placements/<placement>/confirmation                s  o--  --  --  -  -  ----
GET  /teams/<team>/roster.csv           s  ---  o-  --  -  o  ----
GET  /rosters/import                    s  ---  oo  --  -  o  -o-o
GET  /rosters/template.csv              s  ---  oo  --  -  o  -o-o
POST /rosters/imports                   s  ---  oo  --  -  o  -o-o
GET  /rosters/imports/<import>          s  ---  o-  --  -  -  ----
POST /rosters/imports/<import>/confirmation  s  ---  o-  --  -  -  ----
POST /rosters/imports/<import>/withdrawal    s  ---  o-  --  -  -  ----
GET  /people                            s  ---  --  --  -  o  ---o
GET  /people/new                        s  ---  --  --  -  o  ---o
POST /people                            s  ---  --  --  -  o  ---o
GET  /people/<person>                   s  ---  --  --  -  o  ----
GET  /people/<person>/registration      s  ---  --  --  -  o  ----
POST /people/<person>/registration      s  ---  --  --  -  o  ----
GET  /people/<person>/departure         s  ---  --  --  -  o  ----
POST /people/<person>/departure         s  ---  --  --  -  o  ----
POST /people/<person>/unlinking         s  ---  --  --  -  o  ----
GET  /sites                             s  ---  --  --  -  o  ---o
GET  /sites/new                         s  ---  --  --  -  o  ---o
POST /sites                             s  ---  --  --  -  o  ---o
GET  /sites/<site>                      s  ---  --  --  -  o  ----
POST /sites/<site>                      s  ---  --  --  -  o  ----

GET  /settings                          s  ---  --  --  -  o  ---o
POST /settings                          s  ---  --  --  -  o  ---o
GET  /settings/sign-in                  s  ---  --  --  -  o  ---o
POST /settings/sign-in                  s  ---  --  --  -  o  ---o
GET  /outbox                            s  ---  --  --  -  o  ---o
POST /outbox/<message>/sending          s  ---  --  --  -  o  ----
POST /outbox/<doubtful>/letting-be      s  ---  --  --  -  o  ----
GET  /closure-days                      s  ---  --  --  -  o  ---o
POST /closure-days                      s  ---  --  --  -  o  ---o
POST /closure-days/<closure>/removal    s  ---  --  --  -  o  ----
GET  /spaces                            s  ---  --  --  -  o  ---o
GET  /spaces/new                        s  ---  --  --  -  o  ---o
POST /spaces                            s  ---  --  --  -  o  ---o
GET  /spaces/<space>                    s  ---  --  --  -  o  ----
POST /spaces/<space>                    s  ---  --  --  -  o  ----
GET  /spaces/<space>/diary              s  ---  --  --  -  o  ----
GET  /signposts                         s  ooo  oo  oo  o  o  oooo
GET  /signposts/new                     s  ---  --  --  -  o  ---o
POST /signposts                         s  ---  --  --  -  o  ---o
GET  /signposts/<entry>/changes         s  ---  --  --  -  o  ----
POST /signposts/<entry>/changes         s  ---  --  --  -  o  ----
POST /signposts/<entry>/checks          s  o--  --  --  -  o  ----
GET  /signposts/<entry>/withdrawal      s  ---  --  --  -  o  ----
POST /signposts/<entry>/withdrawal      s  ---  --  --  -  o  ----
POST /signposts/<entry>/return          s  ---  --  --  -  o  ----

GET  /availability                      s  ---  --  oo  -  -  --o-
GET  /availability/new                  s  ---  --  oo  -  -  --o-
POST /availability                      s  ---  --  oo  -  -  --o-
GET  /availability/single               s  ---  --  oo  -  -  --o-
POST /availability/single               s  ---  --  oo  -  -  --o-
GET  /availability/away                 s  ---  --  oo  -  -  --o-
POST /availability/away                 s  ---  --  oo  -  -  --o-
POST /availability/away/<away>/removal  s  ---  --  o-  -  -  ----
GET  /availability/terms                s  ---  --  oo  -  -  --o-
POST /availability/terms                s  ---  --  oo  -  -  --o-
GET  /availability/<availability>       s  ---  --  o-  -  -  ----
POST /availability/<availability>       s  ---  --  o-  -  -  ----
POST /availability/<availability>/end   s  ---  --  o-  -  -  ----
GET  /facilitating                      s  ---  --  oo  -  -  --o-
GET  /facilitating/conflicts            s  ---  --  oo  -  -  --o-

GET  /supervision                       s  ooo  --  --  -  -  o---
GET  /supervision/confirmation          s  ooo  --  --  -  -  o---
POST /supervision/bookings              s  ooo  --  --  -  -  o---
GET  /supervision/series                s  ooo  --  --  -  -  o---
GET  /supervision/series/plan           s  ooo  --  --  -  -  o---
POST /supervision/series                s  ooo  --  --  -  -  o---
GET  /sessions                          s  ooo  oo  oo  o  o  oooo
GET  /sessions/<session>                s  o--  --  o-  -  -  ----
GET  /sessions/<session>/appointment.ics  s  o--  --  o-  -  -  ----
GET  /sessions/<group>/appointment.ics    s  --o  --  o-  -  -  ----
GET  /sessions/<debrief>/appointment.ics  s  o--  --  --  -  -  ----
GET  /sessions/<session>/cancellation   s  o--  --  o-  -  -  ----
POST /sessions/<session>/cancellation   s  o--  --  o-  -  -  ----
GET  /sessions/<session>/move           s  o--  --  o-  -  -  ----
POST /sessions/<session>/move           s  o--  --  o-  -  -  ----
POST /sessions/<session>/waiting/departure  s  ---  --  --  -  -  ----
POST /sessions/<group>/waiting/departure    s  -o-  --  --  -  -  ----
GET  /sessions/<group>                      s  -oo  --  o-  -  -  ----
GET  /sessions/<group>/move                 s  ---  --  o-  -  -  ----
POST /sessions/<session>/kept           s  ---  --  o-  -  -  ----
POST /sessions/<session>/occurrence     s  o--  --  o-  -  -  ----
POST /sessions/<session>/places         s  o--  --  --  -  -  ----
POST /sessions/<session>/facilitator    s  ---  --  --  -  -  ----
POST /sessions/<vacant>/facilitator     s  ---  --  oo  -  -  ----
GET  /sessions/<debrief>                s  oo-  o-  --  -  -  ----
GET  /sessions/<debrief>/move           s  ---  --  --  -  -  ----
POST /sessions/<debrief>/move           s  ---  --  --  -  -  ----
GET  /sessions/<debrief>/cancellation   s  o--  --  --  -  -  ----
POST /sessions/<debrief>/cancellation   s  o--  --  --  -  -  ----
POST /sessions/<debrief>/occurrence     s  o--  --  --  -  -  ----
POST /sessions/<debrief>/places         s  oo-  --  --  -  -  ----

GET  /events                            s  ooo  oo  oo  o  o  oooo
GET  /events/<event>                    s  ooo  oo  oo  o  o  ----
POST /events/<event>/wish               s  ooo  --  --  -  -  ----
POST /events/<event>/wish/removal       s  ooo  --  --  -  -  ----
GET  /events/keeping                    s  ---  --  --  -  o  ---o
GET  /events/keeping/new                s  ---  --  --  -  o  ---o
POST /events/keeping                    s  ---  --  --  -  o  ---o
GET  /events/keeping/<event>/changes    s  ---  --  --  -  o  ----
POST /events/keeping/<event>/changes    s  ---  --  --  -  o  ----
GET  /events/keeping/<event>/cancellation  s  ---  --  --  -  o  ----
POST /events/keeping/<event>/cancellation  s  ---  --  --  -  o  ----
GET  /debriefs/<debrief>/time           s  ---  o-  --  -  -  ----
POST /debriefs/<debrief>/time           s  ---  o-  --  -  -  ----
GET  /debriefs/<debrief>/cancellation   s  ---  o-  --  -  -  ----
POST /debriefs/<debrief>/cancellation   s  ---  o-  --  -  -  ----
POST /debriefs/<debrief>/hand-back      s  ---  --  --  -  -  ----
POST /debriefs/<led>/hand-back          s  ---  --  o-  -  -  ----
GET  /sessions/<led>/cancellation       s  o--  --  --  -  -  ----

GET  /requests/new                      s  ooo  --  --  -  -  o---
POST /requests                          s  ooo  --  --  -  -  o---
GET  /requests/<request>                s  o--  --  --  -  -  ----
POST /requests/<request>/withdrawal     s  o--  --  --  -  -  ----
GET  /requests                          s  ---  --  oo  -  -  --o-
POST /requests/<request>/taking         s  ---  --  oo  -  -  ----
POST /requests/<taken>/taking           s  ---  --  o-  -  -  ----
GET  /requests/<taken>/answer           s  ---  --  o-  -  -  ----
POST /requests/<taken>/answer           s  ---  --  o-  -  -  ----
POST /requests/<taken>/release          s  ---  --  o-  -  -  ----
GET  /requests/<proposed>               s  o--  --  --  -  -  ----
POST /requests/<proposed>/choice        s  o--  --  --  -  -  ----
POST /requests/<proposed>/repetition    s  o--  --  --  -  -  ----

GET  /check-ins                         s  ooo  oo  oo  o  o  oooo
GET  /check-ins/new                     s  ooo  oo  oo  o  o  oooo
POST /check-ins                         s  ooo  oo  oo  o  o  oooo
GET  /check-ins/<check-in>              s  o--  --  --  -  -  ----
GET  /check-ins/<check-in>/edit         s  o--  --  --  -  -  ----
POST /check-ins/<check-in>/edit         s  o--  --  --  -  -  ----
GET  /check-ins/keeping                 s  ooo  oo  oo  o  o  oooo
POST /check-ins/keeping                 s  ooo  oo  oo  o  o  oooo
GET  /check-ins/deletion                s  ooo  oo  oo  o  o  oooo
POST /check-ins/deletion                s  ooo  oo  oo  o  o  oooo
GET  /check-ins/<check-in>/deletion     s  o--  --  --  -  -  ----
POST /check-ins/<check-in>/deletion     s  o--  --  --  -  -  ----
";

/// What somebody finds at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The handler was reached.
    Open,
    /// Sign in first.
    SignIn,
    /// As if it did not exist.
    NotFound,
    /// The page that refuses forged forms, which says so to everybody.
    Refused,
}
