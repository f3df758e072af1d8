//! Tasks: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Fits, Group};
use crate::command::field::{Shape, clearable, field};
use crate::command::input::{Count, Day, Minutes, Priority, Tag, TaskState, Text, Time, Title, YesNo};
use crate::command::list::listed;
use crate::records::kind::{Add, Edit, Kind, Restorable, Section, Word, text_of};
use crate::records::names::{ClientName, ServiceName, TaskId};
use crate::records::tasks;
use crate::records::tasks::checklist::Checklist;
use crate::records::tasks::line::TaskText;
use crate::records::tasks::often::TaskEvery;
use crate::records::tasks::{checklist, list as queue, relative, words as task_words};
use crate::store::{Record, Task};

/// Tasks.
pub const SECTION: Section = Section {
    kinds: &[&TASK],
    restorable: &[Restorable { record: Task::TABLE, name: None, called: |_, image| text_of(image, "title") }],
    actions: ACTIONS,
    families: &[("task", "Tasks")],
};

/// A task.
pub const TASK: Kind = Kind {
    name: "task",
    record: "task",
    noun: "a task",
    word: Word::Id,
    worked_by: Some("task"),
    add: Add::Prompt("task add"),
    edit: Edit::Change("task edit"),
    remove: Ok("task rm"),
    copy: Some("task add"),
    shift: None,
    footer: &[
        ("add", "add"),
        ("tick", "done"),
        ("timer", "timer"),
        ("log-time", "log"),
        ("look", "details"),
        ("edit", "edit"),
        ("duplicate", "copy"),
        ("delete", "delete"),
    ],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "task add",
        keys: &[],
        group: Group::Planning,
        help: "Add a task in one line, or by options",
        fields: &[
            field::<TaskText>("text", Shape::Rest, "the task: client, title, due:, ~estimate, !priority, #tag, every:")
                .quoting(),
            field::<Title>("title", Shape::Option, "what is to be done").usual(),
            clearable::<ClientName>("client", Shape::Option, "for whom").usual(),
            clearable::<ServiceName>("service", Shape::Option, "the kind of work"),
            field::<Time>("due", Shape::Option, "when it is due, a day or a time").reading_day_or_none().usual(),
            clearable::<Day>("wait", Shape::Option, "hide it until a day"),
            clearable::<Priority>("priority", Shape::Option, "how urgent it is").mostly("none"),
            field::<YesNo>("rush", Shape::Option, "rush work").mostly("no"),
            clearable::<Minutes>("estimate", Shape::Option, "how long it should take").usual(),
            field::<Text>("note", Shape::Option, "a note").long(),
            clearable::<Tag>("tag", Shape::Many, "a tag"),
            clearable::<TaskEvery>("every", Shape::Option, "how often it repeats"),
            clearable::<Checklist>("checklist", Shape::Option, "its steps").long(),
        ],
        effect: Effect::Write(tasks::write::add),
        meets: true,
        again: Some(task_words::task_again),
        examples: &[
            "task add 'acme send July newsletter due:fri 17:00 ~2h !high #newsletter'",
            "task add 'acme report due:1.8. every:month'",
            "task add --title 'File receipts' --client acme --due tomorrow",
        ],
        ..ACTION
    },
    Action {
        name: "task list",
        keys: &[],
        group: Group::Planning,
        help: "List tasks in the order of the queue",
        fields: &[
            field::<TaskState>("state", Shape::Option, "of one state").otherwise("open"),
            field::<ClientName>("client", Shape::Option, "of one client"),
        ],
        effect: Effect::Read(queue::list),
        once: &["task"],
        examples: &["task list", "task list --client acme --state all"],
        ..ACTION
    },
    Action {
        name: "task show",
        keys: &[],
        group: Group::Planning,
        help: "Show a task",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Read(queue::show),
        examples: &["task show 12"],
        ..ACTION
    },
    Action {
        name: "task why",
        keys: &[],
        group: Group::Planning,
        help: "Explain a task's place in the queue",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Read(queue::show),
        examples: &["task why 12"],
        ..ACTION
    },
    Action {
        name: "task edit",
        keys: &[],
        group: Group::Planning,
        help: "Change a task",
        fields: &[
            field::<TaskId>("id", Shape::Required, "the task"),
            field::<Title>("title", Shape::Option, "what is to be done").usual(),
            clearable::<ClientName>("client", Shape::Option, "for whom, or none").usual(),
            clearable::<ServiceName>("service", Shape::Option, "the kind of work, or none"),
            field::<Time>("due", Shape::Option, "when it is due, a day or a time, or none")
                .reading_day_or_none()
                .beside(relative::task_due)
                .usual(),
            clearable::<Day>("wait", Shape::Option, "hide it until a day, or none"),
            clearable::<Priority>("priority", Shape::Option, "how urgent it is").mostly("none"),
            field::<YesNo>("rush", Shape::Option, "rush work").mostly("no"),
            clearable::<Minutes>("estimate", Shape::Option, "how long it should take, or none").usual(),
            field::<Text>("note", Shape::Option, "a note").long(),
            listed::<Tag>("tag", "its tags from now on; + adds one, - takes one away"),
            clearable::<TaskEvery>("every", Shape::Option, "how often it repeats, or none"),
            clearable::<Checklist>("checklist", Shape::Option, "its steps, or none").long(),
        ],
        effect: Effect::Write(tasks::write::edit),
        form: true,
        meets: true,
        present: Some(task_words::of_task),
        examples: &["task edit 12 --due mon --priority high", "task edit 12 --due none"],
        ..ACTION
    },
    Action {
        name: "task check",
        keys: &[],
        group: Group::Planning,
        help: "Tick an item of a task's checklist, the next open one if none is named",
        fields: &[
            field::<TaskId>("id", Shape::Required, "the task"),
            field::<Count>("n", Shape::Optional, "the item; ticked already, it is open again")
                .otherwise("the next open one"),
        ],
        effect: Effect::Write(checklist::check),
        examples: &["task check 12", "task check 12 3"],
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
        effect: Effect::Write(tasks::repeat::done),
        fits: Fits::Open,
        examples: &["task done 12"],
        ..ACTION
    },
    Action {
        name: "task drop",
        keys: &[],
        group: Group::Planning,
        help: "Drop a task: it will not be done",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Write(tasks::write::drop_it),
        fits: Fits::Open,
        examples: &["task drop 12"],
        ..ACTION
    },
    Action {
        name: "task reopen",
        keys: &[],
        group: Group::Planning,
        help: "Open a task again",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Write(tasks::write::reopen),
        fits: Fits::Closed,
        examples: &["task reopen 12"],
        ..ACTION
    },
    Action {
        name: "task rm",
        keys: &[],
        group: Group::Planning,
        help: "Delete a task; its entries stay",
        fields: &[field::<TaskId>("id", Shape::Required, "the task")],
        effect: Effect::Write(tasks::write::remove),
        removes: true,
        examples: &["task rm 12"],
        ..ACTION
    },
];
