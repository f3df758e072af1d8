-- The events that may happen on some days are found without reading the others: those that happen once by their first day, or
-- by their last where that is another, and those that repeat.
CREATE INDEX event_once ON event (substr(starts, 1, 10)) WHERE recurs = 0 AND recurrence_id = '';
CREATE INDEX event_days ON event (substr(ends, 1, 10), substr(starts, 1, 10))
  WHERE recurs = 0 AND recurrence_id = '' AND substr(ends, 1, 10) > substr(starts, 1, 10);
CREATE INDEX event_series ON event (calendar, uid) WHERE recurs = 1 OR recurrence_id <> '';
