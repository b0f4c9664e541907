package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What reading webhooks allocates, in bytes: on a busy relay this is what its collector works for. */
class AllocationTests {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 500;

    private static final String EVENT = """
            {"event_id": "e-1", "type": "test.completed", "occurred_at": "2026-11-21T10:00:00Z", "user": {"id": "u-17"},
             "result": {"test_id": "t-9", "test_name": "Negotiation basics", "attempt": 1, "score": 17, "max_score": 20,
                        "passed": true, "completed_at": "2026-11-21T09:59:58Z"}}""";

    @Test
    void oneEventTakesAFewKilobytes() {
        assertThat(bytesToRead(EVENT)).isLessThan(5_500);
    }

    @Test
    void anEventOfFiveHundredTakesLess() {
        String array = "[" + String.join(",", Collections.nCopies(500, EVENT)) + "]";
        assertThat(bytesToRead(array) / 500).isLessThan(4_200);
    }

    private static long bytesToRead(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        WebhookReader.read(body, Sample.NOW);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            WebhookReader.read(body, Sample.NOW);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }
}
