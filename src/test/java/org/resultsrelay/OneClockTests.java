package org.resultsrelay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The invariant "one clock": whoever needs the time asks the injected clock, and nothing sleeps. */
class OneClockTests {

    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(now\\(\\)|current_timestamp|clock_timestamp|localtimestamp)", Pattern.CASE_INSENSITIVE);

    @Test
    void oneClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(product());
    }

    /** What others' classes look like does not matter here, and reading them takes long. */
    private static JavaClasses product() {
        return ArchConfiguration.withThreadLocalScope((ArchConfiguration settings) -> {
            settings.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.resultsrelay");
        });
    }

    @Test
    void sqlTakesTheTimeAsAParameter() throws IOException {
        assertThat(asking(Path.of("src/main/java"))).isEmpty();
        assertThat(asking(Path.of("src/main/resources/db"))).isEmpty();
    }

    private static List<Path> asking(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> SQL_CLOCK.matcher(withoutJavaNow(file)).find())
                    .toList();
        }
    }

    /** Java methods of our own may be called now(); SQL stands in text blocks and migrations. */
    private static String withoutJavaNow(Path file) {
        try {
            String text = Files.readString(file);
            if (file.toString().endsWith(".sql")) {
                return text;
            }
            return Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL)
                    .matcher(text)
                    .results()
                    .map(block -> block.group(1))
                    .reduce("", String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
