package org.resultsrelay.runtime;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the embedded PostgreSQL running: if its process dies under a running relay, it is started again. */
class PostgresWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresWatch.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 10; // a dead server's sessions may hold its memory a moment longer than itself

    private final EmbeddedPostgres postgres;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("postgres-watch").daemon().unstarted(this::watch);

    PostgresWatch(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Returns when the server answers, and watches it from then on. */
    void start() throws IOException, SQLException, InterruptedException {
        boolean started = false;
        try {
            startInTries();
            started = true;
        } finally {
            if (!started) {
                postgres.stop();
            }
        }
        thread.start();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    private void watch() {
        boolean failing = false; // logged once, however long it lasts
        boolean logFails = false;
        try {
            while (!closed()) {
                if (!postgres.isUp()) {
                    failing = !revived(failing);
                }
                logFails = !logRotated(logFails);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean logRotated(boolean quietly) {
        try {
            postgres.rotateLog();
            return true;
        } catch (IOException e) {
            if (!quietly) {
                log.warn(
                        "postgres.log cannot be truncated and keeps growing. Check that the data directory has free space",
                        e);
            }
            return false;
        }
    }

    private boolean revived(boolean quietly) throws InterruptedException {
        try {
            if (!quietly) {
                log.warn("The embedded PostgreSQL died; starting it again");
            }
            startInTries();
            log.info("The embedded PostgreSQL is back");
            return true;
        } catch (IOException | SQLException | RuntimeException | Error e) {
            if (!quietly) {
                log.error("The embedded PostgreSQL does not start; trying again. postgres.log may explain it", e);
            }
            return false;
        }
    }

    private void startInTries() throws IOException, SQLException, InterruptedException {
        for (int left = TRIES; true; left--) {
            try {
                postgres.start();
                return;
            } catch (IOException | SQLException e) {
                if (left == 1 || closed()) {
                    throw e;
                }
            }
        }
    }

    private boolean closed() throws InterruptedException {
        return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postgres.stop();
    }
}
