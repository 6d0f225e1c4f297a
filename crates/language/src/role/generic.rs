//! Nouns for people that name no role of their own: audiences, people at large, and words that point back.
//!
//! "The client", "listeners" or "a person" may stand as the subject of any verb, and nobody who asks who does something
//! wants them as the answer. An article that makes one of them a role says so (in a heading, in a table), and then it is.

/// What a general noun for people is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generic {
    /// Those for whom something is done.
    Audience,
    /// People or workers at large; with "this" or "these" it points back at a role ("these professionals").
    People,
    /// A body of people: it may be made responsible, but acting alone makes it no role.
    Body,
    /// A post rather than who holds it; points back too ("this position").
    Post,
}

/// Looks up a noun in the singular and in lower case.
pub fn generic(noun: &str) -> Option<Generic> {
    Some(match noun {
        "client"
        | "customer"
        | "listener"
        | "reader"
        | "viewer"
        | "audience"
        | "user"
        | "guest"
        | "visitor"
        | "patient"
        | "student"
        | "pupil"
        | "passenger"
        | "child"
        | "kid"
        | "baby"
        | "parent"
        | "friend"
        | "family"
        | "fan"
        | "lover"
        | "consumer"
        | "buyer"
        | "shopper"
        | "diner"
        | "resident"
        | "citizen"
        | "taxpayer"
        | "tenant"
        | "applicant"
        | "candidate"
        | "beginner"
        | "newcomer"
        | "public"
        | "enthusiast"
        | "spectator"
        | "relative"
        | "victim"
        | "follower"
        | "subscriber"
        | "graduate"
        | "stranger"
        | "neighbor"
        | "neighbour"
        | "husband"
        | "wife"
        | "mother"
        | "father"
        | "son"
        | "daughter"
        | "sister"
        | "brother"
        | "boy"
        | "girl"
        | "adult"
        | "teenager"
        | "participant"
        | "attendee"
        | "bride"
        | "groom"
        | "couple"
        | "seeker"
        | "aspirant"
        | "donor"
        | "inmate"
        | "suspect"
        | "criminal"
        | "employer"
        | "stakeholder"
        | "shareholder"
        | "competitor"
        | "supplier"
        | "vendor"
        | "millennial"
        | "human"
        | "mom"
        | "mum"
        | "dad"
        | "aunt"
        | "uncle"
        | "cousin"
        | "girlfriend"
        | "boyfriend"
        | "grandmother"
        | "grandfather"
        | "spouse"
        | "granddaughter"
        | "grandson"
        | "grandchild"
        | "great-granddaughter"
        | "great-grandson"
        | "great-grandfather"
        | "great-grandmother"
        | "nephew"
        | "niece"
        | "widow"
        | "widower"
        | "sibling"
        | "twin" => Generic::Audience,
        "person" | "people" | "individual" | "man" | "woman" | "guy" | "folk" | "folks" | "professional" | "worker"
        | "specialist" | "expert" | "employee" | "staff" | "crew" | "team" | "member" | "colleague" | "coworker"
        | "co-worker" | "peer" | "somebody" | "other" | "one" | "pro" | "practitioner" | "figure" | "character"
        | "type" | "expat" | "boss" | "superior" | "subordinate" | "counterpart" | "teammate" | "group" | "pair"
        | "duo" | "gentleman" | "lady" | "chap" | "lad" | "hand" | "mate" | "soul" | "being" | "star" | "hero"
        | "starter" | "hire" | "generalist" | "former" | "latter" | "holder" | "incumbent" | "newbie" | "veteran"
        | "rookie" | "beneficiary" | "lot" | "turnover" | "caller" | "winner" | "loser" | "number" => Generic::People,
        "school" | "college" | "university" | "company" | "firm" | "government" | "department" | "office"
        | "organization" | "organisation" | "business" | "industry" | "market" | "association" | "institute"
        | "institution" | "house" | "corporation" | "enterprise" | "country" | "state" | "city" | "society"
        | "unit" | "division" | "section" | "branch" | "system" | "machine" | "software" | "program" | "programme"
        | "equipment" | "website" | "site" | "article" | "page" | "book" | "law" => Generic::Body,
        "role" | "position" | "job" | "post" | "career" | "occupation" | "profession" | "seat" | "postholder"
        | "jobholder" | "post-holder" | "job-holder" => Generic::Post,
        _ => return None,
    })
}
