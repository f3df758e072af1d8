//! Reminders (VALARM, RFC 5545 3.6.6) of an event.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameterName as Param,
    ICalendarProperty as Property, ICalendarValue,
};

use super::times::absolute;
use super::values::{parameter, signed, text};
use super::zone::Zones;
use crate::domain::event::{Alarm, Trigger};
use crate::domain::time::Instant;

/// When reminders of the whole event were last seen, as Mozilla's programs write it.
const LAST_SEEN: &str = "X-MOZ-LASTACK";

/// Reads the reminders; ACTION:NONE, as Apple writes it, says that there shall be none.
pub fn alarms(calendar: &ICalendar, event: &ICalendarComponent, zones: &mut Zones) -> Option<Vec<Alarm>> {
    let all_seen =
        seen(event, |name| matches!(name, Property::Other(name) if name.eq_ignore_ascii_case(LAST_SEEN)), zones);
    let inner = event.component_ids.iter().filter_map(|id| calendar.component_by_id(*id));
    let mut alarms = None;
    for alarm in inner.filter(|inner| inner.component_type == ICalendarComponentType::VAlarm) {
        let all: &mut Vec<Alarm> = alarms.get_or_insert_default();
        let action = alarm.property(&Property::Action).and_then(text).unwrap_or_default();
        if !action.eq_ignore_ascii_case("NONE") {
            all.extend(read_alarm(alarm, zones).map(|alarm| Alarm { seen: alarm.seen.max(all_seen), ..alarm }));
        }
    }
    alarms
}

fn read_alarm(alarm: &ICalendarComponent, zones: &mut Zones) -> Option<Alarm> {
    let entry = alarm.property(&Property::Trigger)?;
    let trigger = match entry.values.first()? {
        ICalendarValue::Duration(duration) => {
            let related = parameter(entry, &Param::Related).unwrap_or_default();
            let lead = -signed(duration);
            if related.eq_ignore_ascii_case("END") { Trigger::BeforeEnd(lead) } else { Trigger::BeforeStart(lead) }
        }
        // An absolute trigger is in UTC (RFC 5545 3.8.6.3).
        _ => Trigger::At(absolute(entry, zones)?),
    };
    let number = |property| match alarm.property(&property)?.values.first()? {
        ICalendarValue::Integer(number) => u32::try_from(*number).ok(),
        _ => None,
    };
    let every = alarm.property(&Property::Duration).and_then(|entry| match entry.values.first()? {
        ICalendarValue::Duration(duration) => Some(signed(duration)),
        _ => None,
    });
    let every = every.filter(|every| *every > 0);
    Some(Alarm {
        trigger,
        repeat: every.and(number(Property::Repeat)).unwrap_or(0),
        every: every.unwrap_or(0),
        seen: seen(alarm, |name| *name == Property::Acknowledged, zones),
    })
}

/// The latest moment that a property of a component says; in UTC, and read so even where its `Z` is missing.
fn seen(component: &ICalendarComponent, is: impl Fn(&Property) -> bool, zones: &mut Zones) -> Option<Instant> {
    let entries = component.entries.iter().filter(|entry| is(&entry.name));
    entries.filter_map(|entry| absolute(entry, zones)).max()
}
