package org.resultsrelay.notify.mail;

import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Who gets the alerts ({@code to}: one or several addresses, separated by commas), and from whom. Without {@code to}
 * there is no e-mail. A blank setting counts as unset.
 */
@Validated
@ConfigurationProperties("relay.mail")
record MailProperties(@Nullable String to, @Nullable String from) {

    @AssertTrue(message = "Set RELAY_MAIL_FROM too: the address that e-mails come from, as the SMTP server allows it")
    boolean isComplete() {
        return !StringUtils.hasText(to) || StringUtils.hasText(from);
    }
}
