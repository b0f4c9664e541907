-- How old the oldest undelivered revision of a client may become before the administrator is told.
alter table clients add column freshness_seconds integer not null default 300 check (freshness_seconds > 0);
