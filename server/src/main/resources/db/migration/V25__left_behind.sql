-- Files that were away when the first call of a message was made, as ids by spaces. They stay away on every other try, because the calls are counted.
alter table outbound add column left_behind varchar(300000) default '' not null;
alter table partly_sent add column left_behind varchar(300000) default '' not null;
