-- The same rows as the relay stores, and nothing else: what PostgreSQL alone can do on this machine.
drop table if exists results, users;
create table users (
    id bigint generated always as identity primary key, client_id int not null, external_id text not null,
    revision bigint not null, unique (client_id, external_id));
create table results (
    id bigint generated always as identity primary key, user_id bigint not null references users, event_id text not null unique,
    test_id text not null, score numeric(9, 2) not null, max_score numeric(9, 2) not null, passed boolean not null,
    completed_at timestamptz not null, received_at timestamptz not null default now());
create index results_user on results (user_id);
