package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.StartFailure;
import org.springframework.boot.diagnostics.FailureAnalysis;

class KafkaSettingsAnalyzerTests {

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "localhost:port", "http://localhost", "no-such-host.invalid:9092"})
    void anAddressThatIsNoneIsNamedWithItsSetting(String address) {
        Throwable failure = catchThrowable(
                () -> Admin.create(Map.of("bootstrap.servers", address)).close());
        FailureAnalysis said = StartFailure.explained(new IllegalStateException("the start failed", failure));
        assertThat(said.getDescription()).contains("bootstrap");
        assertThat(said.getAction()).contains("SPRING_KAFKA_BOOTSTRAP_SERVERS");
    }
}
