package org.resultsrelay.clients;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address that a summary can be posted to. Credentials in it would end in logs, a fragment is never sent: neither is taken. */
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

        private static @Nullable String wrong(String text) {
            if (text.length() > MAX_LENGTH) {
                return "give at most " + MAX_LENGTH + " characters";
            }
            try {
                return ASCII.matcher(text).matches() ? wrong(new URI(text)) : NOT_A_URL;
            } catch (URISyntaxException e) {
                return NOT_A_URL;
            }
        }

        private static @Nullable String wrong(URI url) {
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return "give an absolute URL that begins with https:// or http://";
            }
            if (url.getRawUserInfo() != null) {
                return "leave out the user and password: pushes are signed instead";
            }
            if (url.getHost() == null || url.getPort() > 65_535 || url.getPort() == 0) {
                return "give a host, and where a port is needed one from 1 to 65535";
            }
            return url.getRawFragment() != null ? "leave out the fragment: it would never be sent" : null;
        }
    }
}
