package org.resultsrelay.text;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** In which time zone the messages tell times. */
@ConfigurationProperties("relay.words")
public record WordsProperties(@DefaultValue("UTC") ZoneId zone) {}
