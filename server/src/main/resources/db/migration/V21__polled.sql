-- Answers to polls of providers that keep nothing of them, until all of one has been taken over.
create table polled (
  tenant_id varchar(64) not null,
  id uuid not null,
  account_id varchar(64) not null,
  feed varchar(16) not null,
  body varchar(1000000) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references channel_account (tenant_id, id)
);
