package org.resultsrelay.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.company.SignatureVerifier;
import org.resultsrelay.demo.company.Standing;
import org.resultsrelay.demo.platform.Act;
import org.resultsrelay.demo.platform.Intake;
import org.resultsrelay.demo.platform.Ledger;
import org.resultsrelay.demo.platform.PlayAct;
import org.resultsrelay.demo.platform.RelayApi;
import org.resultsrelay.demo.platform.ReplayAct;
import org.resultsrelay.demo.platform.ResultsFile;
import org.resultsrelay.demo.platform.Tally;
import org.resultsrelay.demo.stage.Pauses;
import org.resultsrelay.demo.stage.Progress;
import org.resultsrelay.demo.stage.Screen;
import org.resultsrelay.demo.stage.Screen.Tone;

/** The show from its first line to its table. */
final class Show {

    private static final Duration TO_READ = Duration.ofSeconds(5);

    private final DemoProperties properties;
    private final SampleClient client;
    private final Screen screen;
    private final Pauses pauses;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final Ledger ledger = new Ledger();
    private final Progress progress;

    Show(DemoProperties properties, SampleClient client, Screen screen, Pauses pauses, Clock clock) {
        this.properties = properties;
        this.client = client;
        this.screen = screen;
        this.pauses = pauses;
        this.clock = clock;
        this.progress = new Progress(screen, pauses, clock);
    }

    /** True when every total that the client company shows is right. */
    boolean run(RelayApi relay, Registration registration) throws IOException, InterruptedException {
        Act act = act();
        announce(act);
        Commentary commentary = new Commentary(screen, tally, properties.results() == null, clock);
        commentary.legend();
        if (properties.results() == null) {
            pauses.pause(TO_READ);
        }
        client.open(new SignatureVerifier(registration.enter(client.endpoint()), clock), commentary);
        Optional<Outage> outage = properties
                .outageAfter()
                .map(after -> new Outage(after, properties.outage().length(), client, registration, screen, pauses));
        outage.ifPresent(Outage::schedule);
        act.perform(new Intake(relay, registration.intakeToken(), ledger, tally, pauses, commentary::answered));
        if (outage.isPresent()) {
            outage.get().finish();
        }
        recall(registration);
        return conclude();
    }

    private Act act() {
        return properties.results() == null
                ? new PlayAct(properties.script(), pauses, clock)
                : new ReplayAct(new ResultsFile(properties.results()), tally, progress);
    }

    private void announce(Act act) {
        screen.line("");
        stage(act.announcement());
        stage("The client company listens on %s and verifies the signature of each summary."
                .formatted(client.endpoint()));
        properties
                .outageAfter()
                .ifPresent(
                        after -> stage("After %s s its server goes down for %s s: watch the alert, then the recovery."
                                .formatted(
                                        after.toSeconds(),
                                        properties.outage().length().toSeconds())));
        screen.line("");
    }

    /** What was relayed to an earlier demo is no news to the relay, while this demo's company never heard of it. */
    private void recall(Registration registration) throws IOException, InterruptedException {
        long unheard = compare().wrong().stream()
                .filter(wrong -> wrong.actual() == null)
                .count();
        if (properties.results() != null && tally.duplicates.sum() > 0 && unheard > 0) {
            stage(String.format(
                    Locale.ROOT, "%,d users were relayed to an earlier demo: the company asks for a resync.", unheard));
            registration.resync();
        }
    }

    private boolean conclude() throws InterruptedException {
        Comparison comparison = new Settlement(this::compare, properties.patience(), clock).await(progress);
        screen.line("");
        Scoreboard.of(tally, comparison).forEach(screen::line);
        Scoreboard.examples(comparison).forEach(text -> screen.line(Tone.BAD, text));
        boolean right = comparison.allRight() && tally.clean();
        screen.line(right ? Tone.GOOD : Tone.BAD, right ? "Every total is right." : "NOT everything is right.");
        return right;
    }

    private Comparison compare() {
        return Comparison.of(
                ledger, user -> client.standing(user).map(Standing::totals).orElse(null));
    }

    private void stage(String text) {
        screen.line(Tone.STAGE, "--- " + text);
    }
}
