package org.resultsrelay;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.resultsrelay.scheduling.DatabaseClock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts the relay. Everything else is found from the packages beside it, one for each part of the business. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ResultsRelay {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int FEWEST_CARRIERS = 8;

    /**
     * Whatever the relay and its libraries write is English or for machines, in UTF-8: in the machine's own locale Kafka
     * would put other digits into its settings, and a terminal would show question marks for symbols.
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH);
        haveEnoughCarriers();
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LoggerFactory.getLogger(ResultsRelay.class)
                .error("The thread {} ended with an error that nobody caught", thread.getName(), e));
        SpringApplication.run(ResultsRelay.class, args);
    }

    /**
     * A virtual thread keeps its carrier while it loads a class. If every carrier waits like this for a jar's lock whose
     * owner has none, the relay hangs for good; with two carriers that happened at a start. See <a
     * href="https://github.com/spring-projects/spring-boot/issues/51379">the report to Spring Boot</a>.
     */
    private static void haveEnoughCarriers() {
        if (System.getProperty(CARRIERS) == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty(CARRIERS, Integer.toString(Math.max(processors, FEWEST_CARRIERS)));
        }
    }

    /** The one clock: whoever needs the time asks it, SQL included, so that tests can move it and all relays go by the same. */
    @Bean
    DatabaseClock clock(ObjectProvider<JdbcTemplate> database) {
        return new DatabaseClock(database::getObject, Clock.systemUTC());
    }
}
