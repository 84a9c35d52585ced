-- What changes with every message stands apart from the conversation: a change of a row writes a page of each of its
-- table's indexes, and a conversation has seven.
create table conversation_progress (
  tenant_id varchar(64) not null,
  id uuid not null,
  last_seq bigint not null,
  last_message_at timestamp(6) with time zone not null,
  last_inbound_at timestamp(6) with time zone not null,
  last_inbound_seq bigint not null,
  last_outbound_seq bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references conversation (tenant_id, id)
);

insert into conversation_progress
  select tenant_id, id, last_seq, last_message_at, last_inbound_at, last_inbound_seq, last_outbound_seq
  from conversation;

alter table conversation drop column last_seq;
alter table conversation drop column last_message_at;
alter table conversation drop column last_inbound_at;
alter table conversation drop column last_inbound_seq;
alter table conversation drop column last_outbound_seq;
