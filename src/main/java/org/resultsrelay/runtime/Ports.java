package org.resultsrelay.runtime;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Checks the ports among Spring's own settings. Spring would fail late, or listen on any port for -1. */
final class Ports {

    private static final int HIGHEST = 65_535;

    private Ports() {}

    static void check(Environment environment) {
        check(environment, "server.port", "SERVER_PORT", 0);
        check(environment, "spring.mail.port", "SPRING_MAIL_PORT", 1);
    }

    private static void check(Environment environment, String property, String variable, int lowest) {
        int port = Binder.get(environment).bind(property, Integer.class).orElse(lowest);
        if (port < lowest || port > HIGHEST) {
            throw new CannotStart(
                    variable + " is " + port + ", which is not a port.",
                    "Set it to a number from " + Math.max(lowest, 1) + " to " + HIGHEST + ", or leave it out.");
        }
    }
}
