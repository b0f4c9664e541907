package org.resultsrelay;

import org.junit.jupiter.api.Test;
import org.resultsrelay.support.*;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RelayTest
class OpenApiIT {
    @Autowired
    private ApplicationContext relay;

    @Test
    void x() throws Exception {
        java.nio.file.Files.writeString(
                java.nio.file.Path.of("/tmp/clients-openapi.json"),
                Api.anonymous(relay).get("/v3/api-docs").json().toPrettyString());
    }
}
