//! Services: added, changed, archived.

use crate::command::call::Args;
use crate::command::form::present;
use crate::command::input::{Price, TaxCode, Text, Title};
use crate::command::report::Done;
use crate::domain::rates::always;
use crate::error::{Error, Result};
use crate::records::clients::rates::{Whose, change_rate, check_decimals, home_currency, put_rate, rate_text};
use crate::records::clients::write::{changed, check_free};
use crate::records::names::{NewCode, ServiceName};
use crate::store::{Service, Tx};

/// Adds a service.
pub fn add_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let code = args.need::<NewCode>("code")?.0;
    if let Some(old) = tx.service_by_code(&code)? {
        return Err(Error::at("code", format!("'{code}' is {} already", old.name)));
    }
    check_free("code", &code)?;
    let name = args.get::<Title>("name")?.map_or_else(|| code.clone(), |n| n.0);
    let id = tx.insert(&Service {
        id: 0,
        code: code.clone(),
        name: name.clone(),
        archived_at: None,
        tax: args.or_none::<TaxCode>("tax")?.flatten().map(|code| code.0).unwrap_or_default(),
    })?;
    let mut said = format!("added service {name} ({code})");
    if let Some(rate) = args.get::<Price>("rate")? {
        let currency = home_currency(&args.context);
        check_decimals("rate", &rate, currency)?;
        put_rate(tx, Whose::anyone(Some(id), currency), always(), rate.0)?;
        said = format!("{said} at {}", rate_text(rate.0, currency));
    }
    let mut done = Done::new(said, id);
    done.more.push(("code", code.into()));
    Ok(done)
}

/// Changes a service.
pub fn edit_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut service = args.need::<ServiceName>("service")?.0;
    let was = present(args.call, &service.code, &args.context)?;
    if let Some(code) = args.get::<NewCode>("code")? {
        if code.0 != service.code {
            check_free("code", &code.0)?;
        }
        if code.0 != service.code && tx.service_by_code(&code.0)?.is_some() {
            return Err(Error::at("code", format!("'{}' is another service's", code.0)));
        }
        service.code = code.0;
    }
    if let Some(name) = args.get::<Title>("name")? {
        Text(name.0).put(&mut service.name);
    }
    args.put::<TaxCode>("tax", &mut service.tax, |code| code.0)?;
    tx.update(&service)?;
    let currency = home_currency(&args.context);
    let rate = args.get::<Price>("rate")?;
    if let Some(rate) = &rate {
        check_decimals("rate", rate, currency)?;
        change_rate(tx, Whose::anyone(Some(service.id), currency), rate.0)?;
    }
    let what = format!("service {} ({})", service.name, service.code);
    let is = present(args.call, &service.code, &args.context)?;
    Ok(changed(&what, service.id, &was, &is, rate.map(|r| r.0), currency))
}

/// Archives a service, or brings it back.
pub fn archive_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut service = args.need::<ServiceName>("service")?.0;
    let back = args.flag("undo");
    if service.archived_at.is_some() != back {
        return Err(Error::problem(format!("{} is {}archived", service.name, if back { "not " } else { "already " })));
    }
    service.archived_at = (!back).then_some(tx.now);
    tx.update(&service)?;
    Ok(Done::new(format!("{} service {}", if back { "restored" } else { "archived" }, service.name), service.id))
}
