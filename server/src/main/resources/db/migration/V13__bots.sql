-- Whose turn it is follows from the stage; the epoch counts how often it has changed.
alter table conversation add column owner_epoch bigint default 1 not null;

-- How far the bot of a conversation has come. Only conversations that bots answered have a row.
create table bot_progress (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  answered_seq bigint not null,
  failures integer not null,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);

-- Conversations that went from bots to people: once for each epoch of the owner.
create table handover (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  epoch bigint not null,
  bot_id varchar(64) not null,
  reason varchar(16) not null,
  queue varchar(200),
  skills varchar(4000) not null,
  attributes varchar(300000) not null,
  summary varchar(4000),
  wish_reason varchar(200),
  failures integer not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, conversation_id, epoch),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);

-- What bots said that is for the counsellor only. Apart from the messages, so that nothing that reads messages for a
-- customer can show it.
create table bot_note (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  bot_id varchar(64) not null,
  kind varchar(16) not null,
  parts varchar(300000) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);
create index bot_note_conversation on bot_note (tenant_id, conversation_id, at);
