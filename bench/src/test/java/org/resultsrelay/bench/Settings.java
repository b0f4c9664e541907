package org.resultsrelay.bench;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the environment asks for. {@code companyUrl}: where the relay reaches the company that this test plays;
 * {@code patience}: how long a summary may take.
 */
record Settings(
        URI relay,
        String adminToken,
        int rate,
        int seconds,
        int users,
        URI companyUrl,
        int companyPort,
        Duration patience) {

    static Settings of(Map<String, String> environment) {
        var given = new Given(environment);
        URI relay = given.url("RELAY_URL")
                .orElseThrow(() -> new Refusal("Set RELAY_URL to the relay's address, such as http://localhost:8080"));
        if (!isLoopback(relay) && !given.text("RELAY_BENCH_REMOTE").equals("yes")) {
            throw new Refusal(
                    relay.getHost() + " is not this machine. A load test may disturb whoever uses that relay: "
                            + "set RELAY_BENCH_REMOTE=yes if it may");
        }
        String token = given.text("RELAY_ADMIN_TOKEN");
        if (token.isEmpty()) {
            throw new Refusal(
                    "Set RELAY_ADMIN_TOKEN: the relay keeps the one it made in its data directory, so for a relay"
                            + " started in this project RELAY_ADMIN_TOKEN=$(cat data/admin-token)");
        }
        int port = given.number("RELAY_BENCH_COMPANY_PORT", 9911, 65_535);
        return new Settings(
                relay,
                token,
                given.number("RELAY_BENCH_RATE", 200, 10_000),
                given.number("RELAY_BENCH_SECONDS", 30, 3_600),
                given.number("RELAY_BENCH_USERS", 1_000, 1_000_000),
                given.url("RELAY_BENCH_COMPANY_URL")
                        .orElseGet(() -> URI.create("http://127.0.0.1:" + port + "/summaries")),
                port,
                Duration.ofSeconds(given.number("RELAY_BENCH_PATIENCE_SECONDS", 30, 600)));
    }

    boolean companyIsLocal() {
        return isLoopback(companyUrl);
    }

    private static boolean isLoopback(URI url) {
        try {
            return Arrays.stream(InetAddress.getAllByName(url.getHost())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Why there is no test, and what to do. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    private record Given(Map<String, String> environment) {

        String text(String name) {
            return environment.getOrDefault(name, "").strip();
        }

        int number(String name, int otherwise, int most) {
            String text = text(name);
            if (text.isEmpty()) {
                return otherwise;
            }
            if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
                throw new Refusal("Set " + name + " to a number from 1 to " + most + ", not \"" + text + "\"");
            }
            return Integer.parseInt(text);
        }

        Optional<URI> url(String name) {
            return Optional.of(text(name)).filter(text -> !text.isEmpty()).map(text -> checked(name, text));
        }

        private static URI checked(String name, String text) {
            try {
                URI url = URI.create(text);
                if (Objects.requireNonNullElse(url.getScheme(), "").matches("https?") && url.getHost() != null) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new Refusal("Set " + name + " to an address with http:// or https://, not \"" + text + "\"");
        }
    }
}
