-- A million users who wait for a company that is paused.
insert into clients (key, name, endpoint_url, policy, detail, in_flight, paused_at, pause_reason, created_at, updated_at, version)
values ('waiting', 'Waiting', 'http://127.0.0.1:9900/', 'BEST', 'TESTS', 16, '2026-11-21', 'Waits', '2026-11-21', '2026-11-21', 0);

insert into users (client_id, external_id, created_at)
select c.id, 'u-' || n, '2026-11-21' from clients c, generate_series(1, 1000000) n where c.key = 'waiting';

insert into results (client_id, user_id, event_id, fingerprint, test_id, attempt, score, max_score, provisional, stands,
                     completed_at, received_at)
select u.client_id, u.id, 'e-' || u.id, gen_random_uuid(), 'test-1', 1, 12, 20, false, true, '2026-11-21', '2026-11-21'
from users u join clients c on c.id = u.client_id and c.key = 'waiting';

insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
select u.id, u.client_id, 1, '2026-11-21', '2026-11-21' from users u join clients c on c.id = u.client_id and c.key = 'waiting';

analyze;
