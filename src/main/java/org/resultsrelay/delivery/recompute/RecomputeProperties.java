package org.resultsrelay.delivery.recompute;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topic of recompute messages.
 *
 * @param topic its name
 * @param partitions how many it has at least; more let more processes share the work
 * @param replication on how many brokers each partition is kept
 * @param listeners how many threads of this process consume it
 */
@Validated
@ConfigurationProperties("relay.recompute")
record RecomputeProperties(
        @DefaultValue("relay.recompute") @NotBlank String topic,
        @DefaultValue("4") @Min(1) @Max(10_000) int partitions,
        @DefaultValue("1") @Min(1) short replication,
        @DefaultValue("2") @Min(1) @Max(1_000) int listeners) {}
