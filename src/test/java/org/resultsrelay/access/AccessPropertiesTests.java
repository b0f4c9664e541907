package org.resultsrelay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPropertiesTests {

    private static AccessProperties properties(@Nullable String adminToken) {
        return new AccessProperties(adminToken, new AccessProperties.Access(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void anEmptySettingSetsNone(@Nullable String setting) {
        assertThat(properties(setting).chosenAdminToken()).isEmpty();
    }

    @Test
    void aGuessableTokenStopsTheStartWithoutBeingRepeated() {
        assertThatThrownBy(() -> properties("hunter2hunter2hunte").chosenAdminToken())
                .hasMessageContaining("shorter than 20 characters")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aLongEnoughTokenIsTaken() {
        assertThat(properties(" twenty-characters-ok ").chosenAdminToken()).contains("twenty-characters-ok");
    }
}
