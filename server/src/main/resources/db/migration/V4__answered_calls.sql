-- How many calls of a message the provider has answered with yes: a message of several calls that was cut goes on there.
alter table outbound add column answered integer default 0 not null;
