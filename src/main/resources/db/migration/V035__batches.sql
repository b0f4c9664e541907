-- How many users' summaries a request to a client carries at most, and how long they gather for it. Both null: one a request.
alter table clients
    add column batch_most integer check (batch_most between 1 and 500),
    add column batch_wait_ms integer check (batch_wait_ms between 0 and 5000),
    add constraint clients_batch_check check ((batch_most is null) = (batch_wait_ms is null));
