-- Whom each relay process has made room for: a share grows only when all of them know the same processes.
alter table relays add column roster uuid[] not null default '{}';
