-- The files behind the parts of messages: where the provider keeps each, how far our copy is, and what it is.
create table attachment (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  part integer not null,
  account_id varchar(64) not null,
  kind varchar(8) not null,
  name varchar(255) not null,
  url varchar(2000) not null,
  state varchar(12) not null,
  reason varchar(40),
  mime varchar(100),
  bytes bigint not null,
  sha256 varchar(64),
  thumbnail boolean not null,
  tries integer not null,
  created_at timestamp(6) with time zone not null,
  due_at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, seq, part),
  foreign key (tenant_id, conversation_id, seq) references message (tenant_id, conversation_id, seq)
);
create index attachment_due on attachment (state, due_at);
