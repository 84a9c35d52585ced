-- Two attributes of 4,096 characters each, every one escaped, with room to spare.
alter table conversation alter column attributes set data type varchar(100000);
