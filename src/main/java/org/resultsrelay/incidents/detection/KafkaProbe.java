package org.resultsrelay.incidents.detection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
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
            Admin asked = admin == null ? Admin.create(settings.getConfigurationProperties()) : admin;
            admin = asked;
            return topicFailure(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return Optional.of(sentence(e));
        }
    }

    private Optional<String> topicFailure(Admin asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, KafkaFuture<TopicDescription>> found = asked.describeTopics(
                        topics.stream().map(NewTopic::name).toList(),
                        new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                .topicNameValues();
        for (NewTopic topic : topics) {
            int partitions = partitions(Objects.requireNonNull(found.get(topic.name())));
            Optional<String> failure = complete(asked, topic, partitions);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
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

    /** Creates the topic if it is missing, or adds the partitions that it lacks. */
    private static Optional<String> complete(Admin asked, NewTopic topic, int partitions)
            throws InterruptedException, TimeoutException {
        try {
            if (partitions == 0) {
                await(asked.createTopics(List.of(topic), new CreateTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                        .all());
                log.warn("Kafka had no topic {}: the relay has made it again", topic.name());
            } else if (partitions < topic.numPartitions()) {
                Map<String, NewPartitions> wanted =
                        Map.of(topic.name(), NewPartitions.increaseTo(topic.numPartitions()));
                await(asked.createPartitions(wanted, new CreatePartitionsOptions().timeoutMs(PATIENCE_MILLIS))
                        .all());
                log.warn("The topic {} had too few partitions: it has {} now", topic.name(), topic.numPartitions());
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException // another relay was faster, or it is being deleted
                    ? Optional.empty()
                    : Optional.of(partitions == 0 ? cannotCreate(topic, e) : cannotWiden(topic, e));
        }
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String cannotCreate(NewTopic topic, ExecutionException e) {
        return "The topic %s is missing, and the relay cannot make it. Give its Kafka user the rights Create and Describe, or make it: kafka-topics.sh --create --topic %s --partitions %s --replication-factor %s. (%s)"
                .formatted(topic.name(), topic.name(), topic.numPartitions(), topic.replicationFactor(), sentence(e));
    }

    private static String cannotWiden(NewTopic topic, ExecutionException e) {
        return "The topic %s has too few partitions, and the relay cannot add any. Give its Kafka user the right Alter, or do it: kafka-topics.sh --alter --topic %s --partitions %s. (%s)"
                .formatted(topic.name(), topic.name(), topic.numPartitions(), sentence(e));
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
