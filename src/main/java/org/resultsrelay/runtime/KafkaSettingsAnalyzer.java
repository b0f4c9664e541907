package org.resultsrelay.runtime;

import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting Kafka's own client does not accept, usually a malformed address or an unknown host. */
class KafkaSettingsAnalyzer extends AbstractFailureAnalyzer<ConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigException cause) {
        return new FailureAnalysis(
                "Kafka's client does not accept a setting: " + cause.getMessage(),
                "Correct SPRING_KAFKA_BOOTSTRAP_SERVERS (host:port of the brokers, separated by commas) or the setting named "
                        + "here. If a host is not known yet, start again when it is.",
                cause);
    }
}
