use miniz_oxide::deflate::compress_to_vec;

use super::SOURCE;
use crate::formats::sources::testing::{read, said};
use crate::formats::sources::{ClientSaid, Identity, Sample, Time};

/// How a file is put into an archive for a test.
#[derive(Clone)]
struct Put {
    name: &'static str,
    packed: Vec<u8>,
    size: u32,
    sum: u32,
    flags: u16,
    method: u16,
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 0 { sum >> 1 } else { (sum >> 1) ^ 0xedb8_8320 })
    })
}

fn put(name: &'static str, text: &str) -> Put {
    let size = u32::try_from(text.len()).unwrap();
    Put { name, packed: compress_to_vec(text.as_bytes(), 6), size, sum: crc(text.as_bytes()), flags: 0, method: 8 }
}

fn zip(files: &[Put]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for file in files {
        let at = u32::try_from(out.len()).unwrap();
        let mut common = Vec::new();
        common.extend([20_u16, file.flags, file.method, 0, 0].iter().flat_map(|n| n.to_le_bytes()));
        common.extend(
            [file.sum, u32::try_from(file.packed.len()).unwrap(), file.size].iter().flat_map(|n| n.to_le_bytes()),
        );
        common.extend([u16::try_from(file.name.len()).unwrap(), 0].iter().flat_map(|n| n.to_le_bytes()));
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(file.name.as_bytes());
        out.extend(&file.packed);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&common);
        list.extend([0_u8; 10]);
        list.extend(at.to_le_bytes());
        list.extend(file.name.as_bytes());
    }
    let (at, length, count) = (out.len(), list.len(), u16::try_from(files.len()).unwrap());
    out.extend(&list);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend([count, count].iter().flat_map(|n| n.to_le_bytes()));
    out.extend([length, at].iter().flat_map(|n| u32::try_from(*n).unwrap().to_le_bytes()));
    out.extend([0, 0]);
    out
}

const ENTRIES: &str = "id,description,start,end,billable_rate,billable,member_id,user_id,organization_id,client_id,project_id,task_id,tags,is_imported,still_active_email_sent_at,created_at,updated_at
e1,\"Inbox, mail\",2026-11-02T08:00:00Z,2026-11-02T09:30:00Z,4500,true,m1,u1,o1,c1,p1,t1,\"[\"\"g1\"\",\"\"g2\"\"]\",false,,2026-11-02T08:00:00Z,2026-11-02T08:00:00Z
e2,,2026-11-29T10:00:00Z,,,false,m1,u1,o1,,,,[],false,,2026-11-02T08:00:00Z,2026-11-02T08:00:00Z
e3,lost,2026-11-02T08:00:00Z,2026-11-02T09:30:00Z,,true,m1,u1,o1,c9,,,[],false,,,
e4,by its project,2026-11-02T08:00:00Z,2026-11-02T09:30:00Z,,true,m1,u1,o1,,p1,,null,false,,,
";

fn export() -> Vec<Put> {
    vec![
        put("organizations.csv", "id,name,billable_rate,currency,created_at,updated_at\no1,Office,,EUR,,\n"),
        put("time_entries.csv", ENTRIES),
        put("clients.csv", "id,name,organization_id,archived_at,created_at,updated_at\nc1,Acme GmbH,o1,,,\n"),
        put("projects.csv", "id,name,color,client_id\np1,Retainer,#fff,c1\n"),
        put("members.csv", "id,user_id,name,email,organization_id\nm1,u1,V A,va@example.org,o1\n"),
        put("tasks.csv", "id,name,project_id\nt1,Admin,p1\n"),
        put("tags.csv", "id,name\ng1,inbox\ng2,calendar\n"),
    ]
}

#[test]
fn an_export_is_read_with_names_for_its_ids() {
    let bytes = zip(&export());
    assert!((SOURCE.is)(&Sample { name: "export.zip", bytes: &bytes }));
    let found = read(&SOURCE, bytes).unwrap();
    assert_eq!(found.wrong(), ["4: the client 'c9' is not in the archive"]);
    let works = found.works();
    assert_eq!(works.len(), 3);
    assert_eq!(
        said(works[0]),
        serde_json::json!({"client": "Acme GmbH", "note": "Inbox, mail", "tags": ["inbox", "calendar", "Retainer"], "billable": true,
            "start": "2026-11-02T08:00:00Z", "end": "2026-11-02T09:30:00Z", "seconds": 5400, "service_name": "Admin"})
    );
    assert_eq!(works[0].identity, Identity::Own("e1".into()));
    assert_eq!(works[0].rate.map(|(rate, currency)| (rate, currency.to_string())), Some((45_000, "EUR".to_owned())));
    assert_eq!(works[0].person.as_deref(), Some("V A <va@example.org>"));
    assert!(works[0].is_of("v a") && works[0].is_of("va@example.org") && !works[0].is_of("va"));
    assert!(matches!(works[1].time, Time::Running { .. }));
    assert_eq!(works[2].client, ClientSaid::Named("Acme GmbH".into()));
}

#[test]
fn archives_that_cost_or_deceive_are_not_opened() {
    let refused = |change: &dyn Fn(&mut Put)| {
        let mut files = export();
        change(&mut files[1]);
        let error = read(&SOURCE, zip(&files));
        error.map_or_else(|error| error.to_string(), |found| found.wrong().join("; "))
    };
    // A file that says that it is large, one that is larger than it says, and one that is smaller.
    let bomb = refused(&|file| (file.packed, file.size) = (compress_to_vec(&vec![b'0'; 64 << 20], 6), 64 << 20));
    assert!(bomb.starts_with("time_entries.csv in the archive would be 64 MB of 6"), "{bomb}");
    assert!(bomb.ends_with("which no table is: it is not opened"), "{bomb}");
    let more = refused(&|file| file.size -= 1);
    assert!(more.contains("the archive is damaged"), "{more}");
    let less = refused(&|file| file.size += 1);
    assert!(less.contains("the archive is damaged"), "{less}");
    let sum = refused(&|file| file.sum ^= 1);
    assert!(sum.contains("the archive is damaged"), "{sum}");
    let cut = refused(&|file| file.packed.truncate(40));
    assert!(cut.contains("the archive is damaged"), "{cut}");
    assert!(refused(&|file| file.flags = 1).contains("is encrypted"));
    assert!(refused(&|file| file.method = 12).contains("packed in a way that is not read"));
    assert!(refused(&|file| file.size = u32::MAX).contains("ZIP64"));
    assert!(refused(&|file| file.name = "clients.csv").contains("has no time_entries.csv"));
    let mut twice = export();
    twice.push(put("x/time_entries.csv", "id"));
    assert!(read(&SOURCE, zip(&twice)).unwrap_err().to_string().contains("is there twice"));
}

#[test]
fn damaged_archives_are_refused_wherever_they_are_cut_or_changed() {
    let bytes = zip(&export());
    for cut in (4..bytes.len()).step_by(7) {
        assert!(read(&SOURCE, &bytes[..cut]).is_err(), "{cut}");
    }
    for at in (4..bytes.len()).step_by(5) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        // Read or refused: it ends.
        let _ = read(&SOURCE, changed);
    }
}

#[test]
fn a_detailed_report_is_read() {
    let report = "Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags\n\
        Inbox,Admin,Retainer,Acme GmbH,V A,2026-11-02 09:00:00,2026-11-02 10:30:00,1:30:00,1.5,Yes,\"inbox, calendar\"\n";
    assert!((SOURCE.is)(&Sample { name: "", bytes: report.as_bytes() }));
    let found = read(&SOURCE, report).unwrap();
    assert_eq!((found.wrong(), &found.notes), (vec![], &vec![]));
    assert_eq!(
        said(found.works()[0]),
        serde_json::json!({"client": "Acme GmbH", "note": "Inbox", "tags": ["inbox", "calendar", "Retainer"], "billable": true,
            "start": "2026-11-02T08:00:00Z", "end": "2026-11-02T09:30:00Z", "seconds": 5400, "service_name": "Admin"})
    );
}
