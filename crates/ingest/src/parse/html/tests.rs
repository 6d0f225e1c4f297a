//! What the parser promises, rule by rule.

use super::parse;
use expect_test::{Expect, expect};
use rolecall_record::{Block, BlockKind};

/// Two paragraphs that make any page an article.
const PROSE: &str = "<p>The gaffer plans the light of every scene, and the crew that hangs it answers to her alone.</p>\
    <p>On a small set, one person does all of this; on a large one, there are six of them, with a best boy in charge.</p>";

fn check(html: &str, expected: Expect) {
    let document = parse(html);
    let line = |block: &Block| {
        let text = block.span.of(&document.text);
        let lead = block.lead.map(|lead| format!(" [{}]", lead.of(&document.text))).unwrap_or_default();
        let kind = match &block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::Paragraph => "p".into(),
            BlockKind::ListItem { depth, ordered } => format!("{}{depth}", if *ordered { '#' } else { '-' }),
            BlockKind::TableRow { header, cells, .. } => {
                let cells: Vec<_> = cells.iter().map(|cell| cell.of(&document.text)).collect();
                return format!("{} {}", if *header { "th" } else { "tr" }, cells.join(" | "));
            }
            kind => format!("{kind:?}").to_lowercase(),
        };
        format!("{kind}{lead} {}", &text[..text.floor_char_boundary(48)])
    };
    let lines: Vec<_> = document.blocks.iter().map(line).collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn menus_sidebars_comments_notices_and_footers_are_left_out() {
    check(
        &format!(
            "<body class='has-sidebar'><header><a href=/>Home</a></header><nav><ul><li><a href=/a>About</a></ul></nav>\
             <div class=breadcrumbs><a href=/>Start</a> &gt; Light</div>\
             <main><h1>Gaffer</h1>{PROSE}<div class='share-buttons'>Share this with all your friends</div>\
             <div class='related-posts'><h3>Related</h3><ul><li><a href=/x>What a grip does all day long</a></ul></div></main>\
             <aside><p>Our shop sells gloves and clamps, and ships them anywhere.</p></aside>\
             <div id=comments><p>First! I have been a gaffer for ten years, and this is all wrong.</p></div>\
             <div class='cookie-notice'><p>We use cookies, and so do all of our four hundred partners.</p></div>\
             <footer><p>All rights reserved, of course, and so on.</p></footer><script>alert(1)</script>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on "#]],
    );
}

#[test]
fn text_in_closed_tabs_accordions_and_details_is_kept() {
    check(
        &format!(
            "<h1>Gaffer</h1><div class=panes><div id=t1>{PROSE}</div><div id=t2 style='Display : none'><h2>Duties</h2>\
             <p>Gaffers typically do the following:</p><ul><li>Plan the light of each scene with the director</li>\
             <li>Hire the crew, and see that it is paid</li><li>Rent lamps, stands and cable for the shoot</li></ul></div></div>\
             <h3><button>Training</button></h3><div hidden><p>Most begin as electricians, and learn the rest on the set over \
             five years or more, often without any school at all to speak of.</p></div>\
             <details><summary>Pay</summary><p>By the day.</p></details>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            h2 Duties
            p Gaffers typically do the following:
            -0 Plan the light of each scene with the director
            -0 Hire the crew, and see that it is paid
            -0 Rent lamps, stands and cable for the shoot
            h3 Training
            p Most begin as electricians, and learn the rest o
            term Pay
            definition By the day."#]],
    );
}

#[test]
fn a_short_closed_tab_beside_a_long_open_one_is_kept() {
    check(
        &format!(
            "<h1>Gaffer</h1><div><div id=t1><article>{PROSE}{PROSE}{PROSE}</article></div><div id=t2 style='display:none'>\
             <article><p>Gaffers do the following:</p><ul><li>Plan light for every scene of the film<li>Hire all of the crew they need\
             </ul></article></div></div><footer><p>All of this is ours, and nobody else may have it.</p></footer>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            p Gaffers do the following:
            -0 Plan light for every scene of the film
            -0 Hire all of the crew they need"#]],
    );
}

#[test]
fn a_hidden_copy_of_what_is_shown_is_left_out() {
    check(
        &format!("<article>{PROSE}</article><div style='display:none' itemprop=articleBody>{PROSE}</div>"),
        expect![[r#"
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on "#]],
    );
}

#[test]
fn hidden_microdata_is_left_out() {
    check(
        &format!(
            "<article>{PROSE}</article><div style='display:none'><p itemprop=headline>All about gaffers and what they do all day</p>\
             <p itemprop=articleBody>A gaffer plans light, hires the crew, and rents the lamps.</p></div>"
        ),
        expect![[r#"
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on "#]],
    );
}

#[test]
fn hidden_menus_dialogs_and_templates_stay_out() {
    check(
        &format!(
            "<h1>Gaffer</h1>{PROSE}<ul hidden><li><a href=/a>All of the other pages there are on this site</a></ul>\
             <div class=modal style='display:none'><p>Before you go, tell us what you think of this page, please, in some detail.</p></div>\
             <div role=dialog aria-hidden=true><p>Your session is about to expire, so tell us that you are there, or else.</p></div>\
             <div style='display:none'><div id=help-a><p>A unit of light is what a lamp gives off, as the help page explains \
             at some length, and it is measured in lumens.</p></div></div>\
             <template><p>Hello, NAME.</p></template><dialog open><p>Sale!</p></dialog>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on "#]],
    );
}

#[test]
fn lists_keep_their_depth_and_order_and_lead_ins_are_known() {
    check(
        &format!(
            "{PROSE}<ul><li><b>Best boy</b> – runs the truck<ol><li>counts lamps<li>orders more</ol>\
             <li><p>Grip</p><p>Rigs the stands.</p></ul><p><em>Note.</em> Not in <strong>theatre</strong>.</p>"
        ),
        expect![[r#"
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            -0 [Best boy] Best boy – runs the truck
            #1 counts lamps
            #1 orders more
            -0 Grip
            p Rigs the stands.
            p [Note.] Note. Not in theatre."#]],
    );
}

#[test]
fn definition_lists_quotes_captions_and_code_are_told_apart() {
    check(
        &format!(
            "{PROSE}<dl><dt>Gaffer<dd>Head of light<dt>Grip<dd>Rigs</dl><blockquote><p>Light is all.</p></blockquote>\
             <figure><img src=a><figcaption>A lamp</figcaption></figure><div class='wp-caption-text'>A stand</div>\
             <pre>let lamp = on;</pre>"
        ),
        expect![[r#"
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            term Gaffer
            definition Head of light
            term Grip
            definition Rigs
            quote Light is all.
            caption A lamp
            caption A stand
            code let lamp = on;"#]],
    );
}

#[test]
fn tables_give_rows_with_spans_filled_in() {
    check(
        &format!(
            "{PROSE}<table><caption>Crew</caption><thead><tr><th>Who<th colspan=2>What</thead>\
             <tr><td rowspan=2>Gaffer<td>plans<td>light</tr><tr><td>hires<td><ul><li>crew<li>trucks</ul></tr>\
             <tr><th>Grip<td>rigs<td>stands</tr></table>"
        ),
        expect![[r#"
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            caption Crew
            th Who | What | What
            tr Gaffer | plans | light
            tr Gaffer | hires | crew; trucks
            tr Grip | rigs | stands"#]],
    );
}

#[test]
fn tables_that_lay_out_a_page_are_read_through() {
    check(
        &format!(
            "<table><tr><td><table><tr><td><a href=/>Home</a></table></td><td><h1>Gaffer</h1>{PROSE}</td></tr></table>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on "#]],
    );
}

#[test]
fn absurd_spans_stay_bounded() {
    let rows = "<tr><td>b<td>c</tr>".repeat(2000);
    let page =
        format!("<table><tr><td rowspan=4000000000 colspan=99999999999>aaaa<td rowspan=65534>x</tr>{rows}</table>");
    let document = parse(&page);
    assert!(document.text.len() < 40_000, "{}", document.text.len());
}

#[test]
fn loose_text_and_double_breaks_make_paragraphs_and_bulleted_lines_items() {
    check(
        "<body>The gaffer plans the light of every scene, and hires the crew.<br>She is asked for daily.<br><br>\
         The grip rigs what she plans, and takes it down again at night.<div>Both report to the director, in person.</div>\
         After that, they rest.<div>They bring:<br>• gloves<br>• a knife</div>",
        expect![[r#"
            p The gaffer plans the light of every scene, and h
            p The grip rigs what she plans, and takes it down 
            p Both report to the director, in person.
            p After that, they rest.
            p They bring:
            -0 gloves
            -0 a knife"#]],
    );
}

#[test]
fn additions_to_headings_are_left_out_and_footnote_marks_are_kept() {
    check(
        &format!(
            "<h1>Gaffer <a href='#gaffer' class=headerlink>¶</a></h1>{PROSE}<p>She is paid.<sup><a href='#n1'>1</a></sup></p>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            p She is paid.1"#]],
    );
}

#[test]
fn lines_about_the_page_are_left_out_but_never_list_items() {
    check(
        &format!(
            "{PROSE}<p>Read more: <a href=/b>What a best boy does</a></p><p>Subscribe to our newsletter.</p><p>Advert</p>\
             <p>Published 3 May 2019</p><ul><li>Sign up for the newsletter members who ask</li></ul>"
        ),
        expect![[r#"
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            -0 Sign up for the newsletter members who ask"#]],
    );
}

#[test]
fn a_page_of_links_or_a_lone_table_is_read_whole() {
    check(
        "<nav><a href=/>Home</a></nav><h1>Roles</h1><ul><li><a href=/g>Gaffer</a><li><a href=/k>Key grip</a></ul>",
        expect![[r#"
            h1 Roles
            -0 Gaffer
            -0 Key grip"#]],
    );
    check(
        "<table><tr><th>Role<th>Task</tr><tr><td>Gaffer<td>Light</tr></table>",
        expect![[r#"
            th Role | Task
            tr Gaffer | Light"#]],
    );
}

#[test]
fn a_page_says_who_wrote_it_and_when() {
    let document = parse(
        "<html lang='en-GB'><head><title>Gaffer | The Film Desk</title><meta property='og:site_name' content='The Film Desk'>\
         <link rel=canonical href='https://film.example/gaffer'><script type='application/ld+json'>\
         {\"@graph\":[{\"@type\":\"Organization\",\"name\":\"Desk\"},{\"@type\":\"Article\",\"headline\":\"Gaffer\",\
         \"datePublished\":\"2019-05-03T10:00:00Z\",\"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"Bo Ray\"}]}]}</script></head>\
         <body><p>Text.</p>",
    );
    assert_eq!(document.title.as_deref(), Some("Gaffer"));
    assert_eq!(document.author.as_deref(), Some("Ann Lee, Bo Ray"));
    assert_eq!(document.date.as_deref(), Some("2019-05-03"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(document.url.as_deref(), Some("https://film.example/gaffer"));
}

#[test]
fn without_metadata_the_byline_the_time_and_the_heading_are_read() {
    let document = parse(&format!(
        "<title>How to light a set - Desk</title><h1>How to light a set</h1><p class=byline>By Ann Lee</p>\
         <time datetime=2020-01-02>yesterday</time>{PROSE}"
    ));
    assert_eq!(document.title.as_deref(), Some("How to light a set"));
    assert_eq!(document.author.as_deref(), Some("Ann Lee"));
    assert_eq!(document.date.as_deref(), Some("2020-01-02"));
    assert!(!document.text.contains("Ann Lee"));
}

#[test]
fn the_title_above_the_body_comes_first() {
    check(
        &format!("<header><h1>Gaffer</h1></header><div class=entry-content>{PROSE}</div>"),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on "#]],
    );
}

#[test]
fn odd_input_is_read_as_well_as_it_can_be() {
    for page in [
        "",
        " ",
        "<",
        "<!-- ",
        "&#0;",
        "<table><table>",
        "</p></p>",
        "<script>",
        "<html></html>",
        "\u{0}\u{fffe}",
        "<svg><p>x",
    ] {
        parse(page);
    }
    check("Just a line", expect!["p Just a line"]);
    check(
        "<li>one<li>two",
        expect![[r#"
        -0 one
        -0 two"#]],
    );
}

#[test]
fn depth_and_length_cost_linear_time() {
    for page in [
        "<div>".repeat(300_000),
        format!("{}x", "<b><p>".repeat(100_000)),
        "<ul><li>".repeat(100_000) + "end",
        "<table><tr><td>".repeat(50_000) + "end",
        "<p>word, word. ".repeat(100_000),
        "<div style='display:none'>a</div>".repeat(50_000),
    ] {
        let start = std::time::Instant::now();
        parse(&page);
        assert!(start.elapsed().as_secs() < 20, "{}", &page[..20]);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Blocks stand in order, apart by one line break, whatever the markup.
    #[test]
    fn blocks_tile_the_text(tags in proptest::collection::vec("(</?(div|p|li|ul|table|tr|td|h2|b|pre|dl|dd|br|a|nav)( hidden)?>)|[a-z .]{1,30}", 0..80)) {
        let document = parse(&tags.concat());
        let mut end = 0;
        for (i, block) in document.blocks.iter().enumerate() {
            proptest::prop_assert_eq!(block.span.start, if i == 0 { 0 } else { end + 1 });
            end = block.span.end;
        }
        // A last row may end in an empty cell, so in a tab of its own.
        proptest::prop_assert!(document.text[end..].trim().is_empty());
    }
}

#[test]
fn a_note_above_the_line_does_not_run_into_a_value() {
    check(
        "<html><body><h1>Pay</h1><table><tr><th>Role<th>Pay</tr><tr><td>Mate<td>48,000<sup><a href='#n1'>1</a></sup></tr>\
         <tr><td>Cook<td>31,000<sup>2</sup></tr></table><p>A deck of 20 m<sup>2</sup> is washed on the 3<sup>rd</sup> of the month.</p></body></html>",
        expect![[r#"
            h1 Pay
            th Role | Pay
            tr Mate | 48,000¹
            tr Cook | 31,000²
            p A deck of 20 m2 is washed on the 3rd of the mont"#]],
    );
}

#[test]
fn what_is_struck_out_is_not_said() {
    check(
        &format!(
            "<h1>Gaffer</h1>{PROSE}<p>The <s>key grip</s> gaffer calls the lamps. <del>She also drives the van.</del> \
             <ins>The driver drives the van.</ins></p><ul><li><strike>Sweeps the floor</strike></li>\
             <li><span style='color:red; text-decoration: line-through'>Hires</span> Books the crew</li></ul>\
             <del><p>An old paragraph that was taken back as a whole.</p></del>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            p The gaffer calls the lamps. The driver drives th
            -0 Books the crew"#]],
    );
}

#[test]
fn short_texts_that_open_at_a_touch_are_kept() {
    check(
        &format!(
            "<h1>Gaffer</h1>{PROSE}<div class=accordion><div class='accordion-title'>Best boy</div>\
             <div class='accordion-body' style='display:none'><div>Orders the lamps.</div><div>Returns the cable.</div></div></div>\
             <h3>Who counts the lamps?</h3><div hidden>The best boy counts them.</div>\
             <div hidden>Loading, please wait.</div><p class=hint hidden>Copied to your clipboard</p>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            h2 Best boy
            p Orders the lamps.
            p Returns the cable.
            h3 Who counts the lamps?
            p The best boy counts them."#]],
    );
}

#[test]
fn a_box_that_opens_at_a_touch_has_a_heading_below_the_last_one() {
    check(
        &format!(
            "<h1>Gaffer</h1>{PROSE}<h2>Questions</h2><div class=accordion-item><div class='accordion-title'>Who rents the lamps?</div>\
             <div class=accordion-content><p>The best boy rents the lamps, and brings them back when the shoot is over.</p></div></div>\
             <div class=accordion__header><h3>Who hires the crew?</h3></div><p>The gaffer hires the crew, and pays it too.</p>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            h2 Questions
            h3 Who rents the lamps?
            p The best boy rents the lamps, and brings them ba
            h3 Who hires the crew?
            p The gaffer hires the crew, and pays it too."#]],
    );
}

#[test]
fn what_word_saves_as_a_page_has_its_title_and_lists_in_classes() {
    check(
        &format!(
            "<div class=WordSection1><p class=MsoTitle>Gaffer</p>{PROSE}<p class=MsoNormal>The gaffer has to:</p>\
             <p class=MsoListParagraphCxSpFirst style='mso-list: l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>\
             plan the light</p><p class=MsoListBullet>rent the lamps</p><p class=MsoListParagraph>and nothing else.</p></div>"
        ),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            p The gaffer has to:
            -0 plan the light
            -0 rent the lamps
            p and nothing else."#]],
    );
}

#[test]
fn a_date_behind_a_word_for_publishing_is_the_article_s() {
    for (line, date) in [
        ("Published 2 May 2023", Some("2023-05-02")),
        ("Last updated: <b>March 3, 2021</b>", Some("2021-03-03")),
        ("Posted on 2020-11-05 by Ann", Some("2020-11-05")),
        ("Published by the guild since May 1950", None),
        ("Updated lamps came in 2019", None),
    ] {
        let document = parse(&format!("<h1>Gaffer</h1><p>{line}</p>{PROSE}"));
        assert_eq!(document.date.as_deref(), date, "{line}");
    }
}

#[test]
fn a_row_that_is_named_a_header_is_one_of_its_table() {
    check(
        &format!("<h1>Gaffer</h1>{PROSE}<table><tr class=header><th>Who<th>What<tr class=odd><td>Grip<td>Rigs</table>"),
        expect![[r#"
            h1 Gaffer
            p The gaffer plans the light of every scene, and t
            p On a small set, one person does all of this; on 
            th Who | What
            tr Grip | Rigs"#]],
    );
}
