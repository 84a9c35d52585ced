-- Whether the next call of a waiting message may have been taken on an earlier try, so that it does not end as one that failed.
alter table outbound add column doubtful boolean default false not null;
-- A fingerprint of the calls that were taken, so that others that are planned by then are not taken for them; 0 for none.
alter table outbound add column made integer default 0 not null;
