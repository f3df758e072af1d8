//! Seeing where a reminder appears.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::ChannelName;
use crate::command::report::Report;
use crate::domain::text::clean;
use crate::error::{Error, Result};
use crate::notify::{self, Channel, Delivery, Notice, Settings, Terminal};

/// What was tried, step by step.
struct Tried {
    settings: Settings,
    terminal: Terminal,
    told: Delivery,
}

impl Report for Tried {
    fn json(&self) -> Value {
        let steps = self.told.steps.iter();
        let steps = steps.map(|s| json!({ "channel": s.channel.name(), "told": s.ok, "said": s.said }));
        let or_null = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        json!({
            "channel": self.settings.channel,
            "private": self.settings.private,
            "ssh": self.terminal.ssh,
            "tmux": self.terminal.tmux,
            "bus": or_null(&self.terminal.bus),
            "term": or_null(&self.terminal.term),
            "why": self.told.plan.why,
            "channels": self.told.plan.channels.iter().map(|c| c.name()).collect::<Vec<_>>(),
            "steps": steps.collect::<Vec<_>>(),
            "told_by": self.told.by().map(Channel::name),
        })
    }

    fn text(&self) -> String {
        let steps = self.told.steps.iter().map(|s| format!("{}: {}", s.channel.name(), s.said));
        let lines = std::iter::once(self.told.plan.why.clone()).chain(steps);
        lines.map(|line| format!("{}\n", clean(&line))).collect()
    }
}

/// Tells of nothing in particular, to see where it appears; an error if it appears nowhere though it should.
pub fn notify_test(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let mut settings = env.telling();
    if let Some(ChannelName(name)) = args.get::<ChannelName>("channel")? {
        name.clone_into(&mut settings.channel);
    }
    let title = args.text("title").unwrap_or_else(|| "vadash".to_owned());
    let body = args.text("body").unwrap_or_else(|| "a test: reminders appear like this".to_owned());
    let mut notice = Notice::new(title, body);
    notice.kind = "test".to_owned();
    notice.private = "a test".to_owned();
    let told = notify::tell(&settings, &env.terminal, &notice);
    if told.by().is_none() && !told.plan.channels.is_empty() {
        let said: Vec<String> = told.steps.iter().map(|s| format!("{}: {}", s.channel.name(), s.said)).collect();
        return Err(Error::problem(format!("nothing was told; {}; {}", told.plan.why, said.join("; "))));
    }
    Ok(Box::new(Tried { settings, terminal: env.terminal.clone(), told }))
}
