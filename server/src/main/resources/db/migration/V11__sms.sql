-- Under which references providers know the calls of messages that were sent, so that their reports find them. A
-- report may come before the answer that brings the reference: its row then has no conversation yet.
create table sent_call (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  reference varchar(128) not null,
  conversation_id uuid,
  seq bigint,
  call_no integer not null,
  calls integer not null,
  state varchar(16) not null,
  detail varchar(200) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, account_id, reference),
  foreign key (tenant_id, conversation_id, seq) references message (tenant_id, conversation_id, seq)
);
create index sent_call_message on sent_call (tenant_id, conversation_id, seq);
create index sent_call_at on sent_call (tenant_id, at);

-- Parts of long text messages that wait for the rest.
create table sms_part (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  source varchar(32) not null,
  destination varchar(32) not null,
  wide boolean not null,
  reference integer not null,
  total integer not null,
  part_no integer not null,
  data_coding integer not null,
  octets varchar(16384) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, account_id, source, destination, wide, reference, total, part_no)
);
