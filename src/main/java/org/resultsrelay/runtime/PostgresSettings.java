package org.resultsrelay.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of PostgreSQL for one small machine, on loopback only; what is committed is on disk. */
final class PostgresSettings {

    private static final Map<String, String> REACH = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "100",
            "timezone", "UTC");

    private static final Map<String, String> DURABILITY = Map.of(
            "fsync", "on",
            "synchronous_commit", "on");

    /** Checkpoints are rare and spread out, so that none delays a webhook. */
    private static final Map<String, String> PACE = Map.of(
            "shared_buffers", "128MB",
            "checkpoint_timeout", "15min",
            "max_wal_size", "2GB",
            "random_page_cost", "1.1",
            "jit", "off",
            "log_checkpoints", "off");

    private PostgresSettings() {}

    static Map<String, String> all() {
        Map<String, String> settings = new LinkedHashMap<>(REACH);
        settings.putAll(DURABILITY);
        settings.putAll(PACE);
        return settings;
    }
}
