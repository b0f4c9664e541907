package org.resultsrelay.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long {@code await()} waits in every test that says nothing else. It only stops a test that hangs: no slow machine may reach it. */
public final class HalfAMinute implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }
}
