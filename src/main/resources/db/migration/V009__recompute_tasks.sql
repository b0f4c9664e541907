-- What was asked for in bulk. A task's users are handed to the deliveries minute by minute.
create table recompute_tasks (
    id          bigint generated always as identity primary key,
    client_id   bigint      not null references clients,
    name        text        not null,
    capacity    integer     not null check (capacity > 0), -- users a minute, filled one minute after the other
    state       text        not null check (state in ('RECEIVING', 'RUNNING', 'DONE', 'CANCELLED', 'REFUSED')),
    total       bigint      not null default 0,     -- items it was made of
    done        bigint      not null default 0,     -- of them handed to the deliveries
    unknown     bigint      not null default 0,     -- of them nobody's id
    litter      boolean     not null default false, -- items are left that nobody will ask for
    created_at  timestamptz not null,
    heard_at    timestamptz not null,               -- while receiving: when the last ids came
    finished_at timestamptz
);

create index recompute_tasks_by_client on recompute_tasks (client_id, id);
create index recompute_tasks_running on recompute_tasks (client_id) where state = 'RUNNING';
create index recompute_tasks_receiving on recompute_tasks (heard_at) where state = 'RECEIVING';
create index recompute_tasks_litter on recompute_tasks (id) where litter;
create index recompute_tasks_finished on recompute_tasks (finished_at) where finished_at is not null;

-- Written once, and deleted when handed over; minutes are not kept here but, for many items at once, in slots.
create table recompute_items (
    task_id     bigint not null,
    position    bigint not null,
    external_id text collate "C", -- as a list named the user
    user_id     bigint,           -- where the task is over users already known
    primary key (task_id, position),
    check (num_nonnulls(external_id, user_id) = 1)
);

-- Which items a minute takes: those at first, first + step, ..., size of them. Also how full each minute is, so the rows of
-- a minute stay until it is over.
create table recompute_slots (
    id        bigint generated always as identity primary key,
    task_id   bigint not null references recompute_tasks on delete cascade,
    client_id bigint not null,
    minute    timestamptz,           -- null: no quarter has had room for these yet
    first     bigint not null,
    step      bigint not null,
    size      bigint not null check (size > 0),
    taken     bigint not null default 0, -- how many of them were handed over
    check (taken between 0 and size)
);

create index recompute_slots_by_task on recompute_slots (task_id, first);
create index recompute_slots_by_minute on recompute_slots (client_id, minute);

-- Ids that a list named and nobody has.
create table recompute_unknown (
    task_id     bigint not null references recompute_tasks on delete cascade,
    id          bigint generated always as identity,
    external_id text   not null collate "C",
    primary key (task_id, id)
);

-- One row for each client that ever had a task: whoever plans its minutes or hands over its users holds the row.
create table recompute_turns (
    client_id bigint primary key references clients
);
