package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Starts the relay's own servers side by side with everything else, and stops them after everything else. */
class EmbeddedServers implements AutoCloseable {

    private final @Nullable FutureTask<EmbeddedPostgres> postgres;
    private final @Nullable FutureTask<EmbeddedKafka> kafka;

    EmbeddedServers(DataDirectory data, Path binaries, boolean withPostgres, boolean withKafka) {
        postgres = withPostgres ? inBackground("postgres-start", () -> startPostgres(data, binaries)) : null;
        kafka = withKafka ? inBackground("kafka-start", () -> startKafka(data)) : null;
    }

    EmbeddedPostgres postgres() {
        return await(postgres);
    }

    EmbeddedKafka kafka() {
        return await(kafka);
    }

    private static EmbeddedPostgres startPostgres(DataDirectory data, Path binaries) throws Exception {
        EmbeddedPostgres server = new EmbeddedPostgres(data, binaries);
        server.start();
        return server;
    }

    private static EmbeddedKafka startKafka(DataDirectory data) throws IOException {
        EmbeddedKafka server = new EmbeddedKafka(data);
        server.start();
        return server;
    }

    private static <T> FutureTask<T> inBackground(String name, Callable<T> start) {
        FutureTask<T> task = new FutureTask<>(start);
        Thread.ofPlatform().name(name).daemon().start(task);
        return task;
    }

    private static <T> T await(@Nullable FutureTask<T> start) {
        if (start == null) {
            throw new IllegalStateException("This server is not one of the relay's own");
        }
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (kafka != null) {
            kafka().close();
        }
        if (postgres != null) {
            postgres().close();
        }
    }
}
