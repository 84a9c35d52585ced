-- Two attributes of 4,096 characters each, every one escaped, with room to spare.
alter table conversation alter column attributes set data type varchar(100000);

-- Calls for channels that nobody has belong to the group and to no account.
alter table dead_letter alter column account_id drop not null;
