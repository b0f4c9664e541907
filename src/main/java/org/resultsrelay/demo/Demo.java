package org.resultsrelay.demo;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.platform.RelayApi;
import org.resultsrelay.demo.terminal.Pauses;
import org.resultsrelay.demo.terminal.Screen;
import org.resultsrelay.demo.terminal.Screen.Tone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the demo when the relay is ready, and ends the process afterwards if {@code demo.exit} says so. */
@Component
@Profile("demo")
class Demo {

    private final DemoProperties properties;
    private final AdminAccess admin;
    private final Clock clock;
    private final Screen screen = Screen.standard();
    private final Pauses pauses = new Pauses();
    private volatile @Nullable SampleClient client;

    Demo(DemoProperties properties, AdminAccess admin, Clock clock) {
        this.properties = properties;
        this.admin = admin;
        this.clock = clock;
    }

    /** The thread is not a daemon: otherwise the process could end with status 0 before the result is known. */
    @EventListener
    void start(ApplicationReadyEvent ready) {
        Thread.ofPlatform().name("demo").daemon(false).start(() -> run(ready.getApplicationContext()));
    }

    private void run(ConfigurableApplicationContext relay) {
        boolean right = false;
        try {
            URI address =
                    URI.create("http://localhost:" + relay.getEnvironment().getRequiredProperty("local.server.port"));
            SampleClient opened = openClient();
            RelayApi api = new RelayApi(address);
            right = new DemoRun(properties, opened, screen, pauses, clock)
                    .run(api, new CompanyAdmin(api, admin.token()));
            if (!properties.exit()) {
                printLinks(address, opened);
            }
        } catch (InterruptedException e) {
            return; // the relay is stopping
        } catch (IOException | RuntimeException e) {
            if (pauses.stopped()) {
                return;
            }
            screen.line(Tone.BAD, "!!! The demo cannot go on: " + e.getMessage());
        }
        if (properties.exit()) {
            int status = right ? 0 : 1;
            System.exit(SpringApplication.exit(relay, () -> status));
        }
    }

    private SampleClient openClient() throws IOException {
        try {
            SampleClient opened = SampleClient.on(properties.clientPort());
            client = opened;
            return opened;
        } catch (BindException e) {
            throw new IOException(
                    "port %s is taken: set --demo.client-port, or 0 for any free port"
                            .formatted(properties.clientPort()),
                    e);
        }
    }

    private void printLinks(URI relay, SampleClient client) {
        screen.line("");
        screen.line(Tone.HEADING, "--- The relay keeps running. Have a look around, and stop it with Ctrl-C.");
        screen.line("The relay's API:                 " + relay.resolve("/swagger-ui.html"));
        screen.line("What the client company shows:   " + client.page());
        screen.line("How the relay sees the company:  curl -H \"Authorization: Bearer %s\" %s"
                .formatted(admin.inShell(), relay.resolve(CompanyAdmin.PATH)));
    }

    /** Stops the platform before the relay stops taking webhooks. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        pauses.stop();
    }

    /** Stops the client company last, after it has answered the relay's pushes in flight. */
    @PreDestroy
    void close() {
        SampleClient opened = client;
        if (opened != null) {
            opened.close();
        }
    }
}
