-- Runs unchanged on H2 and PostgreSQL. H2 looks an IN list up in an index only by the index's first column, so the
-- indexes behind the lanes' look-ups begin with what is asked for in lists.
-- Every key of a tenant's row begins with the tenant, and every foreign key
-- carries it along, so that a row can never refer to another tenant's.

create table tenant_group (
  id integer primary key,
  name varchar(100) not null
);

create table tenant (
  tenant_id varchar(64) primary key,
  name varchar(100) not null,
  kind varchar(16) not null,
  hue integer not null,
  epoch bigint not null
);

create table centre (
  tenant_id varchar(64) not null,
  id varchar(64) not null,
  name varchar(100) not null,
  region varchar(64) not null,
  primary key (tenant_id, id)
);

create table app_user (
  tenant_id varchar(64) not null,
  id uuid not null,
  login varchar(64) not null unique,
  name varchar(100) not null,
  roles varchar(200) not null,
  centre_id varchar(64),
  capacity integer not null,
  skills varchar(4000) not null,
  enabled boolean not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, centre_id) references centre (tenant_id, id)
);

create table credential (
  tenant_id varchar(64) not null,
  user_id uuid not null,
  password_hash varchar(300) not null,
  failures integer not null,
  locked_until timestamp(6) with time zone,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id)
);

create table api_key (
  tenant_id varchar(64) not null,
  id uuid not null,
  name varchar(100) not null,
  hash varchar(64) not null unique,
  roles varchar(200) not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table audit_event (
  tenant_id varchar(64) not null,
  id uuid not null,
  at timestamp(6) with time zone not null,
  actor varchar(64) not null,
  remote_address varchar(64) not null,
  action varchar(64) not null,
  subject uuid,
  object varchar(128),
  detail varchar(500) not null,
  primary key (tenant_id, id)
);

create table channel_account (
  tenant_id varchar(64) not null,
  id varchar(64) not null,
  kind varchar(16) not null,
  name varchar(100) not null,
  profile varchar(64) not null,
  path_key varchar(128) not null unique,
  sender_key varchar(128),
  base_url varchar(500),
  settings varchar(4000) not null,
  origins varchar(2000) not null,
  sources varchar(2000) not null,
  enabled boolean not null,
  primary key (tenant_id, id)
);

create table customer (
  tenant_id varchar(64) not null,
  id uuid not null,
  name varchar(100),
  phone varchar(16),
  grade integer not null,
  memo varchar(2000) not null,
  created_at timestamp(6) with time zone not null,
  primary key (tenant_id, id)
);
create index customer_phone on customer (tenant_id, phone);

create table customer_event (
  tenant_id varchar(64) not null,
  id uuid not null,
  customer_id uuid not null,
  kind varchar(32) not null,
  title varchar(200) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index customer_event_customer on customer_event (tenant_id, customer_id, at);

create table channel_identity (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  external_user varchar(128) not null,
  customer_id uuid not null,
  since timestamp(6) with time zone not null,
  primary key (tenant_id, account_id, external_user),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index channel_identity_user on channel_identity (external_user, account_id, tenant_id);
create index channel_identity_customer on channel_identity (tenant_id, customer_id);

create table queue (
  tenant_id varchar(64) not null,
  id varchar(64) not null,
  name varchar(100) not null,
  skills varchar(2000) not null,
  centre_id varchar(64),
  priority_class integer not null,
  weight integer not null,
  routing_keys varchar(2000) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, centre_id) references centre (tenant_id, id)
);

create table disposition (
  tenant_id varchar(64) not null,
  code varchar(32) not null,
  name varchar(100) not null,
  parent varchar(32),
  enabled boolean not null,
  primary key (tenant_id, code),
  foreign key (tenant_id, parent) references disposition (tenant_id, code)
);

-- `open_key` is set while the customer's next message belongs here: at most one such conversation per identity.
create table conversation (
  tenant_id varchar(64) not null,
  id uuid not null,
  account_id varchar(64) not null,
  channel varchar(16) not null,
  external_user varchar(128) not null,
  open_key varchar(200),
  thread_key varchar(128),
  customer_id uuid not null,
  stage varchar(16) not null,
  assignee uuid,
  queue_id varchar(64),
  opened_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  end_reason varchar(16),
  disposition varchar(32),
  last_seq bigint not null,
  last_message_at timestamp(6) with time zone not null,
  last_inbound_at timestamp(6) with time zone not null,
  last_inbound_seq bigint not null,
  last_outbound_seq bigint not null,
  routing_key varchar(64),
  attributes varchar(8000) not null,
  primary key (tenant_id, id),
  unique (open_key, tenant_id),
  foreign key (tenant_id, account_id, external_user)
    references channel_identity (tenant_id, account_id, external_user),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, disposition) references disposition (tenant_id, code)
);
create index conversation_stage on conversation (tenant_id, stage, id);
create index conversation_customer on conversation (tenant_id, customer_id, id);

create table message (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  seq bigint not null,
  id uuid not null,
  direction varchar(8) not null,
  author_kind varchar(8) not null,
  author_id varchar(64) not null,
  at timestamp(6) with time zone not null,
  provider_at timestamp(6) with time zone,
  parts varchar(300000) not null,
  account_id varchar(64),
  external_id varchar(160),
  client_id varchar(80),
  delivery varchar(10) not null,
  failure varchar(200),
  raw varchar(300000),
  primary key (tenant_id, conversation_id, seq),
  unique (external_id, account_id, tenant_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);

-- The ids that writers' devices gave. Apart from the messages, because most messages have none, and one more index over
-- all of them would be one more page to write for each.
create table client_message (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  client_id varchar(80) not null,
  seq bigint not null,
  primary key (tenant_id, conversation_id, client_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);

create table note (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  author uuid not null,
  text varchar(4000) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id),
  foreign key (tenant_id, author) references app_user (tenant_id, id)
);
create index note_conversation on note (tenant_id, conversation_id, at);

create table outbound (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  message_id uuid not null,
  account_id varchar(64) not null,
  external_user varchar(128) not null,
  thread_key varchar(128),
  parts varchar(300000) not null,
  tries integer not null,
  due_at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id, seq) references message (tenant_id, conversation_id, seq)
);

create table reference (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  external_user varchar(128) not null,
  thread_key varchar(128) not null,
  routing_key varchar(64),
  at timestamp(6) with time zone not null,
  primary key (tenant_id, account_id, external_user, thread_key),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id)
);

create index reference_user on reference (external_user, account_id, tenant_id);

create table dead_letter (
  tenant_id varchar(64) not null,
  id uuid not null,
  account_id varchar(64) not null,
  reason varchar(64) not null,
  tail varchar(200) not null,
  raw varchar(300000) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id)
);

create table presence (
  tenant_id varchar(64) not null,
  agent uuid not null,
  presence varchar(16) not null,
  since timestamp(6) with time zone not null,
  primary key (tenant_id, agent),
  foreign key (tenant_id, agent) references app_user (tenant_id, id)
);

create table queue_entry (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  queue_id varchar(64) not null,
  waiting_since timestamp(6) with time zone not null,
  entry_order bigint not null,
  front boolean not null,
  excluded varchar(8000) not null,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);

create table offer (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  queue_id varchar(64) not null,
  agent uuid not null,
  offered_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  state varchar(10) not null,
  transferred_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id),
  foreign key (tenant_id, agent) references app_user (tenant_id, id)
);
create index offer_state on offer (tenant_id, state);

create table segment (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  number integer not null,
  agent uuid not null,
  queue_id varchar(64) not null,
  queued_at timestamp(6) with time zone not null,
  accepted_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  end_reason varchar(16),
  primary key (tenant_id, conversation_id, number),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id),
  foreign key (tenant_id, agent) references app_user (tenant_id, id)
);
create index segment_ended on segment (tenant_id, ended_at);
create index segment_accepted on segment (tenant_id, accepted_at);

create table routing_decision (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  kind varchar(10) not null,
  agent uuid not null,
  decided_by uuid,
  explanation varchar(8000) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);
create index routing_decision_conversation on routing_decision (tenant_id, conversation_id, id);
