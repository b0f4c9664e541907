package org.resultsrelay.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/** A record component's name on the wire. */
final class SnakeCase {

    private SnakeCase() {}

    static String of(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }
}
