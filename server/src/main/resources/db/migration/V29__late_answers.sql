-- The provider's own name of a call whose answer came late, empty where it gives none; null of every other call.
alter table sent_call add column learnt varchar(128);
