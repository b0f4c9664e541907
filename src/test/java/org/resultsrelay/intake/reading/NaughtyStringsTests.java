package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;
import tools.jackson.databind.json.JsonMapper;

/** The Big List of Naughty Strings as ids and names: each is taken unchanged, or refused with a reason that holds. */
class NaughtyStringsTests {

    private static final Path LIST = Path.of("..", "shared", "material", "blns", "blns.json");
    private static final JsonMapper JSON = JsonMapper.shared();

    @BeforeAll
    static void theListIsThere() {
        assumeTrue(Files.exists(LIST), () -> "There is no " + LIST + ": the naughty strings were not tried");
    }

    static String[] strings() {
        return Files.exists(LIST) ? JSON.readValue(LIST, String[].class) : new String[] {""};
    }

    @ParameterizedTest
    @MethodSource("strings")
    void eachIsTakenUnchangedOrRefusedWithAReason(String naughty) {
        String quoted = JSON.writeValueAsString(naughty);
        for (String place : new String[] {"e-1", "u-17", "t-9"}) {
            Verdict verdict = Sample.read(Sample.with("\"" + place + "\"", quoted))
                    .events()
                    .getFirst()
                    .verdict();
            switch (verdict) {
                case Verdict.Valid(Submission s) ->
                    assertThat(new String[] {s.eventId(), s.userId(), s.testId()})
                            .contains(naughty);
                case Verdict.Invalid invalid ->
                    assertReasonHolds(naughty, invalid.errors().getFirst());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("strings")
    void asANameEachIsTakenUnchangedOrRefusedWithAReason(String naughty) {
        String quoted = JSON.writeValueAsString(naughty);
        Verdict verdict = Sample.read(Sample.with("\"Negotiation basics\"", quoted))
                .events()
                .getFirst()
                .verdict();
        switch (verdict) {
            case Verdict.Valid(Submission s) -> assertThat(s.testName()).isEqualTo(naughty);
            case Verdict.Invalid invalid ->
                assertReasonHolds(naughty, invalid.errors().getFirst());
        }
    }

    private static void assertReasonHolds(String naughty, FieldError error) {
        long length = naughty.codePoints().count();
        switch (error.message().substring(0, 9)) {
            case "must have" ->
                assertThat(length)
                        .satisfiesAnyOf(
                                l -> assertThat(l).isZero(), l -> assertThat(l).isGreaterThan(64));
            case "must not " ->
                assertThat(naughty.chars().anyMatch(Character::isISOControl) || naughty.matches("\\.{1,2}"))
                        .isTrue();
            default -> throw new AssertionError(error);
        }
    }
}
