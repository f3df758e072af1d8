//! Tasks that repeat, agreements, reminders, and the schedule.
