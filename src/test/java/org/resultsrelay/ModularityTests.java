package org.resultsrelay;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void everyArrowBetweenModulesIsDeclared() {
        ApplicationModules.of(ResultsRelay.class).verify();
    }
}
