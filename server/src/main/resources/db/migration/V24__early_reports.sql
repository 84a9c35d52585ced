-- A report that came before its call waits under every name the call may have; when one is claimed, the others of the
-- same report go.
alter table sent_call add column receipt varchar(128);
create index sent_call_receipt on sent_call (tenant_id, account_id, receipt);
