package org.resultsrelay.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.problems.Problem;

class PageTests {

    @Test
    void theRowBeyondTheLimitTellsOfANextPage() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, row -> row);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(Cursor.position(page.nextCursor())).isEqualTo("b");
        assertThat(Page.of(List.of("a", "b"), 2, row -> row).nextCursor()).isNull();
    }

    @Test
    void withoutACursorAListStartsAtItsBeginning() {
        assertThat(Cursor.position(null)).isEmpty();
        assertThat(Cursor.number(null)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "AA", "eA="})
    void aCursorThatWasNeverGivenIsRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.number(cursor)).isInstanceOf(Problem.class);
    }
}
