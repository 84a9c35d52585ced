-- How many pixels a picture that waits for its message has, 0 for any other file: some providers take pictures of some shapes only.
alter table upload add column width integer default 0 not null;
alter table upload add column height integer default 0 not null;
