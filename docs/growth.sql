-- Fills an installation's database with 50,000 users of 40 results each, all delivered; see performance.md.
insert into clients (key, name, endpoint_url, policy, detail, in_flight, created_at, updated_at, version)
values ('growth', 'Growth', 'http://127.0.0.1:9900/', 'BEST', 'TESTS', 8, '2026-11-21', '2026-11-21', 0);

insert into users (client_id, external_id, revision, created_at)
select c.id, 'u-' || n, 40, '2026-11-21' from clients c, generate_series(1, 50000) n where c.key = 'growth';

insert into results (client_id, user_id, event_id, fingerprint, test_id, test_name, attempt, score, max_score, passed,
                     provisional, stands, occurred_at, completed_at, received_at)
select u.client_id, u.id, 'e-' || u.id || '-' || t, gen_random_uuid(), 'test-' || t, 'Negotiation basics, part ' || t, 1,
       t * 7 % 21, 20, t * 7 % 21 >= 12, false, true, '2026-11-21T10:00:00Z', '2026-11-21T09:59:58Z', '2026-11-21T10:00:00Z'
from users u join clients c on c.id = u.client_id and c.key = 'growth', generate_series(1, 40) t;

insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at)
select u.id, u.client_id, 40, 40, '2026-11-21', '2026-11-21' from users u join clients c on c.id = u.client_id and c.key = 'growth';

analyze;
