package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;

/** Bodies nobody would think of: every one comes to a verdict or to a refusal in words, and to nothing else. */
class MutationTests {

    private static final int BODIES = 60_000;
    private static final String SPICE = "{}[]\",:\\u-+.eE0123456789 \n\tNaIntrfl/*\u0000\u007f\u0085é";

    private final Random random = new Random(20261121);

    @Test
    void aMutatedBodyIsJudgedLikeAnyOther() {
        String array = "[" + Sample.EVENT + "," + Sample.EVENT + "]";
        int valid = 0;
        int invalid = 0;
        int unreadable = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = mutated(random.nextBoolean() ? Sample.EVENT : array);
            try {
                for (Event event : WebhookReader.read(body, Sample.NOW).events()) {
                    if (Sample.errors(event).isEmpty()) {
                        assertStorable(((Verdict.Valid) event.verdict()).submission());
                        valid++;
                    } else {
                        Sample.errors(event).forEach(MutationTests::assertSpeaks);
                        invalid++;
                    }
                }
            } catch (Unreadable e) {
                assertThat(e.message())
                        .doesNotContain("ackson", "Exception", "Feature")
                        .endsWith(".");
                unreadable++;
            }
        }
        assertThat(List.of(valid, invalid, unreadable)).allMatch(count -> count > BODIES / 100);
    }

    private byte[] mutated(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            body = changed(body);
        }
        return body;
    }

    private byte[] changed(byte[] body) {
        int at = random.nextInt(body.length);
        int to = Math.min(body.length, at + random.nextInt(12));
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String spice = String.valueOf(SPICE.charAt(random.nextInt(SPICE.length())));
        String changed = switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + spice + text.substring(at + 1);
            case 1 -> text.substring(0, at) + spice.repeat(1 + random.nextInt(40)) + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(to);
            case 3 -> text.substring(0, to) + text.substring(at);
            default -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
        };
        return (changed.isEmpty() ? "{" : changed).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void assertStorable(Submission s) {
        for (String id : new String[] {s.eventId(), s.userId(), s.testId()}) {
            assertThat(id).isNotEmpty().hasSizeLessThanOrEqualTo(128).doesNotContain("\u0000");
        }
        assertThat(s.score().scale()).isBetween(0, 2);
        assertThat(s.score().precision() - s.score().scale()).isLessThanOrEqualTo(9);
        assertThat(s.maxScore().signum()).isNotNegative();
    }

    private static void assertSpeaks(FieldError error) {
        assertThat(error.message()).matches("(must |is |appears ).+");
    }
}
