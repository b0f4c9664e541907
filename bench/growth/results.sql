-- Ten million results of 250,000 users, all of them delivered to a company of its own.
insert into clients (key, name, endpoint_url, policy, detail, in_flight, created_at, updated_at, version)
values ('history', 'History', 'http://127.0.0.1:9900/', 'BEST', 'TESTS', 16, '2026-11-21', '2026-11-21', 0);

insert into users (client_id, external_id, revision, created_at)
select c.id, 'h-' || n, 40, '2026-11-21' from clients c, generate_series(1, 250000) n where c.key = 'history';

insert into results (client_id, user_id, event_id, fingerprint, test_id, attempt, score, max_score, provisional, stands,
                     completed_at, received_at)
select u.client_id, u.id, 'e-' || u.id || '-' || t, gen_random_uuid(), 'test-' || t, 1, 12, 20, false, true, '2026-11-21', '2026-11-21'
from users u join clients c on c.id = u.client_id and c.key = 'history', generate_series(1, 40) t;

insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at)
select u.id, u.client_id, 40, 40, '2026-11-21', 'infinity' from users u join clients c on c.id = u.client_id and c.key = 'history';

analyze;
