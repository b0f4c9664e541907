package org.resultsrelay.demo;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.platform.RelayApi;
import org.resultsrelay.demo.stage.Pauses;
import org.resultsrelay.demo.stage.Screen;
import org.resultsrelay.demo.stage.Screen.Tone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins the show when the relay is ready, and ends the process after it where that is asked for. */
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

    /** Its thread is no daemon: the process must not end of itself, with status 0, before the verdict is its status. */
    @EventListener
    void begin(ApplicationReadyEvent ready) {
        Thread.ofPlatform().name("demo").daemon(false).start(() -> perform(ready.getApplicationContext()));
    }

    private void perform(ConfigurableApplicationContext relay) {
        boolean right = false;
        try {
            URI address =
                    URI.create("http://localhost:" + relay.getEnvironment().getRequiredProperty("local.server.port"));
            SampleClient opened = open();
            RelayApi api = new RelayApi(address);
            right = new Show(properties, opened, screen, pauses, clock).run(api, new Registration(api, admin.token()));
            if (!properties.exit()) {
                showAround(address, opened);
            }
        } catch (InterruptedException e) {
            return; // the relay stops
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

    private SampleClient open() throws IOException {
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

    private void showAround(URI relay, SampleClient client) {
        screen.line("");
        screen.line(Tone.STAGE, "--- The relay stays up; look around, and stop it with Ctrl-C.");
        screen.line("The relay's API, to try out:     " + relay.resolve("/swagger-ui.html"));
        screen.line("What the client company shows:   " + client.page());
        screen.line("How the relay sees the company:  curl -H \"Authorization: Bearer %s\" %s"
                .formatted(admin.inShell(), relay.resolve(Registration.PATH)));
    }

    /** Comes before the relay closes its door, on which the platform would else knock in vain. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        pauses.stop();
    }

    /** Comes last, when the relay's pushes in flight have been answered. */
    @PreDestroy
    void close() {
        SampleClient opened = client;
        if (opened != null) {
            opened.close();
        }
    }
}
