package org.resultsrelay.sources.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.HttpUrl;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.signing.SigningSecret;
import tools.jackson.core.JsonPointer;

/** How a source tells its platform's requests from others. What a kind does not use is null. */
@Schema(name = "SourceVerification", example = """
        {"kind": "hmac", "algorithm": "sha256", "header": "X-Signature", "encoding": "hex", "prefix": "sha256=",
         "secret": "the secret that the platform shows"}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verification(
        @Schema(
                description =
                        "standard_webhooks, hmac: a signature over the body. digest: a hash that includes the secret, which is weaker."
                                + " token: a secret in a header, the query or the body. basic: user name and password. challenge:"
                                + " the platform asks once for an echo. jwt_body: the body is a signed JWT. url: nothing but the"
                                + " secret URL, which is weak.")
        @Nullable
        Kind kind,

        @Schema(
                description =
                        "What both sides know: the signing key, token or password. Never shown; left out, the stored one stays.",
                accessMode = Schema.AccessMode.WRITE_ONLY)
        @Nullable
        String secret,

        @Schema(description = "hmac and digest: the hash.", defaultValue = "sha256") @Nullable
        Algorithm algorithm,

        @Schema(description = "hmac and digest: the header that holds the signature.", example = "X-Signature")
        @Nullable
        String header,

        @Schema(description = "hmac and digest: how the signature is written.", defaultValue = "hex") @Nullable
        Encoding encoding,

        @Schema(description = "What stands before the signature or the token, such as sha256=.", example = "sha256=")
        @Nullable
        String prefix,

        @Schema(
                description =
                        "hmac and digest: what is signed, from {body}, {timestamp}, {id} and, for digest, {secret}, which it must"
                                + " contain.",
                defaultValue = "{body}",
                example = "{timestamp}.{body}")
        @Nullable
        String signed,

        @Schema(description = "The header that holds {id}.") @Nullable
        String idHeader,

        @Schema(description = "The header that holds {timestamp}, in seconds or milliseconds since 1970.") @Nullable
        String timestampHeader,

        @Schema(description = "How many seconds {timestamp} may be off, 1 to 86400.", defaultValue = "300") @Nullable
        Integer toleranceSeconds,

        @Schema(description = "token: where the secret stands.", defaultValue = "header") @Nullable
        Place in,

        @Schema(
                description = "token: the name of the header or query parameter, or the JSON pointer in the body.",
                example = "Authorization")
        @Nullable
        String field,

        @Schema(description = "basic: the user name.", example = "relay") @Nullable
        String username,

        @Schema(
                description =
                        "What is echoed: a JSON pointer in the body, or the name of a query parameter. A request that holds it is"
                                + " answered with its value and counts as a handshake.",
                example = "/challenge")
        @Nullable
        String challenge,

        @Schema(
                description = "jwt_body: where the platform publishes its keys (JWKS).",
                example = "https://platform.example/.well-known/jwks.json")
        @HttpUrl
        @Nullable
        String jwksUrl)
        implements StrictBody {

    private static final int LONGEST = 1_000;
    private static final int LONGEST_TOLERANCE = 86_400;

    public enum Kind {
        @JsonProperty("standard_webhooks")
        STANDARD_WEBHOOKS,
        @JsonProperty("hmac")
        HMAC,
        @JsonProperty("digest")
        DIGEST,
        @JsonProperty("token")
        TOKEN,
        @JsonProperty("basic")
        BASIC,
        @JsonProperty("challenge")
        CHALLENGE,
        @JsonProperty("jwt_body")
        JWT_BODY,
        @JsonProperty("url")
        URL;

        /** Whether there is nothing to verify without a secret. */
        public boolean needsSecret() {
            return this != URL && this != CHALLENGE && this != JWT_BODY;
        }

        /** Whether somebody who has seen one request, or only the URL, could make up others. */
        public boolean weak() {
            return this == URL || this == CHALLENGE || this == DIGEST;
        }
    }

    public enum Algorithm {
        @JsonProperty("sha1")
        SHA1("HmacSHA1", "SHA-1"),
        @JsonProperty("sha256")
        SHA256("HmacSHA256", "SHA-256"),
        @JsonProperty("sha512")
        SHA512("HmacSHA512", "SHA-512");

        final String mac;
        final String digest;

        Algorithm(String mac, String digest) {
            this.mac = mac;
            this.digest = digest;
        }
    }

    public enum Encoding {
        @JsonProperty("hex")
        HEX,
        @JsonProperty("base64")
        BASE64
    }

    public enum Place {
        @JsonProperty("header")
        HEADER,
        @JsonProperty("query")
        QUERY,
        @JsonProperty("body")
        BODY
    }

    public Kind kindOrUrl() {
        return Objects.requireNonNullElse(kind, Kind.URL);
    }

    public Verification withoutSecret() {
        return new Verification(
                kind,
                null,
                algorithm,
                header,
                encoding,
                prefix,
                signed,
                idHeader,
                timestampHeader,
                toleranceSeconds,
                in,
                field,
                username,
                challenge,
                jwksUrl);
    }

    /** Everything that is wrong; {@code secretKnown}: a secret for this kind is stored already. */
    public List<FieldError> errors(boolean secretKnown) {
        List<FieldError> errors = new ArrayList<>();
        if (kind == null) {
            errors.add(error("kind", "give standard_webhooks, hmac, digest, token, basic, challenge, jwt_body or url"));
            return errors;
        }
        if (kind.needsSecret() && secret == null && !secretKnown) {
            errors.add(error("secret", "give the secret that both sides know"));
        }
        if (secret != null && (secret.isEmpty() || secret.length() > LONGEST)) {
            errors.add(error("secret", "give 1 to " + LONGEST + " characters"));
        }
        switch (kind) {
            case STANDARD_WEBHOOKS -> {
                if (secret != null && SigningSecret.read(secret).isEmpty()) {
                    errors.add(error("secret", "give a secret as Standard Webhooks writes it: whsec_ and base64"));
                }
            }
            case HMAC, DIGEST -> signature(errors);
            case TOKEN -> token(errors);
            case BASIC -> {
                if (username == null || username.contains(":")) {
                    errors.add(error("username", "give the user name, without a colon"));
                }
            }
            case CHALLENGE -> {
                if (challenge == null) {
                    errors.add(error("challenge", "give the JSON pointer or the query parameter that is echoed"));
                }
                if (secret != null) {
                    token(errors);
                }
            }
            case JWT_BODY -> {
                if (jwksUrl == null) {
                    errors.add(error("jwks_url", "give the URL at which the platform publishes its keys"));
                }
            }
            case URL -> {}
        }
        if (challenge != null && challenge.startsWith("/") && !isPointer(challenge)) {
            errors.add(error("challenge", "is no JSON pointer"));
        }
        return errors;
    }

    private void signature(List<FieldError> errors) {
        if (header == null || header.isBlank()) {
            errors.add(error("header", "give the header that holds the signature"));
        }
        if (toleranceSeconds != null && (toleranceSeconds < 1 || toleranceSeconds > LONGEST_TOLERANCE)) {
            errors.add(error("tolerance_seconds", "give 1 to " + LONGEST_TOLERANCE));
        }
        SignedContent content = SignedContent.of(signed);
        content.unknown()
                .ifPresent(name ->
                        errors.add(error("signed", name + " is not known: use {body}, {timestamp}, {id} or {secret}")));
        if (content.holds(SignedContent.TIMESTAMP) == (timestampHeader == null)) {
            errors.add(error("timestamp_header", "give it if, and only if, {timestamp} is signed"));
        }
        if (content.holds(SignedContent.ID) == (idHeader == null)) {
            errors.add(error("id_header", "give it if, and only if, {id} is signed"));
        }
        if (content.holds(SignedContent.SECRET) != (kind == Kind.DIGEST)) {
            errors.add(error(
                    "signed",
                    kind == Kind.DIGEST
                            ? "must contain {secret}"
                            : "must not contain {secret}: an HMAC is keyed with it"));
        }
        if (kind == Kind.HMAC && !content.holds(SignedContent.BODY)) {
            errors.add(error("signed", "must contain {body}: otherwise anything could be sent under an old signature"));
        }
    }

    private void token(List<FieldError> errors) {
        if (field == null || field.isBlank()) {
            errors.add(error("field", "give the header, query parameter or JSON pointer that holds the token"));
        } else if (in == Place.BODY && !isPointer(field)) {
            errors.add(error("field", "is no JSON pointer, such as /token"));
        }
    }

    private static boolean isPointer(String text) {
        try {
            return text.startsWith("/") && !JsonPointer.compile(text).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static FieldError error(String field, String message) {
        return new FieldError("verification." + field, message);
    }
}
