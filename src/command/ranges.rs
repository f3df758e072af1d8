//! The days that a list is asked for: at their place, or by `--from` and `--to`.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::grammar::range::{Direction, Range, read_ends, read_range};
use crate::domain::time::plus_days;
use crate::error::{Error, Result};

/// Days that are shown where nothing or only one end is said.
const WEEK: i64 = 7;

/// Reads the range of a call; both ends are open where none is said.
pub fn asked(args: &Args<'_>, look: Direction) -> Result<Range> {
    let now = args.context.moment();
    let (from, to) = (args.call.text("from"), args.call.text("to"));
    let Some(days) = args.call.text("days") else { return read_ends(from.as_deref(), to.as_deref(), &now, look) };
    if from.is_some() || to.is_some() {
        return Err(Error::problem(format!("'{days}' says which days already: leave --from and --to away")));
    }
    read_range(&days, &now, look).map_err(|error| error.in_field("days"))
}

/// Reads the same with both ends: from today where no beginning is said, and a week where no end is.
pub fn week(args: &Args<'_>, look: Direction) -> Result<Range> {
    let (asked, zone, today) = (asked(args, look)?, args.context.zone(), args.context.today());
    let whole = |first: NaiveDate| Range::days(first, plus_days(first, WEEK - 1));
    Ok(match (asked.from, asked.to) {
        (None, None) => whole(today),
        (Some(_), None) => Range { to: whole(asked.first(zone).unwrap_or(today)).to, ..asked },
        (None, Some(_)) => {
            let last = plus_days(asked.beyond(zone).unwrap_or(today), -1);
            let from = if last < today { Range::days(plus_days(last, 1 - WEEK), last) } else { whole(today) };
            Range { from: from.from, ..asked }
        }
        _ => asked,
    })
}
