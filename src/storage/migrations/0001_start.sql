-- Instants are milliseconds since 1970, money is minor units, dates are YYYY-MM-DD, flags are 0 and 1, JSON is text.
-- *_folded columns hold the text folded for searches that ignore case.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- access

CREATE TABLE roles (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE staff (
  id IDENTITY,
  uuid TEXT NOT NULL UNIQUE,
  username TEXT NOT NULL,
  username_folded TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  role_id BIGINT NOT NULL REFERENCES roles (id),
  password_hash TEXT,
  password_version BIGINT NOT NULL DEFAULT 1,
  legacy_login SMALLINT NOT NULL DEFAULT 0,
  active SMALLINT NOT NULL DEFAULT 1,
  notes TEXT NOT NULL DEFAULT '',
  signature TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE credentials (
  id IDENTITY,
  identifier TEXT NOT NULL UNIQUE,
  secret_digest TEXT NOT NULL,
  name TEXT NOT NULL,
  staff_id BIGINT NOT NULL REFERENCES staff (id),
  role_ids TEXT NOT NULL DEFAULT '[]',
  addresses TEXT NOT NULL DEFAULT '[]',
  numbers TEXT NOT NULL DEFAULT 'documented' CHECK (numbers IN ('documented', 'native')),
  stringify_columns SMALLINT NOT NULL DEFAULT 0,
  http_status TEXT NOT NULL DEFAULT 'documented' CHECK (http_status IN ('documented', 'always-200')),
  expires_at BIGINT,
  revoked_at BIGINT,
  passwords_blanked_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX credentials_of_staff ON credentials (staff_id);

CREATE TABLE allowed_addresses (
  id IDENTITY,
  cidr TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL
);

CREATE TABLE bans (
  id IDENTITY,
  face TEXT NOT NULL,
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  lifted_at BIGINT
);
CREATE INDEX bans_in_force ON bans (expires_at) WHERE lifted_at IS NULL;

CREATE TABLE login_failures (
  id IDENTITY,
  face TEXT NOT NULL,
  address TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX login_failures_of_address ON login_failures (face, address, at);

CREATE TABLE missing_actions (
  face TEXT NOT NULL,
  credential_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  calls BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (face, credential_id, action)
);

-- A number that moves with every change of staff, roles, credentials, addresses and bans: other processes drop what
-- they remember of these when they see it move.
CREATE TABLE access_version (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  version BIGINT NOT NULL
);
INSERT INTO access_version (one, version) VALUES (1, 1);

-- What happened. A row is written by the transaction that made the change; position and hash come later, from one sealer.

CREATE TABLE events (
  id IDENTITY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  client_id BIGINT,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  address TEXT NOT NULL,
  description TEXT NOT NULL,
  description_folded TEXT NOT NULL,
  changes TEXT NOT NULL,
  at BIGINT NOT NULL,
  position BIGINT UNIQUE,
  hash TEXT,
  CONSTRAINT sealed_has_hash CHECK ((position IS NULL) = (hash IS NULL))
);
CREATE INDEX events_to_seal ON events (id) WHERE position IS NULL;
CREATE INDEX events_of_subject ON events (subject, subject_id, position);
CREATE INDEX events_of_client ON events (client_id, position);

-- clients

CREATE TABLE currencies (
  id IDENTITY,
  code TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  is_default SMALLINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX one_default_currency ON currencies (is_default) WHERE is_default = 1;

CREATE TABLE client_groups (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  colour TEXT NOT NULL DEFAULT ''
);

CREATE TABLE clients (
  id IDENTITY,
  uuid TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  company_name TEXT NOT NULL,
  email TEXT NOT NULL,
  first_name_folded TEXT NOT NULL,
  last_name_folded TEXT NOT NULL,
  full_name_folded TEXT NOT NULL GENERATED ALWAYS AS (first_name_folded || ' ' || last_name_folded) STORED,
  company_name_folded TEXT NOT NULL,
  email_folded TEXT NOT NULL,
  address1 TEXT NOT NULL,
  address2 TEXT NOT NULL,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT NOT NULL,
  phone_number TEXT NOT NULL,
  tax_id TEXT NOT NULL,
  currency_id BIGINT NOT NULL REFERENCES currencies (id),
  group_id BIGINT REFERENCES client_groups (id),
  status TEXT NOT NULL CHECK (status IN ('Active', 'Inactive', 'Closed')),
  language TEXT NOT NULL,
  notes TEXT NOT NULL,
  payment_method TEXT NOT NULL,
  credit_minor BIGINT NOT NULL,
  preferences TEXT NOT NULL,
  custom_fields TEXT NOT NULL,
  created_on TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_login_at BIGINT,
  last_login_address TEXT NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX clients_by_email ON clients (email_folded);
CREATE INDEX clients_by_first_name ON clients (first_name_folded);
CREATE INDEX clients_by_last_name ON clients (last_name_folded);
CREATE INDEX clients_by_full_name ON clients (full_name_folded);
CREATE INDEX clients_by_company_name ON clients (company_name_folded);

-- People who sign in for one client or more.
CREATE TABLE users (
  id IDENTITY,
  uuid TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_folded TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  language TEXT NOT NULL,
  security_question_id BIGINT,
  security_answer_sealed TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE client_users (
  client_id BIGINT NOT NULL REFERENCES clients (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  is_owner SMALLINT NOT NULL,
  PRIMARY KEY (client_id, user_id)
);
CREATE INDEX clients_of_user ON client_users (user_id);

CREATE TABLE contacts (
  id IDENTITY,
  client_id BIGINT NOT NULL REFERENCES clients (id),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  company_name TEXT NOT NULL,
  email TEXT NOT NULL,
  address1 TEXT NOT NULL,
  address2 TEXT NOT NULL,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  postcode TEXT NOT NULL,
  country TEXT NOT NULL,
  phone_number TEXT NOT NULL,
  tax_id TEXT NOT NULL,
  preferences TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX contacts_of_client ON contacts (client_id);

-- catalog

CREATE TABLE payment_methods (
  module TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  active SMALLINT NOT NULL DEFAULT 1,
  position BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE product_groups (
  id IDENTITY,
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  headline TEXT NOT NULL DEFAULT '',
  hidden SMALLINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE server_groups (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  fill TEXT NOT NULL CHECK (fill IN ('least-full', 'fill-in-turn'))
);

CREATE TABLE servers (
  id IDENTITY,
  name TEXT NOT NULL UNIQUE,
  hostname TEXT NOT NULL,
  ip_address TEXT NOT NULL,
  assigned_ips TEXT NOT NULL DEFAULT '',
  module TEXT NOT NULL,
  module_folded TEXT NOT NULL,
  username TEXT NOT NULL DEFAULT '',
  password_sealed TEXT,
  access_hash_sealed TEXT,
  secure SMALLINT NOT NULL DEFAULT 1,
  port BIGINT,
  max_accounts BIGINT NOT NULL DEFAULT 0,
  active SMALLINT NOT NULL DEFAULT 1,
  maintenance SMALLINT NOT NULL DEFAULT 0,
  nameservers TEXT NOT NULL DEFAULT '[]',
  settings TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE server_group_members (
  group_id BIGINT NOT NULL REFERENCES server_groups (id),
  server_id BIGINT NOT NULL REFERENCES servers (id),
  PRIMARY KEY (group_id, server_id)
);

CREATE TABLE products (
  id IDENTITY,
  group_id BIGINT NOT NULL REFERENCES product_groups (id),
  type TEXT NOT NULL CHECK (type IN ('hostingaccount', 'reselleraccount', 'server', 'other')),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  short_description TEXT NOT NULL DEFAULT '',
  tagline TEXT NOT NULL DEFAULT '',
  colour TEXT NOT NULL DEFAULT '',
  module TEXT NOT NULL DEFAULT '',
  module_folded TEXT NOT NULL DEFAULT '',
  module_settings TEXT NOT NULL DEFAULT '[]',
  server_group_id BIGINT REFERENCES server_groups (id),
  pay_type TEXT NOT NULL CHECK (pay_type IN ('free', 'onetime', 'recurring')),
  auto_setup TEXT NOT NULL CHECK (auto_setup IN ('never', 'accepted', 'ordered', 'paid')),
  hidden SMALLINT NOT NULL DEFAULT 0,
  show_domain_options SMALLINT NOT NULL DEFAULT 0,
  tax SMALLINT NOT NULL DEFAULT 0,
  featured SMALLINT NOT NULL DEFAULT 0,
  stock_control SMALLINT NOT NULL DEFAULT 0,
  stock BIGINT NOT NULL DEFAULT 0,
  allow_quantity SMALLINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0,
  options TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (group_id, slug)
);
CREATE INDEX products_of_group ON products (group_id, position, id);
CREATE INDEX products_of_module ON products (module_folded);

CREATE TABLE addon_definitions (
  id IDENTITY,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  pay_type TEXT NOT NULL CHECK (pay_type IN ('free', 'onetime', 'recurring')),
  tax SMALLINT NOT NULL DEFAULT 0,
  module TEXT NOT NULL DEFAULT '',
  module_settings TEXT NOT NULL DEFAULT '[]',
  server_group_id BIGINT REFERENCES server_groups (id),
  auto_setup TEXT NOT NULL CHECK (auto_setup IN ('never', 'accepted', 'ordered', 'paid')),
  suspend_parent SMALLINT NOT NULL DEFAULT 0,
  allow_quantity SMALLINT NOT NULL DEFAULT 0,
  hidden SMALLINT NOT NULL DEFAULT 0,
  product_ids TEXT NOT NULL DEFAULT '[]',
  position BIGINT NOT NULL DEFAULT 0
);

-- A cycle without a row is not offered. `owner` is what the price belongs to.
CREATE TABLE prices (
  owner TEXT NOT NULL CHECK (owner IN ('product', 'addon', 'choice')),
  owner_id BIGINT NOT NULL,
  currency_id BIGINT NOT NULL REFERENCES currencies (id),
  cycle TEXT NOT NULL,
  setup_minor BIGINT NOT NULL,
  price_minor BIGINT NOT NULL,
  PRIMARY KEY (owner, owner_id, currency_id, cycle)
);

CREATE TABLE custom_fields (
  id IDENTITY,
  owner TEXT NOT NULL CHECK (owner IN ('client', 'product', 'addon')),
  owner_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('text', 'link', 'password', 'dropdown', 'tickbox', 'textarea')),
  choices TEXT NOT NULL DEFAULT '[]',
  pattern TEXT NOT NULL DEFAULT '',
  required SMALLINT NOT NULL DEFAULT 0,
  on_order_form SMALLINT NOT NULL DEFAULT 0,
  staff_only SMALLINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX custom_fields_of_owner ON custom_fields (owner, owner_id, position, id);

CREATE TABLE config_options (
  id IDENTITY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('dropdown', 'radio', 'yesno', 'quantity')),
  min_quantity BIGINT NOT NULL DEFAULT 0,
  max_quantity BIGINT NOT NULL DEFAULT 0,
  hidden SMALLINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE config_choices (
  id IDENTITY,
  option_id BIGINT NOT NULL REFERENCES config_options (id),
  name TEXT NOT NULL,
  hidden SMALLINT NOT NULL DEFAULT 0,
  position BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX config_choices_of_option ON config_choices (option_id, position, id);

CREATE TABLE product_config_options (
  product_id BIGINT NOT NULL REFERENCES products (id),
  option_id BIGINT NOT NULL REFERENCES config_options (id),
  PRIMARY KEY (product_id, option_id)
);

-- services

CREATE TABLE orders (
  id IDENTITY,
  order_number TEXT UNIQUE,
  client_id BIGINT NOT NULL REFERENCES clients (id),
  contact_id BIGINT REFERENCES contacts (id),
  staff_id BIGINT REFERENCES staff (id),
  ordered_at BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Pending', 'Active', 'Fraud', 'Cancelled')),
  amount_minor BIGINT NOT NULL,
  payment_method TEXT NOT NULL,
  nameservers TEXT NOT NULL DEFAULT '[]',
  promo_code TEXT NOT NULL DEFAULT '',
  ip_address TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  renewals TEXT NOT NULL DEFAULT '{}',
  renewed_at BIGINT,
  updated_at BIGINT NOT NULL
);
CREATE INDEX orders_of_client ON orders (client_id, id);
CREATE INDEX orders_by_status ON orders (status, id);

CREATE TABLE services (
  id IDENTITY,
  client_id BIGINT NOT NULL REFERENCES clients (id),
  order_id BIGINT REFERENCES orders (id),
  product_id BIGINT NOT NULL REFERENCES products (id),
  server_id BIGINT REFERENCES servers (id),
  quantity BIGINT NOT NULL DEFAULT 1,
  status TEXT NOT NULL CHECK
    (status IN ('Pending', 'Active', 'Completed', 'Suspended', 'Terminated', 'Cancelled', 'Fraud')),
  domain TEXT NOT NULL DEFAULT '',
  domain_folded TEXT NOT NULL DEFAULT '',
  username TEXT NOT NULL DEFAULT '',
  username_folded TEXT NOT NULL DEFAULT '',
  password_sealed TEXT,
  payment_method TEXT NOT NULL,
  billing_cycle TEXT NOT NULL,
  first_payment_minor BIGINT NOT NULL DEFAULT 0,
  recurring_minor BIGINT NOT NULL DEFAULT 0,
  registered_on TEXT,
  next_due_on TEXT,
  next_invoice_on TEXT,
  terminated_on TEXT,
  suspension_reason TEXT NOT NULL DEFAULT '',
  override_auto_suspend SMALLINT NOT NULL DEFAULT 0,
  override_suspend_until TEXT,
  subscription_id TEXT NOT NULL DEFAULT '',
  promo_id BIGINT NOT NULL DEFAULT 0,
  ns1 TEXT NOT NULL DEFAULT '',
  ns2 TEXT NOT NULL DEFAULT '',
  dedicated_ip TEXT NOT NULL DEFAULT '',
  assigned_ips TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  disk_used_mb BIGINT NOT NULL DEFAULT 0,
  disk_limit_mb BIGINT NOT NULL DEFAULT 0,
  bandwidth_used_mb BIGINT NOT NULL DEFAULT 0,
  bandwidth_limit_mb BIGINT NOT NULL DEFAULT 0,
  usage_at BIGINT,
  custom_fields TEXT NOT NULL DEFAULT '{}',
  config_options TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX services_of_client ON services (client_id, id);
CREATE INDEX services_of_product ON services (product_id, id);
CREATE INDEX services_of_order ON services (order_id);
CREATE INDEX services_on_server ON services (server_id, status);
CREATE INDEX services_by_domain ON services (domain_folded, id);
CREATE INDEX services_by_username ON services (username_folded, id);
CREATE INDEX services_by_status ON services (status, id);

CREATE TABLE service_addons (
  id IDENTITY,
  client_id BIGINT NOT NULL REFERENCES clients (id),
  service_id BIGINT NOT NULL REFERENCES services (id),
  order_id BIGINT REFERENCES orders (id),
  addon_id BIGINT REFERENCES addon_definitions (id),
  server_id BIGINT REFERENCES servers (id),
  name TEXT NOT NULL DEFAULT '',
  quantity BIGINT NOT NULL DEFAULT 1,
  setup_minor BIGINT NOT NULL DEFAULT 0,
  recurring_minor BIGINT NOT NULL DEFAULT 0,
  billing_cycle TEXT NOT NULL,
  tax SMALLINT NOT NULL DEFAULT 0,
  status TEXT NOT NULL CHECK
    (status IN ('Pending', 'Active', 'Completed', 'Suspended', 'Terminated', 'Cancelled', 'Fraud')),
  registered_on TEXT,
  next_due_on TEXT,
  next_invoice_on TEXT,
  terminated_on TEXT,
  payment_method TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX service_addons_of_service ON service_addons (service_id, id);
CREATE INDEX service_addons_of_client ON service_addons (client_id, id);
CREATE INDEX service_addons_of_addon ON service_addons (addon_id, id);
CREATE INDEX service_addons_of_order ON service_addons (order_id);
CREATE INDEX service_addons_on_server ON service_addons (server_id, status) WHERE server_id IS NOT NULL;

CREATE TABLE domains (
  id IDENTITY,
  client_id BIGINT NOT NULL REFERENCES clients (id),
  order_id BIGINT REFERENCES orders (id),
  kind TEXT NOT NULL CHECK (kind IN ('Register', 'Transfer')),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  registrar TEXT NOT NULL DEFAULT '',
  period_years BIGINT NOT NULL DEFAULT 1,
  first_payment_minor BIGINT NOT NULL DEFAULT 0,
  recurring_minor BIGINT NOT NULL DEFAULT 0,
  payment_method TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Pending', 'Pending Registration', 'Pending Transfer', 'Active', 'Grace',
    'Redemption', 'Expired', 'Transferred Away', 'Cancelled', 'Fraud')),
  registered_on TEXT,
  expires_on TEXT,
  next_due_on TEXT,
  subscription_id TEXT NOT NULL DEFAULT '',
  promo_id BIGINT NOT NULL DEFAULT 0,
  dns_management SMALLINT NOT NULL DEFAULT 0,
  email_forwarding SMALLINT NOT NULL DEFAULT 0,
  id_protection SMALLINT NOT NULL DEFAULT 0,
  do_not_renew SMALLINT NOT NULL DEFAULT 0,
  nameservers TEXT NOT NULL DEFAULT '[]',
  epp_code_sealed TEXT,
  notes TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX domains_of_client ON domains (client_id, id);
CREATE INDEX domains_by_name ON domains (name_folded, id);
CREATE INDEX domains_of_order ON domains (order_id);

-- provisioning

-- One open row for each (service_type, service_id, module, action): the failed action that is not yet settled.
CREATE TABLE module_queue (
  id IDENTITY,
  service_type TEXT NOT NULL CHECK (service_type IN ('service', 'addon', 'domain')),
  service_id BIGINT NOT NULL,
  module TEXT NOT NULL,
  module_folded TEXT NOT NULL,
  action TEXT NOT NULL,
  action_folded TEXT NOT NULL,
  last_attempt_at BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  failure_class TEXT NOT NULL,
  retries BIGINT NOT NULL DEFAULT 0,
  held SMALLINT NOT NULL DEFAULT 0,
  next_attempt_at BIGINT,
  completed_at BIGINT,
  resolution TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX module_queue_open_entry ON module_queue (service_type, service_id, module_folded, action_folded)
  WHERE completed_at IS NULL;
CREATE INDEX module_queue_to_list ON module_queue (id) WHERE completed_at IS NULL;
CREATE INDEX module_queue_of_service ON module_queue (service_id, id);
