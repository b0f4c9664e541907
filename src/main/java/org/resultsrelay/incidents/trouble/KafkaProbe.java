package org.resultsrelay.incidents.trouble;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Asks Kafka for the relay's topics, on a connection of its own, because a failing producer may be at fault itself.
 * Creates topics that are missing, and adds partitions where there are too few.
 */
@Component
class KafkaProbe implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaProbe.class);
    private static final int PATIENCE_MILLIS = 2_000;

    private static final String CANNOT_CREATE =
            "The topic %1$s is missing, and the relay cannot create it. Give its Kafka user the rights Create and Describe, or"
                    + " create it: kafka-topics.sh --create --topic %1$s --partitions %2$s --replication-factor %3$s. (%4$s)";
    private static final String CANNOT_WIDEN =
            "The topic %1$s has too few partitions, and the relay cannot add any. Give its Kafka user the right Alter, or add"
                    + " them: kafka-topics.sh --alter --topic %1$s --partitions %2$s. (%4$s)";

    private final KafkaAdmin settings;
    private final List<NewTopic> topics;
    private @Nullable Admin admin;

    KafkaProbe(KafkaAdmin settings, List<NewTopic> topics) {
        this.settings = settings;
        this.topics = topics;
    }

    /** What is wrong; empty if nothing is. Answers within a few seconds. Not thread-safe. */
    Optional<String> failure() {
        try {
            Admin asked = admin == null ? connect() : admin;
            admin = asked;
            Map<String, KafkaFuture<TopicDescription>> found = asked.describeTopics(
                            topics.stream().map(NewTopic::name).toList())
                    .topicNameValues();
            for (NewTopic topic : topics) {
                int partitions = partitions(Objects.requireNonNull(found.get(topic.name())));
                Optional<String> failure = complete(asked, topic, partitions);
                if (failure.isPresent()) {
                    return failure;
                }
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return Optional.of(sentence(e));
        }
    }

    private Admin connect() {
        Map<String, Object> config = new HashMap<>(settings.getConfigurationProperties());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return Admin.create(config);
    }

    /** 0 if there is no such topic. */
    private static int partitions(KafkaFuture<TopicDescription> topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return await(topic).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    /** Creates the topic or its missing partitions; returns what the relay lacks to do so. */
    private static Optional<String> complete(Admin asked, NewTopic topic, int partitions)
            throws InterruptedException, TimeoutException {
        if (partitions >= topic.numPartitions()) {
            return Optional.empty();
        }
        try {
            NewPartitions all = NewPartitions.increaseTo(topic.numPartitions());
            await(
                    partitions == 0
                            ? asked.createTopics(List.of(topic)).all()
                            : asked.createPartitions(Map.of(topic.name(), all)).all());
            log.warn("The topic {} had {} partitions; it has {} now", topic.name(), partitions, topic.numPartitions());
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException // another relay was faster, or it is being deleted
                    ? Optional.empty()
                    : Optional.of((partitions == 0 ? CANNOT_CREATE : CANNOT_WIDEN)
                            .formatted(topic.name(), topic.numPartitions(), topic.replicationFactor(), sentence(e)));
        }
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String sentence(Exception failure) {
        Throwable e =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
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
