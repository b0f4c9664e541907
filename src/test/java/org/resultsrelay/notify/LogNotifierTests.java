package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogNotifierTests extends NotifierContract {

    private final Logger log = (Logger) LoggerFactory.getLogger(LogNotifier.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final LogNotifier notifier = new LogNotifier();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void whatStandsInTheLogIsNotEdited() {
        assertThat(notifier.edits()).isFalse();
    }

    @Override
    protected Notifier notifier() {
        return notifier;
    }

    @Override
    protected List<String> seen() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
