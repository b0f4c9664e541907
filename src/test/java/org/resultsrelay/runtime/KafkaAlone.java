package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** The broker in a process of its own, at a port it keeps, for tests that take it away: {@code KafkaAlone <directory> <port>}. */
final class KafkaAlone {

    private KafkaAlone() {}

    public static void main(String[] args) throws IOException {
        new EmbeddedKafka(new DataDirectory(Path.of(args[0])), Integer.parseInt(args[1])).start();
    }
}
