package org.resultsrelay.incidents.signs;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.words.OneLine;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks Kafka whether it is there, on a connection of its own: a producer that fails to send may be at fault itself. */
@Component
class KafkaProbe implements DisposableBean {

    private static final int PATIENCE_MILLIS = 2_000;

    private final KafkaAdmin settings;
    private @Nullable Admin admin;

    KafkaProbe(KafkaAdmin settings) {
        this.settings = settings;
    }

    /** What is wrong; empty when all is well. Answers within a few seconds. For one thread. */
    Optional<String> failure() {
        try {
            Admin asked = admin == null ? Admin.create(settings.getConfigurationProperties()) : admin;
            admin = asked;
            asked.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .nodes()
                    .get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(sentence(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (TimeoutException | RuntimeException e) {
            return Optional.of(sentence(e));
        }
    }

    private static String sentence(Throwable e) {
        String name = e.getClass().getSimpleName();
        return OneLine.of(e.getMessage() == null ? name : name + ": " + e.getMessage());
    }

    @Override
    public void destroy() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
