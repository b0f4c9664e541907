package org.resultsrelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.TestServers;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The relay's own pool and Flyway, with a migration that takes longer than a transaction may stand idle. */
class LongMigrationsIT {

    private final TestServers servers = TestServers.chosen();
    private final ApplicationContextRunner relay = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(DatabaseFaults.class)
            .withPropertyValues(
                    "spring.datasource.url=" + servers.database("slow_" + System.nanoTime()),
                    "spring.datasource.username=" + servers.user(),
                    "spring.datasource.password=" + servers.password(),
                    "spring.flyway.locations=classpath:db/slow",
                    "spring.datasource.hikari.connection-init-sql=set idle_in_transaction_session_timeout = '1s'");

    @Test
    void aMigrationTakesAsLongAsItTakesAndAnotherRelayWaitsForIt() {
        relay.run(migrated -> {
            assertThat(migrated).hasNotFailed();
            Flyway flyway = migrated.getBean(Flyway.class);
            assertThat(flyway.info().current().getVersion().getVersion()).isEqualTo("001");
            assertThat(flyway.getConfiguration().getLockRetryCount())
                    .as("tries to get the lock that another relay holds")
                    .isEqualTo(-1);
        });
    }
}
