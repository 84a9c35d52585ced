-- Rules of files decide where a conversation waits: what was known when it came, until when it is out of hours, for whom
-- it is kept, and every event, so that a day can be run again.

alter table queue add column in_force boolean default true not null;

alter table queue_entry add column waits_since timestamp(6) with time zone;
alter table queue_entry add column overdue boolean default false not null;
alter table queue_entry add column parked_until timestamp(6) with time zone;
alter table queue_entry add column held_for uuid;
alter table queue_entry add column held_until timestamp(6) with time zone;
alter table queue_entry add column attention varchar(16) default 'NONE' not null;

alter table routing_decision alter column explanation set data type varchar(32000);

create table routing_arrival (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  at timestamp(6) with time zone not null,
  centre varchar(100) not null,
  facts varchar(4000) not null,
  boost_millis bigint not null,
  rules varchar(64) not null,
  reasons varchar(100000) not null,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);

create table routing_event (
  tenant_id varchar(64) not null,
  seq bigint not null,
  at timestamp(6) with time zone not null,
  kind varchar(32) not null,
  body varchar(1000000) not null,
  rules varchar(64) not null,
  primary key (tenant_id, seq)
);
create index routing_event_at on routing_event (tenant_id, at);
