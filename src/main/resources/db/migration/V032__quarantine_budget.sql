-- How many bytes of refused webhooks were to be kept of each client on each day (UTC), to hold them to the day's budget.
create table quarantine_days (
    client_id bigint not null,
    day       date   not null,
    bytes     bigint not null, -- also what came beyond the budget and was not kept
    primary key (client_id, day)
);
