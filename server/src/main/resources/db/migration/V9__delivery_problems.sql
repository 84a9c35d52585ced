-- Messages to customers that failed or are in doubt and that nobody has seen to yet. Beside the messages, because these
-- are many and the problems few: a page of them must not read the messages.
create table delivery_problem (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, seq),
  foreign key (tenant_id, conversation_id, seq) references message (tenant_id, conversation_id, seq)
);
