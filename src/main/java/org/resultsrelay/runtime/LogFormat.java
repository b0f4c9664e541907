package org.resultsrelay.runtime;

import java.util.Set;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Refuses an unknown log format before Spring Boot sets up the log, which would end in a stack trace. */
class LogFormat implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String PROPERTY = "logging.structured.format.console";
    private static final Set<String> KNOWN = Set.of("ecs", "gelf", "logstash");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        String format = event.getEnvironment().getProperty(PROPERTY, "").strip();
        if (!format.isEmpty() && !format.contains(".") && !KNOWN.contains(format)) { // a dot: the name of a class
            throw new CannotStart(
                    "LOGGING_STRUCTURED_FORMAT_CONSOLE is " + format + ", which is not a log format.",
                    "Set it to ecs, gelf or logstash for one JSON document a line, or leave it out.");
        }
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }
}
