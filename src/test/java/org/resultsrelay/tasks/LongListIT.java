package org.resultsrelay.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A million ids in one body: made as they are sent, and neither side ever has them all. */
class LongListIT extends TasksTest {

    private static final int BLOCK = 10_000;
    private static final int MEBIBYTE = 1 << 20;

    private final List<Long> heap = new CopyOnWriteArrayList<>();

    @Test
    void memoryStaysFlatAtAMillionIds() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(
                    HttpRequest.newBuilder(URI.create(admin.base() + PATH + "?capacity=100&client=" + key))
                            .header("Authorization", "Bearer " + admin.token())
                            .header("Content-Type", "text/plain")
                            .POST(BodyPublishers.ofInputStream(() -> ids(100)))
                            .build(),
                    BodyHandlers.ofString());
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"total\":1000000");
        System.out.printf(
                "Live heap in MiB while the list came: %s; it took %d ms%n",
                mebibytes(), (System.nanoTime() - begun) / 1_000_000);
        long grown = Collections.max(heap.subList(1, heap.size())) - heap.getFirst();
        assertThat(grown)
                .as("a million strings of this length are over 60 MiB; live heap in MiB was %s", mebibytes())
                .isLessThan(16 * MEBIBYTE);
        aMinuteTouchesItsOwnRowsAlone(answer.headers().firstValue("Location").orElseThrow());
    }

    private void aMinuteTouchesItsOwnRowsAlone(String task) {
        assertThat(database.queryForObject(
                        "select count(*) from recompute_slots where client_id = ?", Long.class, client().id()))
                .as("a few rows say where a quarter's 90,000 go")
                .isLessThanOrEqualTo(31);
        ticks();
        long before = left();
        passes(Duration.ofMinutes(1));
        assertThat(before - left()).isEqualTo(6_000);
        assertThat(admin.delete(task).text("state")).isEqualTo("cancelled");
    }

    private long left() {
        Long left = database.queryForObject("""
                select count(*) from recompute_items i join recompute_tasks t on t.id = i.task_id where t.client_id = ?
                """, Long.class, client().id());
        return left == null ? 0 : left;
    }

    /** The next block is made when the one before is sent. */
    private InputStream ids(int blocks) {
        return new InputStream() {

            private InputStream block = InputStream.nullInputStream();
            private int next;

            @Override
            public int read() {
                throw new UnsupportedOperationException("One byte at a time would take all day");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = block.read(buffer, offset, length);
                if (count >= 0 || next == blocks) {
                    return count;
                }
                if (next % 10 == 5) {
                    heap.add(live());
                }
                block = block(next++);
                return block.read(buffer, offset, length);
            }
        };
    }

    private static InputStream block(int block) {
        long first = (long) block * BLOCK;
        return new ByteArrayInputStream(LongStream.range(first, first + BLOCK)
                .mapToObj(id -> String.format(Locale.ROOT, "user-%012d\n", id))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }

    /** What is left after a collection, the least of three, since other threads go on. */
    private static long live() {
        return IntStream.range(0, 3)
                .mapToLong(n -> {
                    System.gc();
                    return Runtime.getRuntime().totalMemory()
                            - Runtime.getRuntime().freeMemory();
                })
                .min()
                .orElseThrow();
    }

    private List<Long> mebibytes() {
        return heap.stream().map(bytes -> bytes / MEBIBYTE).toList();
    }
}
