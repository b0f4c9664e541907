-- Something sealed with the key that all relays on this database share, so that a relay with another one cannot start.
create table secret_key_check (
    the_only_row boolean primary key default true check (the_only_row),
    sealed       bytea   not null
);
