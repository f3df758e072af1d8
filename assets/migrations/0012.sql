-- Who bills: what is printed of the business on papers, from a day on.
CREATE TABLE business (
  id INTEGER PRIMARY KEY,
  valid_from TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '' CHECK (country = '' OR length(country) = 2),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  web TEXT NOT NULL DEFAULT '',
  vat_id TEXT NOT NULL DEFAULT '',
  tax_number TEXT NOT NULL DEFAULT '',
  registration TEXT NOT NULL DEFAULT '',
  iban TEXT NOT NULL DEFAULT '',
  bic TEXT NOT NULL DEFAULT '',
  bank TEXT NOT NULL DEFAULT '',
  pay_link TEXT NOT NULL DEFAULT '',
  currency TEXT CHECK (length(currency) = 3),
  regime TEXT CHECK (regime IN ('vat', 'small', 'none')),
  cash_rounding TEXT NOT NULL DEFAULT ''
) STRICT;

-- Who is billed: what papers say of a client beside its name.
CREATE TABLE billing (
  id INTEGER PRIMARY KEY,
  client INTEGER NOT NULL UNIQUE REFERENCES client (id),
  legal_name TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  street2 TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '' CHECK (country = '' OR length(country) = 2),
  vat_id TEXT NOT NULL DEFAULT '',
  registration TEXT NOT NULL DEFAULT '',
  buyer_ref TEXT NOT NULL DEFAULT '',
  po TEXT NOT NULL DEFAULT '',
  contract_ref TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  e_address TEXT NOT NULL DEFAULT '',
  terms TEXT NOT NULL DEFAULT '',
  tax TEXT NOT NULL DEFAULT '',
  prices TEXT NOT NULL DEFAULT 'net' CHECK (prices IN ('net', 'gross'))
) STRICT;

-- What a tax code stands for from a day on: percents by commas.
CREATE TABLE tax (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 16 AND code NOT GLOB '*[^a-z0-9-]*' AND code NOT GLOB '-*'),
  valid_from TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'G', 'O')),
  percents TEXT NOT NULL CHECK (percents <> ''),
  UNIQUE (code, valid_from)
) STRICT;

-- What a unit of a currency is worth at home from a day on, in millionths of the home currency.
CREATE TABLE fx (
  id INTEGER PRIMARY KEY,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  valid_from TEXT NOT NULL,
  micro INTEGER NOT NULL CHECK (micro > 0),
  UNIQUE (currency, valid_from)
) STRICT;
