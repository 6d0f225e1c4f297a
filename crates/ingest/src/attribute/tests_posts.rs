//! Job descriptions: what their labels, headings and lists say of a post.

use super::tests::check;
use expect_test::expect;

#[test]
fn whom_a_post_answers_to_makes_the_heading_above_it_a_post() {
    check(
        "# Ward Sister – Elderly Care\n\n**Reporting to:** Matron\n\n## Key responsibilities\n\n- Chair the ward meeting\n\n## Person specification\n\n### Essential\n\n- Manage own time well",
        expect![[r#"
            context: ward sister (coordination, does) | Reporting to: Matron
            responsibility: ward sister (heading, does) | Chair the ward meeting
            requirement: ward sister (heading, decides) | Manage own time well
        "#]],
    );
}

#[test]
fn a_job_title_says_whose_page_it_is() {
    check(
        "# Parish council\n\nJob title: Deputy Clerk\n\n## Duties\n\n- To keep the register of burials\n- In the absence of the Clerk, to sign orders\n\n## General\n\nThe post holder must attend the annual meeting.",
        expect![[r#"
            responsibility: deputy clerk (heading, does) | To keep the register of burials
            responsibility: deputy clerk (heading, does) | In the absence of the Clerk, to sign orders
            responsibility: deputy clerk (pronoun, does) | The post holder must attend the annual meeting.
        "#]],
    );
}

#[test]
fn a_topic_completes_the_title_around_it_where_the_article_knows_that_role() {
    check(
        "# Accountant\n\n## Responsibilities\n\n- Close the books\n\n## Specialties\n\n### Tax\n\n#### Responsibilities\n\n- File the returns\n\n#### Hiring process\n\nThe recruiter will ask every Tax Accountant about the returns.",
        expect![[r#"
            responsibility: accountant (heading, does) | Close the books
            responsibility: tax accountant (heading, does) | File the returns
        "#]],
    );
}

#[test]
fn what_is_ordered_among_the_measures_of_a_role_is_its_duty() {
    check(
        "# Bursar\n\n## Performance indicators\n\n- Keep monthly spending within budget",
        expect![[r#"
            responsibility: bursar (heading, does) | Keep monthly spending within budget
        "#]],
    );
}

#[test]
fn items_may_open_with_an_occasion_or_a_manner() {
    check(
        "# Bursar\n\n- As needed, adapt the budget\n- Regularly and calmly check the till\n- Be the first point of contact for parents",
        expect![[r#"
            responsibility: bursar (heading, does) | As needed, adapt the budget
            responsibility: bursar (heading, does) | Regularly and calmly check the till
            responsibility: bursar (heading, does) | Be the first point of contact for parents
        "#]],
    );
}

#[test]
fn whoever_is_sought_is_you() {
    check(
        "# Brewers\n\nAs a head brewer, you will sign the log.\n\n## Cellar\n\nWe're looking for a brewer to keep the cellar. You'll clean the lines.",
        expect![[r#"
            responsibility: head brewer (pronoun, decides) | As a head brewer, you will sign the log.
            responsibility: brewer (subject, does) | We're looking for a brewer to keep the cellar.
            responsibility: brewer (pronoun, does) | You'll clean the lines.
        "#]],
    );
}

#[test]
fn what_you_have_is_brought_along_and_what_you_have_to_do_is_done() {
    check(
        "# Bursar\n\n## What you have\n\n- A valid passport\n\n## What you have to do\n\n- Lock the safe",
        expect![[r#"
            requirement: bursar (heading, does) | A valid passport
            responsibility: bursar (heading, does) | Lock the safe
        "#]],
    );
}
