-- How many requests a minute a credential may make of the API; null is as many as it likes.
ALTER TABLE credentials ADD COLUMN requests_per_minute BIGINT;
