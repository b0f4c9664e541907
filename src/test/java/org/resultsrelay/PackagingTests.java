package org.resultsrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.MissingProgram;
import org.yaml.snakeyaml.Yaml;

/** What is shipped beside the jar says the same as the jar. */
class PackagingTests {

    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final Path NGINX = Path.of("nginx/nginx.conf.template");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");
    /** {@code relay.incidents.every} or {@code RELAY_INCIDENTS_EVERY}. */
    private static final Pattern NAMED =
            Pattern.compile("\\brelay\\.[a-z]+(?:\\.[a-z]+(?:-[a-z]+)*)+\\b|\\bRELAY_[A-Z]+(?:_[A-Z]+)+\\b");

    /** What is measured has names that look the same. */
    private static final Set<String> METRICS = Set.of("relay.incidents.open", "relay.quarantine.dropped");

    private static final Pattern SECRET = Pattern.compile(".*_(PASSWORD|SECRET|TOKEN|KEY)");

    private final EnvExample example = EnvExample.read();

    @Test
    void everyServiceHasItsBoundsAndSaysWhenItIsHealthy() throws IOException {
        Map<String, Map<String, Object>> services = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(Files.readString(COMPOSE))
                .getOrDefault("services", Map.of());
        assertThat(services).containsOnlyKeys("nginx", "relay", "postgres", "kafka");
        assertThat(services.values())
                .allSatisfy(service -> assertThat(service)
                        .containsKeys("healthcheck", "deploy", "restart", "stop_grace_period", "logging", "networks"));
        assertThat(services.values())
                .filteredOn(service -> service.containsKey("ports"))
                .hasSize(1);
    }

    @Test
    void dockerComposeUnderstandsItsFile(@TempDir Path directory) throws IOException {
        List<String> compose = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(program -> run(directory, command(program, "version", "--short")) == 0
                        && output(directory).matches("v?[2-9][.\\d+~-]+\\s*"))
                .findFirst()
                .orElseThrow(() ->
                        MissingProgram.means("Docker Compose 2 is not installed here: apt-get install docker-compose"));
        Path env = Files.writeString(
                directory.resolve("env"), "POSTGRES_PASSWORD=p\nRELAY_SECRET_KEY=k\nRELAY_ADMIN_TOKEN=t\n");
        assertThat(run(directory, command(compose, "--env-file", env.toString(), "config", "--quiet")))
                .as(() -> output(directory))
                .isZero();
    }

    private static List<String> command(List<String> program, String... arguments) {
        return Stream.concat(program.stream(), Stream.of(arguments)).toList();
    }

    @Test
    void everyVariableOfNginxHasAValueInTheComposeFile() throws IOException {
        assertThat(variables(NGINX))
                .allSatisfy(name -> assertThat(Files.readString(COMPOSE)).contains("      " + name + ": "));
    }

    @Test
    void theExampleListsEverySettingAndNoOther() throws IOException {
        Set<String> settings = Settings.ofTheProduct().keySet();
        Set<String> used = variables(COMPOSE);
        assertThat(example.names())
                .as("add to .env.example, each with a comment above that says what it means")
                .containsAll(settings)
                .containsAll(used);
        assertThat(example.names())
                .filteredOn(name -> (name.startsWith("RELAY_") || name.startsWith("DEMO_") || name.startsWith("NGINX_"))
                        && !used.contains(name))
                .as("remove from .env.example: no @ConfigurationProperties and no ${…} in docker-compose.yml reads it")
                .isSubsetOf(settings);
    }

    /** Relays that share a group share their work, so whoever runs two installations on one Kafka must find it. */
    @Test
    void theConsumerGroupIsShownAsItIs() throws IOException {
        String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
        assertThat(settings).contains("group-id: " + example.value("SPRING_KAFKA_CONSUMER_GROUP_ID") + "\n");
    }

    /** A name that is only in a text sends its reader looking for a setting that is not there. */
    @Test
    void everySettingThatATextNamesIsThere() throws IOException {
        Set<String> settings = Settings.ofTheProduct().keySet();
        Set<String> groups = settings.stream()
                .filter(name -> name.startsWith("RELAY_"))
                .map(name -> name.split("_", 3)[1])
                .collect(Collectors.toSet());
        for (Path text : texts()) {
            assertThat(NAMED.matcher(Files.readString(text))
                            .results()
                            .map(MatchResult::group)
                            .filter(name -> !METRICS.contains(name))
                            .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                            .filter(name -> groups.contains(name.split("_", 3)[1]))
                            .filter(name ->
                                    settings.stream().noneMatch(setting -> (setting + "_").startsWith(name + "_"))))
                    .as(() -> text + " names settings that do not exist")
                    .isEmpty();
        }
    }

    private static List<Path> texts() throws IOException {
        try (Stream<Path> documents = Files.walk(Path.of("docs"));
                Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            return Stream.of(Stream.of(Path.of("README.md"), Path.of(".env.example"), COMPOSE), documents, sources)
                    .flatMap(Function.identity())
                    .filter(path -> path.toString().matches(".*\\.(md|java|ya?ml|sql|example)"))
                    .filter(path -> !path.endsWith("RenamedSettings.java")) // has the old names too
                    .toList();
        }
    }

    @Test
    void theExampleShowsTheRealDefaults() {
        Settings.ofTheProduct()
                .forEach((name, value) -> value.ifPresent(known -> assertThat(example.value(name))
                        .as("correct the value of %s in .env.example: its @DefaultValue is this", name)
                        .isEqualTo(known)));
    }

    @Test
    void theExampleSaysWhatEverySettingMeansAndHoldsNoSecret() {
        assertThat(example.withoutMeaning())
                .as("give each of these a comment right above it in .env.example")
                .isEmpty();
        assertThat(example.names())
                .filteredOn(name -> SECRET.matcher(name).matches())
                .allSatisfy(name -> assertThat(example.value(name)).isEmpty());
    }

    private static Set<String> variables(Path file) throws IOException {
        return VARIABLE.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static int run(Path directory, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private static String output(Path directory) {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
