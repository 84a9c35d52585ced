-- Whether somebody has seen to a notice that failed or is in doubt.
alter table notice add column seen boolean default false not null;
create index notice_problem on notice (tenant_id, delivery, seen, created_at);

-- Names by which dealers know notices: what was reported under one that no notice had yet, and which ones notices got
-- with an answer. A report may come before the answer that brings its name: whoever finds the other's row begins again.
create table notice_name (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  reference varchar(128) not null,
  known boolean not null,
  state varchar(16) not null,
  detail varchar(200) not null,
  at timestamp(6) with time zone not null,
  primary key (tenant_id, account_id, reference)
);
create index notice_name_at on notice_name (tenant_id, at);

-- Dead letters go after a while.
create index dead_letter_at on dead_letter (tenant_id, at);
