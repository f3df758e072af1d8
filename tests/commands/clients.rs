//! Clients, services and rates.

use crate::session;
use crate::support::Home;

#[test]
fn clients() {
    session!(
        Home::new(),
        "clients",
        "vadash client add acme --name 'Acme GmbH' --zone Europe/Berlin --rate 45 --rounding 15:up:entry --minimum 15 --rush-percent 200 --hours 'mon-fri 9-17' --email billing@acme.example --domain acme.example --alias ac
        vadash client add nihon --name 日本株式会社 --zone Asia/Tokyo --currency JPY --rate 5000
        vadash client add plain
        vadash client list
        vadash client show acme
        vadash client edit plain --name Plain --hours 'mon-thu 8-12,13-17' --note 'pays late'
        vadash client edit plain --hours none --code simple
        vadash client show simple
        vadash client archive simple
        vadash client archive simple
        vadash client list
        vadash client list --all
        vadash client archive simple --undo"
    );
}

#[test]
fn what_no_client_can_be() {
    session!(
        Home::with_clients(),
        "clients-refused",
        "vadash client add 'Acme 2'
        vadash client add acme
        vadash client add yen --currency JPY --rate 45.50
        vadash client add x --currency XXL
        vadash client add x --zone Berlin
        vadash client add x --rounding 7:up:entry
        vadash client add x --rush-percent 50
        vadash client add x --hours always
        vadash client add x --alias zeta
        vadash client edit acme --alias ac
        vadash client add ac
        vadash client edit zeta --code acme
        vadash client edit zeta --code ac

        # Amounts would change their meaning.
        vadash log acme 1h
        vadash client edit acme --currency USD

        # Somebody is being worked for.
        vadash start acme
        vadash client archive acme"
    );
}

#[test]
fn names_that_are_typed_short() {
    session!(
        Home::with_clients(),
        "names",
        "vadash client add acne --name 'Acne Ltd' --alias skin
        vadash log acm 1h
        vadash log ac 1h
        vadash log amce 1h
        vadash log ACME 1h
        vadash log skin 1h
        vadash log acme 1h --service res
        vadash log acme 1h --service reserach
        vadash log xyz 1h"
    );
}

#[test]
fn services_and_rates() {
    session!(
        Home::with_clients(),
        "rates",
        "vadash service add proofs --name Proofreading
        vadash service list
        vadash log acme 1h
        vadash log acme 1h --service research
        vadash log acme 1h --service proofs --rush
        vadash rate set 50 --client acme --service proofs
        vadash rate set 55 --client acme --service proofs --from 2026-06-01
        vadash rate set 30
        vadash rate list
        vadash rate why 1
        vadash rate why 2
        vadash rate why 3
        vadash rate rm 6
        vadash rate why 3
        vadash entry edit 3 --rate 80
        vadash rate why 3
        vadash unbilled
        vadash service edit proofs --code proof --name Proofs --rate 52
        vadash service archive proof
        vadash service list
        vadash service list --all

        # Without any rate, time is unpriced and never worth 0.
        vadash client add pro --name 'Pro Bono'
        vadash rate rm 8
        vadash log pro 1h
        vadash rate why 4
        vadash unbilled"
    );
}
