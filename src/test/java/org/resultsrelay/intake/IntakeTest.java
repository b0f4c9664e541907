package org.resultsrelay.intake;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.resultsrelay.support.RelayTest;
import org.springframework.test.context.TestPropertySource;

/** The relay with a known admin token, and less patience than usual. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RelayTest
@TestPropertySource(
        properties = {
            "relay.admin-token=" + Door.ADMIN_TOKEN,
            "relay.intake.body-timeout=1500ms",
            "server.tomcat.connection-timeout=1s"
        })
@interface IntakeTest {}
