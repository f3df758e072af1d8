use super::*;

fn items(ids: &[i64]) -> Vec<ListItem> {
    let row = |id: &i64| {
        let key = RowKey { id: *id, ..RowKey::default() };
        ListItem::Row(Box::new(ListRow { key, subject: None, at: 0, cells: Vec::new(), off: false }))
    };
    let mut items = vec![ListItem::Rule("now".to_owned(), Tone::Dim)];
    items.extend(ids.iter().map(row));
    items
}

#[test]
fn the_cursor_stays_on_its_record() {
    let mut list = ListView::default();
    let id = |list: &ListView| list.selected().map(|r| r.key.id);
    list.set(items(&[1, 2, 3]), (None, Vec::new()), &[], 0);
    assert_eq!(id(&list), Some(1));
    list.step(1);
    list.set(items(&[7, 8, 1, 2, 3]), (None, Vec::new()), &[], 0);
    assert_eq!(id(&list), Some(2));
    list.set(items(&[7, 8, 1, 3]), (None, Vec::new()), &[], 0);
    assert_eq!(id(&list), Some(3));
    list.step(9);
    list.set(items(&[7]), (None, Vec::new()), &[], 0);
    assert_eq!(id(&list), Some(7));
    list.set(Vec::new(), (None, Vec::new()), &[], 0);
    list.step(-1);
    assert_eq!(id(&list), None);
}
