package org.resultsrelay.notify.webhook;

import jakarta.validation.constraints.AssertTrue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.signing.SigningSecret;
import org.resultsrelay.text.WebAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Where alerts are posted, and in which format. Without a URL there is no such channel. A blank setting counts as
 * unset.
 */
@Validated
@ConfigurationProperties("relay.webhook")
record WebhookProperties(
        @Nullable String url,
        @Nullable String secret,
        @DefaultValue("standard") Format format) {

    /** {@code STANDARD} is signed with the secret; {@code SLACK} is the format of Slack, Mattermost and others. */
    enum Format {
        STANDARD,
        SLACK
    }

    Optional<SigningSecret> signingSecret() {
        return SigningSecret.read(String.valueOf(secret));
    }

    boolean set() {
        return StringUtils.hasText(url);
    }

    /** Not a constraint on the field, whose error would show the value. */
    @AssertTrue(message = "RELAY_WEBHOOK_URL must be a URL that begins with https:// or http://")
    boolean isUrlUsable() {
        return !set() || WebAddress.isUsable(String.valueOf(url));
    }

    @AssertTrue(
            message = "RELAY_WEBHOOK_SECRET must be whsec_ and the base64 of 24 to 64 bytes, such as"
                    + " whsec_$(openssl rand -base64 32), or set RELAY_WEBHOOK_FORMAT=slack")
    boolean isSecretUsable() {
        return !set() || format == Format.SLACK || signingSecret().isPresent();
    }

    /** The secret is a password, and so is the URL of a Slack webhook: they stay out of every log and error. */
    @Override
    public String toString() {
        return "WebhookProperties[format=" + format + "]";
    }
}
