-- What other systems know about a customer, for routing rules and the desk. Tags are a JSON list.
alter table customer add column tags varchar(2000) default '[]' not null;
alter table customer add column birth_date date;
alter table customer add column contracts integer;
alter table customer add column region varchar(40);
