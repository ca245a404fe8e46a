-- What domain names cost, by top-level domain. Periods and prices are JSON.
CREATE TABLE tlds (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  id_protection SMALLINT NOT NULL,
  dns_management SMALLINT NOT NULL,
  email_forwarding SMALLINT NOT NULL,
  epp_required SMALLINT NOT NULL,
  registrar TEXT NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('', 'hot', 'new', 'sale')),
  grace TEXT NOT NULL,
  redemption TEXT NOT NULL,
  prices TEXT NOT NULL,
  position BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
