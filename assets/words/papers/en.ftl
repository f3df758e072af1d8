# Words on papers, in English as in Britain. The build makes a function of each message: see build/words.rs.
# What is here says which messages there are, and with which arguments.

## What it is

invoice = Invoice
deposit-invoice = Deposit invoice
credit-note = Credit note
settlement = Settlement
numbered = { $name } { $number }
draft = Draft
page = Page { $page } of { $pages }

## Number, date and whatever else is looked for

invoice-number = Invoice number
credit-number = Credit note number
settlement-number = Settlement number
invoice-date = Invoice date
date = Date
due-date = Due date
service-period = Service period
service-date = Date of service
days = { $from } – { $to }
your-reference = Your reference
your-order = Your order
contract = Contract
your-vat-id = Your VAT ID
your-registration = Your registration
corrects = Corrects
document-of = { $number } of { $date }
reason = Reason

## The lines

position = No.
description = Description
quantity = Quantity
price = Unit price
tax-column = { $name } %
amount-in = Amount in { $currency }
fee = Retainer fee
block = Block of hours
time = Time worked
deficit = Hours beyond the ended retainer
commission = Commission
fixed = Fixed price
milestone = Milestone
piece-work = Work by the piece
travel = Travel
expense = Expense
other = Other services
deposit = Deposit
deposit-deducted = Less deposit already invoiced
credit = Correction
rush = Rush
late = Includes late time (worked { $when })
line-discount = Discount of { $amount } taken off
carried = Carried forward
brought = Brought forward

## Units

hours = { $number } h
pieces = { $number } { $count ->
    [one] piece
   *[other] pieces
}
words = { $number } { $count ->
    [one] word
   *[other] words
}
kilometres = { $number } km
months = { $number } { $count ->
    [one] month
   *[other] months
}
pages = { $number } { $count ->
    [one] page
   *[other] pages
}
day-units = { $number } { $count ->
    [one] day
   *[other] days
}

## What it comes to

vat = VAT
tax = Tax
subtotal = Subtotal
discount = Discount
discount-at = Discount ({ $name } { $percent } %)
net = Net amount
tax-row = { $name } { $percent } % of { $base }
tax-within = Includes { $name } { $percent } % of { $base }
rounding = Rounding
total = Total
credited = Total credited
prepaid = Credit used
to-pay = To pay

## Why nothing is charged

reason-small = No VAT is charged: exempt as a small business.
reason-small-de = Exempt from VAT as a small business (section 19 of the German VAT Act, UStG).
reason-small-at = Exempt from VAT as a small business (section 6 (1) no. 27 of the Austrian VAT Act, UStG).
reason-reverse = Reverse charge: the recipient is liable for the VAT.
reason-outside = Outside the scope of VAT.
reason-export = Exempt from VAT: export.
reason-exempt = Exempt from VAT.
reason-pass-through = Paid in the client’s name and passed on at cost (Article 79(c) of Directive 2006/112/EC).

## How it is paid

pay-by = Please pay { $amount } by { $date }.
pay-now = Please pay { $amount } on receipt.
pay-early = If you pay by { $date }, you may deduct { $percent } % ({ $discount }) and pay { $rest }.
nothing-to-pay = Nothing is left to pay: the amount has been settled.
will-be-credited = This amount is credited to you.
payee = Payee
iban = IBAN
bic = BIC
bank = Bank
payment-reference = Payment reference
amount = Amount
scan-to-pay = Scan with your banking app
pay-online = Pay online

## At the foot

phone = Phone
tax-number = Tax number
vat-id = VAT ID
registration = Registration

## The time behind it

annex = Time behind { $title }
service = Service
work-done = Work done
hours-column = Hours
covered = Covered
remarks = Remarks
late-mark = late
gift-mark = free of charge
sum = Sum
retainer-at-end = Retainer at the end of the period
retainer-used = { $used } h of { $of } h used
retainer-carried = { $hours } h of that carried over
retainer-left = { $hours } h left
retainer-over = { $hours } h over

## Statement of account

account = Statement of account
document = Document
balance = Balance
opening-balance = Balance brought forward
closing-balance = Balance on { $date }
payment = Payment
payment-of = Payment, { $reference }
refund = Refund
written-off = Written off
account-intro = These are all documents and payments from { $from } to { $to }.
account-open = { $amount } is outstanding.
account-settled = The account is settled.
account-credit = { $amount } is in your favour.

## Reminders

reminder-first = Payment reminder
reminder-second = Second reminder
reminder-last = Final reminder
reminder-text-first = { $form ->
    [familiar] Our records show that the amount below is still outstanding. You have probably just overlooked it: please pay { $amount } by { $date }. If you have paid in the meantime, please disregard this letter.
   *[formal] According to our records the amount below is still outstanding. It may have escaped your attention: please pay { $amount } by { $date }. If you have paid in the meantime, please disregard this letter.
}
reminder-text-second = { $form ->
    [familiar] The amount below is still outstanding although we have reminded you of it. Please pay { $amount } by { $date }.
   *[formal] Despite our reminder we have not received your payment. Please pay { $amount } by { $date }.
}
reminder-text-last = { $form ->
    [familiar] The amount below is still outstanding although we have reminded you of it more than once. Please pay { $amount } by { $date } at the latest. After that we have to take further steps.
   *[formal] Despite several reminders we have not received your payment. We ask you for the last time to pay { $amount } by { $date }. After that we have to take further steps, the costs of which are yours.
}
overdue = Overdue
days-overdue = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
open = Outstanding
new-due-date = New due date
reminder-fee = Reminder fee
interest = Interest for late payment ({ $percent } % a year)
interest-plain = Interest for late payment
claim = Total claim

## Letters and mails

greeting = { $form ->
    [familiar] Hello,
   *[formal] Dear Sir or Madam,
}
regards = { $form ->
    [familiar] Best wishes,
   *[formal] Yours faithfully,
}
mail-subject = { $title } from { $sender }
mail-invoice = { $form ->
    [familiar] I have attached
   *[formal] Please find attached
} { $title } for { $amount }, due on { $date }.
mail-paper = { $form ->
    [familiar] I have attached
   *[formal] Please find attached
} { $title }.
