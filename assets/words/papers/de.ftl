# Wörter auf Papieren, auf Deutsch mit förmlicher Anrede.

## Was es ist

invoice = Rechnung
deposit-invoice = Anzahlungsrechnung
credit-note = Rechnungskorrektur
settlement = Abrechnung
numbered = { $name } { $number }
draft = Entwurf
page = Seite { $page } von { $pages }

## Nummer, Datum und was man sonst sucht

invoice-number = Rechnungsnummer
credit-number = Korrekturnummer
settlement-number = Abrechnungsnummer
invoice-date = Rechnungsdatum
date = Datum
due-date = Zahlbar bis
service-period = Leistungszeitraum
service-date = Leistungsdatum
days = { $from } – { $to }
your-reference = Ihre Referenz
your-order = Ihre Bestellnummer
contract = Vertrag
your-vat-id = Ihre USt-IdNr.
your-registration = Ihre Registernummer
corrects = Korrigiert
document-of = { $number } vom { $date }
reason = Grund

## Die Positionen

position = Pos.
description = Beschreibung
quantity = Menge
price = Einzelpreis
tax-column = { $name } %
amount-in = Betrag in { $currency }
fee = Retainer-Pauschale
block = Stundenkontingent
time = Arbeitszeit
deficit = Mehrstunden aus beendetem Retainer
commission = Provision
fixed = Festpreis
milestone = Meilenstein
piece-work = Leistung nach Stück
travel = Fahrtkosten
expense = Auslagen
other = Sonstige Leistungen
deposit = Anzahlung
deposit-deducted = Abzüglich bereits berechneter Anzahlung
credit = Korrektur
rush = Eilauftrag
late = Enthält nachgetragene Zeit (geleistet: { $when })
line-discount = Abzüglich Rabatt von { $amount }
carried = Übertrag
brought = Übertrag

## Einheiten

hours = { $number } Std.
pieces = { $number } { $count ->
   *[other] Stück
}
words = { $number } { $count ->
    [one] Wort
   *[other] Wörter
}
kilometres = { $number } km
months = { $number } { $count ->
    [one] Monat
   *[other] Monate
}
pages = { $number } { $count ->
    [one] Seite
   *[other] Seiten
}
day-units = { $number } { $count ->
    [one] Tag
   *[other] Tage
}

## Was es ausmacht

vat = USt.
tax = Steuer
subtotal = Zwischensumme
discount = Rabatt
discount-at = Rabatt ({ $name } { $percent } %)
net = Nettobetrag
tax-row = { $name } { $percent } % auf { $base }
tax-within = Darin enthalten: { $name } { $percent } % auf { $base }
rounding = Rundung
total = Gesamtbetrag
credited = Korrekturbetrag
prepaid = Verrechnetes Guthaben
to-pay = Zahlbetrag

## Warum nichts berechnet wird

reason-small = Umsatzsteuerfrei aufgrund der Kleinunternehmerregelung.
reason-small-de = Steuerfreie Leistung eines Kleinunternehmers gemäß § 19 UStG.
reason-small-at = Umsatzsteuerbefreit – Kleinunternehmer gemäß § 6 Abs. 1 Z 27 UStG.
reason-reverse = Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).
reason-outside = Nicht steuerbarer Umsatz.
reason-export = Steuerfreie Ausfuhr.
reason-exempt = Umsatzsteuerfreie Leistung.
reason-pass-through = Durchlaufender Posten, im Namen des Kunden verauslagt (Art. 79 Buchst. c der Richtlinie 2006/112/EG).

## Wie bezahlt wird

pay-by = Bitte zahlen Sie { $amount } bis zum { $date }.
pay-now = Bitte zahlen Sie { $amount } sofort nach Erhalt.
pay-early = Bei Zahlung bis zum { $date } gewähren wir { $percent } % Skonto ({ $discount }); zu zahlen sind dann { $rest }.
nothing-to-pay = Der Betrag ist bereits beglichen; es ist nichts mehr zu zahlen.
will-be-credited = Dieser Betrag wird Ihnen gutgeschrieben.
payee = Zahlungsempfänger
iban = IBAN
bic = BIC
bank = Bank
payment-reference = Verwendungszweck
amount = Betrag
scan-to-pay = Mit der Banking-App scannen
pay-online = Online bezahlen

## Am Fuß

phone = Telefon
tax-number = Steuernummer
vat-id = USt-IdNr.
registration = Register

## Die Zeit dahinter

annex = Leistungsnachweis zu { $title }
service = Leistung
work-done = Tätigkeit
hours-column = Stunden
covered = Im Kontingent
remarks = Bemerkung
late-mark = Nachtrag
gift-mark = unentgeltlich
sum = Summe
retainer-at-end = Stand des Retainers am Ende des Zeitraums
retainer-used = { $used } von { $of } Std. verbraucht
retainer-carried = davon { $hours } Std. übertragen
retainer-left = { $hours } Std. übrig
retainer-over = { $hours } Std. darüber hinaus

## Kontoauszug

account = Kontoauszug
document = Beleg
balance = Saldo
opening-balance = Saldovortrag
closing-balance = Saldo am { $date }
payment = Zahlung
payment-of = Zahlung, { $reference }
refund = Rückzahlung
written-off = Ausgebucht
account-intro = Alle Belege und Zahlungen vom { $from } bis zum { $to }.
account-open = Offen sind { $amount }.
account-settled = Das Konto ist ausgeglichen.
account-credit = { $amount } stehen zu Ihren Gunsten.

## Mahnungen

reminder-first = Zahlungserinnerung
reminder-second = Mahnung
reminder-last = Letzte Mahnung
reminder-text-first = { $form ->
    [familiar] der unten genannte Betrag ist noch offen; sicher hast du das nur übersehen. Bitte zahle { $amount } bis zum { $date }. Falls du inzwischen gezahlt hast, ist dieses Schreiben gegenstandslos.
   *[formal] nach unseren Unterlagen ist der unten genannte Betrag noch offen; sicher ist das Ihrer Aufmerksamkeit entgangen. Bitte zahlen Sie { $amount } bis zum { $date }. Falls Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos.
}
reminder-text-second = { $form ->
    [familiar] trotz unserer Erinnerung ist der unten genannte Betrag noch offen. Bitte zahle { $amount } bis zum { $date }.
   *[formal] trotz unserer Zahlungserinnerung konnten wir noch keinen Zahlungseingang feststellen. Bitte zahlen Sie { $amount } bis zum { $date }.
}
reminder-text-last = { $form ->
    [familiar] trotz mehrerer Erinnerungen ist der unten genannte Betrag noch offen. Bitte zahle { $amount } spätestens bis zum { $date }; danach müssen wir weitere Schritte einleiten.
   *[formal] trotz mehrfacher Mahnung haben Sie den unten genannten Betrag nicht beglichen. Wir fordern Sie letztmalig auf, { $amount } bis zum { $date } zu zahlen. Nach Ablauf dieser Frist müssen wir weitere Schritte einleiten, deren Kosten zu Ihren Lasten gehen.
}
overdue = Überfällig
days-overdue = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
open = Offen
new-due-date = Neues Zahlungsziel
reminder-fee = Mahngebühr
interest = Verzugszinsen ({ $percent } % p. a.)
interest-plain = Verzugszinsen
claim = Gesamtforderung

## Briefe und Mails

greeting = { $form ->
    [familiar] Hallo,
   *[formal] Sehr geehrte Damen und Herren,
}
regards = { $form ->
    [familiar] Viele Grüße
   *[formal] Mit freundlichen Grüßen
}
mail-subject = { $title } von { $sender }
mail-invoice = anbei { $form ->
    [familiar] erhältst du
   *[formal] erhalten Sie
} { $title } über { $amount }, zahlbar bis zum { $date }.
mail-paper = anbei { $form ->
    [familiar] erhältst du
   *[formal] erhalten Sie
} { $title }.
