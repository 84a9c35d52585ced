-- How many calls of a message the provider has answered with yes: a message of several calls that was cut goes on there.
alter table outbound add column answered integer default 0 not null;

-- Messages that failed or are in doubt after some of their calls were answered, so that one sent again brings the rest.
create table partly_sent (
  tenant_id varchar(64) not null,
  conversation_id uuid not null,
  seq bigint not null,
  answered integer not null,
  primary key (tenant_id, conversation_id, seq),
  foreign key (tenant_id, conversation_id, seq) references message (tenant_id, conversation_id, seq)
);
