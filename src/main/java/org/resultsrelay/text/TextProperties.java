package org.resultsrelay.text;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code timeZone}: that of the times in messages. */
@ConfigurationProperties("relay")
public record TextProperties(@DefaultValue("UTC") ZoneId timeZone) {}
