-- Browsers that may write on a web chat account. Only the hash of a visitor's token is kept.
create table visitor (
  tenant_id varchar(64) not null,
  id uuid not null,
  account_id varchar(64) not null,
  name varchar(40) not null,
  phone varchar(16),
  token_hash varchar(64) not null unique,
  consented_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id)
);

-- A visitor who comes back asks for the latest conversation. H2 has this index from the foreign key, PostgreSQL does not.
create index conversation_identity on conversation (external_user, account_id, tenant_id, id);
