package org.resultsrelay.digest;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** When the message about the day before is sent, in the time zone of the messages; null: never. */
@ConfigurationProperties("relay.digest")
record DigestProperties(@Nullable LocalTime at) {}
