package org.resultsrelay.incidents.trouble;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
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

    private static final String CHANNELS = "org.resultsrelay.notify";

    private final Logger logger = (Logger) LoggerFactory.getLogger("org.resultsrelay");
    private final Clock clock;
    private @Nullable InternalErrors counted; // guarded by this

    ErrorLogCounter(Clock clock) {
        this.clock = clock;
        setName("own-errors");
    }

    @Override
    public void afterPropertiesSet() {
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
    }

    @Override
    public void destroy() {
        logger.detachAppender(this);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Throwable thrown = event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                && !event.getLoggerName().startsWith(CHANNELS)
                && (thrown == null || !DatabaseFaults.areBehind(thrown))) {
            String said = event.getMessage().replace("{}", "…");
            count(OneLine.of(
                    thrown == null ? said : said + " (" + thrown.getClass().getSimpleName() + ")"));
        }
    }

    private synchronized void count(String error) {
        Instant now = clock.instant();
        counted = counted == null
                ? new InternalErrors(now, now, 1, error)
                : new InternalErrors(counted.since(), now, counted.occurrences() + 1, error);
    }

    /** Returns and resets the count. */
    synchronized Optional<InternalErrors> take() {
        Optional<InternalErrors> taken = Optional.ofNullable(counted);
        counted = null;
        return taken;
    }
}
