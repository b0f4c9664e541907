package org.resultsrelay.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.resultsrelay.demo.company.SampleClient;
import org.resultsrelay.demo.company.SignatureVerifier;
import org.resultsrelay.demo.company.StoredSummary;
import org.resultsrelay.demo.platform.Counters;
import org.resultsrelay.demo.platform.ExpectedTotals;
import org.resultsrelay.demo.platform.FileReplay;
import org.resultsrelay.demo.platform.RelayApi;
import org.resultsrelay.demo.platform.ResultsFile;
import org.resultsrelay.demo.platform.Simulation;
import org.resultsrelay.demo.platform.WebhookSender;
import org.resultsrelay.demo.platform.Workload;
import org.resultsrelay.demo.terminal.Pauses;
import org.resultsrelay.demo.terminal.Progress;
import org.resultsrelay.demo.terminal.Screen;
import org.resultsrelay.demo.terminal.Screen.Tone;

/** One run of the demo, from its first line to its final table. */
final class DemoRun {

    private static final Duration TO_READ = Duration.ofSeconds(5);

    private final DemoProperties properties;
    private final SampleClient client;
    private final Screen screen;
    private final Pauses pauses;
    private final Clock clock;
    private final Counters counters = new Counters();
    private final ExpectedTotals expectedTotals = new ExpectedTotals();
    private final Progress progress;

    DemoRun(DemoProperties properties, SampleClient client, Screen screen, Pauses pauses, Clock clock) {
        this.properties = properties;
        this.client = client;
        this.screen = screen;
        this.pauses = pauses;
        this.clock = clock;
        this.progress = new Progress(screen, pauses, clock);
    }

    /** True when every total that the client company shows is right. */
    boolean run(RelayApi relay, CompanyAdmin admin) throws IOException, InterruptedException {
        Workload workload = workload();
        announce(workload);
        EventPrinter printer = new EventPrinter(screen, counters, properties.results() == null, clock);
        printer.legend();
        if (properties.results() == null) {
            pauses.pause(TO_READ);
        }
        client.open(new SignatureVerifier(admin.register(client.endpoint()), clock), printer);
        Optional<Outage> outage = properties
                .outageAfter()
                .map(after -> new Outage(after, properties.outage().length(), client, admin, screen, pauses));
        outage.ifPresent(Outage::schedule);
        workload.post(
                new WebhookSender(relay, admin.intakeToken(), expectedTotals, counters, pauses, printer::answered));
        if (outage.isPresent()) {
            outage.get().finish();
        }
        resyncIfNeeded(admin);
        return conclude();
    }

    private Workload workload() {
        return properties.results() == null
                ? new Simulation(properties.plan(), pauses, clock)
                : new FileReplay(new ResultsFile(properties.results()), counters, progress);
    }

    private void announce(Workload workload) {
        screen.line("");
        heading(workload.announcement());
        heading("The client company listens on %s and verifies each summary's signature.".formatted(client.endpoint()));
        properties
                .outageAfter()
                .ifPresent(after ->
                        heading("After %s s its server goes down for %s s. Watch for the alert and the recovery."
                                .formatted(
                                        after.toSeconds(),
                                        properties.outage().length().toSeconds())));
        screen.line("");
    }

    /** After an earlier replay the relay has nothing new to send, but this demo's company begins without any summaries. */
    private void resyncIfNeeded(CompanyAdmin admin) throws IOException, InterruptedException {
        long missing = compare().wrong().stream()
                .filter(wrong -> wrong.actual() == null)
                .count();
        if (properties.results() != null && counters.duplicates.sum() > 0 && missing > 0) {
            heading(String.format(
                    Locale.ROOT,
                    "The relay sent %,d of these users to an earlier demo, so the company asks for a resync.",
                    missing));
            admin.resync();
        }
    }

    private boolean conclude() throws InterruptedException {
        Comparison comparison = new FinalCheck(this::compare, properties.patience(), clock).await(progress);
        screen.line("");
        FinalTable.of(counters, comparison).forEach(screen::line);
        FinalTable.examples(comparison).forEach(text -> screen.line(Tone.BAD, text));
        boolean right = comparison.allRight() && counters.promisesKept();
        screen.line(
                right ? Tone.GOOD : Tone.BAD, right ? "Every total is right." : "Something is wrong: see the table.");
        return right;
    }

    private Comparison compare() {
        return Comparison.of(
                expectedTotals,
                user -> client.stored(user).map(StoredSummary::totals).orElse(null));
    }

    private void heading(String text) {
        screen.line(Tone.HEADING, "--- " + text);
    }
}
