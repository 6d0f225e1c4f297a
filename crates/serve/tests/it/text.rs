//! What an article says is text wherever it appears.

use crate::support::*;
use rolecall_record::ArticleRecord;

const HOSTILE: &str = "The <script>alert(1)</script> purser <img src=x onerror=alert(2)> counts \"the\" 'cash' & \u{202e}gnp.exe\u{202c} \u{1b}[2J.";

fn hostile() -> Vec<ArticleRecord> {
    let role = "<b>purser</b>\" onmouseover=\"alert(3)";
    let mut record = article(
        "ship/<i>\u{202e}.md",
        "</title><script>alert(4)</script>",
        &[&format!("{role}: {HOSTILE}"), "cook: The cook plans <a href=\"javascript:alert(5)\">the menu</a>."],
    );
    record.article.url = Some("javascript:alert(6)".into());
    record.article.author = Some("\"><script>alert(7)</script>".into());
    record.article.date = Some("<u>2024".into());
    record.statements[0].heading = ["<h1 onclick=alert(8)>".to_owned()].into();
    vec![record]
}

#[tokio::test]
async fn an_article_full_of_markup_stays_text_on_every_page() {
    let place = Place::of(&hostile());
    let id = place.get("/api/v1/articles").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let roles = place.get("/api/v1/roles").await.json();
    let role = roles["items"].as_array().unwrap().iter().find(|r| r["name"].as_str().unwrap().contains('<')).unwrap();
    let role = role["id"].as_str().unwrap().to_owned();
    let mut addresses: Vec<String> = vec![
        "/".into(),
        "/?q=who+counts+the+cash".into(),
        "/?q=who+counts+the+cash&intent=list".into(),
        "/?q=who+plans+the+menu".into(),
        "/?q=%3Cscript%3Ealert(9)%3C/script%3E+cash&field=%3Cscript%3E".into(),
        "/roles".into(),
        "/corpus".into(),
        "/matrix?tasks=count+the+cash%0A%3Cscript%3Ealert(1)%3C/script%3E".into(),
        format!("/article/{id}"),
        format!("/role/{role}"),
        format!("/compare?role={role}&role=cook"),
        "/compare?role=%22%3E%3Cscript%3E&role=b".into(),
        "/role/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E".into(),
    ];
    addresses.push("/?q=what+does+the+cook+do".into());
    for address in addresses {
        let page = place.get(&address).await;
        assert_eq!(page.body.matches("<script").count(), 1, "{address}: {}", page.body);
        for never in [
            "<img",
            "<b>purser",
            "<i>",
            "<u>2024",
            "href=\"javascript",
            "<h1 onclick",
            "\" onmouseover",
            "\u{202e}",
            "\u{202c}",
            "\u{1b}",
        ] {
            assert!(!page.body.contains(never), "{address} has {never:?}");
        }
    }
    place.get("/?q=who+counts+the+cash").await.has(&["&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x"]);
}

#[tokio::test]
async fn the_api_gives_an_article_s_words_as_they_are_and_as_nothing_but_json() {
    let place = Place::of(&hostile());
    let came = place.get("/api/v1/statements").await;
    assert_eq!((came.header("content-type"), came.header("x-content-type-options")), ("application/json", "nosniff"));
    assert_eq!(came.json()["items"][0]["text"], HOSTILE);
}
