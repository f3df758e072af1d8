-- What a rate without a client is in: it prices only the clients who pay in that. Until now it priced every client in the
-- client's own currency; it is taken to be in the one that most of them have. A client's own rate is in the client's.
ALTER TABLE rate ADD COLUMN currency TEXT CHECK (length(currency) = 3);
UPDATE rate SET currency = (SELECT currency FROM client GROUP BY currency ORDER BY count(*) DESC, min(id) LIMIT 1)
  WHERE client IS NULL;
