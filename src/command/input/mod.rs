//! One reader for each kind of typed value: form, prompt, palette and command line share it.

mod billing;
mod choices;
mod cycle;
mod documents;
mod money;
mod numbers;
mod ranges;
mod text;
mod times;
mod value;

pub use billing::{
    Bic, CashRounding, Country, Iban, MailAddress, NewTaxCode, PrintedText, Reference, TaxCode, TaxPercents, VatId,
    WebAddress, Worth,
};
pub use choices::{
    AgreementKind, BasisWord, BudgetLine, ChannelName, ChargeKind, CipherName, ClientColour, CompareWord, CountRule,
    Cycle, DeliveryWay, DocumentState, DrawOrder, EntryState, FeeWhen, FirstRule, Grouping, InvoiceForm, LineGrouping,
    OverlapRule, PaperFormat, PayWithin, PeriodWord, PriceBasisWord, Priority, ReportBy, ReportFormat, ReportName,
    RightSide, RolloverCap, RolloverMode, RoundingRule, RushRule, Scope, SeriesName, Shell, StatementFormat, TableWord,
    TaskState, TaxCategoryWord, TaxRegimeWord, TextName, TierBasisWord, TierModeWord, WrittenAs, YearOf, YesNo,
};
pub use cycle::CycleOf;
pub use documents::{AmountOf, CurrencyAmount, DiscountWord, EachPrice, HowMany, ItemKinds, Pattern, TierList};
pub use money::{CurrencyCode, Price};
pub use numbers::{Count, Hours, Lasts, Later, Leads, Least, Minutes, Percent};
pub use ranges::{ComingFrom, ComingRange, ComingTo, NearFrom, NearRange, NearTo, PastFrom, PastRange, PastTo};
pub use text::{Note, Tag, Text, Title};
pub use times::{Day, NearDay, OfficeHours, PastDay, PastTime, Time, WorkDay, Worked, ZoneName};
pub use value::{Hint, Input};

pub use crate::domain::spelling::nearest;
