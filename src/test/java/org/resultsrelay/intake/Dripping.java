package org.resultsrelay.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A sender that sends one drop every tenth of a second for as long as it is let. */
record Dripping(ScheduledExecutorService thread, Future<?> drops) implements AutoCloseable {

    static Dripping into(Socket socket, byte[] drop) throws IOException {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        OutputStream out = socket.getOutputStream();
        return new Dripping(thread, thread.scheduleAtFixedRate(() -> drip(out, drop), 0, 100, TimeUnit.MILLISECONDS));
    }

    boolean going() {
        return !drops.isDone();
    }

    private static void drip(OutputStream out, byte[] drop) {
        try {
            out.write(drop);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends the dripping: the relay has closed the connection
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
