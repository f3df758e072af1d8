# Qogʻozlardagi soʻzlar, oʻzbek tilida (lotin yozuvi). Oʻ va gʻ U+02BB bilan yoziladi.

## Hujjat turi

invoice = Hisob-faktura
deposit-invoice = Boʻnak uchun hisob-faktura
credit-note = Tuzatuvchi hisob-faktura
settlement = Hisob-kitob
numbered = { $name } { $number }
draft = Qoralama
page = { $page }/{ $pages }-bet

## Raqam, sana va boshqalar

invoice-number = Hisob-faktura raqami
credit-number = Tuzatuvchi hisob-faktura raqami
settlement-number = Hisob-kitob raqami
invoice-date = Hisob-faktura sanasi
date = Sana
due-date = Toʻlov muddati
service-period = Xizmat koʻrsatilgan davr
service-date = Xizmat koʻrsatilgan sana
days = { $from } – { $to }
your-reference = Sizning havolangiz
your-order = Buyurtma raqami
contract = Shartnoma
your-vat-id = Sizning QQS raqamingiz
your-registration = Sizning roʻyxatdan oʻtish raqamingiz
corrects = Tuzatiladigan hujjat
document-of = { $number }, { $date }
reason = Sabab

## Qatorlar

position = T/r
description = Xizmat nomi
quantity = Miqdori
price = Narxi
tax-column = { $name } %
amount-in = Summa ({ $currency })
fee = Abonent toʻlovi
block = Soatlar paketi
time = Ish vaqti
deficit = Tugagan shartnoma boʻyicha ortiqcha soatlar
commission = Vositachilik haqi
fixed = Qatʼiy narx
milestone = Loyiha bosqichi
piece-work = Donabay ish
travel = Yoʻl xarajatlari
expense = Xarajatlar
other = Boshqa xizmatlar
deposit = Boʻnak
deposit-deducted = Avval hisoblangan boʻnak chegirildi
credit = Tuzatish
rush = Shoshilinch
late = Kech qayd etilgan vaqt ham bor (bajarilgan: { $when })
line-discount = { $amount } chegirma hisobga olingan
carried = Keyingi betga oʻtkazildi
brought = Oldingi betdan oʻtkazildi

## Birliklar

hours = { $number } soat
pieces = { $number } { $count ->
   *[other] dona
}
words = { $number } { $count ->
   *[other] soʻz
}
kilometres = { $number } km
months = { $number } { $count ->
   *[other] oy
}
pages = { $number } { $count ->
   *[other] bet
}
day-units = { $number } { $count ->
   *[other] kun
}

## Jami

vat = QQS
tax = Soliq
subtotal = Oraliq jami
discount = Chegirma
discount-at = Chegirma ({ $name } { $percent } %)
net = Soliqsiz summa
tax-row = { $name } { $percent } % (asos: { $base })
tax-within = Shu jumladan { $name } { $percent } % (asos: { $base })
rounding = Yaxlitlash
total = Jami
credited = Jami kamaytirilgan summa
prepaid = Hisobga olingan oldindan toʻlov
to-pay = Toʻlanadigan summa

## Nega soliq hisoblanmaydi

reason-small = QQS hisoblanmaydi: kichik tadbirkor sifatida ozod etilgan.
reason-small-de = Kichik tadbirkor sifatida QQSdan ozod (Germaniya QQS toʻgʻrisidagi qonuni, UStG, 19-modda).
reason-small-at = Kichik tadbirkor sifatida QQSdan ozod (Avstriya QQS toʻgʻrisidagi qonuni, UStG, 6-modda 1-qism 27-band).
reason-reverse = Teskari soliqqa tortish (reverse charge): QQSni xizmatni oluvchi toʻlaydi.
reason-outside = QQSga tortilmaydi.
reason-export = Eksport: QQSdan ozod.
reason-exempt = QQSdan ozod.
reason-pass-through = Mijoz nomidan toʻlangan va oʻz qiymatida oʻtkazilgan xarajat (2006/112/EC direktivasi, 79(c)-modda).

## Toʻlov

pay-by = Iltimos, { $date } sanasigacha { $amount } toʻlang.
pay-now = Iltimos, hujjatni olgan zahoti { $amount } toʻlang.
pay-early = { $date } sanasigacha toʻlasangiz, { $percent } % ({ $discount }) chegirma beriladi va { $rest } toʻlaysiz.
nothing-to-pay = Summa toʻliq toʻlangan, qoʻshimcha toʻlov talab etilmaydi.
will-be-credited = Bu summa sizning hisobingizga yoziladi.
payee = Oluvchi
iban = IBAN
bic = BIC
bank = Bank
payment-reference = Toʻlov maqsadi
amount = Summa
scan-to-pay = Bank ilovasi bilan skanerlang
pay-online = Onlayn toʻlash

## Bet osti

phone = Telefon
tax-number = STIR
vat-id = QQS raqami
registration = Roʻyxatdan oʻtish raqami

## Sarflangan vaqt

annex = { $title } boʻyicha sarflangan vaqt
service = Xizmat
work-done = Bajarilgan ish
hours-column = Soat
covered = Paket hisobidan
remarks = Izoh
late-mark = kech qayd etilgan
gift-mark = bepul
sum = Jami
retainer-at-end = Davr oxiridagi paket qoldigʻi
retainer-used = { $of } soatdan { $used } soat ishlatildi
retainer-carried = shundan { $hours } soat oldingi davrdan oʻtgan
retainer-left = { $hours } soat qoldi
retainer-over = { $hours } soat ortiqcha

## Oʻzaro hisob-kitoblar

account = Oʻzaro hisob-kitoblar solishtirmasi
document = Hujjat
balance = Qoldiq
opening-balance = Davr boshidagi qoldiq
closing-balance = { $date } sanasidagi qoldiq
payment = Toʻlov
payment-of = Toʻlov, { $reference }
refund = Qaytarilgan toʻlov
written-off = Hisobdan chiqarilgan
account-intro = { $from } – { $to } davridagi barcha hujjatlar va toʻlovlar.
account-open = Toʻlanmagan summa: { $amount }.
account-settled = Hisob toʻliq yopilgan.
account-credit = Sizning foydangizga qoldiq: { $amount }.

## Eslatmalar

reminder-first = Toʻlov eslatmasi
reminder-second = Ikkinchi eslatma
reminder-last = Oxirgi ogohlantirish
reminder-text-first = { $form ->
    [familiar] Quyidagi summa hali toʻlanmagan, balki eʼtiboringdan chetda qolgandir. Iltimos, { $date } sanasigacha { $amount } toʻla. Agar toʻlagan boʻlsang, bu xatga eʼtibor berma.
   *[formal] Maʼlumotlarimizga koʻra, quyidagi summa hali toʻlanmagan. Iltimos, { $date } sanasigacha { $amount } toʻlang. Agar toʻlagan boʻlsangiz, bu xatga eʼtibor bermang.
}
reminder-text-second = { $form ->
    [familiar] Eslatmamizga qaramay, quyidagi summa hali toʻlanmagan. Iltimos, { $date } sanasigacha { $amount } toʻla.
   *[formal] Eslatmamizga qaramay, toʻlovingiz hali kelib tushmadi. Iltimos, { $date } sanasigacha { $amount } toʻlang.
}
reminder-text-last = { $form ->
    [familiar] Bir necha eslatmaga qaramay, quyidagi summa hali toʻlanmagan. { $date } sanasidan kechiktirmay { $amount } toʻla; shundan soʻng boshqa choralar koʻrishga majburmiz.
   *[formal] Bir necha eslatmaga qaramay, toʻlovingiz hali kelib tushmadi. Oxirgi marta { $date } sanasigacha { $amount } toʻlashingizni soʻraymiz. Shundan soʻng boshqa choralar koʻrishga majburmiz, ularning xarajatlari sizning zimmangizga tushadi.
}
overdue = Kechikkan
days-overdue = { $days ->
   *[other] { $days } kun
}
open = Toʻlanmagan
new-due-date = Yangi toʻlov muddati
reminder-fee = Eslatma haqi
interest = Kechiktirilgan toʻlov uchun foiz (yiliga { $percent } %)
interest-plain = Kechiktirilgan toʻlov uchun foiz
claim = Jami talab

## Xatlar

greeting = { $form ->
    [familiar] Salom,
   *[formal] Hurmatli mijoz,
}
regards = { $form ->
    [familiar] Salomat boʻl,
   *[formal] Hurmat bilan,
}
mail-subject = { $sender }: { $title }
mail-invoice = { $form ->
    [familiar] Ilovada
   *[formal] Ilovada Sizga
} { $title } yuborildi: summa { $amount }, toʻlov muddati { $date }.
mail-paper = { $form ->
    [familiar] Ilovada
   *[formal] Ilovada Sizga
} { $title } yuborildi.
