# Lời trên giấy tờ, tiếng Việt.

## Loại giấy tờ

invoice = Hóa đơn
deposit-invoice = Hóa đơn đặt cọc
credit-note = Hóa đơn điều chỉnh giảm
settlement = Bảng quyết toán
numbered = { $name } số { $number }
draft = Bản nháp
page = Trang { $page }/{ $pages }

## Số, ngày và thông tin khác

invoice-number = Số hóa đơn
credit-number = Số hóa đơn điều chỉnh
settlement-number = Số quyết toán
invoice-date = Ngày lập
date = Ngày
due-date = Hạn thanh toán
service-period = Thời gian cung cấp dịch vụ
service-date = Ngày cung cấp dịch vụ
days = { $from } – { $to }
your-reference = Mã tham chiếu của quý khách
your-order = Số đơn đặt hàng
contract = Hợp đồng
your-vat-id = Mã số thuế của quý khách
your-registration = Số đăng ký của quý khách
corrects = Điều chỉnh cho
document-of = { $number } ngày { $date }
reason = Lý do

## Các dòng

position = STT
description = Nội dung
quantity = Số lượng
price = Đơn giá
tax-column = { $name } %
amount-in = Thành tiền ({ $currency })
fee = Phí dịch vụ trọn gói định kỳ
block = Gói giờ
time = Giờ làm việc
deficit = Số giờ vượt gói đã kết thúc
commission = Hoa hồng
fixed = Giá trọn gói
milestone = Giai đoạn dự án
piece-work = Công việc tính theo sản phẩm
travel = Chi phí đi lại
expense = Chi phí chi hộ
other = Dịch vụ khác
deposit = Tiền đặt cọc
deposit-deducted = Trừ tiền đặt cọc đã lập hóa đơn
credit = Điều chỉnh giảm
rush = Làm gấp
late = Có giờ ghi bổ sung (làm ngày { $when })
line-discount = Đã trừ chiết khấu { $amount }
carried = Cộng mang sang
brought = Số trang trước chuyển sang

## Đơn vị

hours = { $number } giờ
pieces = { $number } { $count ->
   *[other] cái
}
words = { $number } { $count ->
   *[other] từ
}
kilometres = { $number } km
months = { $number } { $count ->
   *[other] tháng
}
pages = { $number } { $count ->
   *[other] trang
}
day-units = { $number } { $count ->
   *[other] ngày
}

## Tổng

vat = Thuế GTGT
tax = Thuế
subtotal = Cộng
discount = Chiết khấu
discount-at = Chiết khấu ({ $name } { $percent } %)
net = Cộng tiền trước thuế
tax-row = { $name } { $percent } % của { $base }
tax-within = Đã gồm { $name } { $percent } % của { $base }
rounding = Làm tròn
total = Tổng cộng
credited = Tổng tiền điều chỉnh giảm
prepaid = Trừ số dư đã trả trước
to-pay = Số tiền phải thanh toán

## Lý do không tính thuế

reason-small = Không tính thuế GTGT: được miễn thuế theo quy định cho doanh nghiệp nhỏ.
reason-small-de = Miễn thuế GTGT cho doanh nghiệp nhỏ theo Điều 19 Luật Thuế GTGT của Đức (UStG).
reason-small-at = Miễn thuế GTGT cho doanh nghiệp nhỏ theo Điều 6 khoản 1 mục 27 Luật Thuế GTGT của Áo (UStG).
reason-reverse = Cơ chế đảo ngược nghĩa vụ thuế (reverse charge): bên nhận dịch vụ kê khai và nộp thuế GTGT.
reason-outside = Không thuộc phạm vi chịu thuế GTGT.
reason-export = Xuất khẩu, miễn thuế GTGT.
reason-exempt = Miễn thuế GTGT.
reason-pass-through = Khoản chi hộ khách hàng, thu lại đúng số đã chi (Điều 79(c) Chỉ thị 2006/112/EC).

## Thanh toán

pay-by = Vui lòng thanh toán { $amount } trước hoặc trong ngày { $date }.
pay-now = Vui lòng thanh toán { $amount } ngay khi nhận được giấy này.
pay-early = Nếu thanh toán đến hết ngày { $date }, quý khách được giảm { $percent } % ({ $discount }) và chỉ phải trả { $rest }.
nothing-to-pay = Số tiền đã được thanh toán đủ, quý khách không cần trả thêm.
will-be-credited = Số tiền này được ghi có cho quý khách.
payee = Người thụ hưởng
iban = IBAN
bic = BIC
bank = Ngân hàng
payment-reference = Nội dung chuyển khoản
amount = Số tiền
scan-to-pay = Quét bằng ứng dụng ngân hàng
pay-online = Thanh toán trực tuyến

## Chân trang

phone = Điện thoại
tax-number = Mã số thuế
vat-id = Mã số thuế GTGT
registration = Số đăng ký kinh doanh

## Thời gian làm việc

annex = Bảng kê giờ làm việc kèm { $title }
service = Dịch vụ
work-done = Công việc
hours-column = Số giờ
covered = Trong gói
remarks = Ghi chú
late-mark = ghi bổ sung
gift-mark = miễn phí
sum = Tổng
retainer-at-end = Số dư gói dịch vụ cuối kỳ
retainer-used = đã dùng { $used } trên { $of } giờ
retainer-carried = trong đó { $hours } giờ chuyển từ kỳ trước
retainer-left = còn lại { $hours } giờ
retainer-over = vượt { $hours } giờ

## Bảng đối chiếu công nợ

account = Bảng đối chiếu công nợ
document = Chứng từ
balance = Số dư
opening-balance = Số dư đầu kỳ
closing-balance = Số dư ngày { $date }
payment = Thanh toán
payment-of = Thanh toán, { $reference }
refund = Hoàn tiền
written-off = Xóa nợ
account-intro = Toàn bộ chứng từ và khoản thanh toán từ ngày { $from } đến ngày { $to }.
account-open = Còn phải thanh toán { $amount }.
account-settled = Công nợ đã được thanh toán đủ.
account-credit = Quý khách còn dư { $amount }.

## Nhắc thanh toán

reminder-first = Thư nhắc thanh toán
reminder-second = Thư nhắc thanh toán lần hai
reminder-last = Thư nhắc thanh toán lần cuối
reminder-text-first = { $form ->
    [familiar] Khoản tiền dưới đây vẫn chưa được thanh toán, có lẽ bạn quên mất. Bạn vui lòng thanh toán { $amount } trước hoặc trong ngày { $date }. Nếu bạn đã thanh toán, xin bỏ qua thư này.
   *[formal] Theo sổ sách của chúng tôi, khoản tiền dưới đây vẫn chưa được thanh toán. Kính đề nghị quý khách thanh toán { $amount } trước hoặc trong ngày { $date }. Nếu quý khách đã thanh toán, xin vui lòng bỏ qua thư này.
}
reminder-text-second = { $form ->
    [familiar] Mình đã nhắc nhưng khoản tiền dưới đây vẫn chưa được thanh toán. Bạn vui lòng thanh toán { $amount } trước hoặc trong ngày { $date }.
   *[formal] Mặc dù đã gửi thư nhắc, chúng tôi vẫn chưa nhận được thanh toán của quý khách. Kính đề nghị quý khách thanh toán { $amount } trước hoặc trong ngày { $date }.
}
reminder-text-last = { $form ->
    [familiar] Mình đã nhắc nhiều lần nhưng khoản tiền dưới đây vẫn chưa được thanh toán. Bạn vui lòng thanh toán { $amount } chậm nhất vào ngày { $date }; sau đó mình buộc phải có các bước tiếp theo.
   *[formal] Mặc dù đã nhắc nhiều lần, chúng tôi vẫn chưa nhận được thanh toán của quý khách. Chúng tôi đề nghị lần cuối quý khách thanh toán { $amount } chậm nhất vào ngày { $date }. Sau thời hạn này chúng tôi buộc phải tiến hành các bước tiếp theo và chi phí phát sinh do quý khách chịu.
}
overdue = Quá hạn
days-overdue = { $days ->
   *[other] { $days } ngày
}
open = Còn phải trả
new-due-date = Hạn thanh toán mới
reminder-fee = Phí nhắc nợ
interest = Lãi chậm thanh toán ({ $percent } %/năm)
interest-plain = Lãi chậm thanh toán
claim = Tổng số tiền phải trả

## Thư

greeting = { $form ->
    [familiar] Chào bạn,
   *[formal] Kính gửi quý khách,
}
regards = { $form ->
    [familiar] Thân mến,
   *[formal] Trân trọng,
}
mail-subject = { $title } từ { $sender }
mail-invoice = { $form ->
    [familiar] Mình gửi kèm
   *[formal] Chúng tôi xin gửi kèm
} { $title } với số tiền { $amount }, hạn thanh toán { $date }.
mail-paper = { $form ->
    [familiar] Mình gửi kèm
   *[formal] Chúng tôi xin gửi kèm
} { $title }.
