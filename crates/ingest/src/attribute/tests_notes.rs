//! Who holds a post, as team pages and typed notes say it, and what such notes then tell without naming anybody.

use super::tests::held;

/// The roles and words of every sentence that holds somebody responsible, "role | words", with how strongly where that is not `does`.
fn told(path: &str, article: &str) -> Vec<String> {
    held(path, article).into_iter().map(|(roles, words)| format!("{roles} | {words}")).collect()
}

#[test]
fn a_heading_may_say_who_holds_a_post_and_the_text_go_on_by_that_name() {
    let page = "# Our camp\n\n## Head Cook - Dot Parget\n\nDot runs the kitchen. Finds the helpers, and feeds them.\n\n\
        ## Warden: Jane Smith\n\nJane opens the gate.\n\n## Porter (Tom Hale)\n\nTom carries the bags.\n\n\
        ## Mary Webb, Bursar\n\nMary pays the bills.\n\n## Ken Lowe – Groundsman\n\nKen mows the lawn.\n";
    assert_eq!(
        told("a.md", page),
        [
            "head cook | Dot runs the kitchen.",
            "head cook | Finds the helpers, and feeds them.",
            "warden | Jane opens the gate.",
            "porter | Tom carries the bags.",
            "bursar | Mary pays the bills.",
            "groundsman | Ken mows the lawn.",
        ]
    );
}

#[test]
fn notes_typed_without_capitals_name_a_post_and_its_holder_and_then_what_is_theirs() {
    let notes = "who does what then, as of now\n\n\
        treasurer - still Alun. subs, insurance, race fees paid back once you send the list.\n\n\
        secretary = Bev. minutes, papers, the landlord, anything in an envelope. also the forms every january.\n\n\
        kev (boatman). repairs, rigging, trailer. nobody but kev touches the winch\n\n\
        safety - dr singh is water safety adviser. she does the drill in may.\n\n\
        race entries = vice captain\n";
    assert_eq!(
        told("notes.txt", notes),
        [
            "treasurer | subs, insurance, race fees paid back once you send the list.",
            "secretary | minutes, papers, the landlord, anything in an envelope.",
            "secretary | also the forms every january.",
            "boatman | repairs, rigging, trailer.",
            "boatman | nobody but kev touches the winch",
            "water safety adviser | she does the drill in may.",
            "vice captain | race entries = vice captain",
        ]
    );
}

#[test]
fn a_sentence_that_only_says_who_holds_a_post_is_gone_on_with_by_what_that_one_has_charge_of() {
    let sheet = "WHO IS WHO\n\nJosie is our pastry cook. croissants, danishes, the birthday cakes.\n\nShop supervisor is Maureen. rota, holidays, till float.\n";
    assert_eq!(
        told("sheet.txt", sheet),
        ["pastry cook | croissants, danishes, the birthday cakes.", "shop supervisor | rota, holidays, till float."]
    );
}

#[test]
fn a_heading_that_asks_about_an_audience_as_about_a_role_makes_it_one() {
    let page = "# Planner vs buyer\n\n## What is a buyer?\n\nBuyers raise the orders. A buyer haggles over prices.\n";
    assert_eq!(told("a.md", page), ["buyer | Buyers raise the orders.", "buyer | A buyer haggles over prices."]);
    let shop = "# The shop\n\n## For buyers\n\nBuyers raise many questions. A buyer pays the price.\n";
    assert_eq!(told("a.md", shop), Vec::<String>::new());
}

#[test]
fn clauses_of_a_policy_are_told_without_their_numbers_and_below_their_headings() {
    let policy = "MANUAL FOR STATION STAFF\n\n1. INTRODUCTION\n\n1.1 This manual is for all.\n\n2. THE PRESIDING OFFICER\n\n\
        2.1 There shall be one officer in each station.\n2.2 Before the day you must:\n- visit the premises;\n- collect the box.\n\n\
        3. HEAD COOK\n\n3.1 The Head Cook signs the sheet.\n\n4. FEES\n\n4.1 Training is paid.\n";
    assert_eq!(
        told("policy.txt", policy),
        [
            "presiding officer | visit the premises;",
            "presiding officer | collect the box.",
            "head cook decides | The Head Cook signs the sheet.",
        ]
    );
}

#[test]
fn days_and_what_they_are_spent_on_lead_into_a_list_also_without_a_colon() {
    let job = "# Head cook\n\nYour days will involve\n\n- planning the rota\n- ordering of linen\n- lost property\n";
    assert_eq!(
        told("job.md", job),
        ["head cook | planning the rota", "head cook | ordering of linen", "head cook | lost property"]
    );
}

#[test]
fn two_of_whom_the_text_spoke_may_be_those_two_or_either_of_them() {
    let text = "# Gate\n\nThe cook and the steward wait outside. Neither of those two opens the safe.\n\n\
        Porters carry bags. Stewards serve tea. Those two sweep the yard. Either can lock up.\n";
    assert_eq!(
        told("a.md", text),
        [
            "cook+steward | The cook and the steward wait outside.",
            "cook does not+steward does not | Neither of those two opens the safe.",
            "porter | Porters carry bags.",
            "steward | Stewards serve tea.",
            "steward+porter | Those two sweep the yard.",
            "steward may+porter may | Either can lock up.",
        ]
    );
}

#[test]
fn a_question_on_a_line_of_its_own_turns_to_whom_its_section_is_about() {
    let faq = "# Questions\n\n## Translators\n\n**Can I change the times?**\n\nPlease don't. The coordinator will ask the cutter to do it.\n\n\
        **What am I responsible for, then?**\n\nEverything that is read:\n\n- the translation itself\n- keeping names as they are\n";
    assert_eq!(
        told("a.md", faq),
        [
            "coordinator | The coordinator will ask the cutter to do it.",
            "translator | the translation itself",
            "translator | keeping names as they are",
        ]
    );
}

#[test]
fn what_somebody_has_to_have_done_before_is_required() {
    let job = "# Head cook\n\nAs head cook you will run the kitchen. You will have run one before. You need to have done the course.\n";
    assert_eq!(told("job.md", job), ["head cook | As head cook you will run the kitchen."]);
}

#[test]
fn whom_the_text_speaks_to_it_does_not_mean_by_they() {
    let job =
        "# Head cook\n\nAs head cook you will have two floor stewards, each with a room. They inspect the tables.\n";
    assert_eq!(told("job.md", job), ["floor steward | They inspect the tables."]);
}

#[test]
fn what_is_inserted_behind_a_pronoun_does_not_hide_its_verb() {
    let text = "# The lodge\n\n## Porter\n\nThe porter minds the gate. He also, these days, fills in a log. She, too, rings the bell.\n";
    assert_eq!(
        told("a.md", text),
        [
            "porter | The porter minds the gate.",
            "porter | He also, these days, fills in a log.",
            "porter | She, too, rings the bell."
        ]
    );
}

#[test]
fn work_told_by_what_it_took_or_by_who_stands_behind_it_is_theirs() {
    let text = "# The farm\n\n## Warden\n\nThe warden counts the sheep. Finding a spare took him a day. Looking after it all is the steward. \
        It is the clerk, of course, that says yes or no. Then comes a great deal of tea. Bread is mixed, shaped and baked by the cook.\n";
    assert_eq!(
        told("a.md", text),
        [
            "warden | The warden counts the sheep.",
            "warden | Finding a spare took him a day.",
            "steward | Looking after it all is the steward.",
            "clerk | It is the clerk, of course, that says yes or no.",
            "cook | Bread is mixed, shaped and baked by the cook.",
        ]
    );
}

#[test]
fn somebody_who_says_what_he_is_in_passing_is_i_from_there_on() {
    let page = "# Answers\n\nA site manager runs the site.\n\n## Answer 2\n\nbeen a site manager 30 yrs. I open up at 7 and lock the gate.\n";
    assert_eq!(
        told("a.md", page),
        ["site manager | A site manager runs the site.", "site manager | I open up at 7 and lock the gate."]
    );
}

#[test]
fn an_order_right_below_a_role_s_own_name_is_that_role_s() {
    let page = "# Camp\n\n## Stewards\n\nHelp the warden and take over if she is ill.\n\n## Wardens\n\nOpen the gate at six.\n\n## Cooks\n\nNever underestimate the kitchen!\n";
    assert_eq!(
        told("a.md", page),
        ["steward helps | Help the warden and take over if she is ill.", "warden | Open the gate at six."]
    );
}

#[test]
fn words_that_could_be_orders_or_gerunds_begin_the_names_of_people() {
    let text = "# The airport\n\nRamp agents load the bags. Polling agents, appointed by the board, watch the box. The polling station inspector carries pens. \
        Check members pay the fee.\n";
    assert_eq!(
        told("a.md", text),
        [
            "ramp agent | Ramp agents load the bags.",
            "polling agent | Polling agents, appointed by the board, watch the box.",
            "polling station inspector | The polling station inspector carries pens.",
        ]
    );
}

#[test]
fn a_paragraph_in_somebody_s_own_words_is_whoever_was_just_introduced() {
    let page = "# The circus\n\nDot Marsh, the owner, is sixty. We talk in a caravan.\n\n\"I book the towns, two years ahead. I pay the wages.\"\n";
    assert_eq!(told("a.md", page), ["owner | \"I book the towns, two years ahead.", "owner | I pay the wages.\""]);
    let nobody = "# Night\n\n\"I book the towns, two years ahead. I pay the wages.\"\n";
    assert_eq!(told("a.md", nobody), Vec::<String>::new());
}

#[test]
fn somebody_s_name_is_no_role_and_nor_is_kin_or_a_time() {
    let page = "# The band\n\nA clerk prices the work. Joanna Pike looks after the people and signs the sheet. Joanna Pike hires the hall. \
        The great-granddaughter signs the book and keeps the key. Most of my week is chasing the builder and advising clients.\n";
    assert_eq!(told("a.md", page), ["clerk | A clerk prices the work."]);
}

#[test]
fn one_sentence_may_equate_several_roles_with_what_they_see_to() {
    let page = "# The site\n\nThe surveyor prices the work. The site manager opens the gate.\n\nShort version: surveyor = money, site manager = the job itself.\n";
    assert_eq!(
        told("a.md", page).last().map(String::as_str),
        Some("surveyor+site manager | Short version: surveyor = money, site manager = the job itself.")
    );
    let card = "# Shelter\n\n**Veterinary nurse** – Sunil, Tuesdays and Fridays. Vaccinations, microchips, dressings.\n\n**Porter** – opens the gate.\n";
    assert_eq!(
        told("a.md", card),
        ["veterinary nurse | Vaccinations, microchips, dressings.", "porter | Porter – opens the gate."]
    );
}

#[test]
fn all_three_are_the_three_whom_the_text_is_about() {
    let page = "# Planner vs surveyor vs clerk\n\nA planner draws the map. A surveyor measures the land. A clerk keeps the file.\n\n## Money\n\nAll three sign the bill.\n";
    let last = told("a.md", page).pop().expect("a statement");
    assert_eq!(last, "planner decides+surveyor decides+clerk decides | All three sign the bill.");
}
