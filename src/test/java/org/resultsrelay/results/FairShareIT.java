package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a commit while the database is slow: one client's import leaves room for the others. */
@RelayTest
class FairShareIT {

    private static final int IMPORT = 5_000;

    @Autowired
    ApplicationContext relay;

    @Autowired
    Results results;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    private long joins(String key) {
        Api.admin(relay).put("/api/v1/clients/" + key, "{\"name\":\"Acme\",\"endpoint_url\":\"http://localhost:9/\"}");
        return relay.getBean(Clients.class).find(key).orElseThrow().id();
    }

    private List<Receipt> store(long client, int count) {
        String call = UUID.randomUUID().toString();
        return results.store(
                client,
                IntStream.range(0, count)
                        .mapToObj(n -> Submissions.of(
                                call + n, "u-" + call + n % 10, "t-" + call + n, 1, 12, Submissions.COMPLETED, false))
                        .toList());
    }

    private CompletableFuture<List<Receipt>> storing(long client, int count) {
        return CompletableFuture.supplyAsync(
                () -> store(client, count), task -> Thread.ofVirtual().start(task));
    }

    @Test
    void whileAnImportFillsItsHalfOtherClientsResultsAreStillTaken() throws Exception {
        long importing = joins("importing");
        long other = joins("other");
        List<CompletableFuture<List<Receipt>>> imports;
        try (Connection holder = database.getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table results in share mode");
            imports = List.of(storing(importing, IMPORT), storing(importing, IMPORT));
            await("both imports are held in their commits")
                    .untilAsserted(() -> assertThat(commitsThatWait()).isEqualTo(2));
            assertThatThrownBy(() -> store(importing, 1)).isInstanceOf(RejectedExecutionException.class);
            CompletableFuture<List<Receipt>> single = storing(other, 1);
            await().during(Duration.ofMillis(300)).until(() -> !single.isDone());
            holder.rollback();
            assertThat(single.join()).hasSize(1);
        }
        imports.forEach(one -> assertThat(one.join()).hasSize(IMPORT));
        assertThat(store(importing, 1)).hasSize(1);
    }

    private long commitsThatWait() {
        return jdbc.sql("""
                select count(*) from pg_locks where relation = 'results'::regclass and not granted
                """).query(Long.class).single();
    }
}
