-- When a sender's references begin anew, parts of two texts may wait under the same numbers; when they came tells
-- them apart.
create table sms_piece (
  tenant_id varchar(64) not null,
  account_id varchar(64) not null,
  source varchar(32) not null,
  destination varchar(32) not null,
  wide boolean not null,
  reference integer not null,
  total integer not null,
  part_no integer not null,
  at timestamp(6) with time zone not null,
  data_coding integer not null,
  octets varchar(16384) not null,
  primary key (tenant_id, account_id, source, destination, wide, reference, total, part_no, at)
);
insert into sms_piece
  (tenant_id, account_id, source, destination, wide, reference, total, part_no, at, data_coding, octets)
  select tenant_id, account_id, source, destination, wide, reference, total, part_no, at, data_coding, octets
  from sms_part;
drop table sms_part;
