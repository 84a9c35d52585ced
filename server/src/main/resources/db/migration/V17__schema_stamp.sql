-- What scripts the tables were last brought up to date with: at most one row.
create table schema_stamp (
  scripts varchar(64) not null primary key
);
