package org.resultsrelay.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A relay with a bot at a fake Telegram, whose alerts come soon. The same settings as other stories: they share one relay. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(FakeBot.class)
@TestPropertySource(
        properties = {
            FakeBot.TOKEN,
            FakeBot.CHAT,
            "relay.incidents.every=100ms",
            "relay.incidents.update-every=1s",
            "relay.incidents.grouping.first-after=0s",
            "relay.incidents.malformed-quiet=3s"
        })
public @interface AlertingRelay {}
