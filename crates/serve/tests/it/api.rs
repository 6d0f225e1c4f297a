use crate::support::*;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn an_answer_is_the_object_that_the_command_prints() {
    let ship = Place::ship();
    let came = ship.get("/api/v1/answer?q=who+counts+the+cash").await;
    assert_eq!((came.status.as_u16(), came.header("content-type")), (200, "application/json"));
    let answer = came.json();
    assert_eq!((&answer["format"], &answer["intent"], &answer["abstained"]), (&json!(1), &json!("who"), &json!(false)));
    let evidence = &answer["answers"][0]["evidence"][0];
    assert_eq!(evidence["text"], "The purser counts the cash every evening.");
    assert_eq!((&evidence["span"], &evidence["article"]["path"]), (&json!([0, 41]), &json!("ship/office.md")));
    assert!(evidence["parts"].is_null() && answer["signs"].is_null());
    let explained = ship.get("/api/v1/answer?q=who+counts+the+cash&explain=true").await.json();
    assert!(explained["answers"][0]["evidence"][0]["parts"]["matched"].is_number());
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_as_a_problem_with_what_to_do() {
    let ship = Place::ship();
    for (address, status, said) in [
        ("/api/v1/answer", 400, "the question is empty"),
        ("/api/v1/answer?q=who&kind=song", 400, "responsibility"),
        ("/api/v1/answer?q=who+cooks&field=cellar", 400, "galley"),
        ("/api/v1/answer?q=who+cooks&article=%5B", 400, "["),
        ("/api/v1/roles/wizard", 404, "wizard"),
        ("/api/v1/roles?limit=0", 400, "from 1 to 1000"),
        ("/api/v1/roles?cursor=xyz", 400, "`next`"),
        ("/api/v1/statements?cursor=6161", 400, "`next`"),
        ("/api/v1/compare?role=cook", 400, "two, three or four"),
        ("/api/v1/compare?role=cook&role=Cook", 400, "another role"),
        ("/api/v1/matrix?task=", 400, "at least one"),
        ("/api/v1/nothing", 404, "nothing stands"),
    ] {
        let came = ship.get(address).await;
        assert_eq!(
            (came.status.as_u16(), came.header("content-type")),
            (status, "application/problem+json"),
            "{address}"
        );
        let problem = came.json();
        assert_eq!((&problem["type"], &problem["status"]), (&json!("about:blank"), &json!(status)), "{address}");
        assert!(problem["detail"].as_str().unwrap().contains(said), "{address}: {problem}");
    }
}

#[tokio::test]
async fn lists_come_in_pages_that_hold_everything_once() {
    let ship = Place::ship();
    for (list, key, all) in [("roles", "/name", 2), ("articles", "/path", 2), ("statements", "/text", 7)] {
        let mut seen = Vec::new();
        let mut next = String::new();
        for _ in 0..20 {
            let page = ship.get(&format!("/api/v1/{list}?limit=1{next}")).await.json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item.pointer(key).unwrap().to_string()));
            match page["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => break,
            }
        }
        let once: BTreeSet<&String> = seen.iter().collect();
        assert_eq!((seen.len(), once.len()), (all, all), "{list}: {seen:?}");
    }
    let only = ship.get("/api/v1/statements?article=ship/office.md").await.json();
    assert_eq!(only["items"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_role_an_article_and_a_comparison_have_all_that_the_pages_show() {
    let ship = Place::ship();
    let role = ship.get("/api/v1/roles/purser").await.json();
    assert_eq!((&role["role"]["name"], &role["answer"]["intent"]), (&json!("Purser"), &json!("what")));
    assert_eq!(role["answer"]["profile"]["denied"][0]["text"], "The purser does not steer the ship.");
    let both = ship.get("/api/v1/compare?role=purser&role=cook").await.json();
    assert!(both["comparison"]["only"]["Cook"].as_array().is_some_and(|lines| !lines.is_empty()), "{both}");
    let id = ship.get("/api/v1/articles").await.json()["items"][1]["id"].as_str().unwrap().to_owned();
    let article = ship.get(&format!("/api/v1/articles/{id}")).await.json();
    assert!(article["text"].as_str().unwrap().starts_with("The purser counts"));
    assert_eq!(article["article"]["roles"], json!({"Purser": 3}));
}

#[tokio::test]
async fn what_somebody_has_already_is_not_sent_again_and_what_is_sent_can_be_small() {
    let ship = Place::ship();
    for address in ["/api/v1/roles", "/", "/role/cook", "/corpus", "/api"] {
        let first = ship.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{address}: {tag}");
        for sent in [tag.clone(), format!("\"other\", {tag}"), tag.trim_start_matches("W/").to_owned()] {
            let again = ship.get_with(address, &[("if-none-match", &sent)]).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{address}");
        }
        assert_eq!(ship.get_with(address, &[("if-none-match", "\"other\"")]).await.status, 200);
    }
    for coding in ["gzip", "br"] {
        let came = ship.get_with("/", &[("accept-encoding", coding)]).await;
        assert_eq!((came.header("content-encoding"), came.header("vary")), (coding, "accept-encoding"));
    }
}

#[tokio::test]
async fn articles_are_added_and_removed_by_programs_that_know_the_token() {
    let ship = Place::ship();
    let add = |token: &str, body: &str| {
        let request = Request::post("/api/v1/articles").header("content-type", "application/json");
        ship.send(request.header("x-write-token", token).body(Body::from(body.to_owned())).unwrap())
    };
    let article = r#"{"name": "watch.md", "text": "The mate keeps the watch."}"#;
    assert_eq!(add("wrong", article).await.status, 403);
    let came = add(WRITING, article).await;
    assert_eq!((came.status.as_u16(), &came.json()["paths"]), (201, &json!(["added/a.txt"])));
    for broken in ["{", "[]", r#"{"name": 1, "text": "x"}"#] {
        let came = add(WRITING, broken).await;
        assert!(came.status.is_client_error() && came.header("content-type") == "application/problem+json", "{broken}");
    }
    let id = ship.get("/api/v1/articles").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let remove = |token: &str| {
        let request = Request::delete(format!("/api/v1/articles/{id}")).header("x-write-token", token);
        ship.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!((remove("").await.status.as_u16(), remove(WRITING).await.status.as_u16()), (403, 200));
    assert_eq!(*ship.book.0.lock().unwrap(), ["add watch.md 25", "remove galley/cook.md"]);
}

#[tokio::test]
async fn the_description_names_every_address_and_refers_to_nothing_that_it_lacks() {
    let ship = Place::ship();
    let description = ship.get("/api/v1/openapi.json").await.json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    for path in [
        "answer",
        "compare",
        "matrix",
        "roles",
        "roles/{id}",
        "articles",
        "articles/{id}",
        "statements",
        "ingest",
        "health",
    ] {
        assert!(description["paths"][format!("/api/v1/{path}")].is_object(), "{path}");
    }
    let text = description.to_string();
    let schemas: BTreeSet<&str> =
        text.split("#/components/schemas/").skip(1).filter_map(|r| r.split('"').next()).collect();
    for name in &schemas {
        assert!(description["components"]["schemas"][name].is_object(), "{name}");
    }
    for name in ["Answer", "Evidence", "Problem", "Comparison", "Profile"] {
        assert!(schemas.contains(name), "{name}");
    }
    let span = &description["components"]["schemas"]["Span"];
    assert_eq!((&span["type"], &span["minItems"]), (&Value::from("array"), &Value::from(2)));
    assert!(!text.contains("[`"), "no link of the code's own documentation");
    let page = ship.get("/api").await;
    page.has(&["/api/v1/answer", "Answer a question", "min_confidence", "/api/v1/answer?q=who+welcomes+the+guests"]);
    for name in description["components"]["schemas"].as_object().unwrap().keys() {
        page.has(&[&format!("id=\"{name}\"")]);
    }
    for link in page.body.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        page.has(&[&format!("id=\"{link}\"")]);
    }
}

#[tokio::test]
async fn many_who_ask_the_same_at_once_cost_as_much_as_one() {
    let ship = Place::ship();
    let ask = || ship.get("/api/v1/answer?q=who+counts+the+cash");
    let came = tokio::join!(ask(), ask(), ask(), ask(), ask());
    assert!([&came.1, &came.2, &came.3, &came.4].iter().all(|other| other.body == came.0.body));
    let text = ship.get("/metrics").await.body;
    assert!(text.contains("rolecall_answers_given_again_total 4"), "{text}");
}

#[tokio::test]
async fn requests_are_counted_by_address_and_outcome_and_not_by_what_is_asked() {
    let ship = Place::ship();
    for address in
        ["/api/v1/roles/cook", "/api/v1/roles/purser", "/api/v1/roles/wizard", "/nowhere/else", "/api/v1/roles/cook"]
    {
        ship.get(address).await;
    }
    let text = ship.get("/metrics").await.body;
    for line in [
        "rolecall_requests_total{route=\"/api/v1/roles/{id}\",status=\"200\"} 3",
        "rolecall_requests_total{route=\"/api/v1/roles/{id}\",status=\"404\"} 1",
        "rolecall_requests_total{route=\"elsewhere\",status=\"404\"} 1",
        "rolecall_answers_given_again_total 1",
        "rolecall_index_articles 2",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let health = ship.get("/api/v1/health").await.json();
    assert_eq!((&health["status"], &health["articles"], &health["model"]), (&json!("ok"), &json!(2), &Value::Null));
}
