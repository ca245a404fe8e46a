-- How many orders and tickets each day had.
CREATE INDEX orders_by_time ON orders (ordered_at, status);
CREATE INDEX tickets_by_opening ON tickets (opened_at);
