package org.resultsrelay.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.SettableClock;
import org.springframework.dao.DataAccessResourceFailureException;

class LookupTests {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Map<String, String> table = new HashMap<>(Map.of("a", "1"));
    private final Lookup<String, String> lookup = new Lookup<>(clock, FRESH, 100, this::ask);
    private boolean away;
    private int asked;
    private Runnable meanwhile = () -> {};

    private Optional<String> ask(String key) {
        asked++;
        if (away) {
            throw new DataAccessResourceFailureException("away");
        }
        Optional<String> answer = Optional.ofNullable(table.get(key));
        meanwhile.run();
        return answer;
    }

    @Test
    void anAnswerStandsForAWhile() {
        assertThat(lookup.find("a")).contains("1");
        table.put("a", "2");
        clock.advance(FRESH.minusNanos(1));
        assertThat(lookup.find("a")).contains("1");
        clock.advance(Duration.ofNanos(1));
        assertThat(lookup.find("a")).contains("2");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anAnswerDoesNotStandLongerBecauseTheClockHasGoneBack() {
        lookup.find("a");
        table.put("a", "2");
        clock.advance(Duration.ofMinutes(-1));
        assertThat(lookup.find("a")).contains("2");
    }

    @Test
    void absenceIsRememberedToo() {
        assertThat(lookup.find("b")).isEmpty();
        assertThat(lookup.find("b")).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void whatIsForgottenIsAskedForAgain() {
        lookup.find("a");
        table.put("a", "2");
        lookup.forget("a");
        assertThat(lookup.find("a")).contains("2");
    }

    @Test
    void anAnswerFromBeforeAChangeIsNotRememberedAfterIt() {
        meanwhile = () -> {
            meanwhile = () -> {};
            table.put("a", "2");
            lookup.forget("a");
        };
        assertThat(lookup.find("a")).contains("1");
        assertThat(lookup.find("a")).contains("2");
    }

    @Test
    void whileTheDatabaseIsAwayWhatWasKnownIsServedAndAskedForSeldom() {
        lookup.find("a");
        away = true;
        clock.advance(Duration.ofHours(1));
        assertThat(lookup.find("a")).contains("1");
        assertThat(lookup.find("a")).contains("1");
        assertThat(asked).isEqualTo(2);
        assertThatThrownBy(() -> lookup.find("b")).isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void whileOneCallerAsksAgainOthersAreStillAnswered() {
        lookup.find("a");
        clock.advance(FRESH);
        meanwhile = () -> {
            meanwhile = () -> {};
            assertThat(lookup.find("a")).contains("1");
        };
        table.put("a", "2");
        assertThat(lookup.find("a")).contains("2");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void anAnswerTwiceAsOldStandsForNobody() {
        lookup.find("a");
        clock.advance(FRESH.multipliedBy(2));
        meanwhile = () -> {
            meanwhile = () -> {};
            lookup.find("a");
        };
        lookup.find("a");
        assertThat(asked).isEqualTo(3);
    }
}
