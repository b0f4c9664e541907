// The job of the relay, as a Node team would build it: Fastify, PostgreSQL, and BullMQ on Redis. One process answers webhooks
// (node relay.mjs web), another pushes summaries (node relay.mjs worker). DATABASE_URL, REDIS_PORT and COMPANY_URL say where.
import Fastify from "fastify";
import pg from "pg";
import { Queue, Worker } from "bullmq";
import { Pool as HttpPool } from "undici";

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const connection = { host: "127.0.0.1", port: Number(process.env.REDIS_PORT) };
const company = new URL(process.env.COMPANY_URL);
const TOKEN = "Bearer bench-token";
const RETRIES = { attempts: 6, backoff: { type: "fixed", delay: 10_000 }, removeOnComplete: true };

const text = { type: "string", minLength: 1, maxLength: 64 };
const number = { type: "number", minimum: 0 };
const body = {
    type: "object",
    required: ["event_id", "type", "user", "result"],
    properties: {
        event_id: text,
        type: text,
        user: { type: "object", required: ["id"], properties: { id: text } },
        result: {
            type: "object",
            required: ["test_id", "score", "max_score", "passed", "completed_at"],
            properties: {
                test_id: text,
                score: number,
                max_score: number,
                passed: { type: "boolean" },
                completed_at: { type: "string", format: "date-time" },
            },
        },
    },
};

async function makeTables() {
    await database.query(`
        create table if not exists users (id bigserial primary key, external_id text unique not null);
        create table if not exists results (
            id bigserial primary key, user_id bigint not null references users, event_id text unique not null,
            test_id text not null, score numeric(9, 2) not null, max_score numeric(9, 2) not null, passed boolean not null,
            completed_at timestamptz not null);
        create index if not exists results_user on results (user_id)`);
}

async function store({ event_id, user, result }) {
    const client = await database.connect();
    try {
        await client.query("begin");
        const { rows } = await client.query(
            `insert into users (external_id) values ($1)
             on conflict (external_id) do update set external_id = excluded.external_id returning id`,
            [user.id],
        );
        const { rowCount } = await client.query(
            `insert into results (user_id, event_id, test_id, score, max_score, passed, completed_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (event_id) do nothing`,
            [rows[0].id, event_id, result.test_id, result.score, result.max_score, result.passed, result.completed_at],
        );
        await client.query("commit");
        return { userId: rows[0].id, isNew: rowCount > 0 };
    } catch (error) {
        await client.query("rollback");
        throw error;
    } finally {
        client.release();
    }
}

async function answerWebhooks() {
    await makeTables();
    const summaries = new Queue("summaries", { connection });
    const app = Fastify();
    app.post("/api/v1/webhooks/results", { schema: { body } }, async (request, reply) => {
        if (request.headers.authorization !== TOKEN) {
            return reply.code(401).send();
        }
        const { userId, isNew } = await store(request.body);
        if (isNew) {
            await summaries.add("summary", { userId }, RETRIES);
        }
        return reply.code(202).send({ event_id: request.body.event_id });
    });
    await app.listen({ host: "127.0.0.1", port: 8200 });
}

function pushSummaries() {
    const http = new HttpPool(company.origin, { connections: 32 });
    const push = async (job) => {
        const { rows } = await database.query(
            `select u.external_id, count(*)::int tests_completed, count(*) filter (where passed)::int tests_passed,
                    sum(score)::float8 score, sum(max_score)::float8 max_score
             from results r join users u on u.id = r.user_id where u.id = $1 group by 1`,
            [job.data.userId],
        );
        const { external_id, ...totals } = rows[0];
        const answer = await http.request({
            method: "POST",
            path: company.pathname,
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ type: "user.summary.updated", data: { user_id: external_id, totals } }),
        });
        await answer.body.dump();
        if (answer.statusCode >= 300) {
            throw new Error("status " + answer.statusCode);
        }
    };
    new Worker("summaries", push, { connection, concurrency: 32 });
}

if (process.argv[2] === "web") {
    await answerWebhooks();
} else {
    pushSummaries();
}
