package org.resultsrelay.demo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultRowTests {

    @Test
    void aRowIsTheSameEventInEveryReplay() {
        Event event = new ResultRow("1752", "11391", 18, "78").event();
        assertThat(event).isEqualTo(new ResultRow("1752", "11391", 18, "78").event());
        assertThat(event.eventId()).isEqualTo("oulad-1752-11391");
        assertThat(event.occurredAt()).isEqualTo("2024-09-19T12:00:00Z");
        assertThat(event.result().score()).isEqualByComparingTo("78");
        assertThat(event.result().passed()).isTrue();
    }

    @Test
    void anEmptyScoreIsSentAsNoScore() {
        Event.Result result = new ResultRow("1752", "11391", 18, "").event().result();
        assertThat(result.score()).isNull();
        assertThat(result.passed()).isNull();
    }
}
