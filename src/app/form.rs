//! The present values of a record as a call, for forms.

use super::action::Action;
use super::call::Call;
use super::context::Context;
use crate::error::Result;

/// The call with which a record as it stands would be typed.
pub fn present(action: &'static Action, id: &str, _: Option<&str>, _: &Context<'_>) -> Result<Call> {
    Ok(Call::new(action).with(action.fields[0].name, id))
}

/// The call that would make such a record again.
pub fn again(action: &'static Action, _: &str, _: &Context<'_>) -> Result<Call> {
    Ok(Call::new(action))
}
