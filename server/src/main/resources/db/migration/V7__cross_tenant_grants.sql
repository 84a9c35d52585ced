-- A conversation of one tenant that an agent of another works on. Each side keeps its own row, because no transaction
-- sees two tenants: the owner's grant says what is open to whom, the lender's loan says which slot of its agent is taken.

-- `live` is true until the grant has ended and null afterwards: a conversation is granted to one agent at a time.
create table cross_tenant_grant (
  tenant_id varchar(64) not null,
  id uuid not null,
  conversation_id uuid not null,
  grantee varchar(64) not null,
  agent uuid not null,
  agent_name varchar(100) not null,
  claim bigint not null,
  state varchar(10) not null,
  live boolean,
  basis varchar(40) not null,
  contract varchar(100) not null,
  approver varchar(100) not null,
  valid_until timestamp(6) with time zone,
  granted_at timestamp(6) with time zone not null,
  accepted_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  end_reason varchar(32),
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, live),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id)
);
create index cross_tenant_grant_live on cross_tenant_grant (tenant_id, live);

-- `conversation_id` is the owner's and refers to no row of the lender. `live` as above.
create table loan (
  tenant_id varchar(64) not null,
  offer_id uuid not null,
  owner varchar(64) not null,
  conversation_id uuid not null,
  claim bigint not null,
  channel varchar(16) not null,
  queue varchar(100) not null,
  skills varchar(2000) not null,
  priority_class integer not null,
  weight integer not null,
  boost_millis bigint not null,
  waiting_since timestamp(6) with time zone not null,
  entry_order bigint not null,
  agent uuid not null,
  offered_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  state varchar(10) not null,
  live boolean,
  ended_at timestamp(6) with time zone,
  primary key (tenant_id, offer_id),
  unique (tenant_id, conversation_id, live),
  foreign key (tenant_id, agent) references app_user (tenant_id, id)
);
create index loan_live on loan (tenant_id, live);
