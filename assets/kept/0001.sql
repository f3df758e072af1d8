-- The files' database: bytes that must not change or get lost, and the papers that left.

-- Bytes by their SHA-256, as 64 hexadecimal digits.
CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    -- Whether `bytes` is a zlib stream: not where that would save nothing.
    packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
    bytes BLOB NOT NULL,
    -- UTC seconds.
    kept_at INTEGER NOT NULL
) STRICT;

-- A paper that left, with its document's number. It refers to no content by a key: where that is lost, the number is used
-- up all the same.
CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL CHECK (number <> ''),
    kind TEXT NOT NULL,
    -- The client's code: the record may be gone.
    client TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    kept_at INTEGER NOT NULL,
    UNIQUE (number, kind, client, name, sha256)
) STRICT;

CREATE INDEX paper_sha256 ON paper(sha256);
