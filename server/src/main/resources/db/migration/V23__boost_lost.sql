-- Whoever came out of hours and lost the head start by that does not get it back when other rules come into force.
alter table routing_arrival add column boost_lost boolean default false not null;
