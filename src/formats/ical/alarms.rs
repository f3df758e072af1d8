//! Reminders (VALARM, RFC 5545 3.6.6) of an event.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameterName as Param,
    ICalendarProperty as Property, ICalendarValue,
};

use super::values::{Times, parameter, signed, text};
use super::zone::Zones;
use crate::domain::event::{Alarm, Moment, Trigger};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// The reminders; ACTION:NONE, as Apple writes it, says that there shall be none.
pub fn alarms(calendar: &ICalendar, event: &ICalendarComponent, zones: &mut Zones) -> Option<Vec<Alarm>> {
    let inner = event.component_ids.iter().filter_map(|id| calendar.component_by_id(*id));
    let mut alarms = None;
    for alarm in inner.filter(|inner| inner.component_type == ICalendarComponentType::VAlarm) {
        let all: &mut Vec<Alarm> = alarms.get_or_insert_default();
        let action = alarm.property(&Property::Action).and_then(text).unwrap_or_default();
        if !action.eq_ignore_ascii_case("NONE") {
            all.extend(read_alarm(alarm, zones));
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
        // An absolute trigger is in UTC (RFC 5545 3.8.6.3), and read so even where its `Z` is missing.
        _ => Trigger::At(Instant::from_utc(match Times::of(entry, zones).first()? {
            Moment::Date(date) => date.into(),
            local @ Moment::Local { .. } => local.instant(&Zone::utc()).utc(),
        })),
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
    Some(Alarm { trigger, repeat: every.and(number(Property::Repeat)).unwrap_or(0), every: every.unwrap_or(0) })
}
