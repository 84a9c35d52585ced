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

-- Notices to customers' phones, outside any conversation.
create table notice (
  tenant_id varchar(64) not null,
  id uuid not null,
  customer_id uuid not null,
  account_id varchar(64) not null,
  phone varchar(32) not null,
  template varchar(64) not null,
  variables varchar(16000) not null,
  delivery varchar(10) not null,
  failure varchar(200),
  reference varchar(128),
  tries integer not null,
  begun boolean not null,
  created_at timestamp(6) with time zone not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index notice_customer on notice (tenant_id, customer_id, created_at);
create index notice_waiting on notice (delivery, created_at);
create index notice_reference on notice (tenant_id, account_id, reference);
