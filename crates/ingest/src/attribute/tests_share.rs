//! Work told without a subject of its own, and whose it is by what stands around it.

use super::tests::held;

/// The roles of each sentence but the first below the heading "Porter", with how strong it is where that is not `does`; nothing for
/// a sentence that holds nobody responsible.
fn below_porter(text: &str) -> Vec<String> {
    told(&format!("# The club\n\nThe club is small.\n\n## Porter\n\nThe porter minds the gate.\n\n{text}\n"))
}

/// The same of an article without that heading.
fn told(article: &str) -> Vec<String> {
    let below = held("a.md", article).into_iter().filter(|(_, said)| !said.ends_with("minds the gate."));
    below.map(|(roles, _)| roles).collect()
}

fn all(cases: &[(&str, &[&str])]) {
    for (text, roles) in cases {
        assert_eq!(below_porter(text), *roles, "{text}");
    }
}

#[test]
fn what_fills_the_time_is_the_work_of_whom_the_text_is_about() {
    all(&[
        ("On a quiet day that means calling suppliers.", &["porter"]),
        ("In the winter it's hiring and paperwork.", &["porter"]),
        ("In the winter it's cold.", &[]),
        ("The rest of the morning is spent answering letters.", &["porter"]),
        ("Mornings are for sorting the post.", &["porter"]),
        ("His day ends with locking up.", &["porter"]),
        ("The day ends with a feast.", &[]),
        ("Training the stewards is another chunk of the week.", &["porter"]),
        ("Getting there is the business of somebody else.", &[]),
        ("In spring it's lambing time.", &[]),
        ("At weekends it's drinking games next door.", &[]),
        ("The pupil's day begins with reading a story.", &[]),
        ("In spring that means buying milk powder, which the farmer does.", &[]),
        ("Depending on where they are employed, porters may work part time.", &[]),
    ]);
}

#[test]
fn a_plural_that_opens_a_sentence_is_not_what_somebody_does() {
    all(&[
        ("Auditions for the choir are held in March.", &[]),
        ("Visits to the yard are free.", &[]),
        ("Calls to the office are recorded.", &[]),
        ("Here comes the confusion.", &[]),
        ("Walks to the gate with whoever is leaving.", &["porter"]),
        ("Reports on meetings run by the parish.", &["porter"]),
        ("Signs for parcels that are too big for the box.", &["porter decides"]),
    ]);
}

#[test]
fn what_is_laid_on_somebody_is_theirs() {
    all(&[
        ("If it breaks, then it's on him.", &["porter"]),
        ("Anything else is on him.", &["porter"]),
        ("The coat is on him.", &[]),
        ("All drinks are on the captain.", &[]),
        ("The bill came and it was on the owner.", &[]),
        ("It's his boat that sank.", &[]),
        ("On the map a cross is a church, and that means the vicar.", &[]),
        ("It's on the table.", &[]),
        ("Those are his decisions to take.", &["porter"]),
        ("That is his choice to make.", &["porter"]),
        ("It is his choice to leave early.", &[]),
        ("These are his keys.", &[]),
        ("It's his voice that calls the guests in.", &["porter"]),
        ("If the boiler fails, that means the plumber, and his bill.", &["plumber"]),
        ("His focus is the yard.", &["porter"]),
        ("He is the boss of everything behind the gate.", &["porter"]),
        ("The trustees say yes or no.", &["trustee"]),
    ]);
}

#[test]
fn who_does_it_together_with_somebody_stands_anywhere() {
    all(&[
        ("The menu is decided by the chef together with the bursar.", &["chef+bursar"]),
        ("The porter, together with the clerk, counts the cash.", &["porter+clerk"]),
        ("He draws up, together with the clerk, the list of keys.", &["porter+clerk"]),
        ("He meets together with the clerk on Mondays.", &["porter"]),
        ("The form is sent by the clerk, together with the doctor's letter.", &["clerk"]),
        (
            "The warden writes to the council, the school and the clerk, keeps the list, and pays the bills.",
            &["warden"],
        ),
    ]);
}

#[test]
fn whom_the_reader_will_meet_is_spoken_of_next() {
    all(&[
        ("On site you will deal mainly with the foreman. He sets the lads to work.", &["porter", "foreman"]),
        ("There were watchmen until 1988. They trimmed the lamp.", &["watchman"]),
        ("There is also a night watchman. He walks the yard.", &["night watchman"]),
        ("There is a letter from the manager. He files it.", &["porter"]),
        ("He works with a gardener. He carries the ladder for her.", &["porter"]),
        ("\"Which is better?\" is his line. He says it and rings the bell.", &["porter", "porter"]),
    ]);
}

#[test]
fn somebody_quoted_who_does_another_job_is_not_whom_the_heading_names() {
    all(&[
        ("\"I set up the other four,\" says Ivo, who leads Northgate.", &[]),
        ("\"I open the gate at six,\" says Ray Tolliver, who has been here since 2010.", &["porter"]),
    ]);
    let turn = "# The club\n\nThe porter minds the gate.\n\nQ: What do guests do?\n\nPORTER: They listen, mostly. I carry the bags.\n";
    assert_eq!(told(turn), ["porter"]);
}

#[test]
fn yes_to_a_question_whether_says_so_of_whom_it_asks() {
    let asked = |question: &str, answer: &str| {
        told(&format!(
            "# The club\n\nThe clerk and the porter have their hands full. The porter minds the gate.\n\n## {question}\n\n{answer}\n"
        ))
    };
    assert_eq!(asked("Can a porter give out keys?", "In most clubs, yes, when a guest asks."), ["porter may"]);
    assert_eq!(asked("Can a porter give out keys?", "No."), ["porter does not"]);
    assert_eq!(asked("Do porters pick their own shifts?", "Always."), ["porter"]);
    assert_eq!(asked("What is a porter?", "Always."), [""; 0]);
    assert_eq!(asked("Does the porter cook for dogs?", "Of course not."), ["porter does not"]);
    for answer in ["Usually, guests ring themselves.", "For children, no.", "In the past, yes."] {
        assert_eq!(asked("Does the porter ring the bell?", answer), [""; 0], "{answer}");
    }
}

#[test]
fn opinions_and_earnings_are_nobodys_task() {
    all(&[
        ("Critics argue that the gate is too small.", &[]),
        ("On-site porters average around $30,000.", &[]),
        ("Porters get a free lunch.", &[]),
        ("The average porter changes jobs every two years.", &[]),
        ("Porters make about twelve beds a day.", &["porter"]),
        ("Porters get the bags from the car.", &["porter"]),
        ("The porter gets the meals from the galley.", &["porter"]),
    ]);
}

#[test]
fn a_table_of_activities_is_one_in_every_row() {
    let ticks = "# Forge\n\n| Task | Porter | Clerk |\n|---|---|---|\n| Horse shoeing | Yes | No |\n| Iron bending | Yes | No |\n| Invoices | No | Yes |\n";
    assert_eq!(told(ticks), ["porter+clerk does not", "porter+clerk does not", "clerk+porter does not"]);
    let perks = "# Perks\n\n| Perk | Porter | Clerk |\n|---|---|---|\n| Lunch | Yes | No |\n| Pension | Yes | Yes |\n";
    assert_eq!(told(perks), [""; 0]);
}

/// The statements of an article, each with the last heading above it.
fn with_headings(path: &str, article: &str) -> Vec<(String, String)> {
    let record = crate::understand(path, article.as_bytes()).expect("the article has text");
    let told = record.statements.into_iter().filter(|s| !s.roles.is_empty());
    told.map(|s| (s.heading.last().cloned().unwrap_or_default(), s.text)).collect()
}

#[test]
fn an_answer_stands_below_its_question() {
    let article = "# Questions\n\nThe club has a porter and a clerk.\n\n**Q: Who locks the gate?**\nA: The porter.\n\nWho counts the cash? The clerk, as a rule. The clerk keeps the safe.\n";
    let pair = |heading: &str, text: &str| (heading.to_owned(), text.to_owned());
    assert_eq!(
        with_headings("a.md", article),
        [
            pair("Who locks the gate?", "A: The porter."),
            pair("Who counts the cash?", "The clerk, as a rule."),
            pair("Questions", "The clerk keeps the safe."),
        ]
    );
}

#[test]
fn letters_of_questions_and_answers_are_no_sentences() {
    let article = "# Questions\n\nThe club has a porter and a clerk.\n\nQ. Who locks the gate?\n\nA. The porter does.\n\nA. Smith locks the yard.\n";
    let told = with_headings("a.md", article);
    assert_eq!(told[0], ("Who locks the gate?".to_owned(), "The porter does.".to_owned()));
    assert!(told.iter().all(|(_, text)| text != "Smith locks the yard."), "{told:?}");
}

#[test]
fn a_role_is_called_what_the_title_and_the_text_call_it() {
    let article = |title: &str, name: &str| {
        format!(
            "# {title}\n\n{name} draw maps. {name} meet officials.\n\n## Duties\n\n{name} do the following:\n\n- Draw maps\n\nThey hold hearings.\n"
        )
    };
    let roles = |title: &str, name: &str| {
        let mut roles = told(&article(title, name));
        roles.dedup();
        roles
    };
    let planners = "Urban and regional planners";
    assert_eq!(roles("Urban and Regional Planners", planners), ["urban and regional planner"]);
    assert_eq!(roles("Urban and Regional Planners : The Handbook", planners), ["urban and regional planner"]);
    assert_eq!(roles("Health Services Managers", "Health services managers"), ["health services manager"]);
    assert_eq!(roles("Sheet Metal Workers", "Sheet metal workers"), ["sheet metal worker"]);
}
