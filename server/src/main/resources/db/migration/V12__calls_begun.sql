-- Whether a call of the row has begun whose answer is not stored. Set only where the provider would bring a repeated call twice.
alter table outbound add column calling boolean default false not null;
