package org.resultsrelay.incidents.detection;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.text.OneLine;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Counts what the relay itself logs at level ERROR. Only the pattern of a message is kept, because its arguments may be
 * personal. Errors of channels are left out, because telling of them would cause more, and so are database outages,
 * which have an incident of their own.
 */
@Component
class ErrorLogCounter extends AppenderBase<ILoggingEvent> implements InitializingBean, DisposableBean {

    private static final String OURS = "org.resultsrelay";
    private static final String CHANNELS = "org.resultsrelay.notify";

    private final Clock clock;
    private @Nullable CountedErrors counted; // guarded by this

    record CountedErrors(Instant since, Instant last, long count, String error) {}

    ErrorLogCounter(Clock clock) {
        this.clock = clock;
        setName("own-errors");
    }

    @Override
    public void afterPropertiesSet() {
        Logger logger = logger();
        if (logger != null) {
            setContext(logger.getLoggerContext());
            start();
            logger.addAppender(this);
        }
    }

    @Override
    public void destroy() {
        Logger logger = logger();
        if (logger != null) {
            logger.detachAppender(this);
        }
        stop();
    }

    private static @Nullable Logger logger() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context ? context.getLogger(OURS) : null;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Throwable thrown = thrown(event);
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                && !event.getLoggerName().startsWith(CHANNELS)
                && (thrown == null || !DatabaseFaults.areBehind(thrown))) {
            count(sentence(event.getMessage(), thrown));
        }
    }

    private synchronized void count(String error) {
        Instant now = clock.instant();
        counted = counted == null
                ? new CountedErrors(now, now, 1, error)
                : new CountedErrors(counted.since(), now, counted.count() + 1, error);
    }

    /** Returns and resets the count. */
    synchronized Optional<CountedErrors> take() {
        Optional<CountedErrors> taken = Optional.ofNullable(counted);
        counted = null;
        return taken;
    }

    private static String sentence(String pattern, @Nullable Throwable thrown) {
        String said = pattern.replace("{}", "…");
        return OneLine.of(
                thrown == null ? said : said + " (" + thrown.getClass().getSimpleName() + ")");
    }

    private static @Nullable Throwable thrown(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    }
}
