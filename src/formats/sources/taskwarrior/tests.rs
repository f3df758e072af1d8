use super::super::testing::{Collected, example, read as read_as};
use super::*;

fn items(collected: &Collected) -> Vec<&Item> {
    collected.rows.iter().filter_map(|row| if let Row::Item(item) = row { Some(&**item) } else { None }).collect()
}

#[test]
fn the_example_becomes_what_is_said_of_it() {
    let (text, expected) = example("task_export.json");
    let read = read_as(&SOURCE, text).unwrap();
    assert_eq!(read.wrong(), Vec::<String>::new());
    let found = items(&read);
    let wanted = expected["tasks"].as_array().unwrap();
    assert_eq!(found.len(), wanted.len());
    for wanted in wanted {
        let item = found.iter().find(|item| item.title == wanted["title"].as_str().unwrap()).unwrap();
        let Identity::Own(uuid) = &item.identity else { panic!("{item:?}") };
        assert_eq!(wanted["external_id"], format!("taskwarrior:{uuid}"));
        let priority = ["none", "low", "normal", "high"][usize::try_from(item.priority).unwrap()];
        assert_eq!(wanted["priority"], priority);
        let due = match item.due {
            None => Value::Null,
            Some(Due::Day(day)) => day.to_string().into(),
            Some(Due::At(at)) => at.to_string().into(),
        };
        assert_eq!(wanted["due"], due, "{}", item.title);
        let text = |value: Option<String>| value.map_or(Value::Null, Value::from);
        assert_eq!(wanted["wait_until"], text(item.wait_until.map(|day| day.to_string())), "{}", item.title);
        assert_eq!(wanted["repeat"], text(item.repeat.clone()), "{}", item.title);
        assert_eq!(wanted["repeat_until"], text(item.repeat_until.map(|day| day.to_string())), "{}", item.title);
        for piece in wanted["note_has"].as_array().into_iter().flatten() {
            assert!(item.note.contains(piece.as_str().unwrap()), "{}", item.note);
        }
        let mut tags = item.tags.clone();
        if let (ClientSaid::FirstOf { candidates, .. }, Some(client)) = (&item.client, wanted["client"].as_str()) {
            tags.extend(candidates.iter().find(|one| one.name == client).unwrap().rest.clone());
        }
        assert_eq!(wanted["tags"], Value::from(tags), "{}", item.title);
        assert_eq!(wanted["state"] == "done", item.state == State::Done);
    }
}

#[test]
fn only_the_newest_of_a_series_repeats() {
    let read = read_as(
        &SOURCE,
        r#"[{"uuid":"t","description":"a","status":"recurring","recur":"3d","due":"20261101T090000Z"},
            {"uuid":"1","parent":"t","description":"a","status":"pending","due":"20261104T090000Z"},
            {"uuid":"2","parent":"t","description":"a","status":"pending","due":"20261107T090000Z"},
            {"uuid":"3","parent":"t","description":"a","status":"completed","due":"20261110T090000Z","end":"20261110T090000Z"},
            {"uuid":"u","description":"b","status":"recurring","recur":"weekly"},
            {"uuid":"v","description":"c","status":"recurring","recur":"odd"},
            {"uuid":"4","parent":"v","description":"c","status":"pending"},
            {"uuid":"5","description":"gone","status":"deleted"}]"#,
    )
    .unwrap();
    let repeats: Vec<Option<&str>> = items(&read).iter().map(|item| item.repeat.as_deref()).collect();
    assert_eq!(repeats, [None, Some("FREQ=DAILY;INTERVAL=3"), None, None]);
    assert_eq!(
        read.notes,
        [
            "'b' repeats, but has no open task: its repeat is not taken",
            "'c' repeats 'odd', which cannot be said here: it is taken once",
            "1 task was deleted there, and left out"
        ]
    );
}

#[test]
fn what_has_no_field_is_a_line_of_the_note() {
    let read = read_as(
        &SOURCE,
        r#"{"uuid":"1","description":"a","status":"pending","estimate":"2h","reviewed":"20261101T090000Z","size":3,
            "start":"20261104T090000Z","scheduled":"20261104T093000Z","depends":"2,9","wait":"20200101T000000Z"}
           {"uuid":"2","description":"b","status":"waiting","estimate":"much","wait":"20261231T230000Z"}
           {"uuid":"3","description":"c","status":"odd"} 7"#,
    )
    .unwrap();
    let found = items(&read);
    assert_eq!(found[0].note, "after: b\nafter: 9\nscheduled 2026-11-04 10:30\nreviewed: 20261101T090000Z\nsize: 3");
    assert_eq!((found[0].estimate, found[0].wait_until), (Some(120), None));
    assert_eq!((found[1].estimate, found[1].note.as_str()), (None, "estimate: much"));
    assert_eq!(found[1].wait_until.unwrap().to_string(), "2027-01-01");
    assert_eq!(read.notes, ["'a' is being worked on since 2026-11-04 10:00: no timer is started"]);
    assert_eq!(read.wrong(), ["4: it is no task: it has no description", "3: 'odd' is no status of a task"]);
}
