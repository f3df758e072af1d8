//! Meetings and free time: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    ComingFrom, ComingRange, ComingTo, Leads, Minutes, NearFrom, NearRange, NearTo, Scope, Text, Time, Title, ZoneName,
};
use crate::records::calendar;
use crate::records::calendar::called::CalendarName;
use crate::records::calendar::line::EventText;
use crate::records::calendar::{agenda, event, explain as of_event, free, relative, words as event_words};
use crate::records::kind::{Add, Edit, Kind, Restorable, Section, Shift, Word, text_of};
use crate::records::names::{ClientName, EventId};
use crate::records::series::Every;
use crate::store::{EventRow, Record};

/// Meetings.
pub const SECTION: Section = Section {
    kinds: &[&EVENT],
    restorable: &[Restorable { record: EventRow::TABLE, name: None, called: |_, image| text_of(image, "title") }],
    actions: ACTIONS,
    families: &[("event", "Events on the calendar")],
};

/// A meeting.
pub const EVENT: Kind = Kind {
    name: "event",
    record: "event",
    noun: "a meeting",
    word: Word::Id,
    worked_by: Some("event"),
    add: Add::Prompt("event add"),
    edit: Edit::Change("event edit"),
    remove: Ok("event rm"),
    copy: Some("event add"),
    shift: Some(Shift { action: "event shift", steps: 3 }),
    footer: &[
        ("add", "add"),
        ("log-time", "log"),
        ("timer", "timer"),
        ("look", "details"),
        ("open", "link"),
        ("edit", "edit"),
        ("delete", "delete"),
        ("day-back", "day"),
        ("day-on", "day"),
        ("today", "today"),
    ],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "event add",
        keys: &[],
        group: Group::Planning,
        help: "Add an event in one line, or by options",
        fields: &[
            field::<EventText>("text", Shape::Rest, "the event: client, title, day, time, @place, every:, remind:")
                .quoting(),
            field::<Title>("title", Shape::Option, "what it is").usual(),
            field::<Time>("start", Shape::Option, "when it begins, a time or a day")
                .reading_day()
                .beside(relative::new_start)
                .explained(of_event::when)
                .usual(),
            field::<Time>("end", Shape::Option, "when it ends, or its last day")
                .otherwise("an hour after the start")
                .reading_day()
                .beside(relative::new_end)
                .usual(),
            field::<ZoneName>("zone", Shape::Option, "the zone its times are typed in").otherwise("your own"),
            clearable::<Every>("repeat", Shape::Option, "how often it repeats").explained(of_event::repeat),
            clearable::<ClientName>("client", Shape::Option, "with whom").usual(),
            field::<Text>("location", Shape::Option, "where").usual(),
            field::<Text>("url", Shape::Option, "the meeting's link").usual(),
            clearable::<Leads>(
                "remind",
                Shape::Many,
                "how long before it you are reminded; several by commas, or none",
            )
            .otherwise("as configured"),
            field::<Text>("note", Shape::Option, "a note").long(),
            field::<CalendarName>("calendar", Shape::Option, "the calendar it goes to, instead of your own"),
            flag("force", "even if it is more than 12 h over midnight"),
        ],
        effect: Effect::Write(calendar::add::add),
        meets: true,
        again: Some(event_words::event_again),
        examples: &[
            "event add 'acme kickoff call tomorrow 15:00-15:45 @Zoom'",
            "event add 'acme weekly mon 9:00-9:30 every:week remind:15m'",
            "event add --title Retreat --start 2026-07-20 --end 2026-07-23",
        ],
        ..ACTION
    },
    Action {
        name: "event show",
        keys: &[],
        group: Group::Planning,
        help: "Show an event",
        fields: &[field::<EventId>("id", Shape::Required, "the event")],
        effect: Effect::Read(event::show),
        examples: &["event show 7"],
        ..ACTION
    },
    Action {
        name: "event edit",
        keys: &[],
        group: Group::Planning,
        help: "Change an event, or some or all of a series",
        fields: &[
            field::<EventId>("id", Shape::Required, "the event"),
            field::<Text>("occurrence", Shape::Option, "one occurrence, by its start"),
            field::<Scope>("scope", Shape::Option, "which occurrences").otherwise("asked for where it matters"),
            field::<Title>("title", Shape::Option, "what it is").usual(),
            field::<Time>("start", Shape::Option, "when it begins; the end moves along")
                .reading_day()
                .beside(relative::event_start)
                .explained(of_event::when)
                .usual(),
            field::<Time>("end", Shape::Option, "when it ends, or its last day")
                .reading_day()
                .beside(relative::event_end)
                .usual(),
            field::<ZoneName>("zone", Shape::Option, "the zone its times are typed in").otherwise("your own"),
            clearable::<Every>("repeat", Shape::Option, "how often it repeats, or none").explained(of_event::repeat),
            clearable::<ClientName>("client", Shape::Option, "with whom, or none").usual(),
            field::<Text>("location", Shape::Option, "where, or none").usual(),
            field::<Text>("url", Shape::Option, "the meeting's link, or none").usual(),
            clearable::<Leads>(
                "remind",
                Shape::Many,
                "how long before it you are reminded; several by commas, or none",
            ),
            field::<Text>("note", Shape::Option, "a note").long(),
            flag("force", "even if it is more than 12 h over midnight"),
        ],
        effect: Effect::Write(calendar::edit::edit),
        form: true,
        meets: true,
        present: Some(event_words::of_event),
        examples: &[
            "event edit 7 --start 16:00",
            "event edit 7 --occurrence 2026-07-20 --scope this --start 10:00",
            "event edit 7 --scope all --location Zoom",
        ],
        ..ACTION
    },
    Action {
        name: "event rm",
        keys: &[],
        group: Group::Planning,
        help: "Delete an event, or some or all of a series",
        fields: &[
            field::<EventId>("id", Shape::Required, "the event"),
            field::<Text>("occurrence", Shape::Option, "one occurrence, by its start"),
            field::<Scope>("scope", Shape::Option, "which occurrences").otherwise("asked for where it matters"),
        ],
        effect: Effect::Write(calendar::remove::remove),
        removes: true,
        examples: &["event rm 7", "event rm 7 --occurrence 2026-07-20 --scope following"],
        ..ACTION
    },
    Action {
        name: "event shift",
        keys: &[],
        group: Group::Planning,
        help: "Move an event's start, end or both by an amount",
        fields: &[
            field::<EventId>("id", Shape::Required, "the event"),
            field::<Text>("occurrence", Shape::Option, "one occurrence, by its start"),
            field::<Scope>("scope", Shape::Option, "which occurrences").otherwise("asked for where it matters"),
            field::<Minutes>("start", Shape::Option, "how far its start moves").signed(),
            field::<Minutes>("end", Shape::Option, "how far its end moves").signed(),
        ],
        effect: Effect::Write(calendar::edit::shift),
        meets: true,
        shifts: true,
        examples: &["event shift 7 --start 30m --end 30m", "event shift 7 --end -15m"],
        ..ACTION
    },
    Action {
        name: "event restore",
        keys: &[],
        group: Group::Planning,
        help: "Restore a deleted occurrence, or reset a changed one to its series",
        fields: &[
            field::<EventId>("id", Shape::Required, "the event"),
            field::<Text>("occurrence", Shape::Option, "which one, by its start"),
        ],
        effect: Effect::Write(calendar::remove::restore),
        offers: true,
        examples: &["event restore 7 --occurrence 2026-07-20"],
        ..ACTION
    },
    Action {
        name: "agenda",
        keys: &[],
        group: Group::Planning,
        help: "The schedule of a week, or of the days that are named",
        fields: &[
            field::<NearRange>("days", Shape::Rest, "which days").otherwise("a week from today"),
            field::<NearFrom>("from", Shape::Option, "the first day").otherwise("today"),
            field::<NearTo>("to", Shape::Option, "the last day").otherwise("a week from the first"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(agenda::report),
        examples: &["agenda tomorrow", "agenda 1.6. 8.6. --client acme", "agenda --from mon --to fri"],
        ..ACTION
    },
    Action {
        name: "free",
        keys: &[],
        group: Group::Planning,
        help: "Find free time for a meeting, as text for a mail",
        fields: &[
            field::<ComingRange>("days", Shape::Rest, "which days").otherwise("a week from today"),
            field::<ClientName>("with", Shape::Option, "with whom: in the client's hours too, and by its clock"),
            field::<ComingFrom>("from", Shape::Option, "the first day").otherwise("today"),
            field::<ComingTo>("to", Shape::Option, "the last day").otherwise("a week from the first"),
            field::<Minutes>("for", Shape::Option, "how long it has to be").otherwise("30m"),
        ],
        effect: Effect::Read(free::report),
        examples: &["free next week --with acme --for 1h", "free --from tomorrow --to fri", "free fri"],
        ..ACTION
    },
];
