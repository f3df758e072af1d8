//! Tasks and schedule.

use crate::command::action::{ACTION, Action, Effect, Fits, Group};
use crate::command::field::{Shape, clearable, field, flag};
use crate::command::input::{
    ComingFrom, ComingRange, ComingTo, Count, Day, Leads, Minutes, NearFrom, NearRange, NearTo, Priority, Scope, Tag,
    TaskState, Text, Time, Title, YesNo, ZoneName,
};
use crate::command::list::listed;
use crate::records::calendar;
use crate::records::calendar::EventText;
use crate::records::calendar::called::CalendarName;
use crate::records::calendar::relative;
use crate::records::calendar::{agenda, event, free};
use crate::records::calendar::{explain as of_event, words as event_words};
use crate::records::names::{ClientName, EventId, ServiceName, TaskId};
use crate::records::tasks;
use crate::records::tasks::checklist::Checklist;
use crate::records::tasks::list as queue;
use crate::records::tasks::words as task_words;
use crate::records::tasks::{Every, TaskEvery, TaskText};

pub(super) const ACTIONS: &[Action] = &[
    Action {
        name: "task add",
        keys: &[],
        group: Group::Planning,
        help: "Add a task in one line, or by options",
        fields: &[
            field::<TaskText>("text", Shape::Rest, "the task: client, title, due:, ~estimate, !priority, #tag, every:")
                .quoting(),
            field::<Title>("title", Shape::Option, "what is to be done"),
            clearable::<ClientName>("client", Shape::Option, "for whom"),
            clearable::<ServiceName>("service", Shape::Option, "the kind of work"),
            field::<Time>("due", Shape::Option, "when it is due, a day or a time").reading_day_or_none(),
            clearable::<Day>("wait", Shape::Option, "hide it until a day"),
            clearable::<Priority>("priority", Shape::Option, "how pressing it is"),
            field::<YesNo>("rush", Shape::Option, "rush work"),
            clearable::<Minutes>("estimate", Shape::Option, "how long it should take"),
            field::<Text>("note", Shape::Option, "what else is to be known").long(),
            clearable::<Tag>("tag", Shape::Many, "a tag"),
            clearable::<TaskEvery>("every", Shape::Option, "how often it comes back"),
            clearable::<Checklist>("checklist", Shape::Option, "its steps").long(),
        ],
        effect: Effect::Write(tasks::add),
        meets: true,
        again: Some(task_words::task_again),
        ..ACTION
    },
    Action {
        name: "task list",
        keys: &[],
        group: Group::Planning,
        help: "List tasks in the order of the queue",
        fields: &[
            field::<TaskState>("state", Shape::Option, "of one state"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(queue::list),
        ..ACTION
    },
    Action {
        name: "task show",
        keys: &[],
        group: Group::Planning,
        help: "One task whole",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Read(queue::show),
        ..ACTION
    },
    Action {
        name: "task why",
        keys: &[],
        group: Group::Planning,
        help: "Why a task stands where it stands in the queue",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Read(queue::show),
        ..ACTION
    },
    Action {
        name: "task edit",
        keys: &[],
        group: Group::Planning,
        help: "Change a task",
        fields: &[
            field::<TaskId>("id", Shape::Required, "the task"),
            field::<Title>("title", Shape::Option, "what is to be done"),
            clearable::<ClientName>("client", Shape::Option, "for whom, or none"),
            clearable::<ServiceName>("service", Shape::Option, "the kind of work, or none"),
            field::<Time>("due", Shape::Option, "when it is due, a day or a time, or none")
                .reading_day_or_none()
                .beside(relative::task_due),
            clearable::<Day>("wait", Shape::Option, "hide it until a day, or none"),
            clearable::<Priority>("priority", Shape::Option, "how pressing it is"),
            field::<YesNo>("rush", Shape::Option, "rush work"),
            clearable::<Minutes>("estimate", Shape::Option, "how long it should take, or none"),
            field::<Text>("note", Shape::Option, "what else is to be known").long(),
            listed::<Tag>("tag", "its tags from now on; + adds one, - takes one away"),
            clearable::<TaskEvery>("every", Shape::Option, "how often it comes back, or none"),
            clearable::<Checklist>("checklist", Shape::Option, "its steps, or none").long(),
        ],
        effect: Effect::Write(tasks::edit),
        form: true,
        meets: true,
        present: Some(task_words::of_task),
        ..ACTION
    },
    Action {
        name: "task check",
        keys: &[],
        group: Group::Planning,
        help: "Tick an item of a task's checklist, the next open one if none is named",
        fields: &[
            field::<TaskId>("id", Shape::Required, "the task"),
            field::<Count>("n", Shape::Optional, "the item; ticked already, it is open again"),
        ],
        effect: Effect::Write(tasks::check),
        ..ACTION
    },
    Action {
        name: "task done",
        keys: &[],
        group: Group::Planning,
        help: "Complete a task; a repeating one makes the next",
        fields: &[
            field::<TaskId>("id", Shape::Required, "the task"),
            field::<Time>("next", Shape::Option, "when it is due next, instead of by its rule").reading_day(),
        ],
        effect: Effect::Write(tasks::done),
        fits: Fits::Open,
        ..ACTION
    },
    Action {
        name: "task drop",
        keys: &[],
        group: Group::Planning,
        help: "Give a task up",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Write(tasks::drop_it),
        fits: Fits::Open,
        ..ACTION
    },
    Action {
        name: "task reopen",
        keys: &[],
        group: Group::Planning,
        help: "Open a task again",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Write(tasks::reopen),
        fits: Fits::Closed,
        ..ACTION
    },
    Action {
        name: "task rm",
        keys: &[],
        group: Group::Planning,
        help: "Delete a task; its entries stay",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Write(tasks::remove),
        removes: true,
        ..ACTION
    },
    Action {
        name: "event add",
        keys: &[],
        group: Group::Planning,
        help: "Add an event in one line, or by options",
        fields: &[
            field::<EventText>("text", Shape::Rest, "the event: client, title, day, time, @place, every:, remind:")
                .quoting(),
            field::<Title>("title", Shape::Option, "what it is"),
            field::<Time>("start", Shape::Option, "when it begins, a time or a day")
                .reading_day()
                .beside(relative::new_start)
                .explained(of_event::when),
            field::<Time>("end", Shape::Option, "when it ends, or its last day")
                .reading_day()
                .beside(relative::new_end),
            field::<ZoneName>("zone", Shape::Option, "the zone its times are typed in"),
            clearable::<Every>("repeat", Shape::Option, "how often it repeats").explained(of_event::repeat),
            clearable::<ClientName>("client", Shape::Option, "with whom"),
            field::<Text>("location", Shape::Option, "where"),
            field::<Text>("url", Shape::Option, "the meeting's link"),
            clearable::<Leads>(
                "remind",
                Shape::Many,
                "how long before it you are reminded; several by commas, or none",
            ),
            field::<Text>("note", Shape::Option, "what else is to be known").long(),
            field::<CalendarName>("calendar", Shape::Option, "the calendar it goes to, instead of your own"),
            flag("force", "even if it is more than 12 h over midnight"),
        ],
        effect: Effect::Write(calendar::add),
        meets: true,
        again: Some(event_words::event_again),
        ..ACTION
    },
    Action {
        name: "event show",
        keys: &[],
        group: Group::Planning,
        help: "One event whole",
        fields: &[field::<EventId>("id", Shape::Required, "the event")],
        effect: Effect::Read(event::show),
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
            field::<Scope>("scope", Shape::Option, "which occurrences"),
            field::<Title>("title", Shape::Option, "what it is"),
            field::<Time>("start", Shape::Option, "when it begins; the end moves along")
                .reading_day()
                .beside(relative::event_start)
                .explained(of_event::when),
            field::<Time>("end", Shape::Option, "when it ends, or its last day")
                .reading_day()
                .beside(relative::event_end),
            field::<ZoneName>("zone", Shape::Option, "the zone its times are typed in"),
            clearable::<Every>("repeat", Shape::Option, "how often it repeats, or none").explained(of_event::repeat),
            clearable::<ClientName>("client", Shape::Option, "with whom, or none"),
            field::<Text>("location", Shape::Option, "where, or none"),
            field::<Text>("url", Shape::Option, "the meeting's link, or none"),
            clearable::<Leads>(
                "remind",
                Shape::Many,
                "how long before it you are reminded; several by commas, or none",
            ),
            field::<Text>("note", Shape::Option, "what else is to be known").long(),
            flag("force", "even if it is more than 12 h over midnight"),
        ],
        effect: Effect::Write(calendar::edit),
        form: true,
        meets: true,
        present: Some(event_words::of_event),
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
            field::<Scope>("scope", Shape::Option, "which occurrences"),
        ],
        effect: Effect::Write(calendar::remove),
        removes: true,
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
            field::<Scope>("scope", Shape::Option, "which occurrences"),
            field::<Minutes>("start", Shape::Option, "how far its start moves").signed(),
            field::<Minutes>("end", Shape::Option, "how far its end moves").signed(),
        ],
        effect: Effect::Write(calendar::shift),
        meets: true,
        shifts: true,
        ..ACTION
    },
    Action {
        name: "event restore",
        keys: &[],
        group: Group::Planning,
        help: "Bring a deleted occurrence back, or make a changed one what its series says",
        fields: &[
            field::<EventId>("id", Shape::Required, "the event"),
            field::<Text>("occurrence", Shape::Option, "which one, by its start"),
        ],
        effect: Effect::Write(calendar::restore),
        offers: true,
        ..ACTION
    },
    Action {
        name: "agenda",
        keys: &[],
        group: Group::Planning,
        help: "The schedule of a week, or of the days that are named",
        fields: &[
            field::<NearRange>("days", Shape::Rest, "which days"),
            field::<NearFrom>("from", Shape::Option, "the first day"),
            field::<NearTo>("to", Shape::Option, "the last day"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(agenda::report),
        ..ACTION
    },
    Action {
        name: "free",
        keys: &[],
        group: Group::Planning,
        help: "When there is time for a meeting, as text for a mail",
        fields: &[
            field::<ComingRange>("days", Shape::Rest, "which days"),
            field::<ClientName>("with", Shape::Option, "with whom: in the client's hours too, and by its clock"),
            field::<ComingFrom>("from", Shape::Option, "the first day"),
            field::<ComingTo>("to", Shape::Option, "the last day"),
            field::<Minutes>("for", Shape::Option, "how long it has to be"),
        ],
        effect: Effect::Read(free::report),
        ..ACTION
    },
];
