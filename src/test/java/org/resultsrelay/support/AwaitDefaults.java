package org.resultsrelay.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How {@code await()} waits in every test that says nothing else. The limit only stops a test that hangs: no slow machine may reach
 * it. What happens at once is seen at once.
 */
public final class AwaitDefaults implements BeforeAllCallback {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration FIRST = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofMillis(100);

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(LIMIT);
        Awaitility.setDefaultPollInterval((polls, before) -> later(before));
    }

    private static Duration later(Duration before) {
        Duration twice = before.isZero() ? FIRST : before.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
