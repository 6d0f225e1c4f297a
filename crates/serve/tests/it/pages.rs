use crate::support::*;

#[tokio::test]
async fn an_answer_is_a_role_with_the_answering_words_marked_and_the_way_to_where_they_stand() {
    let ship = Place::ship();
    let page = ship.get("/?q=who+counts+the+cash").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
    page.has(&["href=\"/role/purser\"", "<mark>counts</mark>", "likely", "1 source", "The office", "#s0\""]);
    page.has(&["Why this order", "value=\"who counts the cash\""]);
}

#[tokio::test]
async fn where_no_article_says_so_the_page_says_that_and_shows_what_comes_closest_as_such() {
    let ship = Place::ship();
    let page = ship.get("/?q=who+trains+the+whales").await;
    page.has(&["No article says so", "class=\"abstained\""]);
    assert!(!page.body.contains("class=\"card"), "{}", page.body);
}

#[tokio::test]
async fn filters_stand_in_the_address_and_are_set_again_on_the_page() {
    let ship = Place::ship();
    let page = ship.get("/?q=who+counts+the+cash&field=galley&kind=fact").await;
    page.has(&[
        "No article says so",
        "Only some articles were asked",
        "value=\"galley\" selected",
        "value=\"fact\" selected",
    ]);
    ship.get("/?q=who+counts+the+cash&field=ship&since=2020").await.has(&["href=\"/role/purser\""]);
    ship.get("/?q=who+counts+the+cash&field=cellar").await.has(&["This cannot be asked", "galley"]);
    ship.get("/?q=the").await.has(&["This cannot be asked"]);
}

#[tokio::test]
async fn every_form_of_question_has_an_answer_of_its_own_shape() {
    let ship = Place::ship();
    ship.get("/?q=what+does+a+purser+do").await.has(&["What it does", "books a berth", "Does not", "steer the ship"]);
    ship.get("/?q=purser+vs+cook").await.has(&["class=\"overlap\"", "Only <a", "plans the menu"]);
    ship.get("/?q=does+the+purser+steer+the+ship").await.has(&["verdict no", "<strong>No</strong>"]);
    ship.get("/?q=list+all+roles").await.has(&["class=\"listed unasked\"", "href=\"/role/cook\""]);
}

#[tokio::test]
async fn the_first_page_offers_questions_that_this_corpus_answers() {
    let ship = Place::ship();
    let page = ship.get("/").await;
    page.has(&["Who does what?", "2 articles", "list=\"completions\""]);
    let examples: Vec<&str> =
        page.body.split("href=\"/?q=").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(examples.len() >= 2, "{}", page.body);
    for example in examples {
        let answered = ship.get(&format!("/?q={example}")).await;
        assert!(!answered.body.contains("No article says so"), "{example}: {}", answered.body);
    }
}

#[tokio::test]
async fn every_statement_of_an_article_has_an_address_a_colour_and_how_it_was_found() {
    let ship = Place::ship();
    let id = ship.get("/api/v1/articles").await.json()["items"][1]["id"].as_str().unwrap().to_owned();
    let page = ship.get(&format!("/article/{id}")).await;
    page.has(&[
        "id=\"s0\" class=\"st r0\"",
        "found by subject",
        "Ada Reef",
        "2021-05",
        "Nobody likes the smell of paint.",
    ]);
    assert_eq!(page.body.matches("class=\"st ").count(), 3, "{}", page.body);
    assert_eq!(ship.get("/article/0000").await.status, 404);
}

#[tokio::test]
async fn a_role_has_one_address_and_its_names_lead_there() {
    let ship = Place::ship();
    ship.get("/role/purser").await.has(&["What it does", "counts the cash", "Does not"]);
    let other = ship.get("/role/Purser").await;
    assert_eq!((other.status.as_u16(), other.header("location")), (303, "/role/purser"));
    let nobody = ship.get("/role/%3Cb%3Ewizard").await;
    assert_eq!(nobody.status, 404);
    nobody.has(&["&lt;b&gt;wizard", "Nothing stands here"]);
    ship.get("/roles").await.has(&["2 roles", "href=\"/role/cook\""]);
}

#[tokio::test]
async fn roles_are_compared_by_name_and_one_that_nobody_knows_is_named() {
    let ship = Place::ship();
    ship.get("/compare?role=purser&role=cook").await.has(&[
        "Purser vs Cook",
        "counts the cash",
        "plans the menu",
        "<svg",
    ]);
    ship.get("/compare?role=purser&role=wizard").await.has(&["No article speaks of wizard"]);
    ship.get("/compare").await.has(&[
        "Name two or three roles",
        "Cook vs Purser",
        "/compare?role=Cook&amp;role=Purser",
    ]);
    ship.get("/compare?role=cook&role=Cook").await.has(&["All of these are names of one role"]);
}

#[tokio::test]
async fn tasks_become_a_matrix_whose_cells_lead_to_their_sentences_and_a_sheet() {
    let ship = Place::ship();
    let page = ship.get("/matrix?tasks=-+count+the+cash%0Aplan+the+menu%0Atrain+the+whales").await;
    page.has(&["href=\"#t0-purser\"", "id=\"t0-purser\"", "counts</mark>", "href=\"#t1-cook\"", "No article says who"]);
    let sheet = ship.get("/matrix.csv?tasks=count+the+cash%0Aplan+the+menu").await;
    assert_eq!(sheet.header("content-type"), "text/csv; charset=utf-8");
    assert!(sheet.body.starts_with("task,") && sheet.body.contains("\r\ncount the cash,"), "{}", sheet.body);
    // What the letters rest on goes with them.
    sheet.has(&["task,role,part,confidence,sentence,article,path", "The purser counts the cash every evening."]);
    assert_eq!(ship.get(&format!("/matrix?{}", "task=a+b&".repeat(61))).await.status, 400);
    let matrix = ship.get("/api/v1/matrix?task=count+the+cash").await.json();
    assert_eq!(matrix["tasks"][0]["cells"][0]["role"], "Purser");
    assert_eq!(ship.get("/api/v1/matrix").await.status, 400);
}

#[tokio::test]
async fn the_corpus_has_every_article_with_its_figures_and_who_is_spoken_of_where() {
    let ship = Place::ship();
    let page = ship.get("/corpus").await;
    page.has(&["The office", "2021-05", "ship/office.md", "Who is spoken of where", "multipart/form-data"]);
    page.has(&["Statements of the 2 roles spoken of most", "64 MiB at once"]);
    // Only what was brought here can be removed here.
    assert_eq!(page.body.matches("formaction=\"/corpus/remove\"").count(), 1);
    page.has(&["value=\"galley/cook.md\""]);
}

#[tokio::test]
async fn a_large_corpus_comes_in_pages_and_is_searched() {
    let one = |i: usize| {
        let line = format!("keeper {i}: The keeper {i} counts the cash.");
        article(&format!("port/{i:03}.md"), &format!("Pier {i}"), &[line.as_str()])
    };
    let port = Place::of(&(0..201).map(one).collect::<Vec<_>>());
    let first = port.get("/corpus").await;
    first.has(&["1–200 of 201", "href=\"/corpus?from=200\"", "port/199.md"]);
    assert!(!first.body.contains("port/200.md"));
    port.get("/corpus?from=200").await.has(&["201–201 of 201", "port/200.md", "href=\"/corpus\" rel=\"prev\""]);
    port.get("/corpus?find=pier+17").await.has(&[
        "12 of 201 articles",
        "port/017.md",
        "port/179.md",
        "value=\"pier 17\"",
    ]);
    port.get("/corpus?find=lighthouse&from=7").await.has(&["0 of 201 articles"]);
    assert_eq!(port.get("/corpus?from=x").await.status, 400);
}

#[tokio::test]
async fn an_abstention_leads_to_what_is_said_of_the_role_that_was_asked_about() {
    let ship = Place::ship();
    let page = ship.get("/?q=how+much+does+a+purser+earn").await;
    page.has(&["No article says so", "All that is said of: Purser", "href=\"/role/purser\""]);
}

#[tokio::test]
async fn an_index_without_articles_says_where_to_begin() {
    let empty = Place::of(&[]);
    empty.get("/").await.has(&["There are no articles yet"]);
    empty.get("/?q=who+cooks").await.has(&["No article says so", "There are no articles yet"]);
    empty.get("/corpus").await.has(&["No articles yet", "search ingest FOLDER"]);
    for address in ["/roles", "/corpus", "/compare", "/compare?role=a&role=b"] {
        assert_eq!(empty.get(address).await.status, 200, "{address}");
    }
}

#[tokio::test]
async fn no_page_needs_a_script_or_brings_a_style_of_its_own() {
    let ship = Place::ship();
    for address in [
        "/",
        "/?q=who+counts+the+cash",
        "/roles",
        "/role/cook",
        "/compare?role=cook&role=purser",
        "/corpus",
        "/api",
        "/nowhere",
    ] {
        let page = ship.get(address).await;
        let scripts = page.body.matches("<script").count();
        assert_eq!((scripts, page.body.matches("<script src=\"/asset/script-").count()), (1, 1), "{address}");
        for never in ["<style", " style=", "javascript:", " onclick", " onload", "http://", "https://"] {
            assert!(!page.body.contains(never), "{address} has {never}");
        }
        assert_eq!(page.body.matches("<main").count(), 1, "{address}");
        assert_eq!(page.body.matches("<h1").count(), 1, "{address}: {}", page.body);
    }
}
