package org.resultsrelay.demo;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.platform.ResultsFile;
import org.resultsrelay.demo.platform.Simulation;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.Profile;
import org.springframework.validation.annotation.Validated;

/**
 * The demo's settings.
 *
 * @param exit whether the process ends after the final table, with status 0 only if every total is right
 * @param results a CSV file of results to replay instead of simulated ones
 * @param duration how long the simulated platform posts results
 * @param outage when the sample client goes down
 * @param pace how many posts it sends a second
 * @param users how many users it has
 * @param seed the same seed produces the same results
 * @param clientPort where the sample client listens, 0 for any free port
 * @param patience how long to wait at the end for totals that are not right yet, counted from the last one that became right
 */
@Profile("demo")
@Validated
@ConfigurationProperties("demo")
record DemoProperties(
        boolean exit,
        @Nullable Path results,
        @DefaultValue("60s") @DurationMin(seconds = 1) Duration duration,
        @DefaultValue @Valid Outage outage,

        @DefaultValue("1.5") @DecimalMin("0.1") @DecimalMax("100")
        double pace,

        @DefaultValue("20") @Min(1) @Max(10_000) int users,
        @DefaultValue("2026") long seed,
        @DefaultValue("8090") @Min(0) @Max(65_535) int clientPort,
        @DefaultValue("60s") @DurationMin(seconds = 1) Duration patience) {

    private static final Duration USUAL_OUTAGE = Duration.ofSeconds(20);

    DemoProperties {
        if (results != null) {
            new ResultsFile(results); // throws, with the reason, if the file cannot be replayed
        }
    }

    /**
     * @param after counted from the first result; by default 20s in a simulation that lasts longer than that and the
     *     outage, and never in a replay
     * @param length how long the sample client stays down
     */
    record Outage(
            @Nullable @DurationMin(seconds = 0) Duration after,

            @Name("for") @DefaultValue("20s") @DurationMin(seconds = 1)
            Duration length) {}

    Simulation.Plan plan() {
        return new Simulation.Plan(duration, pace, users, seed);
    }

    /** When the sample client goes down; empty if it does not. */
    Optional<Duration> outageAfter() {
        if (outage.after != null || results != null) {
            return Optional.ofNullable(outage.after);
        }
        return Optional.of(USUAL_OUTAGE)
                .filter(usual -> usual.plus(outage.length).compareTo(duration) < 0);
    }
}
