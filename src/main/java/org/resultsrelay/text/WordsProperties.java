package org.resultsrelay.text;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The time zone of times in messages. */
@ConfigurationProperties("relay.words")
public record WordsProperties(@DefaultValue("UTC") ZoneId zone) {}
