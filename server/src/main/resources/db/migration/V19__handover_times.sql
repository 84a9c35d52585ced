-- What a manager sees of today asks when conversations came from bots.
create index handover_at on handover (tenant_id, at);
