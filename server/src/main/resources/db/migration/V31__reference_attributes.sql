-- What a provider knows of why a customer comes, until the first message; at most 4,096 characters, every one escaped.
alter table reference add column attributes varchar(100000) default '{}' not null;
