//! The logo of the business, kept as it was given.

use crate::bounds;
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::field::is_none;
use crate::command::report::{Done, Report};
use crate::error::{Doing, Error, Result};
use crate::formats::paper::{Look, Paper, pdf};
use crate::records::import::FileName;
use crate::store::{Business, Store};

/// The most bytes of a logo.
const MOST: u64 = 1 << 20;

/// `business logo`.
pub fn set(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let Some(business) = store.business(args.context.today())? else {
        return Err(Error::problem("nothing is known of the business yet: 'business set --name …'"));
    };
    let typed = args.text("file").unwrap_or_default();
    let (logo, said) = if is_none(&typed) {
        (String::new(), "papers have no logo".to_owned())
    } else {
        let path = args.need::<FileName>("file")?.0;
        let file = std::fs::File::open(&path).doing(&format!("opening {}", path.display()))?;
        let bytes =
            bounds::bytes(file, MOST).map_err(|error| Error::at("file", format!("{}: {error}", path.display())))?;
        // What cannot be drawn is said now, and not when the first paper is made.
        let trial = Paper { logo: Some(bytes.clone()), sender: vec![business.name.clone()], ..Paper::default() };
        pdf(&trial, &Look::default()).map_err(|error| error.in_field("file"))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sha = store.kept(&env.keys)?.keep(&name, &bytes, env.now())?;
        (sha.to_string(), format!("papers have the logo {name}"))
    };
    store.write(env.now(), &args.call.to_string(), |tx| {
        tx.update(&Business { logo, ..business.clone() })?;
        Ok(said.clone())
    })?;
    Ok(Box::new(Done::said(said)))
}
