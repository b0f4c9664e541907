package org.resultsrelay.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.resultsrelay.demo.Screen.Tone;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.company.SignatureVerifier;
import org.resultsrelay.demo.company.Standing;

/** The show from its first line to its table. */
final class Show {

    private final DemoProperties properties;
    private final AdminAccess admin;
    private final Screen screen;
    private final Pauses pauses;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final Ledger ledger = new Ledger();
    private final Progress progress;

    Show(DemoProperties properties, AdminAccess admin, Screen screen, Pauses pauses, Clock clock) {
        this.properties = properties;
        this.admin = admin;
        this.screen = screen;
        this.pauses = pauses;
        this.clock = clock;
        this.progress = new Progress(screen, pauses, clock);
    }

    /** True when every total that the client company shows is right. */
    boolean run(URI relay, SampleClient client) throws IOException, InterruptedException {
        RelayApi api = new RelayApi(relay);
        Registration company = Registration.of(api, admin.token(), client.endpoint());
        Act act = act();
        Commentary commentary = new Commentary(screen, tally, properties.results() == null, clock);
        announce(act, client);
        commentary.heading();
        client.open(new SignatureVerifier(company.signingSecret(), clock), commentary);
        Optional<Outage> outage = properties
                .outageAfter()
                .map(after -> new Outage(
                        client, screen, pauses, after, properties.outage().length()));
        outage.ifPresent(Outage::schedule);
        act.perform(new Intake(api, company.intakeToken(), ledger, tally, pauses));
        if (outage.isPresent()) {
            outage.get().finish();
        }
        return conclude(client);
    }

    private Act act() {
        return properties.results() == null
                ? new PlayAct(properties, pauses, clock)
                : new ReplayAct(new ResultsFile(properties.results()), tally, progress);
    }

    private void announce(Act act, SampleClient client) {
        screen.line("");
        screen.line(Tone.STAGE, "--- " + act.announcement());
        screen.line(
                Tone.STAGE,
                "--- The client company listens on %s and checks the signature of each summary."
                        .formatted(client.endpoint()));
        properties
                .outageAfter()
                .ifPresent(after -> screen.line(
                        Tone.STAGE,
                        "--- After %d s its server will go down for %d s: watch for the alert and the recovery."
                                .formatted(
                                        after.toSeconds(),
                                        properties.outage().length().toSeconds())));
        screen.line("");
    }

    private boolean conclude(SampleClient client) throws InterruptedException {
        Comparison comparison = new Settlement(
                        () -> Comparison.of(
                                ledger,
                                user -> client.standing(user)
                                        .map(Standing::totals)
                                        .orElse(null)),
                        properties.patience(),
                        clock)
                .await(progress);
        screen.line("");
        Scoreboard.of(tally, comparison).forEach(screen::line);
        Scoreboard.examples(comparison).forEach(text -> screen.line(Tone.BAD, text));
        boolean right = comparison.allRight() && tally.clean();
        screen.line(right ? Tone.GOOD : Tone.BAD, right ? "Every total is right." : "NOT every total is right.");
        return right;
    }
}
