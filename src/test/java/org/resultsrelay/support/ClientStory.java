package org.resultsrelay.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A story with one client company of its own, named after the test, and a platform that posts for it. */
@DeliveryStory
public abstract class ClientStory {

    private static final AtomicInteger joined = new AtomicInteger();

    @Autowired
    protected ApplicationContext relay;

    protected Api admin;
    protected ClientCompany acme;
    protected Platform platform;

    @BeforeEach
    void acmeJoins(TestInfo test) {
        admin = Api.admin(relay);
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        acme = ClientCompany.joins(
                admin, name.substring(0, Math.min(50, name.length())) + "-" + joined.incrementAndGet());
        platform = Platform.of(admin, acme);
    }

    @AfterEach
    void acmeLeaves() {
        acme.close();
    }

    /** How the relay describes the user's delivery, such as {@code delivered}. */
    protected String stateOf(String userId) {
        return admin.get("/api/v1/users/" + acme.key() + "/" + userId).text("state");
    }

    /** All that was posted has been confirmed, and that is written down. */
    protected void nobodyWaits() {
        assertThat(admin.get("/api/v1/clients/" + acme.key())
                        .json()
                        .at("/state/waiting_users")
                        .asInt())
                .as("users who wait")
                .isZero();
    }
}
