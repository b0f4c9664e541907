package org.resultsrelay.clients;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL to which summaries can be posted. Credentials are refused because they would end up in logs, fragments because
 * they are never sent. An IP address must be allowed as a target; a host name is checked at each push.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HttpUrl.Check.class)
public @interface HttpUrl {

    String message() default "give an absolute http or https URL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says what exactly is wrong. */
    class Check implements ConstraintValidator<HttpUrl, String> {

        private static final int MAX_LENGTH = 2_048;
        private static final Pattern ASCII = Pattern.compile("[!-~]*");
        private static final String NOT_A_URL =
                "is not a URL: percent-encode what is not ASCII, write a host's name in its xn-- form";
        private static final Pattern IP_ADDRESS =
                Pattern.compile("\\[(?<v6>.*)]|(?<v4>(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?)");
        private static final Pattern USUAL_FORM = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

        private static final String NOT_USUAL =
                "write the IP address in its usual form, such as 198.51.100.7 or [2001:db8::7]";

        private final AllowedTargets targets;

        Check(AllowedTargets targets) {
            this.targets = targets;
        }

        @Override
        public boolean isValid(@Nullable String url, ConstraintValidatorContext context) {
            String wrong = url == null ? null : wrong(url);
            if (wrong == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(wrong).addConstraintViolation();
            return false;
        }

        private @Nullable String wrong(String text) {
            if (text.length() > MAX_LENGTH) {
                return "give at most " + MAX_LENGTH + " characters";
            }
            try {
                return ASCII.matcher(text).matches() ? wrong(new URI(text)) : NOT_A_URL;
            } catch (URISyntaxException e) {
                return NOT_A_URL;
            }
        }

        private @Nullable String wrong(URI url) {
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return "give an absolute URL that begins with https:// or http://";
            }
            if (url.getRawUserInfo() != null) {
                return "leave out the user and password: pushes are signed instead";
            }
            if (url.getHost() == null || url.getPort() > 65_535 || url.getPort() == 0) {
                return "give a host, a name or an IP address in its usual form, and where a port is needed one from 1 to 65535";
            }
            return url.getRawFragment() != null
                    ? "leave out the fragment: it would never be sent"
                    : wrongHost(url.getHost());
        }

        private @Nullable String wrongHost(String host) {
            Matcher ip = IP_ADDRESS.matcher(host);
            if (!ip.matches()) {
                return null;
            }
            String v4 = ip.group("v4");
            if (v4 != null && !USUAL_FORM.matcher(v4).matches()) {
                return NOT_USUAL;
            }
            try {
                return targets.allow(InetAddress.ofLiteral(v4 == null ? ip.group("v6") : v4))
                        ? null
                        : "give a public address: this one is private, and RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS does not"
                                + " name its network";
            } catch (IllegalArgumentException e) {
                return NOT_USUAL;
            }
        }
    }
}
