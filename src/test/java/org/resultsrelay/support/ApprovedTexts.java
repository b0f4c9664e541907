package org.resultsrelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** All that people are told, in one file that a reviewer can read from top to bottom: {@code texts.txt}, in chapters. */
public final class ApprovedTexts {

    private static final String CHAPTER = "# ";

    private ApprovedTexts() {}

    /** These are the texts of that chapter, as somebody has approved them. */
    public static void assertApproved(String chapter, String texts) {
        Path actual = Path.of("target", "texts-" + chapter + ".txt");
        write(actual, texts.strip() + "\n");
        assertThat(texts.strip())
                .as("where %s reads better, copy it into the chapter %s of texts.txt", actual, chapter)
                .isEqualTo(approved(chapter));
    }

    private static String approved(String chapter) {
        String all = "\n" + file();
        String heading = "\n" + CHAPTER + chapter + "\n";
        int begin = all.indexOf(heading) + heading.length();
        int end = all.indexOf("\n" + CHAPTER, begin);
        assertThat(all).contains(heading);
        return all.substring(begin, end < 0 ? all.length() : end).strip();
    }

    private static String file() {
        try (InputStream file =
                Objects.requireNonNull(ApprovedTexts.class.getResourceAsStream("/org/resultsrelay/texts.txt"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
