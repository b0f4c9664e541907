package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;

@RelayTest
class RealServersIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KafkaAdmin kafka;

    @Test
    void postgresIsTheVersionThatProductionRuns() {
        assertThat(jdbc.sql("show server_version_num").query(Integer.class).single())
                .isBetween(180_000, 189_999);
    }

    @Test
    void kafkaHasOneBroker() throws Exception {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }
}
