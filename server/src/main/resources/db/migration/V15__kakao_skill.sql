-- One-time addresses for answers to customers of a Kakao chatbot, and whether each was used.
create table skill_callback (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  id varchar(64) not null,
  external_user varchar(128) not null,
  url varchar(2000) not null,
  received_at timestamp(6) with time zone not null,
  used boolean not null,
  primary key (tenant_id, account_id, id)
);
create index skill_callback_user on skill_callback (tenant_id, account_id, external_user, received_at);
create index skill_callback_received on skill_callback (tenant_id, received_at);
