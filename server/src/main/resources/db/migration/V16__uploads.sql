-- Files that were handed in and wait for their message: for whose conversation, and what each is.
create table upload (
  tenant_id varchar(64) not null,
  id uuid not null,
  account_id varchar(64) not null,
  external_user varchar(128) not null,
  by_agent boolean not null,
  kind varchar(8) not null,
  name varchar(255) not null,
  mime varchar(100) not null,
  bytes bigint not null,
  sha256 varchar(64) not null,
  thumbnail boolean not null,
  created_at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id)
);
create index upload_owner on upload (tenant_id, account_id, external_user);
create index upload_created on upload (tenant_id, created_at);
